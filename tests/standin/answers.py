"""What the stand-in answers: the registry's API v2 as far as sync uses it, over records in memory, without a network.

Paths, parameters, types and status codes follow the registry's OpenAPI document (2.0.0-draft). As the live service
does, it hands out a token whenever a page is full, so that the last page may be empty; and it wants every parameter of
a later page to be those of the first, but `countTotal`, `pageSize` and `pageToken`.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from tests.standin.essie import Invalid, Looked, Study, Test, compiled

ROOT = "/api/v2"
OF_ONE = frozenset({"format", "fields"})
OF_MANY = OF_ONE | {
    *(f"query.{area}" for area in ("cond", "term", "locn", "titles", "intr", "outc", "spons", "lead", "id", "patient")),
    *(f"{when}.{what}" for when in ("filter", "postFilter") for what in ("overallStatus", "geo", "ids", "advanced")),
    *("filter.synonyms", "postFilter.synonyms", "aggFilters", "geoDecay", "sort"),
    *("countTotal", "pageSize", "pageToken"),
}
NOT_HELD_TO = frozenset({"countTotal", "pageSize", "pageToken"})
NOT_STOOD_IN_FOR = OF_MANY - OF_ONE - NOT_HELD_TO - {"query.cond", "query.intr", "filter.advanced", "filter.ids"}
NCT = re.compile(r"(?:NCT|nct)\d{8}")
FIELD = re.compile(r"[a-zA-Z][a-zA-Z0-9\-. ]*")
DEFAULT_PAGE, LARGEST_PAGE = 10, 1000
PIECES = {
    "NCTId": "protocolSection.identificationModule.nctId",
    "BriefTitle": "protocolSection.identificationModule.briefTitle",
    "OverallStatus": "protocolSection.statusModule.overallStatus",
    "LastUpdatePostDate": "protocolSection.statusModule.lastUpdatePostDateStruct.date",
    "HasResults": "hasResults",
    "ProtocolSection": "protocolSection",
    "DerivedSection": "derivedSection",
}
MODULES = (
    *("identificationModule", "statusModule", "sponsorCollaboratorsModule", "oversightModule", "descriptionModule"),
    *("conditionsModule", "designModule", "armsInterventionsModule", "outcomesModule", "eligibilityModule"),
    *("contactsLocationsModule", "referencesModule", "ipdSharingStatementModule"),
)
PATHS = PIECES | {name[0].upper() + name[1:]: f"protocolSection.{name}" for name in MODULES}


class Answer(NamedTuple):
    """Status, content type and body of an answer."""

    status: int
    content_type: str
    body: bytes


class Refused(ValueError):
    """A request that gets status 400 or 404 with these words."""

    def __init__(self, what: str, status: int = 400) -> None:
        super().__init__(what)
        self.status = status


class Holdings:
    """Records under their numbers, and the stamp of the data; both may be changed while a test runs."""

    def __init__(self, records: Sequence[Study], stamp: str = "2026-09-14T09:00:05") -> None:
        self.records: dict[str, Study] = {number_of(each): each for each in records}
        self.stamp = stamp
        self._looked: dict[str, Looked] = {}

    def put(self, *records: Study) -> None:
        """Add these records, or put them in place of those with their numbers."""
        self.records |= {number_of(each): each for each in records}

    def answer(self, path: str, asked: Sequence[tuple[str, str]]) -> Answer:
        """What is said to a GET of this path with these parameters."""
        try:
            return _json(self._found(path.removeprefix(ROOT), asked))
        except (Refused, Invalid) as refused:
            return Answer(getattr(refused, "status", 400), "text/plain; charset=UTF-8", str(refused).encode())

    def _found(self, path: str, asked: Sequence[tuple[str, str]]) -> Any:
        if path == "/version":
            _known(asked, frozenset())
            return {"apiVersion": "2.0.5", "dataTimestamp": self.stamp}
        if path == "/studies":
            return self._page(_known(asked, OF_MANY))
        if path.startswith("/studies/"):
            return self._study(path.removeprefix("/studies/"), _known(asked, OF_ONE))
        raise Refused("Not found", 404)

    def _study(self, number: str, given: Mapping[str, str]) -> Study:
        _format(given)
        if not NCT.fullmatch(number):
            raise Refused("Parameter `nctId` has incorrect format")
        if number.upper() not in self.records:
            raise Refused(f"NCT number {number.upper()} not found", 404)
        return _trimmed(self.records[number.upper()], _paths(given))

    def _page(self, given: Mapping[str, str]) -> dict[str, Any]:
        _format(given)
        size, paths, test = _page_size(given), _paths(given), _test(given)
        start = _start(given)
        found = [each for number, each in sorted(self.records.items()) if test(self._seen(number, each))]
        page: dict[str, Any] = {"studies": [_trimmed(each, paths) for each in found[start : start + size]]}
        if _flag(given, "countTotal") and "pageToken" not in given:
            page["totalCount"] = len(found)
        if len(page["studies"]) == size:
            page["nextPageToken"] = token(given, start + size)
        return page

    def _seen(self, number: str, study: Study) -> Looked:
        """The study with its words, folded anew where another stands under its number."""
        if number not in self._looked or self._looked[number].study is not study:
            self._looked[number] = Looked(study)
        return self._looked[number]


def number_of(study: Study) -> str:
    """The registry's number of a study object."""
    return str(study["protocolSection"]["identificationModule"]["nctId"])


def token(given: Mapping[str, str], start: int) -> str:
    """An opaque token that only goes with the question it was given for."""
    return base64.urlsafe_b64encode(f"{_question(given)}:{start}".encode()).decode().rstrip("=")


# -- parameters -------------------------------------------------------------------------------------------------


def _known(asked: Sequence[tuple[str, str]], names: frozenset[str]) -> dict[str, str]:
    given: dict[str, str] = {}
    for name, value in asked:
        if name not in names:
            raise Refused(f"`{name}` is unknown parameter")
        if name in given:
            raise Refused(f"Parameter `{name}` is given more than once")
        given[name] = value
    unserved = sorted(given.keys() & NOT_STOOD_IN_FOR)
    if unserved:
        raise NotImplementedError(f"the stand-in does not answer {unserved}")
    return given


def _format(given: Mapping[str, str]) -> None:
    if given.get("format", "json") != "json":
        raise Refused(f"Parameter `format` has invalid value `{given['format']}`")


def _flag(given: Mapping[str, str], name: str) -> bool:
    if given.get(name, "false") not in {"true", "false"}:
        raise Refused(f"Parameter `{name}` has invalid value `{given[name]}`")
    return given.get(name) == "true"


def _page_size(given: Mapping[str, str]) -> int:
    text = given.get("pageSize", "0")
    if not re.fullmatch(r"\d{1,9}", text):
        raise Refused(f"Parameter `pageSize` has invalid value `{text}`")
    return min(int(text) or DEFAULT_PAGE, LARGEST_PAGE)


def _start(given: Mapping[str, str]) -> int:
    if "pageToken" not in given:
        return 0
    text = given["pageToken"]
    try:
        question, start = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode().split(":")
    except (ValueError, binascii.Error):
        raise Refused("Parameter `pageToken` is invalid") from None
    if question != _question(given):
        raise Refused("Parameter `pageToken` does not go with the other parameters")
    return int(start)


def _question(given: Mapping[str, str]) -> str:
    held = sorted((name, value) for name, value in given.items() if name not in NOT_HELD_TO)
    return hashlib.sha256(json.dumps(held).encode()).hexdigest()[:16]


def _test(given: Mapping[str, str]) -> Test:
    areas = {"query.cond": "ConditionSearch", "query.intr": "InterventionSearch", "filter.advanced": "NCTId"}
    tests = [compiled(given[name], area) for name, area in areas.items() if name in given]
    if "filter.ids" in given:
        numbers = _list(given["filter.ids"])
        if not all(NCT.fullmatch(each) for each in numbers):
            raise Refused("Parameter `filter.ids` has incorrect format")
        wanted = {each.upper() for each in numbers}
        tests.append(lambda looked: number_of(looked.study) in wanted)
    return lambda study: all(test(study) for test in tests)


def _list(text: str) -> list[str]:
    return [each.strip() for each in re.split(r"[|,]", text) if each.strip()]


# -- fields -----------------------------------------------------------------------------------------------------


def _paths(given: Mapping[str, str]) -> list[list[str]] | None:
    if "fields" not in given:
        return None
    names = _list(given["fields"])
    if not names:
        raise Refused("Parameter `fields` must not be empty")
    for name in names:
        if not FIELD.fullmatch(name) or name not in PATHS:
            raise Refused(f"Parameter 'fields' contains invalid field name: '{name}'")
    return [PATHS[name].split(".") for name in names]


def _trimmed(study: Study, paths: list[list[str]] | None) -> Study:
    if paths is None:
        return study
    kept: dict[str, Any] = {}
    for path in paths:
        for steps, value in _reached(study, path):
            place = kept
            for step in steps[:-1]:
                place = place.setdefault(step, {})
            place[steps[-1]] = value
    return kept


def _reached(study: Study, path: list[str]) -> Iterator[tuple[list[str], Any]]:
    value: Any = study
    for step in path:
        if not isinstance(value, dict) or step not in value:
            return
        value = value[step]
    yield path, value


def _json(found: Any) -> Answer:
    return Answer(200, "application/json", json.dumps(found, ensure_ascii=False).encode())
