"""Counts as they may be shown: small ones withheld, the others rounded, so that no difference gives one away."""

from __future__ import annotations

import msgspec

__all__ = ["SMALL", "Small"]

SMALL = 5


class Small(msgspec.Struct, frozen=True):
    """Counts of fewer than `least` people are withheld, all others are multiples of it."""

    least: int = SMALL

    def rounded(self, number: int) -> int:
        """To the nearest multiple; what is withheld is 0."""
        if number < self.least:
            return 0
        return self.least * ((2 * number + self.least) // (2 * self.least))

    def withheld(self, number: int) -> bool:
        """Whether there are some, but too few to be counted."""
        return 0 < number < self.least

    def words(self, number: int) -> str:
        """The count in print: "0", "< 5" or "1,235"."""
        return f"<\N{THIN SPACE}{self.least}" if self.withheld(number) else f"{self.rounded(number):,}"

    def html(self, number: int) -> str:
        """The same in HTML."""
        return self.words(number).replace("<", "&lt;").replace("\N{THIN SPACE}", "&thinsp;")

    def share(self, number: int, of: int) -> float:
        """The share of the rounded counts."""
        return self.rounded(number) / self.rounded(of) if self.rounded(of) else 0.0
