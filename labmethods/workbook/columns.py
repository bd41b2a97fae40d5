"""Many records at a time, read column by column: a value that comes again is read once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Annotated, Any, TypeVar

from pydantic import TypeAdapter

from labmethods.errors import Refused
from labmethods.language import N_
from labmethods.workbook.ids import new_ids
from labmethods.workbook.kinds.kind import READ
from labmethods.workbook.records import FieldErrors, Record

OfRecord = TypeVar("OfRecord", bound=Record)


def new_records(
    record: type[OfRecord],
    columns: Mapping[str, Sequence[object]],
    typed: Mapping[str, Callable[[object], object]],
) -> list[OfRecord]:
    """The records of these columns, as ``record.valid`` makes each.

    Parameters
    ----------
    columns
        Field name to a value for each record.
    typed
        Field name to what makes a value of the column one that the field reads.

    Raises
    ------
    LabError, ValidationError, TypeError
        One of them breaks a rule, or can't be read in this way; ``record.valid`` of each tells.
    """
    n = len(next(iter(columns.values()), ()))
    known = {name: _read(record, name, columns[name], typed[name]) for name in columns}
    if record.__pydantic_decorators__.model_validators:
        rows = zip(new_ids(n), *known.values(), strict=True)
        values = [dict(zip(["id", *known], row, strict=True)) for row in rows]
        return _adapter(list[record]).validate_python(values, context=READ)
    rest = {name: _default(record, name, n) for name in record.fields() if name not in known}
    columns = {"id": new_ids(n), **known, **rest}
    return made(record, list(columns), zip(*columns.values(), strict=True))


def _default(record: type[Record], name: str, n: int) -> list[object]:
    field = record.model_fields[name]
    if field.is_required():
        raise FieldErrors({name: Refused(N_("This must be filled in."))}, record)
    if isinstance(field.default, list):
        return [[*field.default] for _ in range(n)]
    return [field.default] * n


def _read(
    record: type[Record],
    name: str,
    column: Sequence[object],
    typed: Callable[[object], object],
) -> Iterable[object]:
    """A column's values under the rules of its field."""
    field, kind = record.fields()[name]
    valid = _adapter(list[Annotated[(field.annotation, *field.metadata)]]).validate_python
    # Two records mustn't share a list.
    if kind.column == "list" or not _differ(column):
        return valid([typed(value) for value in column])
    different = dict.fromkeys(column)
    values = valid([typed(value) for value in different])
    return map(dict(zip(different, values, strict=True)).__getitem__, column)


def _differ(column: Iterable[object]) -> bool:
    """Whether equal values are the same value: 1 and 1.0 and True are equal, too."""
    held = set(map(type, column)) - {str, type(None)}
    return held <= {int} or held <= {float}


def made(
    record: type[OfRecord], names: Sequence[str], rows: Iterable[Sequence[object]]
) -> list[OfRecord]:
    """Records of rows that are known to be valid: what ``model_construct`` does, in a tenth."""
    given, put = set(names), object.__setattr__
    records = []
    for row in rows:
        one = record.__new__(record)
        put(one, "__dict__", dict(zip(names, row, strict=True)))
        put(one, "__pydantic_fields_set__", given)
        put(one, "__pydantic_extra__", None)
        put(one, "__pydantic_private__", None)
        records.append(one)
    return records


@cache
def _adapter(of: Any) -> TypeAdapter:
    return TypeAdapter(of)
