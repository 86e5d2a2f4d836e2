"""A JSON file that is one object: a row by itself, or a table by its columns or by its index, as pandas writes them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from ingest.readers.flat import Pairs, free_name
from ingest.readers.problems import refusal
from ingest.readers.table import UnreadableFileError

Rows = list[Mapping[str, Any]]

_INDEX: Final = "index"
_EXPORT: Final = "Export it anew as a list of objects, one for each row (in pandas: orient=“records”)."
_MOST_NAMED: Final = 5


def rows_of_object(one: Mapping[str, Any]) -> tuple[str, Rows]:
    """What shape an object has, in words, and its rows. Raises :class:`UnreadableFileError` where none can be told."""
    if (named := _split(one)) is not None:
        return f"names in “columns” and rows in “{named}”", _of_split(one["columns"], one[named])
    if one and all(map(_is_column, one.values())) and any(one.values()):
        return "a list of values for each column", _of_lists(one)
    if len(one) > 1 and all(isinstance(value, Mapping) and value for value in one.values()):
        return _of_objects(one)
    return "a single object", [one]


def _split(one: Mapping[str, Any]) -> str | None:
    """The key of the rows, where others are the names of their columns."""
    names = one.get("columns")
    if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
        return None
    found = (key for key in ("data", "rows") if isinstance(one.get(key), list))
    return next((key for key in found if one[key] and all(isinstance(row, list) for row in one[key])), None)


def _of_split(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> Rows:
    for number, row in enumerate(rows, 2):
        if len(row) != len(names):
            raise _differ(f"The row has {len(row)} values for {len(names)} columns.", number)
    return [Pairs(zip(names, row, strict=True)) for row in rows]


def _is_column(value: Any) -> bool:
    return isinstance(value, list) and not any(isinstance(cell, list | Mapping) for cell in value)


def _of_lists(columns: Mapping[str, Sequence[Any]]) -> Rows:
    if len(set(map(len, columns.values()))) > 1:
        lengths = ", ".join(f"“{name}” {len(column)}" for name, column in [*columns.items()][:_MOST_NAMED])
        raise _differ(f"The columns of the file do not have as many values each: {lengths}.")
    return [Pairs(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _differ(message: str, row: int | None = None) -> UnreadableFileError:
    return refusal("columns_differ", message, _EXPORT, row)


def _of_objects(one: Mapping[str, Mapping[str, Any]]) -> tuple[str, Rows]:
    """Objects under the numbers of rows are these rows; such as hold values under numbers of rows are columns."""
    inner = list(dict.fromkeys(key for values in one.values() for key in values))
    if _is_index(one) and not _is_index(inner):
        return "an object for each row, under its number", _indexed(one)
    if _is_index(inner) and not _is_index(one):
        turned = {key: {name: values.get(key) for name, values in one.items()} for key in inner}
        return "an object for each column", _indexed(turned)
    if all(list(values) == inner for values in one.values()):
        names = ", ".join(f"“{name}”" for name in [*one][:_MOST_NAMED])
        message = f"Nothing says whether each object in the file is a row or a column: {names}."
        raise refusal("rows_or_columns", message, _EXPORT)
    return "a single object", [one]


def _is_index(keys: Iterable[str]) -> bool:
    return all(key.isdecimal() for key in keys)


def _indexed(rows: Mapping[str, Mapping[str, Any]]) -> Rows:
    """The rows, with the index in a column of its own where it is more than their order."""
    keys = list(rows)
    if keys in ([str(number) for number in range(start, start + len(keys))] for start in (0, 1)):
        return list(rows.values())
    return [{free_name(_INDEX, row): key, **row} for key, row in rows.items()]
