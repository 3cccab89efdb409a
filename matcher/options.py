"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

__all__ = [
    "FILTERS",
    "index_option",
    "radius_option",
    "stale_option",
    "store_option",
    "trials_option",
    "with_filters",
]

store_option = click.option(
    "--store",
    metavar="FOLDER|URL",
    help="Folder of the store, or postgresql:// URL (default: RESETMATCH_STORE, else the user's data folder).",
)
trials_option = click.option(
    "--trials",
    type=click.Path(exists=True, path_type=Path),
    help="A file or folder of registry records (default: the store).",
)
stale_option = click.option(
    "--stale-days",
    type=click.FloatRange(min=0),
    help="Age in days beyond which a measurement decides nothing about now (default: 90).",
)
index_option = click.option(
    "--index-date",
    type=click.DateTime(["%Y-%m-%d"]),
    help="With FHIR: the day that times are counted back from (default: today).",
)
radius_option = click.option(
    "--radius-km",
    type=click.FloatRange(min=0),
    help="What counts as near to a profile's location (default: 200); leaves out no trial.",
)

FILTERS = {
    "condition": "A disease, a family of diseases, or words of conditions or title.",
    "target": "An antigen, as CD19, or all of them, as CD19/BCMA.",
    "modality": "The kind of cell: CAR-T, CAR-NK, CAAR-T ...",
    "source": "autologous, allogeneic, in vivo or not stated.",
    "phase": "1 or PHASE1; EARLY_PHASE1, NA.",
    "status": "A recruitment status, as recruiting.",
    "country": "A country's name or ISO code.",
    "sponsor_class": "INDUSTRY, OTHER, NIH ...",
    "age_group": "child, adult or older adult.",
}
"""The filters of trials; each may be given several times, then one of its values must fit."""


def with_filters(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the filters of trials as options; it gets them as one argument `filters`."""

    @wraps(command)
    def run(**arguments: Any) -> int:  # noqa: ANN401 - whatever the command's other options are
        from matcher.filters import Filters  # noqa: PLC0415 - the lexicon is loaded when a command runs

        filters = Filters(**{name: arguments.pop(name) for name in FILTERS})
        return command(filters=filters, **arguments)

    wrapped: Callable[..., int] = run
    for name, what in reversed(FILTERS.items()):
        wrapped = click.option(f"--{name.replace('_', '-')}", name, multiple=True, help=what)(wrapped)
    return wrapped
