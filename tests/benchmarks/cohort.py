"""Made-up cohorts of any size, seeded, as nested Parquet: about 25 facts a person, most people without the diseases.

`python -m tests.benchmarks.cohort PEOPLE PATH` writes one.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from criteria.lexicon import lexicon
from tests.benchmarks import cohort_tables as tables

__all__ = ["SEED", "write_cohort"]

SEED = 20260914
CHUNK = 100_000
LISTS = ("conditions", "observations", "drug_exposures", "procedures")
HAS_DISEASE = 0.06
Columns = dict[str, Any]


def write_cohort(people: int, path: Path, seed: int = SEED) -> None:
    """A cohort in one Parquet file; the same numbers give the same file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    parts = []
    for place, start in enumerate(range(0, people, CHUNK)):
        parts.append(path.with_suffix(f".{place:04}.part"))
        _chunk(start, min(CHUNK, people - start), np.random.default_rng([seed, place])).write_parquet(parts[-1])
    pl.concat([pl.scan_parquet(part) for part in parts]).sink_parquet(path, row_group_size=CHUNK // 4)
    for part in parts:
        part.unlink()


def _chunk(start: int, size: int, rng: np.random.Generator) -> pl.DataFrame:
    age = np.clip(rng.normal(50, 19, size), 1, 90).round()
    sick = rng.random(size) < HAS_DISEASE
    frame = pl.DataFrame(
        {
            "profile_id": [f"b-{number:07}" for number in range(start, start + size)],
            "age_years": _holed(age, 0.02, rng),
            "sex": _picked({"female": 52, "male": 46, None: 2}, size, rng),
            "complete": _complete(size, rng),
        }
    )
    made = (_conditions(sick, rng), _observations(size, rng), _drugs(sick, rng), _procedures(size, rng))
    return frame.with_columns(_nested(name, facts, size) for name, facts in zip(LISTS, made, strict=True))


def _nested(name: str, facts: Columns, size: int) -> pl.Series:
    """Facts in rows as one list of structs for each person, empty lists included."""
    flat = pl.DataFrame(facts).sort("person", maintain_order=True)
    fields = [column for column in flat.columns if column != "person"]
    lists = flat.group_by("person", maintain_order=True).agg(pl.struct(fields).alias(name))
    every = pl.DataFrame({"person": np.arange(size)}).join(lists, on="person", how="left", maintain_order="left")
    return every.get_column(name)


# -- parts ------------------------------------------------------------------------------------------------------


def _picked(weights: Mapping[Any, float], size: int, rng: np.random.Generator) -> pl.Series:
    """Names drawn by weight."""
    shares = np.array(list(weights.values()), dtype=float)
    drawn = rng.choice(len(shares), size, p=shares / shares.sum()).astype(np.uint32)
    return pl.Series(list(weights), dtype=pl.String).gather(drawn)


def _named(weights: Mapping[str, float], size: int, rng: np.random.Generator) -> pl.Series:
    """Concepts drawn by weight, now and then under another of their names."""
    spread: dict[Any, float] = {}
    known = lexicon()
    for name, weight in weights.items():
        found = known.resolve(name)
        aliases = [each for each in (found.concept.aliases if found else ()) if known.resolve(each)][:2]
        for each in (name, *aliases):
            spread[each] = spread.get(each, 0.0) + (0.8 if each == name else 0.1) * weight
    return _picked(spread, size, rng)


def _holed(values: np.ndarray[Any, Any], share: float, rng: np.random.Generator) -> pl.Series:
    """Values, some of them missing."""
    return pl.Series(values).zip_with(
        pl.Series(rng.random(len(values)) >= share), pl.repeat(None, len(values), eager=True)
    )


def _owners(mean: float, size: int, rng: np.random.Generator) -> np.ndarray[Any, Any]:
    return np.repeat(np.arange(size), rng.poisson(mean, size))


def _days(mean: float, size: int, rng: np.random.Generator) -> np.ndarray[Any, Any]:
    return np.minimum(rng.exponential(mean, size), 20_000).round()


def _complete(size: int, rng: np.random.Generator) -> pl.Series:
    """Most lists come from records that are kept whole; tests never are."""
    kinds: Sequence[list[str]] = (["conditions", "drug_exposures", "procedures"], ["conditions"], [])
    drawn = rng.choice(len(kinds), size, p=[0.6, 0.25, 0.15]).astype(np.uint32)
    return pl.Series(kinds, dtype=pl.List(pl.String)).gather(drawn)


# -- lists of facts ---------------------------------------------------------------------------------------------


def _conditions(sick: np.ndarray[Any, Any], rng: np.random.Generator) -> Columns:
    size = len(sick)
    common, ill = _owners(5.5, size, rng), np.flatnonzero(sick)
    names = pl.concat([_named(tables.COMMON, len(common), rng), _named(tables.DISEASES, len(ill), rng)])
    owners = np.concatenate([common, ill])
    onset = _days(1800, len(owners), rng)
    resolved = rng.random(len(owners)) < 0.25
    ended = (onset * rng.random(len(owners))).round()
    return {
        "person": owners,
        "concept": names,
        "status": pl.select(
            pl.when(pl.lit(pl.Series(resolved)))
            .then(pl.lit("resolved"))
            .otherwise(pl.lit(_picked({"active": 70, "inactive": 5, None: 25}, len(owners), rng)))
        ).to_series(),
        "onset_days_before": _holed(onset, 0.1, rng),
        "abatement_days_before": pl.Series(ended).zip_with(
            pl.Series(resolved & (rng.random(len(owners)) < 0.8)), pl.repeat(None, len(owners), eager=True)
        ),
        "negated": rng.random(len(owners)) < 0.03,
    }


def _observations(size: int, rng: np.random.Generator) -> Columns:
    parts = [_lab(name, lab, size, rng) for name, lab in tables.LABS.items()]
    parts += [_score(name, most, size, rng) for name, most in tables.SCORES.items()]
    parts += [_finding(name, share, size, rng) for name, share in tables.FINDINGS.items()]
    return {column.name: column for column in pl.concat(parts)}


def _result(name: str, owners: np.ndarray[Any, Any], values: pl.Series, rng: np.random.Generator) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "person": owners,
            "concept": _named({name: 1.0}, len(owners), rng),
            "value": values,
            "unit": pl.Series([None], dtype=pl.String).new_from_index(0, len(owners)),
            "range_high": pl.Series([None], dtype=pl.Float64).new_from_index(0, len(owners)),
            "days_before": _holed(_days(70, len(owners), rng), 0.05, rng),
        }
    )


def _lab(name: str, lab: tables.Lab, size: int, rng: np.random.Generator) -> pl.DataFrame:
    owners = _owners(0.42, size, rng)
    units = [(lab.unit, 1.0), *lab.others]
    drawn = rng.choice(len(units), len(owners), p=[1.0] if len(units) == 1 else [0.8, 0.2])
    factors = np.array([factor for _, factor in units])[drawn]
    values = np.clip(rng.normal(lab.mean, lab.spread, len(owners)), lab.mean * 0.1, 100 if lab.unit == "%" else None)
    written = pl.Series((values * factors).round(1 if lab.mean > 2 else 2)).cast(pl.String)
    unit = pl.Series([unit for unit, _ in units], dtype=pl.String).gather(drawn.astype(np.uint32))
    frame = _result(name, owners, written, rng).with_columns(unit=unit)
    if lab.high is None:
        return frame
    return frame.with_columns(range_high=_holed(lab.high * factors, 0.2, rng))


def _score(name: str, most: int, size: int, rng: np.random.Generator) -> pl.DataFrame:
    owners = _owners(0.12, size, rng)
    values = np.minimum(rng.poisson(most / 5, len(owners)), most)
    return _result(name, owners, pl.Series(values).cast(pl.String), rng)


def _finding(name: str, share: float, size: int, rng: np.random.Generator) -> pl.DataFrame:
    owners = _owners(0.2, size, rng)
    values = _picked({"positive": share, "negative": 1 - share}, len(owners), rng)
    return _result(name, owners, values, rng)


def _drugs(sick: np.ndarray[Any, Any], rng: np.random.Generator) -> Columns:
    size = len(sick)
    common, special = _owners(4.0, size, rng), np.repeat(np.arange(size), rng.poisson(3.0, size) * sick)
    names = pl.concat([_named(tables.DRUGS, len(common), rng), _named(tables.GIVEN_FOR_DISEASE, len(special), rng)])
    owners = np.concatenate([common, special])
    start = _days(900, len(owners), rng)
    end = np.where(rng.random(len(owners)) < 0.35, 0, (start * rng.random(len(owners))).round())
    dosed = rng.random(len(owners)) < 0.3
    dose = pl.Series(np.where(dosed, rng.choice([2.5, 5, 10, 20, 40], len(owners)), np.nan)).fill_nan(None)
    unit = pl.Series(["mg/d", None], dtype=pl.String).gather((~dosed).astype(np.uint32))
    return {
        "person": owners,
        "concept": names,
        "start_days_before": _holed(start, 0.08, rng),
        "end_days_before": _holed(end, 0.12, rng),
        "response": _picked({"adequate": 15, "inadequate": 12, "intolerant": 5, None: 68}, len(owners), rng),
        "dose": pl.DataFrame({"value": dose, "unit": unit}).to_struct(),
        "negated": rng.random(len(owners)) < 0.02,
    }


def _procedures(size: int, rng: np.random.Generator) -> Columns:
    owners = _owners(1.6, size, rng)
    return {
        "person": owners,
        "concept": _named(tables.PROCEDURES, len(owners), rng),
        "days_before": _holed(_days(1500, len(owners), rng), 0.1, rng),
        "negated": rng.random(len(owners)) < 0.03,
    }


if __name__ == "__main__":
    write_cohort(int(sys.argv[1]), Path(sys.argv[2]))
