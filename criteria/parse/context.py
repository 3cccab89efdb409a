"""What a sentence is read against: its section, the trial's disease, and the choice between meanings of a word."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from criteria.parse.atoms import Atom
from criteria.parse.elements import Element
from criteria.parse.vocabulary import Vocabulary

if TYPE_CHECKING:
    from criteria.lexicon import Lexicon

__all__ = ["Context", "as_inclusion"]

_DISEASE_EVENTS = ("relapse",)
_PREMISES = {"NYHA class": "heart failure"}
_SCALES = {
    "ISN/RPS lupus nephritis class": ("lupus nephritis", "systemic lupus erythematosus"),
    "MGFA clinical classification": ("myasthenia gravis",),
    "NYHA class": ("heart failure",),
}


class Context:
    """The section and trial a sentence belongs to; collects the flags raised while reading a criterion."""

    def __init__(
        self, vocabulary: Vocabulary, *, exclusion: bool, diseases: tuple[str, ...] = (), text: str = ""
    ) -> None:
        self.vocabulary = vocabulary
        self.lexicon: Lexicon = vocabulary.lexicon
        self.exclusion = exclusion
        self.text = text
        self.diseases = diseases
        self.flags: list[str] = []
        self.scale: str | None = None
        self.subject: str | None = None
        self.response_scope = False
        self.excepting = False
        self.lets_off = False
        self.intolerance: bool | None = None
        self.intolerant_of: list[str] = []
        self.strata = False
        self.once: list[tuple[str, ...]] = []

    @contextmanager
    def exception_of(self, subject: str | None, *, kinds: bool) -> Iterator[None]:
        """Reads words as an exception of what is spoken of; `kinds`: a list of what is excepted, each for itself."""
        before = self.subject, self.excepting, self.lets_off
        self.subject, self.excepting, self.lets_off = subject, kinds, True
        try:
            yield
        finally:
            self.subject, self.excepting, self.lets_off = before

    def flag(self, name: str) -> None:
        """Notes something a reviewer should know of the criterion being read."""
        if name not in self.flags:
            self.flags.append(name)

    @property
    def disease(self) -> str | None:
        """The trial's disease where it has just one, or one that the others are kinds of."""
        for disease in self.diseases:
            if all(disease in self.lexicon.ancestors(other) for other in self.diseases):
                return disease
        return None

    def choose(self, element: Element) -> str | None:
        """The concept meant by a mention: the trial's own event for "relapse", else the only or first candidate."""
        if not element.concepts:
            return None
        chosen = element.concepts[0]
        if chosen in _DISEASE_EVENTS:
            return self._own_event(chosen)
        return chosen

    def _own_event(self, event: str) -> str:
        for disease in self.diseases:
            related = self.lexicon.ancestors(disease)
            for member in sorted(self.lexicon.members(event) - {event}):
                resolved = self.lexicon.resolve(member.replace(f" {event}", ""))
                if resolved is not None and resolved.concept.id in related:
                    return member
        return event

    def premise_of(self, scale: str) -> str | None:
        """The condition without which the scale does not apply."""
        premise = _PREMISES.get(scale)
        return premise if premise in self.lexicon.concepts else None

    def note_scale(self, concept: str) -> None:
        """Remembers the scale that classes named later belong to."""
        self.scale = concept

    def scale_for(self, atoms: list[Atom], elements: list[Element], index: int) -> str | None:
        """The scale of a bare "class III": named in the sentence, or the one its disease uses."""
        near = [a.concept for a in atoms] + [c for e in elements[index:] if e.kind == "mention" for c in e.concepts]
        for concept in near:
            if self.lexicon.get(concept).kind == "grade":
                return concept
        for scale, diseases in _SCALES.items():
            if scale in self.lexicon.concepts and any(
                d in self.lexicon.ancestors(c)
                for c in near
                for d in diseases
                if self.lexicon.get(c).domain == "condition"
            ):
                return scale
        classed = any(e.has("class") for e in elements)
        for scale, diseases in _SCALES.items():
            if (
                classed
                and scale in self.lexicon.concepts
                and any(d in self.lexicon.ancestors(own) for own in self.diseases for d in diseases)
            ):
                return scale
        return self.scale if classed else None


def as_inclusion(context: Context) -> Context:
    """The context of what is required, whatever the section it is required in."""
    other = Context(context.vocabulary, exclusion=False, diseases=context.diseases, text=context.text)
    other.flags = context.flags
    other.intolerance, other.once = context.intolerance, context.once
    return other
