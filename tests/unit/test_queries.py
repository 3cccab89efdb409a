from __future__ import annotations

import pytest

from criteria.registry.queries import parameters_of, read_rows, scope
from tests.standin.answers import PATHS
from tests.standin.essie import AREAS, Looked, compiled

TABLE = "kind\tterm\treason\n"


def test_rows_become_parameters() -> None:
    rows = read_rows(
        TABLE + 'intervention\t"CAR-T"\tclass\nintervention\tCART\tone word\ncondition\tlupus\tSLE\n'
        "filter\tAREA[StudyType]INTERVENTIONAL\tpatients\nfield\tNCTId\tnumber\nfield\tStatusModule\tstatus\n"
    )
    assert parameters_of(rows) == {
        "query.intr": '"CAR-T" OR CART',
        "query.cond": "lupus",
        "filter.advanced": "AREA[StudyType]INTERVENTIONAL",
        "fields": "NCTId|StatusModule",
    }


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("kind\tterm\n", "line 1: the columns are kind, term, reason"),
        (TABLE + "condition\tlupus\t\n", "line 2: a row has"),
        (TABLE + "condition\tlupus\n", "line 2: a row has"),
        (TABLE + "disease\tlupus\tSLE\n", "line 2: Invalid enum value"),
        (TABLE + "condition\tlupus\tSLE\ncondition\tlupus\tagain\n", "line 3: lupus is there already"),
    ],
)
def test_a_row_that_breaks_the_rules_is_named(content: str, problem: str) -> None:
    with pytest.raises(ValueError, match="line") as raised:
        read_rows(content)
    assert problem in str(raised.value)


def test_the_packaged_table_is_an_expression_the_registry_understands() -> None:
    asked = scope()
    for name, area in (("query.intr", "InterventionSearch"), ("query.cond", "ConditionSearch")):
        assert area in AREAS
        assert compiled(asked[name], area)(Looked({})) is False
    assert set(asked["fields"].split("|")) <= PATHS.keys()
