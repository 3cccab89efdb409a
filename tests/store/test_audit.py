from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from criteria.errors import WorkFailed
from matcher.store import Store, open_store
from matcher.store.audit import Deed, Entry

DEEDS = [
    Deed(
        actor=f"ward-{number}",
        operation="match",
        trials=("NCT99000001",),
        input_digest="sha256:01",
        rules_digest="sha256:02",
        verdicts={"eligible": number},
    )
    for number in range(5)
]
DISARM = {
    "sqlite": ["DROP TRIGGER audit_log_keeps_UPDATE", "DROP TRIGGER audit_log_keeps_DELETE"],
    "postgresql": ["DROP TRIGGER audit_log_keeps ON audit_log"],
}


def run(store: Store, *statements: str) -> None:
    with store._database.write() as connection:
        for statement in statements:
            connection.execute(text(statement))


def run_unhindered(store: Store, *statements: str) -> None:
    """As somebody who may change the schema."""
    run(store, *DISARM[store._database.engine.dialect.name], *statements)


def test_deeds_are_written_down_in_order_and_hold_together(store: Store) -> None:
    last = store.audit.add(*DEEDS[:2])
    store.audit.add(DEEDS[2])
    entries = store.audit.entries()
    assert [entry.number for entry in entries] == [1, 2, 3]
    assert [entry.actor for entry in entries] == ["ward-0", "ward-1", "ward-2"]
    assert entries[1] == last
    assert (entries[2].trials, entries[2].verdicts) == (("NCT99000001",), {"eligible": 2})
    checked = store.audit.verify()
    assert (checked.count, checked.problems) == (3, ())
    assert checked.head.startswith("sha256:")


def test_an_empty_log_holds_together(store: Store) -> None:
    assert (store.audit.verify().count, store.audit.verify().problems) == (0, ())
    with pytest.raises(ValueError, match="nothing to write down"):
        store.audit.add()


@pytest.mark.parametrize("statement", ["UPDATE audit_log SET entry = '{}'", "DELETE FROM audit_log"])
def test_the_log_takes_no_change(store: Store, statement: str) -> None:
    store.audit.add(*DEEDS)
    with pytest.raises(WorkFailed, match="append-only"):
        run(store, statement)
    assert store.audit.verify().problems == ()


SWAP = [
    "UPDATE audit_log SET number = -1 WHERE number = 2",
    "UPDATE audit_log SET number = 2 WHERE number = 3",
    "UPDATE audit_log SET number = 3 WHERE number = -1",
]


@pytest.mark.parametrize(
    ("statements", "told"),
    [
        (["UPDATE audit_log SET entry = replace(entry, 'ward-2', 'ward-9')"], "entry 3 is not what was written"),
        (["UPDATE audit_log SET chain = 'sha256:00' WHERE number = 4"], "entry 4 is not what was written"),
        (["DELETE FROM audit_log WHERE number = 2"], "entry 2 is missing"),
        (["DELETE FROM audit_log WHERE number IN (2, 3)"], "entries 2 to 3 are missing"),
        (["DELETE FROM audit_log WHERE number = 1"], "entry 1 is missing"),
        (["DELETE FROM audit_log WHERE number > 3"], "it should end with entry 5"),
        (["DELETE FROM audit_log"], "the log ends with entry 0"),
        (SWAP, "entry 2 was put in this place later"),
        (["DELETE FROM audit_head"], "its end is not known"),
        (["INSERT INTO audit_log SELECT 6, entry, chain FROM audit_log WHERE number = 5"], "entry 6 was put in"),
    ],
)
def test_whatever_is_done_to_the_log_is_found(store: Store, statements: list[str], told: str) -> None:
    store.audit.add(*DEEDS)
    run_unhindered(store, *statements)
    problems = store.audit.verify().problems
    assert any(told in problem for problem in problems), problems


def test_many_write_at_the_same_time_without_a_gap(store: Store, address: str) -> None:
    writers = [open_store(address) for _ in range(4)]

    def write(writer: Store) -> Entry:
        return [writer.audit.add(DEEDS[0]) for _ in range(15)][-1]

    with ThreadPoolExecutor(len(writers)) as pool:
        assert max(entry.number for entry in pool.map(write, writers)) == 60
    checked = store.audit.verify()
    assert (checked.count, checked.problems) == (60, ())
    for writer in writers:
        writer.close()
