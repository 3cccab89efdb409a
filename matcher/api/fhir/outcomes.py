"""Everything that is said about a request on FHIR's paths, as OperationOutcome."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, Protocol

from litestar import Response

from matcher.api.fhir.answers import Issue, OperationOutcome
from matcher.api.fhir.resources import Text
from matcher.population.fhir import FhirReport

__all__ = ["MEDIA_TYPE", "informed", "is_fhir", "refused", "reported"]

MEDIA_TYPE = "application/fhir+json"
PATHS = ("/getClinicalTrial", "/fhir")
MOST_ISSUES = 200

# FHIR's issue types by HTTP status; any other is an error of processing.
_TYPES = {400: "invalid", 401: "login", 403: "forbidden", 404: "not-found", 405: "not-supported", 413: "too-long"}
_TYPES |= {415: "not-supported", 429: "throttled", 500: "exception", 503: "transient"}


class _Flaw(Protocol):
    @property
    def where(self) -> str: ...
    @property
    def what(self) -> str: ...
    @property
    def do(self) -> str: ...


def is_fhir(path: str) -> bool:
    """Whether a path is one of FHIR's, on which errors are OperationOutcomes."""
    return any(path == each or path.startswith(f"{each}/") for each in PATHS)


def refused(
    status: int, detail: str, flaws: Sequence[_Flaw], headers: dict[str, str] | None
) -> Response[OperationOutcome]:
    """Why a request was not served."""
    kind = _TYPES.get(status, "processing")
    issues = tuple(_issue(kind, flaw) for flaw in flaws)
    whole = Issue(severity="error", code=kind, details=Text(text=detail))
    outcome = OperationOutcome(issue=issues or (whole,))
    return Response(outcome, status_code=status, media_type=MEDIA_TYPE, headers=headers)


def _issue(kind: str, flaw: _Flaw) -> Issue:
    words = f"{flaw.what}; {flaw.do}" if flaw.do else flaw.what
    return Issue(severity="error", code=kind, details=Text(text=words), diagnostics=flaw.where or None)


def informed(sentences: Iterable[str], *, warning: bool = False) -> Iterable[Issue]:
    """Things to know of an answer."""
    severity: Literal["warning", "information"] = "warning" if warning else "information"
    return (Issue(severity=severity, code="informational", details=Text(text=each)) for each in sentences)


def reported(report: FhirReport) -> Iterable[Issue]:
    """What of a record was not used, by kind of resource and code."""
    yield from informed(report.notes, warning=True)
    yield from informed(map(str, report.unused[:MOST_ISSUES]))
    if left := len(report.unused) - MOST_ISSUES:
        yield from informed([f"{left} more kinds of things were not used"] if left > 0 else [])
