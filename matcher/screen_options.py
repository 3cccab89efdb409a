"""The options of a screening."""

from __future__ import annotations

from collections.abc import Callable

import click

__all__ = ["screen_options"]


def screen_options(command: Callable[..., int]) -> Callable[..., int]:
    """What may be said of a screening."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


_OPTIONS = (
    click.option("--all-pairs", is_flag=True, help="A row for every pair of person and trial, ineligible ones too."),
    click.option(
        "--relax",
        multiple=True,
        metavar="NCTID/ID[=VALUE]",
        help="What if: NCT99001001/i03 without this criterion, NCT99001001/i03=6 with its threshold there; may be "
        "given several times.",
    ),
    click.option(
        "--suppress-below",
        type=click.IntRange(min=1),
        default=5,
        show_default=True,
        help="Counts of fewer people are withheld in the report, the others rounded to multiples of it.",
    ),
    click.option(
        "--memory",
        metavar="SIZE",
        help="What the screening may take at its peak, as 2GiB; chooses how many people are in memory at a time.",
    ),
    click.option(
        "--engine", type=click.Choice(["local", "spark"]), default="local", show_default=True, help="Where it is done."
    ),
    click.option(
        "--master",
        metavar="URL",
        help="Spark: the address of the cluster, as spark://host:7077 (default: this machine, local[*]).",
    ),
)
