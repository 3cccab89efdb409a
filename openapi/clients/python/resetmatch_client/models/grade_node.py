from typing import Literal

GradeNode = Literal["grade"]

GRADE_NODE_VALUES: set[GradeNode] = {
    "grade",
}


def check_grade_node(value: str) -> GradeNode:
    if value in GRADE_NODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {GRADE_NODE_VALUES!r}")
