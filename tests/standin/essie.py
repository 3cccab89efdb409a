"""The part of the registry's expression syntax that sync sends, as predicates over a study object.

Words and "quoted phrases", AND, OR, NOT, parentheses, AREA[Field]term and AREA[Field]RANGE[from, to].
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Study = Mapping[str, Any]


class Looked:
    """A study object with the words of its search areas, folded once."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self._words: dict[str, str] = {}

    def words(self, area: str) -> str:
        """All that a search area holds, folded: " lupus nephritis | cd19 car-t "."""
        if area not in self._words:
            texts = (text for path in AREAS[area] for text in at(self.study, path.split(".")))
            self._words[area] = " | ".join(f" {' '.join(_folded(text))} " for text in texts)
        return self._words[area]


Test = Callable[[Looked], bool]

TOKEN = re.compile(
    r'\s*(?:(?P<area>AREA\[\w+\])|RANGE\[(?P<range>[^\[\],]+,[^\[\],]+)\]|"(?P<phrase>[^"]+)"|(?P<sign>[()])|(?P<word>[^\s()"\[\]]+))'
)
AREAS: dict[str, tuple[str, ...]] = {
    "ConditionSearch": (
        "protocolSection.conditionsModule.conditions",
        "protocolSection.conditionsModule.keywords",
        "protocolSection.identificationModule.briefTitle",
        "protocolSection.identificationModule.officialTitle",
    ),
    "InterventionSearch": (
        "protocolSection.armsInterventionsModule.interventions.name",
        "protocolSection.armsInterventionsModule.interventions.otherNames",
        "protocolSection.armsInterventionsModule.interventions.description",
        "protocolSection.armsInterventionsModule.interventions.type",
        "protocolSection.armsInterventionsModule.armGroups.label",
        "protocolSection.armsInterventionsModule.armGroups.description",
        "protocolSection.conditionsModule.keywords",
        "protocolSection.identificationModule.briefTitle",
        "protocolSection.identificationModule.officialTitle",
    ),
    "NCTId": ("protocolSection.identificationModule.nctId",),
    "StudyType": ("protocolSection.designModule.studyType",),
    "Phase": ("protocolSection.designModule.phases",),
    "OverallStatus": ("protocolSection.statusModule.overallStatus",),
    "LastUpdatePostDate": ("protocolSection.statusModule.lastUpdatePostDateStruct.date",),
}


class Invalid(ValueError):
    """An expression that the registry would answer with status 400."""


def compiled(expression: str, area: str) -> Test:
    """The test of an expression; words without an AREA of their own are looked for in this one."""
    return _Reader(expression).read(area)


def at(value: Any, path: list[str]) -> Iterator[str]:
    """The strings at a path, through lists."""
    if isinstance(value, list):
        for each in value:
            yield from at(each, path)
    elif path:
        yield from at(value[path[0]], path[1:]) if isinstance(value, dict) and path[0] in value else ()
    else:
        yield str(value)


def _folded(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


class _Reader:
    """OR binds weaker than AND; words that stand side by side are joined by AND, as the registry joins them."""

    def __init__(self, expression: str) -> None:
        self.tokens: list[tuple[str, str]] = []
        place = 0
        while place < len(expression.rstrip()):
            found = TOKEN.match(expression, place)
            if found is None:
                raise Invalid(f"Invalid syntax at position {place}")
            kind = found.lastgroup or ""
            self.tokens.append((kind, found[kind]))
            place = found.end()

    def read(self, area: str) -> Test:
        test = self._any(area)
        if self.tokens:
            raise Invalid(f"Unexpected {self.tokens[0][1]!r}")
        return test

    def _any(self, area: str) -> Test:
        tests = [self._all(area)]
        while self._take("OR"):
            tests.append(self._all(area))
        return lambda study: any(test(study) for test in tests)

    def _all(self, area: str) -> Test:
        tests = [self._one(area)]
        while self.tokens and self.tokens[0][1] not in {"OR", ")"}:
            self._take("AND")
            tests.append(self._one(area))
        return lambda study: all(test(study) for test in tests)

    def _one(self, area: str) -> Test:
        if self._take("NOT"):
            test = self._one(area)
            return lambda study: not test(study)
        if not self.tokens:
            raise Invalid("Unexpected end of the expression")
        kind, text = self.tokens.pop(0)
        if kind == "area":
            name = text[5:-1]
            if name not in AREAS:
                raise Invalid(f"Unknown area {name!r}")
            return self._one(name)
        if kind == "range":
            return _range(text, area)
        if text == "(":
            test = self._any(area)
            if not self._take(")"):
                raise Invalid("Missing )")
            return test
        if kind == "sign" or text in {"AND", "OR"}:
            raise Invalid(f"Unexpected {text!r}")
        sought = f" {' '.join(_folded(text))} "
        return lambda study: sought in study.words(area)

    def _take(self, word: str) -> bool:
        if self.tokens and self.tokens[0][1] == word and self.tokens[0][0] != "phrase":
            self.tokens.pop(0)
            return True
        return False


def _range(text: str, area: str) -> Test:
    low, high = (each.strip() for each in text.split(","))
    for end in (low, high):
        if end not in {"MIN", "MAX"} and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", end):
            raise Invalid(f"Invalid date {end!r} in RANGE")
    path = AREAS[area][0].split(".")
    return lambda study: any(
        (low == "MIN" or low <= day) and (high == "MAX" or day <= high) for day in at(study.study, path)
    )
