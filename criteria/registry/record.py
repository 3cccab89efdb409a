"""A registry record: a ClinicalTrials.gov API v2 study object, and the files it comes in."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from criteria.errors import RecordRefused
from criteria.registry.modules import Contact, Intervention, Location, NctId, Part, Place, ProtocolSection

__all__ = [
    "Contact",
    "Intervention",
    "Location",
    "NctId",
    "Place",
    "RawRecord",
    "Study",
    "decode_study",
    "read_raw",
    "read_records",
    "split_documents",
]

SUFFIXES = (".json", ".ndjson", ".jsonl")


class Study(Part, frozen=True):
    """A study object as the registry serves it, with the names used here as properties."""

    protocol_section: ProtocolSection

    @property
    def nct_id(self) -> str:
        """The registry's number: "NCT01234567"."""
        return self.protocol_section.identification_module.nct_id

    @property
    def brief_title(self) -> str:
        """The short title, "" where none is given."""
        return self.protocol_section.identification_module.brief_title

    @property
    def overall_status(self) -> str:
        """The recruitment status: "RECRUITING"; "UNKNOWN" where none is given."""
        return self.protocol_section.status_module.overall_status

    @property
    def last_update_posted(self) -> str | None:
        """The day on which the registry posted the last update: "2026-07-29"."""
        posted = self.protocol_section.status_module.last_update_post_date_struct
        return posted.date if posted else None

    @property
    def sponsor(self) -> str | None:
        """The name of the lead sponsor."""
        lead = self.protocol_section.sponsor_collaborators_module.lead_sponsor
        return lead.name or None if lead else None

    @property
    def sponsor_class(self) -> str | None:
        """What kind of body the lead sponsor is: "INDUSTRY", "OTHER"; None where none is given."""
        lead = self.protocol_section.sponsor_collaborators_module.lead_sponsor
        return lead.agency_class if lead else None

    @property
    def started(self) -> str | None:
        """The day or month on which the trial began or shall begin: "2025-03"."""
        start = self.protocol_section.status_module.start_date_struct
        return start.date if start else None

    @property
    def verified(self) -> str | None:
        """The month in which the sponsor last confirmed the record: "2026-05"."""
        return self.protocol_section.status_module.status_verified_date

    @property
    def phases(self) -> tuple[str, ...]:
        """The phases: ("PHASE1", "PHASE2")."""
        return self.protocol_section.design_module.phases

    @property
    def conditions(self) -> tuple[str, ...]:
        """The conditions in the sponsor's words: ("Lupus Nephritis",)."""
        return self.protocol_section.conditions_module.conditions

    @property
    def interventions(self) -> tuple[str, ...]:
        """The names of what is given."""
        return tuple(each.name for each in self.protocol_section.arms_interventions_module.interventions if each.name)

    @property
    def locations(self) -> tuple[Location, ...]:
        """The sites."""
        return self.protocol_section.contacts_locations_module.locations

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries of the sites, each once, in the order of the record: ("United States", "Germany")."""
        return tuple(dict.fromkeys(site.country for site in self.locations if site.country))

    @property
    def criteria_text(self) -> str:
        """The eligibility text, untouched; "" where the record has none."""
        return self.protocol_section.eligibility_module.eligibility_criteria

    @property
    def minimum_age(self) -> str | None:
        """The least age: "18 Years"; None where there is no limit."""
        return _age(self.protocol_section.eligibility_module.minimum_age)

    @property
    def maximum_age(self) -> str | None:
        """The greatest age: "65 Years"; None where there is no limit."""
        return _age(self.protocol_section.eligibility_module.maximum_age)

    @property
    def sex(self) -> str | None:
        """Who may take part: "FEMALE", "MALE" or "ALL"."""
        return self.protocol_section.eligibility_module.sex

    @property
    def healthy_volunteers(self) -> bool | None:
        """Whether healthy volunteers may take part."""
        return self.protocol_section.eligibility_module.healthy_volunteers


class RawRecord(NamedTuple):
    """One JSON document and the place it stands in: "trials.ndjson line 4"."""

    where: str
    raw: bytes


def _age(text: str | None) -> str | None:
    return None if text in (None, "N/A") else text


# -- one record ---------------------------------------------------------------------------------------------

_decoder = msgspec.json.Decoder(Study)
_AT = re.compile(r" - at `\$?\.?(?P<field>[^`]*)`$")


def decode_study(record: RawRecord) -> Study | RecordRefused:
    """The study that the document holds, or why it is refused, by place and field."""
    try:
        return _decoder.decode(record.raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return _refused(error, record.where)


def _refused(error: Exception, where: str) -> RecordRefused:
    message = str(error) or type(error).__name__
    field = _AT.search(message)
    if field is None:
        return RecordRefused(f"not a registry record: {message}", where=where)
    return RecordRefused(_AT.sub("", message), where=f"{where} field {field['field']}")


# -- files --------------------------------------------------------------------------------------------------


def read_records(path: Path) -> Iterator[Study | RecordRefused]:
    """The records of a file or folder, in order; one that is malformed is given as its refusal, the others go through.

    A file holds one study object, an array of them, a page as the registry serves it, or one object a line
    (NDJSON); each of them may be gzipped.
    """
    for item in read_raw(path):
        yield item if isinstance(item, RecordRefused) else decode_study(item)


def read_raw(path: Path) -> Iterator[RawRecord | RecordRefused]:
    """The JSON documents of a file or folder with their places, not yet read as records."""
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if _is_records(file.relative_to(path)) and file.is_file())
        if not files:
            yield RecordRefused("the folder holds no .json or .ndjson file", where=str(path))
        for file in files:
            yield from _read_file(file)
    else:
        yield from _read_file(path)


def _is_records(name: Path) -> bool:
    return name.name.removesuffix(".gz").endswith(SUFFIXES) and not any(part.startswith(".") for part in name.parts)


def _read_file(path: Path) -> Iterator[RawRecord | RecordRefused]:
    try:
        content = path.read_bytes()
        if path.name.endswith(".gz"):
            content = gzip.decompress(content)
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        yield RecordRefused(f"cannot be read: {reason}", where=str(path))
        return
    yield from split_documents(content, str(path))


def split_documents(content: bytes, name: str) -> Iterator[RawRecord | RecordRefused]:
    """The documents within the bytes of one file called `name`."""
    content = content.removeprefix(b"\xef\xbb\xbf")
    if not content.strip():
        yield RecordRefused("the file is empty", where=name)
        return
    try:
        yield from _whole(content, name)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        if _looks_like_lines(content):
            yield from _lines(content, name)
        else:
            yield RecordRefused(f"not JSON: {error}", where=f"{name} line {_line_of_error(error, content)}")


def _whole(content: bytes, name: str) -> Iterator[RawRecord]:
    """The content as one array, one page or one object; raises where it is none of them."""
    head = content.lstrip()[:1]
    if head == b"[":
        documents = [bytes(raw) for raw in msgspec.json.decode(content, type=list[msgspec.Raw])]
    else:
        page = msgspec.json.decode(content, type=_Page) if head == b"{" else _Page()
        if page.studies is None:
            msgspec.json.decode(content, type=msgspec.Raw)
            documents = [content.strip()]
        else:
            documents = [bytes(raw) for raw in page.studies]
    position, line = 0, 1
    for raw in documents:
        start = content.index(raw, position)
        line += content.count(b"\n", position, start)
        yield RawRecord(f"{name} line {line}", raw)
        position = start + len(raw)
        line += raw.count(b"\n")


class _Page(msgspec.Struct, rename="camel"):
    studies: list[msgspec.Raw] | None = None


def _looks_like_lines(content: bytes) -> bool:
    """Whether at least half of the lines begin and end as an object does, so that each is a record of its own."""
    lines = [line for line in map(bytes.strip, content.splitlines()) if line]
    whole = sum(line.startswith(b"{") and line.endswith(b"}") for line in lines)
    return len(lines) > 1 and whole >= len(lines) / 2


def _lines(content: bytes, name: str) -> Iterator[RawRecord]:
    for number, line in enumerate(content.split(b"\n"), 1):
        if line.strip():
            yield RawRecord(f"{name} line {number}", line.strip())


def _line_of_error(error: Exception, content: bytes) -> int:
    """The line of the byte that the decoder stopped at; the last one where it names none."""
    byte = re.search(r"byte (\d+)", str(error))
    end = int(byte[1]) if byte else len(content.rstrip())
    return content.count(b"\n", 0, end) + 1
