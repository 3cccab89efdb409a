"""The lexicon in memory: concepts by name, by code and by kinship. Exact after folding; likeness only suggests."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import msgspec
from rapidfuzz import fuzz, process

from criteria.lexicon.codes import Coding, normal, system_of
from criteria.lexicon.fold import fold

__all__ = ["Concept", "Domain", "Evidence", "Lexicon", "Resolution", "signature"]

Domain = Literal["condition", "drug", "procedure", "observation"]

_CLOSE = 90.0
_FEW, _MANY = 20, 300

_ALLERGIC_TO = ("allergy to ", "hypersensitivity to ", "allergic to ")
_ALLERGY = (" allergy", " hypersensitivity")

_EMPTY_WORDS = frozenset(
    {
        *("and", "classification", "criteria", "criterion", "definition", "diagnostic", "disease", "for", "guideline"),
        *("of", "set", "syndrome", "the"),
    }
)


def signature(folded: str) -> frozenset[str]:
    """The words that tell criteria sets apart, in any order: "EULAR/ACR 2019 SLE classification criteria"."""
    return frozenset(word for word in folded.split() if word not in _EMPTY_WORDS)


class Concept(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """A row of the tables: a disease, a drug or class, a procedure, a measure.

    `unit` is UCUM; a value in another unit of `factors` is multiplied by the factor (and raised by the offset, if
    there is one) to be in `unit`. `low` and `high` bound what is physiologically possible, in `unit`. `stale`: an
    old value cannot decide. `grades` are in order. `codes` are its own ICD-10-CM prefixes or LOINC codes, `codings`
    further codes of any system, narrower ones among them.
    """

    id: str
    domain: Domain
    aliases: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    kind: str | None = None
    unit: str | None = None
    factors: dict[str, float] = {}
    offsets: dict[str, float] = {}
    low: float | None = None
    high: float | None = None
    stale: bool = False
    grades: tuple[str, ...] = ()
    half_life_days: float | None = None
    prednisone_mg: float | None = None
    course: str | None = None
    codes: tuple[str, ...] = ()
    codings: tuple[Coding, ...] = ()
    source: str = ""


class Resolution(msgspec.Struct, frozen=True, eq=False):
    """What a name means; `normalised_from` is the name as given if it is a corrupted form: "tachlimus"."""

    concept: Concept
    normalised_from: str | None = None


class Evidence(msgspec.Struct, frozen=True):
    """A result that settles a condition: "HIV antibody" "positive" implies "HIV infection" "present"."""

    condition: str
    observation: str
    outcome: Literal["positive", "negative", "any"]
    implies: Literal["present", "absent"]
    source: str


class Lexicon(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """All concepts and the ways to them.

    `forms` and `corrupted` map folded names to concept ids, `criteria_sets` the telling words of classification
    criteria; `codes` maps codes by system, those of ICD-10-CM being prefixes without dot. `up` and `down` hold each
    concept with all above it and below it, itself included; `tips` those below it that have none below them;
    `allergy_to` holds for each drug the allergy to it.
    """

    digest: str
    concepts: dict[str, Concept]
    forms: dict[str, str]
    corrupted: dict[str, str]
    criteria_sets: dict[frozenset[str], str]
    codes: dict[str, dict[str, str]]
    up: dict[str, frozenset[str]]
    down: dict[str, frozenset[str]]
    tips: dict[str, frozenset[str]]
    settled_by: dict[str, tuple[Evidence, ...]]
    allergy_to: dict[str, str] = {}

    def get(self, concept_id: str) -> Concept:
        """The concept of an id; KeyError if there is none."""
        return self.concepts[concept_id]

    def resolve(self, name: str) -> Resolution | None:
        """The concept that a name names: "SLE", "systemic lupus erythematosus"."""
        folded = fold(name)
        if (known := self.forms.get(folded)) is not None:
            return Resolution(self.concepts[known])
        if (meant := self.corrupted.get(folded)) is not None:
            return Resolution(self.concepts[meant], name)
        if (criteria := self.criteria_sets.get(signature(folded))) is not None:
            return Resolution(self.concepts[criteria])
        return self._allergy(folded)

    def _allergy(self, folded: str) -> Resolution | None:
        """`hypersensitivity to Opdivo`: by the drug, under whatever name."""
        before = (folded.removeprefix(words) for words in _ALLERGIC_TO if folded.startswith(words))
        behind = (folded.removesuffix(words) for words in _ALLERGY if folded.endswith(words))
        drugs = (self.forms.get(name, "") for name in (*before, *behind))
        allergy = next((self.allergy_to[drug] for drug in drugs if drug in self.allergy_to), None)
        return Resolution(self.concepts[allergy]) if allergy else None

    def resolve_code(self, system: str, code: str) -> Concept | None:
        """The concept of a code: "ICD-10-CM" by the longest prefix, "SNOMED CT" and all others as it stands."""
        known = system_of(system)
        if known is None:
            return None
        codes, asked = self.codes.get(known, {}), normal(known, code)
        ends = range(len(asked), 0, -1) if known == "ICD-10-CM" else (len(asked),)
        found = next((codes[asked[:end]] for end in ends if asked[:end] in codes), None)
        return None if found is None else self.concepts[found]

    def suggest(self, name: str, n: int = 3, *, likeness: float = 60.0) -> tuple[str, ...]:
        """Up to `n` concepts with a name like this one, the likest first; `likeness` is the least, of 100."""
        return _near(self, fold(name), likeness)[:n]

    def ancestors(self, concept_id: str) -> frozenset[str]:
        """The concept and all that are more general: of "lupus nephritis" also "systemic lupus erythematosus"."""
        return self.up[concept_id]

    def members(self, concept_id: str) -> frozenset[str]:
        """The concept and all of its kinds: of "anti-CD20 antibody" also "rituximab"."""
        return self.down[concept_id]

    def leaves(self, concept_id: str) -> frozenset[str]:
        """The kinds that have no kinds of their own; the concept itself if it has none."""
        return self.tips[concept_id]

    def evidence(self, condition_id: str) -> tuple[Evidence, ...]:
        """The results that settle a condition."""
        return self.settled_by.get(condition_id, ())


@lru_cache(maxsize=4096)
def _near(lexicon: Lexicon, folded: str, likeness: float) -> tuple[str, ...]:
    """Concepts by the likeness of their names: first the words in any order, then, where none comes close, parts."""
    forms = lexicon.forms
    whole = process.extract(folded, forms.keys(), scorer=fuzz.token_sort_ratio, limit=_FEW, score_cutoff=likeness)
    if whole and whole[0][1] >= _CLOSE:
        return tuple(dict.fromkeys(forms[form] for form, _, _ in whole))
    best: dict[str, float] = {}
    for form, part, _ in process.extract(folded, forms.keys(), scorer=fuzz.WRatio, limit=_MANY, score_cutoff=likeness):
        score = (part + fuzz.token_sort_ratio(folded, form)) / 2
        if score >= likeness:
            best[forms[form]] = max(best.get(forms[form], 0.0), score)
    return tuple(sorted(best, key=lambda concept: (-best[concept], concept)))
