"""Settings of the evaluation, and the context that rules are judged in."""

from __future__ import annotations

import msgspec

from criteria.lexicon import Lexicon, lexicon

__all__ = ["Context", "Settings", "default_context"]


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What an operator may change: "laboratory values older than 90 days do not count".

    `stale_days`: age beyond which a measurement decides nothing about now. `current_procedure_days`: how far back a
    repeated procedure ("on dialysis") counts as going on.
    """

    stale_days: float = 90.0
    current_procedure_days: float = 28.0


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """All that a rule may look at besides the patient: settings and lexicon; no clock, no files."""

    lexicon: Lexicon
    settings: Settings = Settings()

    def members(self, concept: str) -> frozenset[str]:
        """The concept and all its kinds; a name the lexicon does not hold stands for itself."""
        return self.lexicon.members(concept) if concept in self.lexicon.concepts else frozenset((concept,))

    def ancestors(self, concept: str) -> frozenset[str]:
        """The concept and all that it is a kind of."""
        return self.lexicon.ancestors(concept) if concept in self.lexicon.concepts else frozenset((concept,))

    def leaves(self, concept: str) -> frozenset[str]:
        """The most specific kinds of the concept; itself where it has none."""
        return self.lexicon.leaves(concept) if concept in self.lexicon.concepts else frozenset((concept,))

    def home(self, concept: str) -> str | None:
        """The domain that the concept is at home in."""
        found = self.lexicon.concepts.get(concept)
        return found.domain if found else None

    def is_single(self, concept: str) -> bool:
        """Whether the concept has no kinds but itself: "rituximab", not "anti-CD20 antibody"."""
        return len(self.members(concept)) == 1


def default_context(settings: Settings | None = None) -> Context:
    """The packaged lexicon with the settings given."""
    return Context(lexicon=lexicon(), settings=settings or Settings())
