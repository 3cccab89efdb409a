"""A budget of memory chooses how many people are in memory at a time, and changes no figure."""

from __future__ import annotations

from pathlib import Path

import pytest

from criteria.errors import InputRefused
from matcher.catalogue import from_sample
from matcher.memory import BASE, MOST, bytes_of, people_within
from matcher.screen import screen
from tests.benchmarks.cohort import write_cohort


@pytest.mark.parametrize(
    ("size", "count"),
    [("2GiB", 2 << 30), ("512 MiB", 512 << 20), ("1.5GB", 1_500_000_000), ("1G", 1 << 30), ("64", 64), ("7 b", 7)],
)
def test_sizes_are_read(size: str, count: int) -> None:
    assert bytes_of(size) == count


@pytest.mark.parametrize("size", ["", "much", "-1GiB", "2 QiB", "GiB", "2GiBs"])
def test_what_is_no_size_is_refused(size: str) -> None:
    with pytest.raises(InputRefused, match="no size of memory"):
        bytes_of(size)


def test_more_memory_takes_more_people_and_more_steps_fewer() -> None:
    sizes = [people_within(gib << 30, steps=10_000, trials=300) for gib in (1, 2, 4)]
    assert sizes == sorted(set(sizes))
    assert people_within(1 << 40, steps=10_000, trials=300) == MOST
    assert people_within(2 << 30, steps=20_000, trials=300) < sizes[1]
    assert people_within(2 << 30, steps=10_000, trials=300, all_pairs=True) < sizes[1]
    assert people_within(4 << 30, steps=10_000, trials=300, processes=2) == sizes[1]


def test_too_little_memory_is_refused_with_what_would_do() -> None:
    with pytest.raises(InputRefused, match=r"too little memory for these trials; give (\d+)MiB or more") as refused:
        people_within(BASE, steps=10_000, trials=300)
    least = int(refused.value.do.removeprefix("give ").removesuffix("MiB or more"))
    assert people_within(least << 20, steps=10_000, trials=300) >= 1024
    with pytest.raises(InputRefused):
        people_within((least - 2) << 20, steps=10_000, trials=300)


def test_a_small_budget_gives_the_same_results(tmp_path: Path) -> None:
    """The same bytes of every file, however many people are in memory at a time."""
    cohort = tmp_path / "cohort.parquet"
    write_cohort(3000, cohort)
    small, large = tmp_path / "small", tmp_path / "large"
    blocks: list[int] = []
    screen(cohort, from_sample().trials, small, memory=520 << 20, progress=lambda done, _: blocks.append(done))
    screen(cohort, from_sample().trials, large)
    assert len(blocks) > 1
    for path in large.iterdir():
        assert path.read_bytes() == (small / path.name).read_bytes(), path.name
