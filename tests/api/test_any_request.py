"""Requests made up from the document: every operation answers as the document says, whatever it is asked."""

from __future__ import annotations

import hypothesis
import schemathesis
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from matcher.api.app import HANDLERS
from matcher.api.batch import NDJSON
from matcher.api.document import build

STRICTER = [positive_data_acceptance]
"""A schema cannot say what the guard refuses: identifiers, dates, values no body has, resources without a patient."""

UNSAYABLE = {"POST /v1/profiles/validate": [positive_data_acceptance, negative_data_rejection]}
"""A wrong profile is what this one is for."""

schema = schemathesis.openapi.from_dict(build(HANDLERS))


@schemathesis.serializer(NDJSON)
def as_it_is(_: schemathesis.SerializationContext, value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


@schema.parametrize()
@hypothesis.settings(
    max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(hypothesis.HealthCheck)
)
def test_any_request_is_answered_as_the_document_says(case: schemathesis.Case, server: str) -> None:
    case.call_and_validate(base_url=server, timeout=60, excluded_checks=UNSAYABLE.get(case.operation.label, STRICTER))
