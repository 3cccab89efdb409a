"""What a cue does to the sentence being read: one small rule a kind, tried in the order of the table."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from criteria.parse.atoms import Atom
from criteria.parse.bilag import read_bilag
from criteria.parse.elements import Bound, Element
from criteria.parse.exceptions import PHYSIOLOGIC
from criteria.parse.joining import Term, map_leaves
from criteria.parse.limits import count_again, give_bounds
from criteria.parse.qualities import read_asked, read_opinion, read_quality, read_unnamed_response
from criteria.tree.nodes import All, Attested, Distinct, Exposure, Node, Quality, Response, Unread

if TYPE_CHECKING:
    from criteria.parse.grammar import Reader

__all__ = ["read_cue"]

_LOCAL = "locally acting glucocorticoid"

Rule = Callable[["Reader", int, str], int | None]


def read_cue(reader: Reader, index: int) -> int:
    """Applies the first rule that has a use for the cue; a cue of no use that is not neutral is a word left over."""
    element = reader.elements[index]
    for kind, rule in _RULES:
        if kind in element.cues:
            after = rule(reader, index, element.cues[kind])
            if after is not None:
                return after
    if "neutral" in element.cues or all(kind in _HARMLESS for kind in element.cues):
        return index + 1
    reader.unread(element)
    return index + 1


_HARMLESS = frozenset([
    "anchor", "any", "all", "of_list", "other", "inclusive", "equiv", "perday", "anysex", "class", "times", "range",
    "between", "since", "for", "longer", "repeat", "win_post", "uln", "biopsy", "resp_note", "once", "bp", "generic",
    "antibody_to", "no_effect", "note", "duration", "use", "example", "define", "ever", "age", "withorwithout",
    "number_word", "isolated", "cmp_post", "pos", "active",
])  # fmt: skip


def _follows(reader: Reader, index: int, *kinds: str) -> bool:
    """Whether an element of one of the kinds comes before the clause ends."""
    for element in reader.elements[index + 1 :]:
        if element.kind in kinds:
            return True
        if element.kind == "punct" and element.text in ",;:":
            return False
    return False


def _skip(_reader: Reader, index: int, _value: str) -> int | None:
    return index + 1


def _conn(reader: Reader, index: int, value: str) -> int | None:
    if not reader.terms:
        return index + 1
    if _joins_routes(reader, index):
        return index + 1
    plain = "or" if value == "andor" else value
    if reader.connective in ("or", "and", ",or", ",and"):
        return index + 1
    if reader.connective == ",":
        reader.connective = f",{plain}"
    elif reader.connective != ";":
        reader.connective = plain
    reader.prefix.negated = reader.prefix.negated and (value != "and" or _goes_on_denying(reader, index))
    if value != "and" and _names_anew(reader, index):
        reader.prefix.qualities, reader.prefix.status = reader.base.qualities, reader.base.status
    return index + 1


def _names_anew(reader: Reader, index: int) -> bool:
    """`active bleeding or a known clotting disorder`: an article begins an item that nothing before describes."""
    last, follower = reader.last(), reader.element_at(index + 1)
    if last is None or follower is None or reader.concept_of(last).domain != "condition":
        return False
    return follower.text.lower() in ("a", "an", "known", "a known", "any known")


_ROUTES = ("subcutaneous", "intravenous", "oral", "intramuscular", "sc", "iv")


def _joins_routes(reader: Reader, index: int) -> bool:
    """`abatacept subcutaneously or intravenously for gout`: two ways to give what stands before."""
    following, after = reader.element_at(index + 1), reader.element_at(index + 2)
    if following is None or following.text.lower().removesuffix("ly") not in _ROUTES:
        return False
    named = reader.element_at(index + 3) if after is not None and after.kind == "group" else after
    return named is None or named.kind not in ("mention", "roman")


def _goes_on_denying(reader: Reader, index: int) -> bool:
    """`naive to etanercept and any other biologic`."""
    following = reader.element_at(index + 1)
    naive = any(e.has("neg") and e.text.lower().startswith("na") for e in reader.elements[:index])
    return naive or (following is not None and following.has("other")) or _names_the_same_sort(reader, index)


def _names_the_same_sort(reader: Reader, index: int) -> bool:
    """`absence of HIV, hepatitis B and hepatitis C`: what follows is named alone, and is of the same sort."""
    last, known = reader.last(), reader.context.lexicon
    place = index + 1
    while place < len(reader.elements) and set(reader.elements[place].cues) == {"neutral"}:
        place += 1
    follower = reader.element_at(place)
    if last is None or not last.negated or follower is None or follower.kind != "mention":
        return False
    concept, domain = follower.concepts[0], reader.concept_of(last).domain
    own = any(d in known.ancestors(concept) or concept in known.ancestors(d) for d in reader.context.diseases)
    ends = reader.element_at(place + 1)
    alone = ends is None or ends.kind in ("punct", "window", "group") or ends.has("conn")
    return domain in ("condition", "drug", "procedure") and known.get(concept).domain == domain and alone and not own


def _with(reader: Reader, index: int, _value: str) -> int | None:
    if reader.connective == "or":
        reader.connective = "or!"
    if reader.terms and reader.connective in (None, ","):
        reader.connective = "with" if reader.connective is None else ",and"
    return index + 1


def _resp(reader: Reader, index: int, value: str) -> int | None:
    values: tuple[Response, ...] = ("inadequate",) if value == "inadequate" else ("intolerant",)
    drugs = [a for a in reader.atoms() if reader.concept_of(a).domain in ("drug", "procedure")]
    if _names_follow(reader, index):
        earlier = reader.prefix.responses if _linked(reader, index) else ()
        reader.prefix.responses = tuple(dict.fromkeys((*earlier, *values)))
        reader.prefix.negated = False
        return index + 1
    if drugs:
        for atom in drugs:
            if not atom.responses or value == "intolerant" or (index and reader.elements[index - 1].has("conn")):
                atom.responses = tuple(dict.fromkeys((*atom.responses, *values)))
        reader.connective = None
        return index + 1
    nodes = [t for t in reader.terms if t.node is not None]
    if nodes and "neutral" not in reader.elements[index].cues:
        return _suffix_responses(reader, index, values)
    return None


def _suffix_responses(reader: Reader, index: int, values: tuple[str, ...]) -> int | None:
    """`at least one of A, B, C ... and judged an inadequate responder`."""
    changed = False

    def put(node: Node) -> Node:
        nonlocal changed
        if isinstance(node, (Exposure, Distinct)) and not node.responses:
            changed = True
            return msgspec.structs.replace(node, responses=values)
        return node

    for term in reader.terms:
        if term.node is not None:
            term.node = map_leaves(term.node, put)
    if changed:
        reader.connective = None
        return index + 1
    return None


def _names_follow(reader: Reader, index: int) -> bool:
    for element in reader.elements[index + 1 :]:
        if element.kind == "list":
            return True
        if element.kind == "mention" or (element.kind == "roman" and element.concepts):
            if any(reader.context.lexicon.get(c).domain in ("drug", "procedure") for c in element.concepts):
                return True
            if not element.has("resp"):
                return False
    return False


def _linked(reader: Reader, index: int) -> bool:
    """`inadequate response to, or intolerance of`: the second joins the first; a new clause starts anew."""
    for element in reversed(reader.elements[:index]):
        if element.has("resp"):
            return True
        if element.kind in ("mention", "list", "limit"):
            return False
    return bool(reader.base.responses)


_PAST_AND_NOW = 2  # cues: "has received", "or"


def _neg(reader: Reader, index: int, value: str) -> int | None:
    """`no`, `without`; `not on` denies what is taken now, not what once was."""
    if _denies_a_word(reader, index):
        return None
    if any(e.has("endof") for e in reader.elements[index + 1 : index + 4]) and reader.last() is not None:
        reader.flip_end = True
        return index + 1
    for element in reader.elements[index + 1 : index + 7]:
        if element.kind in ("mention", "list", "roman"):
            reader.prefix.negated = not reader.base.negated
            reader.prefix.current = reader.prefix.current or value == "now"
            return index + 1
        if (element.kind not in ("cue", "word", "window") and element.text != ":") or element.has("conn"):
            break
    return None


def _denies_a_word(reader: Reader, index: int) -> bool:
    """`no floor if on an immunosuppressant`: what is denied ends at the condition."""
    for element in reader.elements[index + 1 :]:
        if element.has("if", "if_taken"):
            return True
        if element.kind != "word":
            return False
    return False


def _outcome(value: str) -> Rule:
    def rule(reader: Reader, index: int, _value: str) -> int | None:
        run: list[Atom] = []
        for term in reversed(reader.terms):
            atom = term.atom
            if term.words and not run:
                continue
            if atom is None or not _is_tested(reader, atom) or atom.outcome or atom.bounds or atom.grades:
                break
            run.append(atom)
            if term.connective == ";" or (term.connective == "with" and len(run) == 1):
                break
        if run and (reader.connective is None or not _finding_follows(reader, index)):
            for atom in run:
                _give_outcome(reader, atom, value)
            reader.connective = None
            return index + 1
        if _finding_follows(reader, index) or _follows(reader, index, "list"):
            reader.prefix.outcome = value
            return index + 1
        return None

    return rule


def _is_tested(reader: Reader, atom: Atom) -> bool:
    """An observation, or a condition that tests tell: `hepatitis C negative`."""
    known = reader.context.lexicon
    return known.get(atom.concept).domain == "observation" or bool(known.evidence(atom.concept))


def _give_outcome(reader: Reader, atom: Atom, value: str) -> None:
    if reader.concept_of(atom).domain == "observation":
        atom.outcome = value
    elif not atom.tested:
        atom.tested = True
        atom.negated = atom.negated != (value == "negative")


def _finding_follows(reader: Reader, index: int) -> bool:
    for element in reader.elements[index + 1 :]:
        if element.kind in ("mention", "roman") and element.concepts:
            return reader.context.lexicon.get(element.concepts[0]).domain in ("observation", "condition")
        if element.kind == "list":
            return True
        if element.kind == "punct" and element.text == ";":
            return False
    return False


def _active(reader: Reader, index: int, _value: str) -> int | None:
    if reader.prefix.ever and not reader.terms:
        return index + 1
    if _follows(reader, index, "mention", "list") or (
        reader.last() is None and any(e.kind == "mention" for e in reader.elements[index:])
    ):
        reader.prefix.status = "active"
        reader.prefix.current = True
        return index + 1
    last = reader.last()
    if last is not None and reader.concept_of(last).domain in ("condition", "drug", "procedure"):
        for term in reversed(reader.terms):
            if (
                term.atom is None
                or reader.concept_of(term.atom).domain != reader.concept_of(last).domain
                or term.atom.window
            ):
                break
            term.atom.status, term.atom.current = "active", True
        reader.connective = None
        return index + 1
    return None


def _ever(reader: Reader, index: int, _value: str) -> int | None:
    if _follows(reader, index, "mention", "list"):
        reader.prefix.ever = True
        return index + 1
    if reader.atoms() and index + 1 < len(reader.elements) and reader.elements[index + 1].kind == "window":
        return index + 1
    for atom in reader.atoms():
        atom.ever = atom.settled = True
    reader.prefix.ever = True
    if reader.connective in (",", "or", ",or"):
        reader.connective = None
    return index + 1


def _set(**changes: object) -> Rule:
    def rule(reader: Reader, index: int, _value: str) -> int | None:
        for name, value in changes.items():
            setattr(reader.prefix, name, value)
        return index + 1

    return rule


def _cumulative(reader: Reader, index: int, _value: str) -> int | None:
    """`over 20 g in a lifetime`: no daily dose; left unread with its limit."""
    after = index + 1
    while (
        after < len(reader.elements) and reader.elements[after].kind == "cue" and not reader.elements[after].has("conn")
    ):
        after += 1
    if after < len(reader.elements) and reader.elements[after].kind == "limit":
        after += 1
    words = Unread(text=" ".join(e.text for e in reader.elements[index:after]))
    drug = next((a.concept for a in reversed(reader.atoms()) if reader.concept_of(a).domain == "drug"), None)
    reader.add(Term(node=All(of=(Exposure(concept=drug), words)) if drug else words))
    return after


def _current(reader: Reader, index: int, _value: str) -> int | None:
    """`current`, `requires`: of a drug a course still going on, of a disease an active one."""
    reader.prefix.current = not _or_before(reader, index)
    reader.prefix.used = True
    if reader.elements[index].has("active") and not reader.prefix.ever:
        reader.prefix.status = "active"
    return index + 1


def _or_before(reader: Reader, index: int) -> bool:
    """`has received or is receiving`: the past is asked as well."""
    before = [e for e in reader.elements[max(0, index - 3) : index] if e.kind != "punct"]
    return len(before) >= _PAST_AND_NOW and before[-1].cues.get("conn") == "or" and before[-2].has("use", "ever")


def _if_taken(reader: Reader, index: int, _value: str) -> int | None:
    """`patients receiving`: a limit on a treatment for those who take it; an exclusion of those who do."""
    reader.prefix.if_taken = True
    reader.prefix.current = reader.context.exclusion
    for atom in reader.atoms():
        atom.if_taken = True
    return index + 1


def _sex(value: str) -> Rule:
    def rule(reader: Reader, index: int, _value: str) -> int | None:
        last = reader.last()
        if last is not None and last.bounds and reader.connective is None:
            last.sex = value
        else:
            reader.sex = value
        return index + 1

    return rule


def _bilag(reader: Reader, index: int, _value: str) -> int | None:
    """`BILAG any A`."""
    return read_bilag(reader, index, Bound(">=", 1.0))


def _allergy(reader: Reader, index: int, _value: str) -> int | None:
    """`allergic to`, `contraindication to`: an allergy is one, and no fact tells all others."""
    reader.prefix.allergy = True
    reader.prefix.contraindicated = reader.elements[index].text.lower().startswith("contraindication")
    return index + 1


def _stable(reader: Reader, index: int, _value: str) -> int | None:
    element = reader.elements[index]
    listed = len(reader.atoms()) > 1 and any(t.connective == "or" for t in reader.terms)
    reader.add(Term(node=Attested(reason="stable dose", text=element.text)))
    reader.terms[-1].connective = (",and" if listed else "with") if len(reader.terms) > 1 else None
    return index + 1


def _route(reader: Reader, index: int, value: str) -> int | None:
    """`corticosteroids, except inhaled or as physiologic replacement`: local ones, or a quality that nobody records."""
    named = next((a.concept for a in reversed(reader.atoms()) if reader.concept_of(a).domain == "drug"), None)
    subject = named or reader.context.subject
    if subject is None or not (reader.is_steroid(subject) or _LOCAL in reader.context.lexicon.ancestors(subject)):
        return None
    if value:
        reader.add(Term(atom=Atom(value, reader.elements[index])))
    else:
        reader.add(Term(node=Quality(concept="glucocorticoid", text=PHYSIOLOGIC)))
    return index + 1


def _onset(reader: Reader, index: int, _value: str) -> int | None:
    reader.onset = True
    return index + 1


def _above_uln(reader: Reader, index: int, _value: str) -> int | None:
    last = reader.last()
    if last is not None and reader.concept_of(last).domain == "observation" and not last.bounds:
        give_bounds(reader, (Bound(">", 1.0, None, "ULN"),))
        return index + 1
    return None


def _end_of(reader: Reader, index: int, _value: str) -> int | None:
    subject = reader.last()
    if subject is None and reader.context.subject is not None:
        reader.add(Term(atom=Atom(reader.context.subject, reader.elements[index], status="end")))
    return index + 1


def _optional(reader: Reader, index: int, value: str) -> int | None:
    """`with or without nephritis`; `may have received rituximab` asks nothing, unless it says when or how much."""
    after = index + 1
    limited = value == "may" and any(e.kind in _QUANTITIES for e in reader.elements[after:])
    if limited and reader.context.exclusion:
        reader.add(Term(words=[" ".join(e.text for e in reader.elements[index:])]))
        return len(reader.elements)
    if limited:
        return after
    while after < len(reader.elements) and not _ends_clause(reader.elements[after]):
        after += 1
    return after


_QUANTITIES = frozenset(["limit", "number", "window", "gap", "duration", "timelimit", "time"])


def _ends_clause(element: Element) -> bool:
    return element.kind in ("punct", "limit", "window", "list", "timelimit") or element.has("with", "resp")


def _attest(reader: Reader, index: int, value: str) -> int | None:
    after = index + 1
    future = value == "future"
    while after < len(reader.elements) and not (
        reader.elements[after].kind in ("punct", "list") or (reader.elements[after].has("conn") and not future)
    ):
        after += 1
    if reader.elements[index].has("future"):
        after = _planned_too(reader, index, after)
    text = " ".join(e.text for e in reader.elements[index:after])
    reader.add(Term(node=Attested(reason=value or "consent", text=text)))
    return after


def _planned_too(reader: Reader, index: int, after: int) -> int:
    """`plan to undergo splenectomy, thymectomy or transplantation`: all that is planned, and what only follows it."""
    while any(_is_treatment(reader, e) for e in reader.elements[index:after]):
        ahead = after
        while ahead < len(reader.elements) and (
            reader.elements[ahead].has("conn") or reader.elements[ahead].text == ","
        ):
            ahead += 1
        if ahead == after or ahead >= len(reader.elements) or not _is_treatment(reader, reader.elements[ahead]):
            return after
        after = ahead + 1
    return after


def _is_treatment(reader: Reader, element: Element) -> bool:
    known = reader.context.lexicon
    return element.kind == "mention" and known.get(element.concepts[0]).domain in ("drug", "procedure")


def _again(reader: Reader, index: int, _value: str) -> int | None:
    """`any of these within the last year`: the same event once more."""
    follower = reader.elements[index + 1] if index + 1 < len(reader.elements) else None
    if follower is not None and follower.has("again") and count_again(reader, 1):
        return index + 2
    if follower is not None and follower.kind == "window" and count_again(reader, 1):
        return index + 1
    return None


def _repeat(reader: Reader, index: int, value: str) -> int | None:
    """`QMG ≥ 11 at two consecutive visits`."""
    last = reader.last()
    if last is not None and last.bounds and value.isdigit() and reader.concept_of(last).domain == "observation":
        last.repeats = int(value)
        return index + 1
    return None


def _bare_response(reader: Reader, index: int, _value: str) -> int | None:
    """`Refractory` alone is a heading where a definition follows, else it asks for something nobody defined."""
    follower = reader.element_at(index + 1)
    if follower is not None and follower.cues.get("conn") == "and" and reader.elements[index].has("quality"):
        return None
    others = any(e.has("resp") or e.kind == "list" for i, e in enumerate(reader.elements) if i != index)
    return index + 1 if others or reader.base.responses else None


def _consent(reader: Reader, index: int, value: str) -> int | None:
    if index > 0 and reader.elements[index].has("anchor"):
        return index + 1
    return _attest(reader, index, value)


def _change(reader: Reader, _index: int, _value: str) -> int | None:
    """`worsening of the EDSS by at least 1 point`: a change is no level."""
    reader.change = True
    return None


def _minus(reader: Reader, index: int, _value: str) -> int | None:
    """`≥ 6, minus "fever", "alopecia"`: items taken out of a score; what is left of it is not understood."""
    words = " ".join(e.text for e in reader.elements[index:])
    reader.add(Term(words=[words]))
    reader.terms[-1].connective = "with" if len(reader.terms) > 1 else None
    return len(reader.elements)


def _mechanism(reader: Reader, index: int, _value: str) -> int | None:
    """`two drugs of different classes`: each class counts once."""
    from criteria.parse.asides import mechanism_groups  # noqa: PLC0415 - asides are read with the grammar

    counted = next((a for a in reversed(reader.atoms()) if a.k > 1), None)
    if counted is None:
        return None
    counted.once = mechanism_groups(reader, counted.concept)
    return index + 1


def _start(reader: Reader, index: int, _value: str) -> int | None:
    """`started less than 30 days ago`: a window of the start and not of the use; left unread as a whole."""
    end = next(
        (
            i
            for i, e in enumerate(reader.elements[index:], index)
            if e.kind in ("window", "gap", "timelimit", "duration") or e.text == ";"
        ),
        None,
    )
    if (
        end is None
        or reader.elements[end].kind == "punct"
        or not any(
            e.kind == "mention" and reader.context.lexicon.get(e.concepts[0]).domain == "drug"
            for e in reader.elements[: index + 3]
        )
    ):
        return index + 1
    reader.add(Term(words=[" ".join(e.text for e in reader.elements[index : end + 1])]))
    reader.terms[-1].connective = "with" if len(reader.terms) > 1 else None
    reader.connective = None
    return end + 1


def _ended(reader: Reader, index: int, _value: str) -> int | None:
    """`must be discontinued at least 2 weeks before`: the time that follows says how long ago."""
    return index + 1 if any(e.kind in ("gap", "window") for e in reader.elements[index:]) else None


def _naive(reader: Reader, index: int, _value: str) -> int | None:
    """`methotrexate-naive`: never given."""
    last = reader.last()
    if last is None or reader.concept_of(last).domain != "drug" or reader.connective is not None:
        return None
    last.negated = True
    return index + 1


def _treated(reader: Reader, index: int, _value: str) -> int | None:
    """`except cured skin cancer`, `unless it was removed`: what is let off only after treatment."""
    if not reader.context.lets_off:
        return None
    text = reader.elements[index].text.lower()
    if _names_what_is_treated(reader, index):
        reader.prefix.treated = text
    else:
        for atom in reader.atoms():
            atom.treated = atom.treated or (text if reader.concept_of(atom).domain == "condition" else None)
        reader.connective = None
    return index + 1


def _names_what_is_treated(reader: Reader, index: int) -> bool:
    """Whether the disease stands behind the word: `cured or excised local cancer`."""
    for element in reader.elements[index + 1 :]:
        if element.kind == "mention":
            return True
        if element.kind not in ("cue", "word") and element.text != "/":
            return False
        if element.has("with", "endof"):
            return False
    return False


def _other(reader: Reader, index: int, _value: str) -> int | None:
    """`another autoimmune disease`: other than the trial's own."""
    reader.others = True
    return index + 1


def _age(reader: Reader, index: int, _value: str) -> int | None:
    reader.saw_age = True
    return index + 1


_RULES: tuple[tuple[str, Rule], ...] = (
    ("minus", _minus),
    ("change", _change),
    ("other", _other),
    ("treated", _treated),
    ("start", _start),
    ("ended", _ended),
    ("naive", _naive),
    ("mechanism", _mechanism),
    ("repeat", _repeat),
    ("any", _bilag),
    ("any", _again),
    ("resp_note", _skip),
    ("once", _skip),
    ("anysex", _skip),
    ("quality", read_quality),
    ("asked", read_asked),
    ("opinion", read_opinion),
    ("route", _route),
    ("conn", _conn),
    ("negout", _outcome("negative")),
    ("resp", _resp),
    ("resp_bare", _bare_response),
    ("neg", _neg),
    ("with", _with),
    ("cumulative", _cumulative),
    ("withorwithout", _optional),
    ("if_taken", _if_taken),
    ("current_use", _current),
    ("pos", _outcome("positive")),
    ("active", _active),
    ("ever", _ever),
    ("allergy", _allergy),
    ("stable", _stable),
    ("female", _sex("female")),
    ("male", _sex("male")),
    ("childbearing", _sex("female")),
    ("endof", _end_of),
    ("duration", _onset),
    ("above_uln", _above_uln),
    ("age", _age),
    ("use", _set(used=True)),
    ("judge", _attest),
    ("consent", _consent),
    ("resp", read_unnamed_response),
)
