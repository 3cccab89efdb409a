"""The field on one page that holds all it needs: figures, each with its numbers as a table below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from criteria.registry.record import Study
from matcher.landscape.counts import MOST_TOWNS, Field, field_of
from matcher.landscape.draw import WIDE, bars, grid, world
from matcher.markup import image, table
from matcher.results import RegistryInfo

__all__ = ["Page", "page"]


class Page(NamedTuple):
    """The page, and how many trials it shows."""

    html: str
    trials: int


def page(studies: Iterable[Study], registry: RegistryInfo) -> Page:
    """The page of the autoimmune CAR-T trials among these records; the same records give the same bytes."""
    field = field_of(studies)
    body = "\n".join((_head(field, registry), *(_figures(field) if field.trials else ()), _foot(registry)))
    return Page(_PAGE.format(body=body), field.trials)


def _head(field: Field, registry: RegistryInfo) -> str:
    when = f"as retrieved on {escape(registry.retrieved)}" if registry.retrieved else "as given"
    return (
        "<h1>CAR-T trials in autoimmune disease</h1>\n"
        f"<p><b>{field.trials:,}</b> trials, <b>{field.open_trials:,}</b> of them recruiting, from registry records "
        f"{when}. {_NOTE}</p>"
    )


def _figures(field: Field) -> Iterable[str]:
    crossed = [
        (disease, *(str(field.crossed.get((disease, target), "")) for target in field.targets))
        for disease in field.diseases
    ]
    sites = sum(town.sites for town in field.towns)
    undated = f" ({field.without_year:,} without)" if field.without_year else ""
    yield _figure(
        "Disease by target antigen",
        grid(field.diseases, field.targets, field.crossed),
        ("Disease", *field.targets),
        crossed,
    )
    yield '<div class="pair">'
    yield _figure("Phase", bars(field.phases, "phase"), ("Phase", "Trials"), _rows(field.phases))
    yield _figure(
        "Where the cells come from",
        bars(field.sources, "source of the cells"),
        ("Source", "Trials"),
        _rows(field.sources),
    )
    yield "</div>"
    yield _figure(
        f"Year of start{undated}",
        bars(field.years, "year of start", width=WIDE),
        ("Year", "Trials"),
        _rows(field.years),
    )
    yield _figure(
        f"Trials by country, and the {len(field.towns):,} towns with {sites:,} sites that recruit (the more trials, "
        "the larger the dot)",
        world(field.countries, field.towns),
        ("Country", "Trials"),
        _rows(field.countries),
    )
    yield _open_sites(field)


def _open_sites(field: Field) -> str:
    """The towns with most open trials, as a table of its own."""
    rows = [(town.name, town.country, f"{town.trials:,}", f"{town.sites:,}") for town in field.towns[:MOST_TOWNS]]
    more = len(field.towns) - len(rows)
    rest = f"<p>And {more:,} more towns.</p>" if more > 0 else ""
    table = _table(("Town", "Country", "Trials", "Sites"), rows, words=2)
    return f"<section><h2>Towns with most trials that recruit there</h2>{table}{rest}</section>"


def _rows(counts: Iterable[tuple[str, int]]) -> list[tuple[str, str]]:
    return [(name, f"{count:,}") for name, count in counts]


def _figure(title: str, svg: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    numbers = f"<details><summary>Numbers</summary>{_table(columns, rows)}</details>"
    return f"<figure><figcaption>{escape(title)}</figcaption>{image(svg, title)}{numbers}</figure>"


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, words: int = 1) -> str:
    return table(columns, (map(escape, row) for row in rows), words=words)


def _foot(registry: RegistryInfo) -> str:
    return (
        f"<footer>Records {escape(registry.digest)}. Coastlines and boundaries: Natural Earth; they make no statement "
        "about whose a place is. Research studies, not offers of treatment.</footer>"
    )


_NOTE = """Diseases, targets and origin of the cells are read from the records by rules; what a record does not say is
counted as not stated. A trial in several diseases counts under each."""

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>CAR-T trials in autoimmune disease</title>
<style>
:root {{ font: 16px/1.5 system-ui, sans-serif; color: #1b1f24; background: #fff; }}
body {{ max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }}
h1 {{ font-size: 1.6rem; margin-bottom: 0.3rem; }}
h2, figcaption {{ font-size: 1.05rem; font-weight: 600; margin-bottom: 0.4rem; }}
figure {{ margin: 2.2rem 0; }}
figure > svg {{ width: 100%; height: auto; display: block; }}
.pair {{ display: grid; grid-template-columns: 1fr 1fr; gap: 0 2rem; }}
.pair figure {{ margin: 0; }}
table {{ border-collapse: collapse; font-size: 0.85rem; margin: 0.5rem 0; }}
th, td {{ padding: 0.15rem 0.6rem; border-bottom: 1px solid #d0d7de; text-align: left; vertical-align: top; }}
.number {{ text-align: right; font-variant-numeric: tabular-nums; }}
summary {{ cursor: pointer; font-size: 0.85rem; color: #57606a; }}
footer {{ margin: 3rem 0 1rem; font-size: 0.8rem; color: #57606a; overflow-wrap: anywhere; }}
@media screen and (max-width: 48rem) {{
  .pair {{ grid-template-columns: 1fr; gap: 2rem; }}
  figure {{ overflow-x: auto; }}
  figure > svg {{ min-width: 42rem; }}
  .pair svg {{ min-width: 0; }}
}}
@media print {{ figure, section {{ break-inside: avoid; }} details {{ display: none; }} body {{ max-width: none; }} }}
</style>
</head>
<body>
{body}
</body>
</html>
"""
