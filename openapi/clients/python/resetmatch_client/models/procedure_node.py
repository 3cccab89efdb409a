from typing import Literal

ProcedureNode = Literal["procedure"]

PROCEDURE_NODE_VALUES: set[ProcedureNode] = {
    "procedure",
}


def check_procedure_node(value: str) -> ProcedureNode:
    if value in PROCEDURE_NODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PROCEDURE_NODE_VALUES!r}")
