"""Portfolios at hand, each with its grounds, for the next patient who comes.

What is kept hangs on trials and lexicon as they are in memory, which never change, on settings, and on which lists a
profile calls complete; nothing else of a profile is ever kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from criteria.criterion import Trial
from matcher.kept import Kept
from matcher.population.facts import Patient
from matcher.settings import Context
from matcher.single.answers import Answers
from matcher.single.ground import Ground
from matcher.single.portfolio import Listed, Portfolio
from matcher.single.rulings import Judge

__all__ = ["Desk", "at_hand"]

MANY, ALONE, GROUNDS = 4, 4096, 32
"""How many portfolios of several trials are kept, how many of a trial alone, how many grounds of each."""


class Desk:
    """A portfolio with its grounds."""

    def __init__(self, trials: Sequence[Trial], context: Context) -> None:
        self.portfolio = Portfolio(trials, context)
        self._judge = Judge(self.portfolio)
        self._grounds: Kept[Ground] = Kept(GROUNDS)

    def answers(self, patient: Patient, context: Context) -> Answers:
        """The answers of a patient."""
        nobody = Patient(profile_id="", closed=patient.closed)
        key = (patient.closed, context.settings)
        ground = self._grounds.get(key, lambda: Ground(self.portfolio, self._judge, nobody, context))
        return Answers(patient, ground)

    def listed(self, trials: Iterable[Trial], context: Context) -> list[Listed] | None:
        """The trials as the portfolio lists them; None where it does not hold them all."""
        if self.portfolio.lexicon is not context.lexicon:
            return None
        found = [self.portfolio.places.get(id(trial)) for trial in trials]
        held = [each for each in found if each is not None]
        return held if len(held) == len(found) else None


_many, _alone = Kept[Desk](MANY), Kept[Desk](ALONE)


def at_hand(trials: Iterable[Trial], context: Context) -> tuple[Desk, list[Listed]]:
    """A desk that holds the trials, and the trials as it lists them."""
    trials = tuple(trials)
    for desk in _many.every():
        listed = desk.listed(trials, context)
        if listed is not None:
            return desk, listed
    kept = _alone if len(trials) == 1 else _many
    key = (id(context.lexicon), *map(id, trials))
    desk = kept.get(key, lambda: Desk(trials, context))
    return desk, desk.listed(trials, context) or []
