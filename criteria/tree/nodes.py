"""The criteria tree: what a criterion was understood to say, as frozen, tagged nodes.

A tree is a proposition about one patient at the index date, with three truth values. It is stored
without polarity: an exclusion criterion holds the proposition that excludes.

Concepts are named by the lexicon's preferred names ("systemic lupus erythematosus", "rituximab").
Times are days before the index date, quantities carry UCUM units.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

__all__ = [
    "Age",
    "All",
    "Any",
    "AtLeast",
    "Attested",
    "Comparator",
    "Condition",
    "Constant",
    "Discretionary",
    "Distinct",
    "Dose",
    "Elapsed",
    "Exposure",
    "Finding",
    "Grade",
    "IfThen",
    "Node",
    "Not",
    "Procedure",
    "Quality",
    "Readings",
    "Relative",
    "Response",
    "Sex",
    "Unread",
    "Value",
    "Window",
    "children",
    "walk",
]

Comparator = Literal["<", "<=", "=", ">=", ">"]
Relative = Literal["ULN", "LLN"]
Response = Literal["inadequate", "intolerant"]


class Window(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How far back a fact may lie: "within 4 weeks or 5 half-lives, whichever is longer".

    `days` is a length in days, `half_lives` a multiple of the half-life of the drug concerned; with both,
    `pick` says which counts. `strict` excludes the far end ("less than 12 months before").
    """

    days: float | None = None
    half_lives: float | None = None
    pick: Literal["longer", "shorter"] | None = None
    strict: bool = False


class _Base(msgspec.Struct, frozen=True, tag_field="node", omit_defaults=True, kw_only=True):
    pass


# -- logic ------------------------------------------------------------------------------------------------


class All(_Base, frozen=True, tag="all"):
    """Every part holds: "SpO2 > 92 % and LVEF > 50 %"."""

    of: tuple[Node, ...]


class Any(_Base, frozen=True, tag="any"):
    """At least one part holds: "INR ≤ 1.5 or PT ≤ 1.5 × ULN"."""

    of: tuple[Node, ...]


class AtLeast(_Base, frozen=True, tag="at_least"):
    """At least `k` parts hold: "at least two of the following"."""

    k: int
    of: tuple[Node, ...]


class Not(_Base, frozen=True, tag="not"):
    """The part does not hold: "without pericardial effusion"."""

    of: Node


class IfThen(_Base, frozen=True, tag="if_then"):
    """A limit that depends: "≤ 1.5 × ULN; with Gilbert syndrome ≤ 3 × ULN". `otherwise` None means: holds."""

    condition: Node
    then: Node
    otherwise: Node | None = None


class Readings(_Base, frozen=True, tag="readings"):
    """Text that can be read in more than one way: decided only where all readings agree."""

    of: tuple[Node, ...]


class Discretionary(_Base, frozen=True, tag="discretionary"):
    """A limit that an investigator may override: "eGFR ≥ 30 (below: investigator decides)". Never false."""

    of: Node


# -- leaves a fact can decide -------------------------------------------------------------------------------


class Constant(_Base, frozen=True, tag="constant"):
    """Words that ask nothing of the patient: "either sex", "may continue"."""

    value: bool
    why: str


class Age(_Base, frozen=True, tag="age"):
    """Age in years: "18 years or older"."""

    comparator: Comparator
    years: float


class Sex(_Base, frozen=True, tag="sex"):
    """Sex: "female"."""

    sex: Literal["female", "male"]


class Condition(_Base, frozen=True, tag="condition"):
    """A diagnosis, event or state: "stroke within 6 months", "active tuberculosis", "history of epilepsy".

    `status`: "present" (a plain mention), "active", or "any" (history). `count`: at least so many separate
    records ("two or more relapses in 24 months"). `since` "end" takes the window from the abatement.
    `exclude` names kinds that do not count ("malignancy other than basal cell carcinoma").
    """

    concept: str
    exclude: tuple[str, ...] = ()
    status: Literal["any", "present", "active"] = "present"
    window: Window | None = None
    count: int = 1
    since: Literal["onset", "end"] = "onset"


class Elapsed(_Base, frozen=True, tag="elapsed"):
    """Time since a condition began or ended: "disease duration of at least 6 months"."""

    concept: str
    comparator: Comparator
    days: float
    since: Literal["onset", "end"] = "onset"


class Exposure(_Base, frozen=True, tag="exposure"):
    """A drug or class was given: "rituximab within 24 weeks", "inadequate response to mycophenolate".

    `current` asks for a course still going on. `responses` lists what counts as failure (empty: any response).
    `min_days` is the least duration of one course in days ("for at least 12 weeks"); `min_days_strict` excludes
    equality. `dose` / `dose_unit` bound the dose of the course ("prednisone ≥ 0.5 mg/kg/day"); steroid doses in mg
    per day are prednisone equivalents. `exclude` names kinds that do not count ("steroids other than inhaled").
    """

    concept: str
    exclude: tuple[str, ...] = ()
    window: Window | None = None
    current: bool = False
    responses: tuple[Response, ...] = ()
    min_days: float | None = None
    min_days_strict: bool = False
    dose_comparator: Comparator | None = None
    dose: float | None = None
    dose_unit: str | None = None


class Distinct(_Base, frozen=True, tag="distinct"):
    """At least `k` different drugs of the classes named: "two or more immunosuppressants failed".

    Drugs of one group in `once` count as one ("tacrolimus and ciclosporin together count as one").
    `exclude` names drugs or classes that do not count ("two other agents"). `responses`, `min_days`, `window`
    as in `Exposure`, for each drug.
    """

    k: int
    concepts: tuple[str, ...]
    once: tuple[tuple[str, ...], ...] = ()
    exclude: tuple[str, ...] = ()
    responses: tuple[Response, ...] = ()
    min_days: float | None = None
    min_days_strict: bool = False
    window: Window | None = None


class Dose(_Base, frozen=True, tag="dose"):
    """The daily dose now, or the highest within the window: "prednisone ≤ 30 mg/day". Steroids: prednisone equivalent.

    `when_absent`: what the sentence means for one who does not take the drug ("if taken, at most 400 mg": holds).
    """

    concept: str
    comparator: Comparator
    value: float
    unit: str
    window: Window | None = None
    when_absent: bool = False


class Procedure(_Base, frozen=True, tag="procedure"):
    """A procedure was done: "splenectomy", "thymectomy within 12 months". `exclude` as in `Condition`."""

    concept: str
    exclude: tuple[str, ...] = ()
    window: Window | None = None
    current: bool = False


class Value(_Base, frozen=True, tag="value"):
    """A number against a limit: "ANC ≥ 1.0 × 10^9/L", "ALT ≤ 3 × ULN" (`relative` "ULN", no unit).

    `unit` is UCUM; None for scores and ratios. A titre 1:80 is 80 with unit "{titer}". `window` overrides freshness.
    `repeats`: the latest so many values must all hold ("two platelet counts, both < 30").
    """

    concept: str
    comparator: Comparator
    value: float
    unit: str | None = None
    relative: Relative | None = None
    window: Window | None = None
    repeats: int = 1


class Finding(_Base, frozen=True, tag="finding"):
    """A result in words: "HBsAg positive", "2019 EULAR/ACR criteria met", "HCV RNA undetectable".

    `ever`: a result at any time counts, so that a negative one now does not answer the question.
    For a class of tests ("myositis-specific antibody") a positive member is enough.
    """

    concept: str
    outcome: Literal["positive", "negative"] = "positive"
    ever: bool = False
    window: Window | None = None


class Grade(_Base, frozen=True, tag="grade"):
    """A class on an ordered or named scale: "MGFA class II to IVa", "ISN/RPS class III or IV with or without V"."""

    concept: str
    grades: tuple[str, ...]
    window: Window | None = None


# -- leaves no fact can decide ------------------------------------------------------------------------------


class Attested(_Base, frozen=True, tag="attested"):
    """A person must confirm it: consent, willingness, judgement, future contraception, study-level rules."""

    reason: str
    text: str


class Quality(_Base, frozen=True, tag="quality"):
    """What a text asks of a condition or treatment beyond its name, and no fact can tell: "relapsed or refractory".

    `concept` is what it is asked of; without a name it is the disease under study ("at least two prior lines"). It
    stands beside the condition; kinds of it that carry the word in their own names ("chronic lymphocytic leukemia"
    for chronic leukemia) stand as its alternatives.
    """

    concept: str
    text: str


class Unread(_Base, frozen=True, tag="unread"):
    """Words that were not understood; always unknown, always shown."""

    text: str


Node = (
    All
    | Any
    | AtLeast
    | Not
    | IfThen
    | Readings
    | Discretionary
    | Constant
    | Age
    | Sex
    | Condition
    | Elapsed
    | Exposure
    | Distinct
    | Dose
    | Procedure
    | Value
    | Finding
    | Grade
    | Attested
    | Quality
    | Unread
)


def children(node: Node) -> tuple[Node, ...]:
    """The direct parts of a node, in order; a leaf has none."""
    match node:
        case All() | Any() | AtLeast() | Readings():
            return node.of
        case Not() | Discretionary():
            return (node.of,)
        case IfThen():
            return (node.condition, node.then, *([node.otherwise] if node.otherwise else []))
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it, parents first."""
    yield node
    for child in children(node):
        yield from walk(child)
