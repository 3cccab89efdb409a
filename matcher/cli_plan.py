"""The command `resetmatch plan`: what a screening evaluates."""

from __future__ import annotations

from pathlib import Path

import click

from criteria.errors import RecordRefused
from matcher.console import Report, write
from matcher.options import store_option, trials_option

__all__ = ["plan"]


@click.command()
@trials_option
@store_option
def plan(trials: Path | None, store: str | None) -> int:
    """Print the plan of a screening: which tests are shared, every step, and what criteria and trials are made of."""
    from criteria.lexicon import lexicon
    from matcher.plan.compile import compile_plan
    from matcher.plan.sharing import sharing_text
    from matcher.sources import catalogue_of

    report = Report()
    catalogue = catalogue_of(trials, store)
    report.add(*catalogue.refused)
    if not catalogue.trials:
        raise RecordRefused("no trial could be read")
    compiled = compile_plan(catalogue.trials, lexicon())
    write(f"{sharing_text(compiled)}\n{compiled.describe()}".encode())
    return report.close()
