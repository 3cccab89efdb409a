"""Typed phrases → tree: one sentence read left to right into terms, terms joined by their connectives.

The reader keeps a prefix (what the words so far say of the mentions to come), gives each mention its attributes
from before and behind, and accounts for every word: what no rule uses becomes `Unread` beside what was understood.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from criteria.parse.atoms import Atom, Prefix, all_of, any_of, leaf
from criteria.parse.context import Context
from criteria.parse.cues import read_cue
from criteria.parse.elements import Element, Time
from criteria.parse.examples import beside_class
from criteria.parse.joining import Term, join, map_leaves
from criteria.parse.limits import read_limit, read_number, read_pair, read_titre
from criteria.parse.lists import counts_different, ends_with_or
from criteria.parse.purposes import Aim, read_purpose
from criteria.parse.qualities import counted_lines, read_stage
from criteria.parse.scales import read_criteria, read_roman, read_scale
from criteria.parse.times import read_duration, read_gap, read_time, read_timelimit, read_window
from criteria.tree.nodes import AtLeast, Dose, Node, Procedure, Quality, Unread

if TYPE_CHECKING:
    from criteria.lexicon import Concept

__all__ = ["Reader", "read_elements"]

_CODE = re.compile(r"[A-Z]{1,6}-?[A-Z]{0,4}\d+[A-Za-z]?")  # of a product: "LEU011"
_STUDY_PRODUCT = "allergy to the investigational product"
_MEASURE_OF_UNIT = {"kg": "body weight", "kg/m2": "BMI"}
_LETTERS = ("I", "IV", "V")  # a pronoun, a vein, a vitamin: romans that need not be grades
_SAME_QUESTION = 2  # last words that two scores of the same thing share: "performance status"
_LONG = 90.0  # days; a measure older than this tells nothing of now
_MOST_REPEATS = 4  # more than this many times of a measure is its limit, not how often it is taken


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
        self.sex: str | None = prefix.sex
        self.aim: Aim | None = None
        self.saw_age = False
        self.onset = False
        self.others = False
        self.denied = False
        self.change = False
        self.flip_end = False
        over_all = any(counts_different(elements, i) for i in range(len(elements)))
        self.counted = (",",) if over_all else ()
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
        kind = self.elements[index].kind
        reads = _READS.get(kind)
        if reads is not None:
            return reads(self, index)
        handler = {
            "mention": self._mention,
            "group": self._group,
            "list": self._list,
            "roman": self._roman,
            "cue": self._cue,
            "punct": self._punct,
            "symbol": self._symbol,
        }.get(kind, self.left_over)
        return handler(index)

    # -- terms ------------------------------------------------------------------------------------------

    def add(self, term: Term) -> None:
        """Adds a term behind the connective read last."""
        term.connective = self.connective if self.terms else None
        self.connective = None
        self.terms.append(term)

    def atoms(self) -> list[Atom]:
        """The mentions so far."""
        return [t.atom for t in self.terms if t.atom is not None]

    def last(self) -> Atom | None:
        """The mention that what comes next may belong to; words not understood in between do not hide it."""
        for term in reversed(self.terms):
            if term.words and term.connective in (None, "with") and self.connective is None:
                continue
            return term.atom
        return None

    def leaf_of(self, atom: Atom) -> Node | None:
        """The leaf of a mention in this section."""
        return leaf(atom, self.context.lexicon, exclusion=self.context.exclusion)

    def concept_of(self, atom: Atom) -> Concept:
        """The lexicon's concept of a mention."""
        return self.context.lexicon.get(atom.concept)

    def unread(self, element: Element) -> None:
        """Keeps an element no rule has a use for, with the words before it."""
        last = self.terms[-1] if self.terms else None
        if last is not None and last.words and self.connective is None:
            last.words.append(element.text)
            return
        self.add(Term(words=[element.text]))

    def left_over(self, index: int) -> int:
        """Keeps the element at `index` as unread; the index after it."""
        if self.prefix.allergy and _CODE.fullmatch(self.elements[index].text):
            if not self.mentions_follow(index):
                self.add(Term(atom=Atom(_STUDY_PRODUCT, self.elements[index], ever=True)))
            return index + 1
        self.unread(self.elements[index])
        return index + 1

    def element_at(self, index: int) -> Element | None:
        """The element at `index`; None before the first and after the last."""
        return self.elements[index] if 0 <= index < len(self.elements) else None

    # -- mentions ---------------------------------------------------------------------------------------

    def _mention(self, index: int) -> int:
        element = self.elements[index]
        if self._as_cue(element, index):
            return self._cue(index)
        concept_id = self.context.choose(element)
        if concept_id is None:
            return self._cue(index) if element.cues else self.left_over(index)
        if self._says_again(concept_id, index):
            return index + 1
        concept = self.context.lexicon.get(concept_id)
        if concept.kind == "grade":
            return read_scale(self, index, concept_id)
        if element.corrupted:
            self.context.flag("normalised_from")
        if "allergy" in self.context.lexicon.ancestors(concept_id):
            self.prefix.allergy = True
        if self._joins_count(concept):
            return index + 1
        after = read_purpose(self, index, concept_id)
        if after is None:
            self.add(self._asked(self.new_atom(concept_id, element, concept), concept))
        return after or index + 1

    @staticmethod
    def _asked(atom: Atom, concept: Concept) -> Term:
        """The mention; `more than 3 resections` of which no record tells the number is left open."""
        if concept.domain == "procedure" and atom.count > 1:
            return Term(node=all_of([Procedure(concept=concept.id), Quality(concept=concept.id, text="repeated")]))
        return Term(atom=atom)

    def _says_again(self, concept_id: str, index: int) -> bool:
        """`SLE systemic lupus erythematosus`, `10 mg prednisone of corticosteroids`: the same thing once more."""
        last = self.last()
        if last is None or self.connective is not None:
            return False
        text = self.elements[index].text
        if last.bounds and last.concept == concept_id and not self._limit_follows(index):
            return True
        if last.bounds:
            return self.is_steroid(concept_id) and self.concept_of(last).domain == "drug"
        return (last.concept == concept_id or self._ends_name(last, text)) and not self.prefix.negated

    def _limit_follows(self, index: int) -> bool:
        return any(e.kind in ("limit", "number", "titre") for e in self.elements[index + 1 : index + 4])

    def _ends_name(self, last: Atom, text: str) -> bool:
        """`Lansky (age < 16) performance score`: the last words of its name."""
        concept = self.concept_of(last)
        return concept.kind == "score" and any(n.endswith(f" {text.lower()}") for n in (concept.id, *concept.aliases))

    def is_steroid(self, concept_id: str) -> bool:
        """Whether the concept is a glucocorticoid."""
        return "glucocorticoid" in self.context.lexicon.ancestors(concept_id)

    def _joins_count(self, concept: Concept) -> bool:
        """`two immunosuppressants or biologics`: one count over both; `one ... or ...` binds tighter than the rest."""
        last = self.last()
        if (
            last is None
            or not last.k
            or self.connective not in ("or", "/", *self.counted)
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

    def new_atom(self, concept_id: str, element: Element, concept: Concept) -> Atom:
        """A mention with what the words before it say of it."""
        p = self.prefix
        atom = Atom(concept_id, element)
        atom.negated, atom.ever, atom.status, atom.sex = p.negated, p.ever, p.status, self.sex
        atom.window, atom.current, atom.if_taken, atom.allergy = p.window, p.current, p.if_taken, p.allergy
        atom.contraindicated = p.contraindicated
        atom.exclude = (element.cues["without"],) if "without" in element.cues else ()
        if concept.domain in ("drug", "procedure"):
            atom.responses, atom.min_days, atom.strict_days = p.responses, p.min_days, p.strict_days
            atom.union = beside_class(atom, element.items, self.context)
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
        if concept.domain == "condition" or (
            concept.domain != "observation" and not any(a.qualities == p.qualities for a in self.atoms())
        ):
            atom.qualities, atom.or_active = p.qualities, p.or_active
        if concept.domain == "condition" and p.outcome == "negative":
            atom.negated = not atom.negated
        atom.tested = concept.domain == "condition" and p.outcome is not None
        atom.treated = p.treated if concept.domain == "condition" else None
        if concept.domain == "observation":
            atom.outcome = p.outcome
            atom.window = self._window_of_measure(concept)
        if self.others and concept.domain == "condition":
            atom.exclude = tuple(
                d for d in self.context.diseases if d in self.context.lexicon.members(concept_id) and d != concept_id
            )
            if not self.context.diseases or any("metastasis" in disease for disease in atom.exclude):
                atom.qualities = (*atom.qualities, "another than the one under study")
            self.others = False
        self._take_quantity(atom, concept)
        return atom

    def _window_of_measure(self, concept: Concept) -> Time | None:
        """`cardiac conditions within 6 months: infarction; LVEF < 45 %`: events lie back, a measure is now."""
        window = self.prefix.window
        inherited = window is not None and window is self.base.window and concept.kind in ("number", "score")
        return None if inherited and window is not None and (window.days or 0.0) > _LONG else window

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
        elif (
            concept.kind == "number"
            and concept.unit
            and first.comparator == "="
            and whole
            and 1 < first.value <= _MOST_REPEATS
        ):
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
        return element.has("resp") and self.drugs_follow(index)

    def drugs_follow(self, index: int) -> bool:
        """Whether the next mention is a treatment."""
        for element in self.elements[index + 1 :]:
            if element.kind == "mention":
                return any(self.context.lexicon.get(c).domain in ("drug", "procedure") for c in element.concepts)
            if element.kind in ("window", "limit", "timelimit"):
                return False
        return False

    def mention_follows(self, index: int) -> bool:
        """Whether a mention comes next, with nothing but small words before it."""
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

    def mentions_follow(self, index: int) -> bool:
        """Whether anything a window could be of stands further on."""
        return any(e.kind in ("mention", "list", "criteria") for e in self.elements[index + 1 :])

    def _roman(self, index: int) -> int:
        """`class III or IV`; where no scale is meant, what else the letters may say (`IV` immunoglobulin)."""
        after = read_roman(self, index)
        after = after or read_stage(self, index)
        if after is not None:
            return after
        element = self.elements[index]
        if element.concepts:
            return self._mention(index)
        if element.cues:
            return self._cue(index)
        return index + 1 if element.text in _LETTERS else self.left_over(index)

    # -- groups, lists ----------------------------------------------------------------------------------

    def _group(self, index: int) -> int:
        from criteria.parse.asides import read_aside  # noqa: PLC0415 - an aside holds sentences, a sentence holds asides

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
        from criteria.parse.sentences import read_list_item  # noqa: PLC0415 - an item is a sentence, a sentence may hold items

        nodes: list[Node] = []
        quantifier = quantifier or ends_with_or(element)
        for item in element.items:
            inherited = msgspec.structs.replace(self.base if element.has("met") else self.prefix, bounds=())
            node = read_list_item(item.items, self.context, inherited)
            if node is not None:
                nodes.append(map_leaves(node, _as_taken) if quantifier and not self.prefix.if_taken else node)
        if not nodes:
            return Unread(text=element.text or "list")
        if self.prefix.negated and not self.base.negated:
            return all_of(nodes) if quantifier in ("any", "1", "") else Unread(text=element.text or "list")
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
        return any_of(nodes) if self.context.exclusion else all_of(nodes)

    # -- cues -------------------------------------------------------------------------------------------

    def _cue(self, index: int) -> int:
        if index == 0 and self.elements[0].text.lower() == "on" and self.drugs_follow(0):
            self.prefix.current = self.prefix.used = True
        return read_cue(self, index)

    def _symbol(self, index: int) -> int:
        return index + 1 if self.elements[index].text in "~±=" else self.left_over(index)

    def _punct(self, index: int) -> int:
        text = self.elements[index].text
        if text in (",", ";"):
            self._drop_quantity()
        if text == ",":
            self._spend_qualities(index)
            if self.terms and self.connective is None:
                self.connective = ","
        elif text == ";":
            self.connective = ";" if self.terms else None
            self._reset()
        elif text == "+" and self._is_positive(index):
            return index + 1
        elif text in ("/", "&", "+") and self.terms:
            self.connective = self.connective or (self._slash(index) if text == "/" else "and")
        return index + 1

    def _slash(self, index: int) -> str:
        """`Karnofsky/Lansky performance status`: one of two ways to ask the same; `ALT/AST`: both."""
        before, after = self.last(), self.element_at(index + 1)
        if before is None or after is None or not after.concepts:
            return "/"
        if {self.context.lexicon.get(c).domain for c in (before.concept, after.concepts[0])} == {"condition"}:
            return "or"
        one, other = before.concept.split()[-_SAME_QUESTION:], after.concepts[0].split()[-_SAME_QUESTION:]
        return "or" if one == other and self.concept_of(before).kind == "score" else "/"

    def _spend_qualities(self, index: int) -> None:
        """`chronic leukemia, diabetes`: of the first alone; `chronic liver, lung or kidney disease`: of each."""
        last = self.last()
        if last is not None and last.qualities and not self.elements[index - 1].has("shared"):
            self.prefix.qualities = ()

    def _is_positive(self, index: int) -> bool:
        """`HBsAg +` before a connective, a comma or the end is a result; `A + B` joins."""
        last = self.last()
        follower = self.elements[index + 1] if index + 1 < len(self.elements) else None
        if (
            last is None
            or self.concept_of(last).domain != "observation"
            or not (follower is None or follower.kind == "punct" or follower.has("conn") or _is_expressed(last))
        ):
            return False
        last.outcome = last.outcome or "positive"
        return True

    def _drop_quantity(self) -> None:
        """A number whose noun did not come before the comma is left over."""
        if self.prefix.bounds and self.waiting is not None:
            measure = _MEASURE_OF_UNIT.get(self.prefix.bounds[0].unit or "")
            if measure in self.context.lexicon.concepts:
                self.add(Term(atom=Atom(measure, self.waiting, bounds=self.prefix.bounds)))
            elif (lines := counted_lines(self, self.waiting)) is not None:
                self.add(Term(node=lines))
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
        self._drop_quantity()
        for term in self.terms:
            atom = term.atom
            if atom is not None and atom.count == 0:
                atom.count = 1


def _is_expressed(atom: Atom) -> bool:
    """`CD19+ leukemia`: what is a result on an antigen joins two tests elsewhere."""
    return atom.concept.endswith(" expression")


def _as_taken(node: Node) -> Node:
    """A dose among treatments to choose from asks that the drug is taken."""
    return msgspec.structs.replace(node, when_absent=False) if isinstance(node, Dose) else node


_READS: dict[str, Callable[[Reader, int], int]] = {
    "limit": read_limit,
    "number": read_number,
    "titre": read_titre,
    "pair": read_pair,
    "time": read_time,
    "timelimit": read_timelimit,
    "window": read_window,
    "duration": read_duration,
    "gap": read_gap,
    "criteria": read_criteria,
}
