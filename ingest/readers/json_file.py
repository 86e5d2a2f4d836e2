"""JSON: an array of objects, an object with one such array inside, an object a line, or one object.

Nested values go by a.b.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import IO, Any

import ijson

from ingest.readers.encoding import Encoding, detect
from ingest.readers.flat import Pairs, flat
from ingest.readers.grid import Grid, Records
from ingest.readers.json_object import rows_of_object
from ingest.readers.missing_cells import MissingCells
from ingest.readers.problems import empty, refusal
from ingest.readers.table import UnreadableFileError

_BLOCK_ROWS = 20_000
_FIRST_LINE_CHARACTERS = 10_000_000
_NUMBERED = "objects numbered from 2, as under a header"
_Objects = Callable[[], Iterator[Mapping[str, Any]]]
_TABLE_SCHEMA = ["schema.fields.item", "data.item"]
"""Where a Table Schema, which pandas writes, has its arrays: what the columns are, and the rows."""


def json_grid(path: Path) -> Grid:
    """The objects of a JSON file as records under the names of their keys, in the order in which those first come.

    The file is read twice: for the keys, and for the values. Raises :class:`UnreadableFileError`.
    """
    encoding = detect(path)
    try:
        shape, objects = _objects(path, encoding)
        keys = list(dict.fromkeys(key for one in objects() for key in flat(one)))
    except (ValueError, ijson.JSONError, RecursionError) as error:
        raise _broken(error) from error
    if not keys:
        raise empty()
    records = _records(map(flat, objects()), keys)
    sample = [keys, *islice(records, _BLOCK_ROWS)]
    read_as = f"JSON in {encoding.name}, {shape}, {_NUMBERED}"
    return Grid(
        sample,
        lambda _: _blocks(records),
        read_as,
        encoding.issues,
        width=len(keys),
        header_is_first=True,
        own_numbers=True,
    )


def _records(rows: Iterable[Mapping[str, str]], keys: Sequence[str]) -> Iterator[list[str]]:
    missing = MissingCells()
    for number, cells in enumerate(rows, 2):
        missing.add(len(cells), len(keys) - len(cells), number)
        yield [cells.get(key, "") for key in keys]


def _blocks(records: Iterator[list[str]]) -> Iterator[Records]:
    while block := list(islice(records, _BLOCK_ROWS)):
        yield block


def _objects(path: Path, encoding: Encoding) -> tuple[str, _Objects]:
    """What shape the file has, in words, and what gives its objects from the beginning."""
    if _is_lines(path, encoding):
        return "an object a line", lambda: _lines(path, encoding)
    with _Utf8(path, encoding) as file:
        arrays = list(islice(_arrays(file), 2))
    if arrays == _TABLE_SCHEMA:
        arrays = arrays[1:]
    if len(arrays) > 1:
        raise refusal(
            "several_arrays",
            f"The file holds more than one list of objects: {' and '.join(map(_shown, arrays))}.",
            "Send each list as a file of its own.",
        )
    if not arrays:
        shape, rows = rows_of_object(next(_items(path, encoding, "")))
        return shape, lambda: iter(rows)
    where = arrays[0]
    shape = "an array of objects" if where == "item" else f"the array {_shown(where)}"
    return shape, lambda: _items(path, encoding, where)


def _shown(where: str) -> str:
    return f"“{where.removesuffix('.item')}”"


def _is_lines(path: Path, encoding: Encoding) -> bool:
    """Whether the first line is an object by itself, and the next one begins another."""
    with _text(path, encoding) as file:
        lines = (line for line in iter(lambda: file.readline(_FIRST_LINE_CHARACTERS), "") if line.strip())
        first, second = next(lines, ""), next(lines, "")
    try:
        return isinstance(json.loads(first), dict) and second.lstrip().startswith("{")
    except ValueError:
        return False


def _arrays(file: "_Utf8") -> Iterator[str]:
    """Where the outermost arrays of objects are, as ijson names their items."""
    inside: str | None = None
    begun: str | None = None
    for where, event, _ in ijson.parse(file):
        if begun is not None and event == "start_map":
            yield f"{begun}.item" if begun else "item"
            if not begun:
                return  # the array is the whole file
        begun = None
        if inside is None and event == "start_array":
            inside = begun = where
        elif event == "end_array" and where == inside:
            inside = None


def _items(path: Path, encoding: Encoding, where: str) -> Iterator[dict[str, Any]]:
    with _Utf8(path, encoding) as file:
        for number, one in enumerate(ijson.items(file, where, map_type=Pairs), 2):
            yield _object(one, number)


def _lines(path: Path, encoding: Encoding) -> Iterator[dict[str, Any]]:
    with _text(path, encoding) as file:
        number = 1
        for line, text in enumerate(file, 1):
            if text.strip():
                number += 1
                try:
                    one = json.loads(
                        text, object_pairs_hook=Pairs, parse_float=Decimal, parse_constant=_refuse_constant
                    )
                except ValueError as error:
                    raise ValueError(f"line {line}: {error}") from error
                yield _object(one, number)


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")


def _object(one: Any, number: int) -> dict[str, Any]:
    if isinstance(one, dict):
        return one
    if one == []:
        raise empty()
    message = (
        f"The list holds something that is not an object: {json.dumps(one, default=str, ensure_ascii=False)[:60]}."
    )
    raise refusal("not_an_object", message, "Every row has to be an object with names and values.", number)


def _text(path: Path, encoding: Encoding) -> IO[str]:
    return path.open(encoding=encoding.codec, newline="\n")


class _Utf8:
    """A file of text as bytes of UTF-8, whatever its encoding, as ijson wants it."""

    def __init__(self, path: Path, encoding: Encoding) -> None:
        self._file = _text(path, encoding)

    def __enter__(self) -> "_Utf8":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def read(self, size: int = -1) -> bytes:
        return self._file.read(size).encode()


def _broken(error: Exception) -> UnreadableFileError:
    why = "it is nested too deeply" if isinstance(error, RecursionError) else str(error).splitlines()[0]
    return refusal("broken_json", f"The file is not whole JSON: {why}.", "Export it anew.")
