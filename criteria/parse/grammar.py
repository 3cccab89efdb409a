"""Typed phrases → tree: one sentence read left to right into terms, terms joined by their connectives.

The reader keeps a prefix (what the words so far say of the mentions to come), gives each mention its attributes
from before and behind, and accounts for every word: what no rule uses becomes `Unread` beside what was understood.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from criteria.parse.atoms import Atom, Prefix, age_node, all_of, any_of, leaf
from criteria.parse.context import Context
from criteria.parse.elements import Bound, Element, Time
from criteria.parse.grades import read_grades
from criteria.parse.joining import Term, join, map_leaves
from criteria.tree.nodes import (
    AtLeast,
    Attested,
    Condition,
    Distinct,
    Dose,
    Node,
    Unread,
    Value,
    walk,
)

if TYPE_CHECKING:
    from criteria.lexicon import Concept

__all__ = ["Reader", "read_elements"]

_TREATMENTS = (
    "immunosuppressant",
    "biologic agent",
    "immunoglobulin therapy",
    "antimalarial",
    "csDMARD",
    "b/tsDMARD",
    "plasma exchange",
)

_MEASURE_OF_UNIT = {"kg": "body weight", "kg/m2": "BMI"}
_SAMPLES = frozenset(
    ["sample", "samples", "occasion", "occasions", "measurement", "measurements", "specimen", "specimens", "determinations"]
)


def read_elements(elements: list[Element], context: Context, prefix: Prefix | None = None) -> Node | None:
    """The tree of one sentence; None where it holds nothing but neutral words."""
    return Reader(elements, context, prefix or Prefix()).read()


class Reader:
    """One pass over the elements of a sentence."""

    def __init__(self, elements: list[Element], context: Context, prefix: Prefix) -> None:
        self.elements = elements
        self.context = context
        self.base = prefix
        self.prefix = msgspec.structs.replace(prefix)
        self.terms: list[Term] = []
        self.connective: str | None = None
        self.waiting: Element | None = None
        self.quantity = 0
        self.sex: str | None = prefix.sex
        self.saw_age = False
        self.onset = False
        self.others = False
        self.denied = False
        self.change = False
        self.flip_end = False
        self.names_age = any(e.has("age") for e in elements)

    # -- the pass ---------------------------------------------------------------------------------------

    def read(self) -> Node | None:
        """The tree of the sentence."""
        index = 0
        while index < len(self.elements):
            index = self._step(index)
        self._close()
        return join(self.terms, self.context, self.leaf_of)

    def _step(self, index: int) -> int:
        element = self.elements[index]
        handler = {
            "mention": self._mention,
            "limit": self._limit,
            "number": self._number,
            "titre": self._titre,
            "pair": self._pair,
            "time": self._time,
            "timelimit": self._timelimit,
            "window": self._window,
            "duration": self._duration,
            "gap": self._gap,
            "group": self._group,
            "list": self._list,
            "criteria": self._criteria,
            "roman": self._roman,
            "cue": self._cue,
            "word": self._word,
            "punct": self._punct,
            "symbol": self._symbol,
            "halflife": self._word,
        }[element.kind]
        return handler(index)

    # -- terms ------------------------------------------------------------------------------------------

    def add(self, term: Term) -> None:
        term.connective = self.connective if self.terms else None
        self.connective = None
        self.terms.append(term)

    def atoms(self) -> list[Atom]:
        return [t.atom for t in self.terms if t.atom is not None]

    def last(self) -> Atom | None:
        for term in reversed(self.terms):
            if term.words and term.connective in (None, "with") and self.connective is None:
                continue
            return term.atom
        return None

    def leaf_of(self, atom: Atom) -> Node | None:
        return leaf(atom, self.context.lexicon, exclusion=self.context.exclusion)

    def concept_of(self, atom: Atom) -> Concept:
        return self.context.lexicon.get(atom.concept)

    def unread(self, element: Element) -> None:
        last = self.terms[-1] if self.terms else None
        if last is not None and last.words and self.connective is None:
            last.words.append(element.text)
            return
        self.add(Term(words=[element.text]))

    # -- mentions ---------------------------------------------------------------------------------------

    def _mention(self, index: int) -> int:
        element = self.elements[index]
        if self._as_cue(element, index):
            return self._cue(index)
        concept_id = self.context.choose(element, self.atoms())
        if concept_id is None:
            return self._cue(index) if element.cues else self._word(index)
        last = self.last()
        if (
            last is not None
            and last.concept == concept_id
            and self.connective is None
            and not last.bounds
            and not self.prefix.negated
        ):
            return index + 1
        concept = self.context.lexicon.get(concept_id)
        if (
            last is not None
            and last.bounds
            and self.connective is None
            and self._is_steroid(concept_id)
            and self.concept_of(last).domain == "drug"
        ):
            return index + 1
        if concept.kind == "grade":
            return self._grade(index, concept_id)
        if element.corrupted:
            self.context.flag("normalised_from")
        if "allergy" in self.context.lexicon.ancestors(concept_id):
            self.prefix.allergy = True
        if self._joins_count(last, concept):
            return index + 1
        self.add(Term(atom=self._new_atom(concept_id, element, concept)))
        return index + 1

    def _is_steroid(self, concept_id: str) -> bool:
        return "glucocorticoid" in self.context.lexicon.ancestors(concept_id)

    def _joins_count(self, last: Atom | None, concept: Concept) -> bool:
        """`two immunosuppressants or biologics`: one count over both; `one ... or ...` binds tighter than the rest."""
        if (
            last is None
            or not last.k
            or self.connective not in ("or", "/")
            or concept.domain != "drug"
            or self.prefix.bounds
        ):
            return False
        if last.k > 1 and not last.members:
            last.union = (*last.union, concept.id)
            self.connective = None
            return True
        self.connective = "or!"
        return False

    def _new_atom(self, concept_id: str, element: Element, concept: Concept) -> Atom:
        p = self.prefix
        atom = Atom(concept_id, element)
        atom.negated, atom.ever, atom.status, atom.sex = p.negated, p.ever, p.status, self.sex
        atom.window, atom.current, atom.used, atom.if_taken, atom.allergy = (
            p.window,
            p.current,
            p.used,
            p.if_taken,
            p.allergy,
        )
        if concept.domain in ("drug", "procedure"):
            atom.responses, atom.min_days, atom.strict_days = p.responses, p.min_days, p.strict_days
        before = self.last()
        if (
            atom.negated
            and concept.domain in ("drug", "procedure")
            and before is not None
            and before.bounds
            and self.concept_of(before).domain == "observation"
        ):
            atom.modifier = True
            atom.current = atom.window is None and concept.domain == "drug"
        if concept.domain == "condition" and p.outcome == "negative":
            atom.negated = not atom.negated
        if concept.domain == "observation":
            atom.outcome = p.outcome
        if self.others and concept.domain == "condition":
            atom.exclude = tuple(
                d for d in self.context.diseases if d in self.context.lexicon.members(concept_id) and d != concept_id
            )
            self.others = False
        self._take_quantity(atom, concept)
        return atom

    def _take_quantity(self, atom: Atom, concept: Concept) -> None:
        """A number that stands before its noun: `at least 3 erosions`, `two immunosuppressants`, `40 mg prednisone`."""
        bounds = self.prefix.bounds
        if not bounds:
            return
        first = bounds[0]
        whole = first.unit is None and first.relative is None and first.value == int(first.value)
        if concept.domain == "drug" and first.unit:
            atom.bounds = bounds
        elif concept.domain == "drug" and whole and first.comparator in (">=", "=", ">"):
            atom.k = int(first.value) + (first.comparator == ">")
        elif concept.domain in ("condition", "procedure") and whole and first.comparator in (">=", "=", ">"):
            atom.count = int(first.value) + (first.comparator == ">")
        elif concept.kind == "number" and concept.unit and first.comparator == "=" and whole and 1 < first.value < 5:
            atom.repeats = int(first.value)
        elif concept.domain == "observation" and concept.kind in ("number", "score"):
            atom.bounds = tuple(
                msgspec.structs.replace(b, comparator=">=") if b.comparator == "=" else b for b in bounds
            )
        elif concept.domain == "observation" and whole:
            atom.k = int(first.value)
        else:
            return
        self.prefix.bounds = ()

    def _as_cue(self, element: Element, index: int) -> bool:
        """Words that are both: `relapse after` a drug, `apheresis` as the end of a window."""
        if not element.cues:
            return False
        last = self.last()
        if element.has("equiv") and last is not None and self.concept_of(last).domain == "drug" and last.bounds:
            return True
        if element.has("anchor") and (
            index == 0
            or self.elements[index - 1].kind in ("window", "time", "timelimit")
            or self.elements[index - 1].has("win_post")
        ):
            return True
        if element.has("anchor") and index + 1 == len(self.elements) and self.terms:
            return True
        return element.has("resp") and self._drugs_follow(index)

    def _drugs_follow(self, index: int) -> bool:
        for element in self.elements[index + 1 :]:
            if element.kind == "mention":
                return any(self.context.lexicon.get(c).domain in ("drug", "procedure") for c in element.concepts)
            if element.kind in ("window", "limit", "timelimit"):
                return False
        return False

    # -- limits -----------------------------------------------------------------------------------------

    def _limit(self, index: int) -> int:
        element = self.elements[index]
        if self.is_bilag(index):
            return self.bilag(index)
        if self._age_limit(element):
            return index + 1
        if self._counts_any_agents(index):
            return index + 1
        follower = self.elements[index + 1] if index + 1 < len(self.elements) else None
        if (
            follower is not None
            and (follower.has("again") or follower.kind == "window")
            and element.bounds[0].unit is None
            and not self._mention_follows(index + 1)
        ):
            bound = element.bounds[0]
            if self.count_again(int(bound.value) + (bound.comparator == ">")):
                return index + 2 if follower.has("again") else index + 1
        if self._quantifies(index):
            return self._quantifier(index)
        if self._counts_samples(index):
            return self._word(index)
        if element.has("pair"):
            if self._blood_pressure(element):
                return index + 1
            element.bounds = element.bounds[:1]
        target = self.last()
        self.denied = element.has("negated")
        if self.change and (target is None or self.concept_of(target).domain == "observation"):
            self.unread(element)
            return index + 1
        if (
            follower is not None
            and follower.has("times")
            and target is not None
            and target.bounds
            and target.bounds[0].relative
        ):
            element.bounds = tuple(
                msgspec.structs.replace(b, relative=b.relative or target.bounds[0].relative) for b in element.bounds
            )
        if target is not None and self._takes_limit(target, element):
            self.give_bounds(element.bounds)
            return index + 1
        if (
            target is not None
            and target.bounds
            and self.concept_of(target).domain == "observation"
            and self.connective in (None, "or", "and", ",", ";")
        ):
            if not self._mention_follows(index):
                return self._second_limit(target, element, index)
        if (
            target is not None
            and self.concept_of(target).domain == "drug"
            and element.bounds[0].unit
            and not self._other_drug_follows(index, target)
        ):
            target.bounds = (*target.bounds, *element.bounds)
            self.connective = None
            return index + 1
        self.prefix.bounds = element.bounds
        self.waiting = element
        return index + 1

    def _counts_samples(self, index: int) -> bool:
        """`on ≥ 2 first-morning samples`: how often it was measured, not what."""
        element = self.elements[index]
        if element.bounds[0].unit or element.bounds[0].relative:
            return False
        following = self.elements[index + 1 : index + 5]
        return any(
            e.text.lower().split()[-1] in _SAMPLES for e in following if e.kind in ("word", "cue") and e.text
        ) and not any(e.kind == "limit" for e in following[:1])

    def _mention_follows(self, index: int) -> bool:
        for element in self.elements[index + 1 : index + 6]:
            if element.kind in ("mention", "roman"):
                return bool(element.concepts)
            if element.kind == "group":
                return any(e.kind == "mention" for e in element.items) and not element.items[0].has("example")
            if element.kind == "number" and element.unit is None:
                continue
            if (
                element.kind != "cue"
                or not (set(element.cues) & {"neutral", "other", "of_list", "use", "pos", "equiv", "perday"})
                or element.has("conn")
            ):
                return False
        return False

    def _other_drug_follows(self, index: int, target: Atom) -> bool:
        """Whether the dose is of a drug still to come, and not of the one named before ("... prednisone equivalent")."""
        following = next((e for e in self.elements[index + 1 : index + 5] if e.kind == "mention"), None)
        if following is None or not self._mention_follows(index):
            return False
        return not (self._is_steroid(target.concept) and self._is_steroid(following.concepts[0]))

    def _mentions_follow(self, index: int) -> bool:
        return any(e.kind in ("mention", "list", "criteria") for e in self.elements[index + 1 :])

    def _second_limit(self, target: Atom, element: Element, index: int) -> int:
        """`QTcF > 450 ms in men or > 470 ms in women`: the measure is said once."""
        again = Atom(target.concept, target.element, bounds=element.bounds, window=target.window, sex=None)
        if self.sex is not None and target.sex is None and self.sex != target.sex:
            again.sex = self.sex
        self.add(Term(atom=again))
        return index + 1

    def _takes_limit(self, atom: Atom, element: Element) -> bool:
        if atom.bounds or self.connective in (";",):
            return False
        concept = self.concept_of(atom)
        if concept.domain == "observation":
            return (
                concept.kind in ("number", "score", "titre")
                or element.bounds[0].unit is not None
                or element.bounds[0].relative is not None
                or concept.kind == "finding"
            )
        return concept.domain == "drug" and element.bounds[0].unit is not None and self.connective is None

    def give_bounds(self, bounds: tuple[Bound, ...]) -> None:
        """To the last mention and to those before it that wait for the same limit: `ALT, AST ≤ 3 × ULN`."""
        last = self.last()
        assert last is not None
        domain, kind = self.concept_of(last).domain, self.concept_of(last).kind
        shared: list[Term] = []
        for term in reversed(self.terms):
            atom = term.atom
            if atom is None and term.words:
                continue
            if atom is None or atom.bounds or atom.grades or (atom.outcome and atom is not last):
                break
            if self.concept_of(atom).domain != domain or (
                domain == "observation" and not _same_sort(self.concept_of(atom).kind, kind) and atom is not last
            ):
                break
            atom.bounds = bounds
            if shared and self.denied and shared[-1].connective in ("or", ",or") and not self.context.exclusion:
                shared[-1].connective = "and"
            shared.append(term)
            if domain == "drug" or term.connective in (";", "with"):
                break
        self.connective = None

    def is_bilag(self, index: int) -> bool:
        last = self.last()
        follower = self.elements[index + 1] if index + 1 < len(self.elements) else None
        return (
            last is not None
            and last.concept.startswith("BILAG")
            and follower is not None
            and follower.text in ("A", "B")
        )

    def bilag(self, index: int) -> int:
        """`BILAG-2004 at least one A or two B`."""
        atom = self.last()
        assert atom is not None
        letter = self.elements[index + 1].text
        bound = (
            self.elements[index].bounds[0] if self.elements[index].bounds else Bound(">=", self.elements[index].value)
        )
        comparator = ">=" if bound.comparator == "=" else bound.comparator
        node = Value(concept=f"BILAG-2004 {letter} scores", comparator=comparator, value=bound.value)  # type: ignore[arg-type]
        if atom.concept == "BILAG-2004":
            self.terms[-1] = Term(node=node, connective=self.terms[-1].connective, anchor=atom)
        else:
            self.add(Term(node=node))
        following = self.elements[index + 2 :]
        if (
            len(following) > 2
            and following[0].cues.get("conn")
            and following[1].kind in ("number", "limit")
            and following[2].text in ("A", "B")
        ):
            second = following[1].bounds[0] if following[1].bounds else Bound(">=", following[1].value)
            sign = ">=" if second.comparator == "=" else second.comparator
            other = Value(concept=f"BILAG-2004 {following[2].text} scores", comparator=sign, value=second.value)  # type: ignore[arg-type]
            term = self.terms[-1]
            assert term.node is not None
            term.node = any_of([term.node, other]) if following[0].cues["conn"] != "and" else all_of([term.node, other])
            return index + 5
        return index + 2

    def count_again(self, count: int) -> bool:
        """`at least 3 times in the last 24 months`: the event named before, counted anew."""
        last = next((a for a in reversed(self.atoms()) if self.concept_of(a).domain == "condition"), None)
        if last is None or last.window is None:
            return False
        self.connective = "and" if self.connective in (None, "with") else self.connective
        self.add(Term(atom=Atom(last.concept, last.element, count=count)))
        return True

    def _counts_any_agents(self, index: int) -> bool:
        """`at least 2 other agents`: a number of treatments of no class named."""
        bound = self.elements[index].bounds[0] if self.elements[index].bounds else None
        if (
            bound is None
            or bound.unit
            or bound.relative
            or bound.comparator not in (">=", ">", "=")
            or not self.prefix.responses
        ):
            return False
        others = False
        for element in self.elements[index + 1 :]:
            if element.has("other") and not element.has("generic"):
                others = True
            elif element.has("generic"):
                break
            elif not element.has("neutral") or element.kind != "cue":
                return False
        else:
            return False
        known = self.context.lexicon
        named = tuple(a.concept for a in self.atoms() if self.concept_of(a).domain == "drug") if others else ()
        counted = Distinct(
            k=int(bound.value) + (bound.comparator == ">"),
            concepts=tuple(c for c in _TREATMENTS if c in known.concepts),
            exclude=named,
            responses=self.prefix.responses,  # type: ignore[arg-type]
            min_days=self.prefix.min_days,
            min_days_strict=self.prefix.strict_days,
        )
        self.add(
            Term(
                node=any_of([counted, Attested(reason="treatments of no class named", text=self.elements[index].text)])
            )
        )
        return True

    def _blood_pressure(self, element: Element) -> bool:
        if not any(e.has("bp") for e in self.elements):
            return False
        systolic, diastolic = element.bounds
        unit = systolic.unit or "mm[Hg]"
        nodes: list[Node] = [
            Value(concept=f"{name} blood pressure", comparator=b.comparator, value=b.value, unit=unit)  # type: ignore[arg-type]
            for name, b in (("systolic", systolic), ("diastolic", diastolic))
        ]
        self.add(Term(node=any_of(nodes) if systolic.comparator.startswith(">") else all_of(nodes)))
        return True

    def _number(self, index: int) -> int:
        element = self.elements[index]
        last = self.last()
        if index + 1 < len(self.elements) and self.elements[index + 1].has("consent"):
            return index + 1
        if (
            index
            and self.elements[index - 1].kind == "cue"
            and self.elements[index - 1].has("any", "of_list")
            and element.unit is None
        ):
            return index + 1
        if last is not None and self.is_bilag(index):
            element.bounds = (Bound(">=", element.value),)
            return self.bilag(index)
        if self._quantifies(index):
            return self._quantifier(index)
        if last is not None and self._repeats_limit(last, element, index):
            return self._second_limit(
                last,
                msgspec.structs.replace(
                    element, bounds=(Bound(last.bounds[0].comparator, element.value, element.unit, element.relative),)
                ),
                index,
            )
        if element.relative is not None:
            return self._bare_multiple(index)
        if last is not None and not last.bounds and self.connective is None and self.concept_of(last).kind == "score":
            if element.unit is None:
                self.give_bounds((Bound("=", element.value),))
                return index + 1
        if _scale_maximum(self.elements, index):
            return index + 1
        if self._mention_follows(index) and element.unit is None and element.value == int(element.value):
            self.prefix.bounds = (Bound("=", element.value),)
            return index + 1
        if element.unit is None and index and self.elements[index - 1].kind == "cue" and not element.flags:
            return self._word(index) if not self._is_year(element) else index + 1
        return index + 1 if self._is_year(element) else self._word(index)

    def _repeats_limit(self, last: Atom, element: Element, index: int) -> bool:
        """`≤ 1.4 mg/dL (men) or 1.2 mg/dL (women)`: the comparator is said once."""
        if not last.bounds or self.connective not in ("or", ",", "/", ",or") or self._mention_follows(index):
            return False
        first = last.bounds[0]
        return (element.unit or element.relative) is not None and (first.unit, first.relative) == (
            element.unit,
            element.relative,
        )

    @staticmethod
    def _is_year(element: Element) -> bool:
        return element.unit is None and 1950 <= element.value <= 2035 and element.value == int(element.value)

    def _bare_multiple(self, index: int) -> int:
        """`above ULN` is a limit of its own; `2.5 ULN` without a comparator is not understood."""
        return self._word(index)

    def _titre(self, index: int) -> int:
        element = self.elements[index]
        last = self.last()
        if last is not None and not last.bounds:
            last.bounds = (Bound(">=", element.value, "{titer}"),)
            self.context.flag("comparator_restored")
            return index + 1
        return self._word(index)

    def _pair(self, index: int) -> int:
        element = self.elements[index]
        last = self.last()
        if last is not None and last.bounds and self.concept_of(last).kind == "score":
            return index + 1
        return self._word(index)

    # -- ages and times ---------------------------------------------------------------------------------

    def _age_limit(self, element: Element) -> bool:
        """Limits of years where the clause is about age."""
        if not self._about_age():
            return False
        bounds = element.bounds
        if any(b.unit not in (None, "a", "d") or b.relative for b in bounds):
            return False
        if self.last() is not None and not self.saw_age:
            return False
        self.add(
            Term(node=age_node(tuple(Bound(b.comparator, b.value, None if b.unit != "d" else "d") for b in bounds)))
        )
        return True

    def _about_age(self) -> bool:
        return self.names_age and not self.onset

    def _timelimit(self, index: int) -> int:
        element = self.elements[index]
        bounds = element.bounds or (
            (Bound(element.cues["op"], element.time.days, "d"),)
            if element.time and element.time.days is not None and "op" in element.cues
            else ()
        )
        if bounds and self._is_age(element):
            self.add(Term(node=age_node(bounds)))
            self.saw_age = True
            return index + 1
        if element.has("age") or (index + 1 < len(self.elements) and self.elements[index + 1].has("age")):
            return self._word(index)
        before = self.last()
        if bounds and self._of_a_drug(index):
            self.prefix.min_days, self.prefix.strict_days = bounds[0].value, bounds[0].comparator == ">"
            return index + 1
        if bounds and self._of_something_else(index):
            return self._word(index)
        if (
            before is not None
            and self.concept_of(before).domain == "procedure"
            and before.window is None
            and bounds
            and bounds[0].comparator in ("<", "<=")
        ):
            before.window = Time(days=bounds[0].value, strict=bounds[0].comparator == "<")
            return index + 1
        target = self._timed_target()
        if target is not None and bounds:
            return self._give_elapsed(target, bounds, index)
        drugs = [a for a in self.atoms() if self.concept_of(a).domain == "drug"]
        if drugs and bounds and bounds[0].comparator in (">=", ">"):
            self._give_duration(bounds[0].value, strict=bounds[0].comparator == ">")
            return index + 1
        if drugs and bounds and self.context.exclusion:
            self.give_window(Time(days=bounds[0].value, strict=bounds[0].comparator == "<"))
            return index + 1
        if self.prefix.responses and bounds and bounds[0].comparator in (">=", ">"):
            self.prefix.min_days, self.prefix.strict_days = bounds[0].value, bounds[0].comparator == ">"
            return index + 1
        last = self.last()
        if (
            last is not None
            and self.concept_of(last).kind == "finding"
            and last.window is None
            and bounds
            and bounds[0].comparator in ("<", "<=")
        ):
            last.window = Time(days=bounds[0].value, strict=bounds[0].comparator == "<")
            return index + 1
        if last is not None and self.concept_of(last).domain == "observation" and not last.bounds:
            last.bounds = tuple(
                Bound(b.comparator, b.value / 365.25 if element.time and element.time.years else b.value, None)
                for b in bounds
            )
            return index + 1
        return self._word(index)

    def _of_a_drug(self, index: int) -> bool:
        """`at least 2 months of isoniazid`: the time is the drug's, whatever stands before."""
        following = self.elements[index + 1 : index + 3]
        return (
            len(following) == 2
            and following[0].text.lower() == "of"
            and following[1].kind == "mention"
            and self._drugs_follow(index)
        )

    def _of_something_else(self, index: int) -> bool:
        """`at least 4 weeks of treatment`: not the time since the onset of the condition before it."""
        following = self.elements[index + 1] if index + 1 < len(self.elements) else None
        named = self.elements[index + 2] if index + 2 < len(self.elements) else None
        return (
            following is not None
            and following.text.lower() == "of"
            and named is not None
            and named.kind == "cue"
            and named.has("use", "generic")
        )

    def _is_age(self, element: Element) -> bool:
        if element.time is None or not element.time.years or self.onset:
            return False
        if any(e.has("endof", "resp", "for", "duration") for e in self.elements):
            return False
        return (
            self._about_age()
            or not self.atoms()
            or (bool(self.terms) and self.terms[0].node is not None and not self.atoms())
        )

    def _timed_target(self) -> Atom | None:
        """The condition whose duration is meant."""
        for atom in reversed(self.atoms()):
            if self.concept_of(atom).domain == "condition":
                return atom
        if self.onset and self.context.disease:
            atom = Atom(self.context.disease, self.elements[0])
            self.add(Term(atom=atom))
            return atom
        return None

    def _give_elapsed(self, target: Atom, bounds: tuple[Bound, ...], index: int) -> int:
        course = self.concept_of(target).course
        if self.context.exclusion and not self.onset and bounds[0].comparator in ("<", "<=") and course == "event":
            self.give_window(Time(days=bounds[0].value, strict=bounds[0].comparator == "<"))
            return index + 1
        if self.context.exclusion and target.elapsed == () and bounds[0].comparator in ("<", "<=") and not self.onset:
            self.give_window(Time(days=bounds[0].value, strict=bounds[0].comparator == "<"))
            return index + 1
        if target.elapsed or target.window:
            return self._word(index)
        twin = msgspec.structs.replace(target, elapsed=bounds)
        if self.context.exclusion:
            target.elapsed = bounds
        else:
            node = self.leaf_of(twin)
            if node is not None:
                target.also = (*target.also, node)
        return index + 1

    def _time(self, index: int) -> int:
        element = self.elements[index]
        if element.time is not None and element.time.half_lives is not None:
            self.give_window(element.time)
            return index + 1
        if element.time is not None and element.time.years and self._is_age(element) and not self.atoms():
            self.add(Term(node=age_node((Bound("=", element.time.days or 0.0, "d"),))))
            return index + 1
        if self.waiting is None and self.base.used and element.time is not None:
            self.give_window(element.time)
            return index + 1
        last = self.last()
        if (
            last is not None
            and last.negated
            and last.window is None
            and self.concept_of(last).domain in ("drug", "procedure")
        ):
            last.window, last.current = element.time, False
            return index + 1
        if (
            last is not None
            and self.concept_of(last).domain == "drug"
            and self.context.exclusion
            and self._separated(index)
        ):
            self.give_window(element.time or Time())
            return index + 1
        return self._word(index)

    def _separated(self, index: int) -> bool:
        return index > 0 and self.elements[index - 1].text == ":"

    def _window(self, index: int) -> int:
        element = self.elements[index]
        time = element.time or Time()
        if self.terms and isinstance(self.terms[-1].node, Attested) and self.terms[-1].node.reason == "stable dose":
            return index + 1
        event_like = [t for t in self.terms if t.atom is not None or t.node is not None]
        if self.onset and self._timed_target() is not None and time.days is not None:
            target = self._timed_target()
            assert target is not None
            target.elapsed = (Bound("<" if time.strict else "<=", time.days, "d"),)
            self.onset = False
            return index + 1
        if event_like and (self.connective is None or self.connective == "," or not self._mentions_follow(index)):
            if self.give_window(time):
                return index + 1
        if not self.atoms() or self.connective is not None:
            self.prefix.window = time
            return index + 1
        return self._word(index)

    def give_window(self, time: Time) -> bool:
        """To the list that ends here: `stroke, seizure or psychosis within 6 months`."""
        given = False
        domain: str | None = None
        limit: tuple[Bound, ...] | None = None
        run = [t for t in self.terms]
        for position in range(len(run) - 1, -1, -1):
            term = run[position]
            atom = term.atom
            if atom is None:
                if term.words and position:
                    continue
                if term.node is not None and term.takes_window:
                    given = term.give_window(time) or given
                    domain = domain or "drug"
                    if term.connective in (";", None):
                        break
                    continue
                break
            concept = self.concept_of(atom)
            if atom.window is not None or concept.kind == "criteria" or atom.settled:
                break
            if atom.bounds and (concept.domain not in ("observation", "drug") or (given and atom.bounds != limit)):
                break
            limit = atom.bounds or limit
            if domain is not None and not _same_home(domain, concept.domain):
                break
            if given and concept.domain == "condition" and concept.course == "chronic":
                if run[position + 1].connective in (",or", ",", ",and", ";"):
                    break
                atom.perhaps_window = time
                self.context.flag("scope_ambiguous")
                continue
            atom.window = time
            given = True
            domain = concept.domain
            if term.connective == ";":
                break
        if given:
            self.connective = None
        return given

    def _duration(self, index: int) -> int:
        element = self.elements[index]
        time = element.time or Time()
        last = self.last()
        if element.bounds and self._about_age():
            self.add(Term(node=age_node(element.bounds)))
            return index + 1
        strict = time.strict
        if last is not None and self.concept_of(last).domain == "condition" and time.days is not None:
            if self._ended(index):
                sign = ("<=" if strict else "<") if self.flip_end else (">" if strict else ">=")
                last.since, last.elapsed = "end", (Bound(sign, time.days, "d"),)
                return index + 1
            return self._give_elapsed(last, (Bound(">" if strict else ">=", time.days, "d"),), index)
        if self.onset and time.days is not None:
            target = self._timed_target()
            if target is not None:
                return self._give_elapsed(target, (Bound(">" if strict else ">=", time.days, "d"),), index)
        if time.days is not None and self._give_duration(time.days, strict=strict):
            return index + 1
        if self.prefix.responses or self.prefix.used or (not self.terms and self._drugs_follow(index)):
            self.prefix.min_days, self.prefix.strict_days = time.days, strict
            return index + 1
        if any(e.has("stable") for e in self.elements[:index]):
            return index + 1
        return self._word(index)

    def _ended(self, index: int) -> bool:
        return any(e.has("endof") for e in self.elements[:index])

    def _give_duration(self, days: float, *, strict: bool) -> bool:
        if any(e.has("stable") for e in self.elements):
            return True
        given = False
        for term in reversed(self.terms):
            atom = term.atom
            if atom is None:
                if term.node is not None:
                    given = term.give_duration(days, strict=strict) or given
                if term.connective == ";":
                    break
                continue
            if self.concept_of(atom).domain not in ("drug", "procedure") or atom.min_days is not None:
                break
            atom.min_days, atom.strict_days = days, strict
            given = True
            if term.connective == ";":
                break
        return given

    def _gap(self, index: int) -> int:
        """`≥ 24 weeks after the last dose of rituximab`: not within that time."""
        element = self.elements[index]
        time = element.time or Time()
        target = self._timed_target()
        if target is not None and time.days is not None and self.onset:
            return self._give_elapsed(target, (Bound(element.cues.get("op", ">="), time.days, "d"),), index)
        drugs = [a for a in self.atoms() if self.concept_of(a).domain in ("drug", "procedure")]
        if (
            target is not None
            and time.days is not None
            and not drugs
            and not self.context.exclusion
            and any("diagnos" in e.text.lower() for e in self.elements[:index])
        ):
            return self._give_elapsed(target, (Bound(element.cues.get("op", ">="), time.days, "d"),), index)
        if drugs and drugs[-1].window is None and element.text.lower().endswith(("back", "ago", "earlier")):
            drugs[-1].window, drugs[-1].negated = (
                Time(time.days, time.half_lives, time.pick, not time.strict),
                not drugs[-1].negated,
            )
            return index + 1
        if self._drugs_follow(index):
            self.prefix.window = Time(time.days, time.half_lives, time.pick, not time.strict)
            self.prefix.negated = not self.base.negated
            return index + 1
        if not self.atoms() and self.context.subject is not None:
            self.add(
                Term(
                    atom=Atom(
                        self.context.subject,
                        element,
                        window=Time(time.days, time.half_lives, time.pick, not time.strict),
                        negated=True,
                    )
                )
            )
            return index + 1
        if drugs and drugs[-1].window is None:
            for atom in drugs:
                atom.window, atom.negated = (
                    Time(time.days, time.half_lives, time.pick, not time.strict),
                    not atom.negated,
                )
            return index + 1
        return self._word(index)

    # -- grades and criteria ----------------------------------------------------------------------------

    def _grade(self, index: int, concept_id: str) -> int:
        element = self.elements[index]
        grades, after = read_grades(self.elements, index + 1, concept_id, self.context.lexicon)
        if (
            not grades
            and self.terms
            and self.terms[-1].atom is not None
            and self.terms[-1].atom.grades
            and self.terms[-1].atom.concept == concept_id
        ):
            return index + 1
        if not grades:
            before = self.last()
            if any(a.concept == concept_id for a in self.atoms()):
                return index + 1
            self.add(Term(atom=Atom(concept_id, element, negated=self.prefix.negated)))
            return index + 1
        last = self.last()
        if last is not None and last.concept == concept_id and not last.grades:
            last.grades = grades
            return after
        self.add(
            Term(
                atom=Atom(
                    concept_id, element, grades=grades, negated=self.prefix.negated, also=self._premise(concept_id)
                )
            )
        )
        self.context.note_scale(concept_id)
        return after

    def _premise(self, scale: str) -> tuple[Node, ...]:
        """`NYHA class III` excludes only somebody with heart failure: its absence answers for the class."""
        disease = self.context.premise_of(scale)
        return (Condition(concept=disease, status="any"),) if disease and self.context.exclusion else ()

    def _roman(self, index: int) -> int:
        """`class III or IV lupus nephritis`: grades whose scale the context names."""
        element = self.elements[index]
        scale = self.context.scale_for(self.atoms(), self.elements, index)
        if scale is not None:
            grades, after = read_grades(self.elements, index, scale, self.context.lexicon)
            if grades:
                last = self.last()
                if last is not None and last.concept == scale and not last.grades:
                    last.grades = grades
                else:
                    self.add(Term(atom=Atom(scale, element, grades=grades, negated=self.prefix.negated)))
                return after
        if element.concepts or element.cues:
            return self._mention(index) if element.concepts else self._cue(index)
        if element.text == "IV" or element.text in ("I", "V"):
            return index + 1
        return self._word(index)

    def _criteria(self, index: int) -> int:
        element = self.elements[index]
        nodes = [self.leaf_of(Atom(c, element, outcome="positive")) for c in element.concepts]
        parts = [n for n in nodes if n is not None]
        if not parts:
            return self._word(index)
        node = any_of(parts)
        last = self.terms[-1] if self.terms else None
        if last is not None and last.criteria and self.connective in ("or", ",", ",or", "/"):
            assert last.node is not None
            last.node = any_of([last.node, node])
            self.connective = None
            return index + 1
        if self.connective == ",":
            self._close_clause()
        self._close_diagnoses()
        term = Term(node=node, criteria=True)
        self.add(term)
        if term.connective is None and len(self.terms) > 1:
            term.connective = "with"
        return index + 1

    def _close_clause(self) -> None:
        """`RRMS, or SPMS with relapses, according to the criteria`: a comma before the criteria closes what stands before."""
        start = next((i for i in range(len(self.terms) - 1, -1, -1) if self.terms[i].connective == ";"), 0)
        if len(self.terms) - start < 2 or any(t.words for t in self.terms[start:]):
            return
        connective = self.terms[start].connective
        node = join(self.terms[start:], self.context, self.leaf_of)
        if node is not None:
            self.terms[start:] = [Term(node=node, connective=connective)]

    def _close_diagnoses(self) -> None:
        """`GPA or MPA by the 2022 criteria`: the criteria are asked of the whole list of diagnoses before them."""
        start = len(self.terms)
        while start > 0 and self._is_plain_diagnosis(self.terms[start - 1]):
            start -= 1
            if self.terms[start].connective not in (",", "or", ",or", "/"):
                break
        run = self.terms[start:]
        if len(run) < 2:
            return
        nodes = [n for t in run if t.atom is not None and (n := self.leaf_of(t.atom)) is not None]
        self.terms[start:] = [Term(node=any_of(nodes), connective=run[0].connective)]

    def _is_plain_diagnosis(self, term: Term) -> bool:
        atom = term.atom
        return (
            atom is not None
            and self.concept_of(atom).domain == "condition"
            and not atom.elapsed
            and atom.window is None
        )

    # -- groups, lists ----------------------------------------------------------------------------------

    def _group(self, index: int) -> int:
        from criteria.parse.asides import read_aside  # noqa: PLC0415

        items = self.elements[index].items
        if (
            len(items) > 1
            and items[0].has("conn")
            and items[0].cues["conn"] == "or"
            and any(e.kind == "mention" for e in items)
        ):
            self.elements[index : index + 1] = items
            return index
        if len(items) == 1 and items[0].kind == "criteria":
            self.elements[index : index + 1] = items
            return index
        if (
            self.connective in ("or", ",or")
            and any(e.kind == "mention" for e in items)
            and not items[0].has("except", "example")
        ):
            node = read_elements(items, self.context)
            if node is not None:
                self.add(Term(node=node))
                return index + 1
        if self._names_measures(items):
            self.elements[index : index + 1] = items
            return index
        read_aside(self, self.elements[index])
        return index + 1

    def _names_measures(self, items: list[Element]) -> bool:
        """`Liver enzymes (ALT, AST)` before a limit: the parenthesis names what is meant."""
        named = [e for e in items if e.kind == "mention"]
        others = [e for e in items if e.kind != "mention" and not (e.kind == "punct" or e.has("conn"))]
        return (
            self.last() is None
            and len(named) > 1
            and not others
            and all(self.context.lexicon.get(e.concepts[0]).domain == "observation" for e in named)
        )

    def _list(self, index: int) -> int:
        """The children of a bullet, or the members after "at least two of": joined by the quantifier before them."""
        element = self.elements[index]
        self.add(Term(node=self.list_node(element, element.cues.get("k", "")), takes_window=True))
        return index + 1

    def list_node(self, element: Element, quantifier: str) -> Node:
        """The node of a list element: "2" at least two, "all", "any", empty for the section's own way."""
        from criteria.parse.sentences import read_list_item  # noqa: PLC0415

        nodes: list[Node] = []
        for item in element.items:
            inherited = msgspec.structs.replace(self.prefix, bounds=())
            node = read_list_item(item.items, self.context, inherited)
            if node is not None:
                nodes.append(map_leaves(node, _as_taken) if quantifier and not self.prefix.if_taken else node)
        if not nodes:
            return Unread(text=element.text or "list")
        if quantifier in ("any", "1"):
            return any_of(nodes)
        if quantifier == "all":
            return all_of(nodes)
        if quantifier.isdigit():
            return (
                AtLeast(k=int(quantifier), of=tuple(nodes))
                if int(quantifier) <= len(nodes)
                else Unread(text=element.text or "list")
            )
        if any(n for n in nodes if any(True for _ in walk(n))) and self.context.exclusion:
            return any_of(nodes)
        return all_of(nodes)

    # -- quantifiers ------------------------------------------------------------------------------------

    def _quantifies(self, index: int) -> bool:
        follower = self.elements[index + 1] if index + 1 < len(self.elements) else None
        element = self.elements[index]
        if element.kind == "limit" and (
            len(element.bounds) != 1 or element.bounds[0].unit or element.bounds[0].relative
        ):
            return False
        if element.kind == "number" and (element.unit or element.relative):
            return False
        return follower is not None and follower.kind == "list"

    def _quantifier(self, index: int) -> int:
        element = self.elements[index]
        value = element.bounds[0].value + (element.bounds[0].comparator == ">") if element.bounds else element.value
        listing = self.elements[index + 1]
        listing.cues = {**listing.cues, "k": str(int(value))}
        return index + 1

    # -- cues -------------------------------------------------------------------------------------------

    def _cue(self, index: int) -> int:
        if index == 0 and self.elements[0].text.lower() == "on" and self._drugs_follow(0):
            self.prefix.current = self.prefix.used = True
        from criteria.parse.cues import read_cue  # noqa: PLC0415

        return read_cue(self, index)

    def _word(self, index: int) -> int:
        element = self.elements[index]
        self.unread(element)
        return index + 1

    def _symbol(self, index: int) -> int:
        return index + 1 if self.elements[index].text in "~±=" else self._word(index)

    def _punct(self, index: int) -> int:
        text = self.elements[index].text
        if text in (",", ";"):
            self.drop_quantity()
        if text == ",":
            if self.terms and self.connective is None:
                self.connective = ","
        elif text == ";":
            self.connective = ";" if self.terms else None
            self._reset()
        elif text == "+" and self._is_positive(index):
            return index + 1
        elif text in ("/", "&", "+") and self.terms:
            self.connective = self.connective or ("/" if text == "/" else "and")
        return index + 1

    def _is_positive(self, index: int) -> bool:
        """`HBsAg +` before a connective, a comma or the end is a result; `A + B` joins."""
        last = self.last()
        follower = self.elements[index + 1] if index + 1 < len(self.elements) else None
        if (
            last is None
            or self.concept_of(last).domain != "observation"
            or not (follower is None or follower.kind == "punct" or follower.has("conn"))
        ):
            return False
        last.outcome = last.outcome or "positive"
        return True

    def drop_quantity(self) -> None:
        """A number whose noun did not come before the comma is left over."""
        if self.prefix.bounds and self.waiting is not None:
            measure = _MEASURE_OF_UNIT.get(self.prefix.bounds[0].unit or "")
            if measure in self.context.lexicon.concepts:
                self.add(Term(atom=Atom(measure, self.waiting, bounds=self.prefix.bounds)))
            else:
                self.unread(self.waiting)
        self.prefix.bounds = ()
        self.waiting = None

    def _reset(self) -> None:
        kept = self.prefix.responses if self.context.response_scope else ()
        self.prefix = msgspec.structs.replace(self.base)
        if kept:
            self.prefix.responses = kept
        self.sex = self.base.sex
        self.onset = False

    def _close(self) -> None:
        """Attributes that found no mention to go to are words left over; `A, B, or both` makes the comma an or."""
        if self.connective in ("or", ",or") and self.terms and self.terms[-1].connective == ",":
            self.terms[-1].connective = "or"
        self.drop_quantity()
        for term in self.terms:
            atom = term.atom
            if atom is not None and atom.count == 0:
                atom.count = 1


def _as_taken(node: Node) -> Node:
    """A dose among treatments to choose from asks that the drug is taken."""
    return msgspec.structs.replace(node, when_absent=False) if isinstance(node, Dose) else node


def _same_sort(one: str | None, other: str | None) -> bool:
    measured = {"number", "score"}
    return one == other or {one, other} <= measured


def _same_home(one: str, other: str) -> bool:
    events = {"drug", "procedure"}
    return one == other or {one, other} <= events or {one, other} <= {"condition", "procedure"}


def _scale_maximum(elements: list[Element], index: int) -> bool:
    """`of 150`, `on a 10 cm VAS`: the length of a scale, not a limit."""
    before = elements[index - 1] if index else None
    after = elements[index + 1] if index + 1 < len(elements) else None
    if after is not None and after.text == "-" and index + 2 < len(elements):
        after = elements[index + 2]
    if (
        before is not None
        and before.text.lower() in ("of", "out of")
        and index > 1
        and elements[index - 2].kind == "limit"
    ):
        return True
    return after is not None and after.text.lower() in (
        "vas",
        "point scale",
        "visual analogue scale",
        "visual analog scale",
        "item",
        "items",
        "7-item scale",
        "item scale",
    )
