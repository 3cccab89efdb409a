"""The published classification of autoimmune CAR-T trials in ../shared, and how well ours agrees with it.

`python -m tests.registry.published` prints the figures. What the published table calls a category is put in its words
here and only here: it holds every product that nobody calls allogeneic for autologous, and every CAR-NK for
allogeneic, where ours says "not stated".
"""

from __future__ import annotations

import csv
import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from criteria.errors import RecordRefused
from criteria.registry.record import Study, read_records
from criteria.registry.scope import Classification, classify

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "registry"
ORIGINS = {"autologous": "Autologous", "allogeneic": "Allogeneic/Off-the-shelf", "in vivo": "In vivo"}


class Row(NamedTuple):
    """A row of the published table: the record that its columns make, and the classes it was given, "" for none."""

    study: Study
    target: str
    product_type: str


class Figures(NamedTuple):
    """How two sequences of classes agree: of how many, F1 over all of them, the mean of the classes' F1."""

    count: int
    micro: float
    macro: float


def published(folder: Path = FOLDER) -> list[Row]:
    """The rows of the table, in order."""
    with (folder / "landscape_trials.csv").open(encoding="utf-8", newline="") as lines:
        return [Row(study_of(row), row["TargetCategory"], row["ProductType"]) for row in csv.DictReader(lines)]


def study_of(row: dict[str, str]) -> Study:
    """The study object that the columns of a row make."""
    section = {
        "identificationModule": {"nctId": row["NCTId"], "briefTitle": row["BriefTitle"]},
        "statusModule": {
            "overallStatus": row["OverallStatus"],
            "startDateStruct": {"date": row["StartDate"]} if row["StartDate"] else None,
            "lastUpdatePostDateStruct": {"date": row["LastUpdatePostDate"]},
        },
        "sponsorCollaboratorsModule": {"leadSponsor": {"name": row["LeadSponsor"], "class": row["LeadSponsorClass"]}},
        "conditionsModule": {"conditions": _parts(row["Conditions"])},
        "descriptionModule": {"briefSummary": row["BriefSummary"]},
        "designModule": {"phases": [] if row["Phase"] == "Unknown" else _parts(row["Phase"])},
        "armsInterventionsModule": {"interventions": [{"name": name} for name in _parts(row["Interventions"])]},
        "eligibilityModule": {
            "minimumAge": row["MinAge"] or None,
            "maximumAge": row["MaxAge"] or None,
            "stdAges": _parts(row["StdAges"]),
        },
        "contactsLocationsModule": {"locations": [{"country": name} for name in _parts(row["Countries"])]},
    }
    return msgspec.convert({"protocolSection": section}, Study)


def _parts(cell: str) -> list[str]:
    return cell.split("|") if cell else []


# -- the published words ------------------------------------------------------------------------------------


def target_of(ours: Classification) -> str:
    """Our targets in the words of the published table."""
    if "CAAR-T" in ours.modality.values:
        return "CAAR-T"
    if not ours.targets.values:
        if "CAR-Treg" in ours.modality.values:
            return "CAR-Treg"
        return "CAR-T_unspecified" if ours.modality.values else "Other_or_unknown"
    return ours.targets.label


def product_type_of(ours: Classification) -> str:
    """Our origin in the words of the published table, its convention for what is not stated included."""
    if ours.origin.values:
        return ORIGINS[ours.origin.values[0]]
    if not ours.modality.values:
        return "Unclear"
    return ORIGINS["allogeneic" if "CAR-NK" in ours.modality.values else "autologous"]


def in_development(row: Row) -> bool:
    """Whether the rules were written with this row in view: about half of them, by the digest of the number."""
    return int(hashlib.sha256(row.study.nct_id.encode()).hexdigest(), 16) % 2 == 0


# -- figures ------------------------------------------------------------------------------------------------


def agreement(pairs: Iterable[tuple[str, str]]) -> Figures:
    """How classes (theirs, ours) agree; every row has one class of each, so that micro F1 is the share that agrees."""
    pairs = list(pairs)
    scores = [_f1(pairs, each) for each in sorted({theirs for theirs, _ in pairs})]
    return Figures(len(pairs), sum(theirs == ours for theirs, ours in pairs) / len(pairs), sum(scores) / len(scores))


def _f1(pairs: Sequence[tuple[str, str]], each: str) -> float:
    both = sum(theirs == ours == each for theirs, ours in pairs)
    either = sum(theirs == each for theirs, _ in pairs) + sum(ours == each for _, ours in pairs)
    return 2 * both / either


def labelled(folder: Path = FOLDER) -> list[Row]:
    """The rows that carry a published class."""
    return [row for row in published(folder) if row.target]


def records(folder: Path = FOLDER) -> Iterator[tuple[str, Study, bool]]:
    """Every record of the folder with its file and whether it is an autoimmune CAR-T trial.

    The rows of the table and the autoimmune CAR-T file are; CAR-T in oncology, autoimmune disease without CAR-T and
    the full records (read one by one: none is) are not.
    """
    yield from (("landscape_trials", row.study, True) for row in published(folder))
    for name in ("cart_autoimmune", "cart_oncology", "autoimmune", "ctgov_full_records"):
        for study in read_records(folder / f"{name}.ndjson"):
            if isinstance(study, RecordRefused):
                raise study
            yield name, study, name == "cart_autoimmune"


def scope_f1(folder: Path = FOLDER) -> tuple[float, Counter[tuple[bool, bool]]]:
    """F1 of in scope or not, and the counts of (is, found)."""
    counts = Counter((is_one, classify(study).scope.included) for _, study, is_one in records(folder))
    hits, misses, alarms = counts[True, True], counts[True, False], counts[False, True]
    return 2 * hits / (2 * hits + misses + alarms), counts


def _print() -> None:
    if not FOLDER.is_dir():
        sys.exit(f"{FOLDER.parent.name}/{FOLDER.name} is missing: nothing to compare with")
    rows = labelled()
    for name, chosen in (
        ("all labelled rows", rows),
        ("development part", [row for row in rows if in_development(row)]),
        ("held-out part", [row for row in rows if not in_development(row)]),
    ):
        found = [(row, classify(row.study)) for row in chosen]
        target = agreement((row.target, target_of(ours)) for row, ours in found)
        kind = agreement((row.product_type, product_type_of(ours)) for row, ours in found)
        print(f"{name:18} {target.count:4}  target F1 {target.micro:.3f} (macro {target.macro:.3f})", end="  ")
        print(f"product type F1 {kind.micro:.3f} (macro {kind.macro:.3f})")
    value, counts = scope_f1()
    print(f"autoimmune CAR-T or not: F1 {value:.3f} over {sum(counts.values())} records", end="; ")
    print(f"missed {counts[True, False]}, wrongly taken {counts[False, True]}")


if __name__ == "__main__":
    _print()
