"""Whether the columns of a Parquet or Arrow file can hold profiles at all: said once a file, not once a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl
from msgspec import inspect

from criteria.errors import ProfileRefused
from matcher.population.schema import Profile

__all__ = ["check_columns"]

_WANTED: Mapping[type[inspect.Type], str] = {
    inspect.StrType: "text",
    inspect.LiteralType: "text",
    inspect.FloatType: "numbers",
    inspect.BoolType: "true or false",
    inspect.VarTupleType: "lists",
    inspect.StructType: "objects",
}


def check_columns(path: Path, *, parquet: bool) -> None:
    """Refuses a file that cannot be read, and one with a column that no profile can be read from.

    Columns and fields of unknown names are left to the rules for single profiles.
    """
    form = "parquet" if parquet else path.suffix[1:]
    try:
        schema = (pl.scan_parquet if parquet else pl.scan_ipc)(path).collect_schema()
    except (pl.exceptions.PolarsError, OSError) as error:
        do = "it may be cut off or of another kind: write it again"
        raise ProfileRefused(f"cannot be read as {form}", where=str(path), do=do) from error
    if "profile_id" not in schema:
        raise ProfileRefused("there is no column profile_id", where=str(path))
    for name, wanted in _misfits(inspect.type_info(Profile), pl.Struct(dict(schema)), ""):
        raise ProfileRefused(f"the column {name} must hold {wanted}", where=str(path))


def _misfits(kind: inspect.Type, found: pl.DataType, name: str) -> Iterator[tuple[str, str]]:
    """The places in a column that hold another type than asked for, each with what it should hold."""
    kinds = tuple(_kinds(kind))
    fitting = [each for each in kinds if _is(each, found)]
    if not fitting:
        yield name, " or ".join(dict.fromkeys(_WANTED[type(each)] for each in kinds if type(each) in _WANTED))
    for each in fitting:
        if isinstance(each, inspect.VarTupleType) and isinstance(found, pl.List):
            yield from _misfits(each.item_type, pl.Series(dtype=found.inner).dtype, name)
        if isinstance(each, inspect.StructType) and isinstance(found, pl.Struct):
            fields = {field.name: field.type for field in each.fields}
            for field in found.fields:
                if field.name in fields:
                    place = f"{name}.{field.name}".lstrip(".")
                    yield from _misfits(fields[field.name], pl.Series(dtype=field.dtype).dtype, place)


def _kinds(kind: inspect.Type) -> Iterator[inspect.Type]:
    """The types that a field may have, its description and bounds aside."""
    if isinstance(kind, inspect.Metadata):
        yield from _kinds(kind.type)
    elif isinstance(kind, inspect.UnionType):
        for each in kind.types:
            yield from _kinds(each)
    else:
        yield kind


def _is(kind: inspect.Type, found: pl.DataType) -> bool:
    """Whether a column type may hold this; a column of nothing may hold anything."""
    match kind:
        case inspect.FloatType():
            return found.is_numeric() or found == pl.Null()
        case inspect.StrType() | inspect.LiteralType():
            return isinstance(found, (pl.String, pl.Categorical, pl.Enum, pl.Null))
        case inspect.BoolType():
            return isinstance(found, (pl.Boolean, pl.Null))
        case inspect.VarTupleType():
            return isinstance(found, (pl.List, pl.Null))
        case inspect.StructType():
            return isinstance(found, (pl.Struct, pl.Null))
        case _:
            return False
