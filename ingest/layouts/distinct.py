"""Reading cells once, however often they stand in a file: distinct combinations in, columns and issues out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from db.problems import Kinds
from ingest.issues import Issues
from ingest.layouts.cells import Cells
from ingest.normalize.reading import Reading

LINE = "line"
"""The column that numbers the rows of a table that is read; ``row`` is the number of the row in the file."""

Reader = Callable[[Cells], Iterable[tuple[Any, ...]]]
"""Reads one combination of cells, as any number of tuples."""

MOST_REMEMBERED = 100_000
"""Combinations of one kind beyond which texts hardly repeat, and all are forgotten."""


@dataclass(frozen=True, slots=True)
class Read:
    """``frame`` has ``line`` and the columns that were read; ``issues`` name their rows."""

    frame: pl.DataFrame
    issues: Issues


_CODE: dict[str, Any] = {"code": pl.Int64}
_OF_CODES: dict[str, Any] = _CODE | {"kind": pl.Int32}


@dataclass(slots=True)
class Known:
    """What combinations of texts were read as: ``texts`` by number, their ``values``, and which issue each raises."""

    texts: pl.DataFrame
    values: pl.DataFrame
    told: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=_OF_CODES))
    issues: Issues = field(default_factory=Issues)


@dataclass(slots=True)
class Memory:
    """What the pieces of a file that were read so far held.

    ``parts`` are those that the words of figures name, ``kinds`` those of the problems that were found.
    ``footnotes`` is mark to what a note of the file explains of it.
    """

    parts: list[tuple[Reading, ...]] = field(default_factory=list)
    kinds: Kinds = field(default_factory=Kinds)
    footnotes: Mapping[str, str] = field(default_factory=dict)
    _known: dict[object, Known] = field(default_factory=dict)

    def known(self, present: list[str], fields: Sequence[str], names: Mapping[str, str], values: Any) -> Known:
        """What was read from the columns ``present`` of these fields; ``values`` is the schema of what is read."""
        named_so = (tuple(fields), tuple(present), tuple(names.items()))
        if named_so not in self._known:
            texts = pl.DataFrame(schema=dict.fromkeys(present, pl.String) | _CODE)
            self._known[named_so] = Known(texts, pl.DataFrame(schema=_CODE | values), issues=Issues(of=self.kinds))
        return self._known[named_so]

    def begin_piece(self) -> None:
        """Forget everything where texts don't repeat: remembering them would take more than to read them again."""
        most = max((len(known.texts) for known in self._known.values()), default=0)
        if max(most, len(self.parts)) > MOST_REMEMBERED:
            self.parts.clear()
            self._known.clear()
            self.kinds = Kinds()


def of_each(texts: pl.Series, make: Callable[[str], str]) -> pl.Series:
    """What ``make`` makes of texts, asked once for each distinct one."""
    distinct = texts.unique()
    made = pl.Series([make(text) for text in distinct], dtype=pl.String)
    return texts.replace_strict(distinct, made, return_dtype=pl.String) if len(distinct) else texts


def read_each(
    rows: pl.DataFrame,
    fields: Sequence[str],
    names: Mapping[str, str],
    read: Reader,
    schema: Mapping[str, Any],
    memory: Memory,
) -> Read:
    """Read each distinct combination of ``fields`` by ``read``, which gives any number of tuples of ``schema``.

    ``rows`` has ``line``, ``row`` and text columns (blank: ""); a field without a column is blank. The frame has a row
    for each line and tuple, in the order of the lines. What ``memory`` has of these fields is not read again.
    """
    present = [name for name in fields if name in rows.columns]
    names = {name: names[name] for name in fields if name in names}
    known = memory.known(present, fields, names, schema)
    lines = rows.select(LINE, "row", *present)
    codes = _codes(lines, known, present)
    unread = codes["code"].is_null()
    if unread.any():
        some = lines.filter(unread).select(present).unique(maintain_order=True) if present else pl.DataFrame({"_": [0]})
        _learn(known, some, present, names, read, memory.footnotes)
        codes = _codes(lines, known, present)
    told = codes.join(known.told, on="code", how="inner", maintain_order="left_right")
    issues = Issues(of=memory.kinds)
    issues.add_numbered(told)
    return Read(_values(codes, known), issues)


def _codes(lines: pl.DataFrame, known: Known, present: list[str]) -> pl.DataFrame:
    """``line``, ``row`` and the number of the combination, null where it was not read yet."""
    if not present:
        return lines.with_columns(code=pl.lit(0 if len(known.texts) else None, pl.Int64))
    return lines.join(known.texts, on=present, how="left", maintain_order="left").select(LINE, "row", "code")


def _learn(
    known: Known,
    texts: pl.DataFrame,
    present: list[str],
    names: Mapping[str, str],
    read: Reader,
    footnotes: Mapping[str, str],
) -> None:
    first = len(known.texts)
    values: list[tuple[Any, ...]] = []
    told: list[tuple[int, int]] = []
    for code, cells_of_row in enumerate(texts.iter_rows(), first):
        given = {name: text for name, text in zip(present, cells_of_row, strict=False) if text}
        cells = Cells(given, names, footnotes)
        values.extend((code, *found) for found in read(cells))
        told.extend((code, known.issues.number(issue)) for issue in dict.fromkeys(cells.issues))
    numbered = texts.with_columns(code=pl.int_range(first, first + len(texts), dtype=pl.Int64))
    known.texts = pl.concat([known.texts, numbered.select(known.texts.columns)])
    known.values = pl.concat([known.values, pl.DataFrame(values, schema=known.values.schema, orient="row")])
    known.told = pl.concat([known.told, pl.DataFrame(told, schema=_OF_CODES, orient="row")])


def _values(codes: pl.DataFrame, known: Known) -> pl.DataFrame:
    if known.values["code"].equals(known.texts["code"]):  # one tuple for each combination
        return codes.select(LINE).hstack(known.values.drop("code")[codes["code"]])
    return codes.join(known.values, on="code", how="inner", maintain_order="left_right").drop("code", "row")
