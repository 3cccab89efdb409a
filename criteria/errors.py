"""Everything that can go wrong while reading criteria, as one tree.

ResetmatchError
├── InputRefused          what came in cannot be used; names file, line and field, never a patient's value
│   ├── RecordRefused     a registry record
│   └── ProfileRefused    a patient profile
├── LexiconInvalid        a table of the lexicon breaks its own rules
└── WorkFailed            the input was fine, the work could not be done
    └── StoreUnavailable  the store cannot be reached or has no room; the same may work later
"""

from __future__ import annotations

__all__ = [
    "InputRefused",
    "LexiconInvalid",
    "ProfileRefused",
    "RecordRefused",
    "ResetmatchError",
    "StoreUnavailable",
    "WorkFailed",
]


class ResetmatchError(Exception):
    """The root: catching it catches all that this project raises on purpose."""


class InputRefused(ResetmatchError):
    """Input that cannot be used, with the place it stands in and what to do about it."""

    def __init__(self, what: str, *, where: str = "", do: str = "") -> None:
        self.what, self.where, self.do = what, where, do
        super().__init__(f"{where + ': ' if where else ''}{what}{'; ' + do if do else ''}")

    def at(self, where: str) -> InputRefused:
        """The same refusal, placed: `at("patients.ndjson line 4")`."""
        return type(self)(self.what, where=f"{where}{' ' + self.where if self.where else ''}", do=self.do)


class RecordRefused(InputRefused):
    """A registry record that is malformed."""


class ProfileRefused(InputRefused):
    """A patient profile that breaks the contract's schema or carries an identifier."""


class LexiconInvalid(ResetmatchError):
    """A row of the lexicon's tables that breaks a rule; the message names table, row and rule."""


class WorkFailed(ResetmatchError):
    """The input was understood, but the work could not be finished."""


class StoreUnavailable(WorkFailed):
    """The store cannot be reached or has no room: the same may work when it is tried again."""
