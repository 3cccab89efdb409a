"""Places in the untouched eligibility text."""

from __future__ import annotations

import msgspec

__all__ = ["Span"]


class Span(msgspec.Struct, frozen=True, order=True):
    """Offsets in Unicode code points, end exclusive, into `eligibilityCriteria` as the registry serves it."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words the span covers."""
        return text[self.start : self.end]
