"""Reading a record that is sent along."""

from __future__ import annotations

from litestar import post
from litestar.params import RawBody
from litestar.status_codes import HTTP_200_OK

from criteria.criterion import Trial
from criteria.reading import read
from criteria.registry.record import Study
from matcher.api.body import decode

__all__ = ["parse_record"]


@post("/v1/parse", operation_id="parseRecord", tags=["criteria"], status_code=HTTP_200_OK, sync_to_thread=True)
def parse_record(body: RawBody) -> Trial:
    """Read the eligibility text of a registry record into structured criteria."""
    return read(decode(body, Study))
