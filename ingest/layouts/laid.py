"""Rows of a publisher as its layout has laid them out: the claims that they make, as columns of text.

What all claims of a row share is kept once; of each claim there is what it states itself.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

AT: Final = "\0at"
TURN: Final = "\0turn"
"""Of a claim, beside texts whose names are a file's or fields: the place of its
row among those that were laid out together, and its own among the claims of the row."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Rows of text: ``line``, ``row`` and a column for each field. ``names``: field to the file's column."""

    rows: pl.DataFrame
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LaidRow:
    """One claim of a publisher's row.

    ``number`` is the row's in its file. ``texts`` is field to text, blank fields left out; beside the fields of the
    template there are ``part``, ``part_of``, ``issue`` and those of ``publisher.PUBLISHED_FIELDS``. ``columns`` is
    field to the publisher's own column, so that an issue can name it; fields that no column states are left out.
    """

    number: int
    texts: dict[str, str]
    columns: dict[str, str]


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that makes no claim, and why: a total of other rows, a heading, or no figure in it."""

    number: int
    code: str
    why: str


@dataclass(frozen=True, slots=True)
class Part:
    """Claims each field of which comes from one column: ``columns`` is field to that, where a column states it.

    ``own`` has :data:`AT`, :data:`TURN` and their own texts, which stand for what they share with others of the row.
    """

    own: pl.DataFrame
    columns: dict[str, str]


@dataclass(frozen=True, slots=True)
class Laid:
    """All rows of a table or of a piece of it: every one makes claims, in ``parts``, or is in ``skipped``.

    ``numbers`` are the rows' and ``shared`` has a row for each of them, with the fields that its claims share.
    ``section`` is the part of the sheet that the last row stands in; the next piece goes on from there.
    """

    numbers: pl.Series
    shared: pl.DataFrame
    parts: tuple[Part, ...]
    skipped: tuple[SkippedRow, ...] = ()
    section: str = ""

    @property
    def columns(self) -> dict[str, str]:
        """Field to the column that it comes from; where it comes from several, to that of the first claim."""
        return {field: column for part in reversed(self.parts) for field, column in part.columns.items()}

    def values(self, field: str) -> pl.Series:
        """The distinct texts of a field."""
        frames = [self.shared, *(part.own for part in self.parts)]
        found = [frame[field].unique() for frame in frames if field in frame.columns]
        return pl.concat([pl.Series(field, [], pl.String), *found]).unique()

    def said(self, field: str) -> Iterator[tuple[int, str]]:
        """What claims state in a field of their own, with the numbers of their rows; nothing where they are blank."""
        parts = [part.own.select(AT, TURN, field) for part in self.parts if field in part.own.columns]
        if parts:
            told = pl.concat(parts).filter(pl.col(field) != "").sort(AT, TURN)
            yield from zip(self.numbers[told[AT]], told[field], strict=True)

    def texts(self) -> Iterator[Texts]:
        """Claims none of whose fields come from different columns, together: the fewer, the faster they are read."""
        for columns, parts in _together(self.parts):
            claims = self._claims(parts)
            numbers = self.numbers[claims[AT]].cast(pl.Int64).alias("row")
            told = _with_previous(claims.select(_telling(claims)))
            lines = pl.int_range(pl.len(), dtype=pl.Int64).alias("line")
            yield Texts(told.select(sorted(told.columns)).with_columns(numbers, lines), dict(sorted(columns.items())))

    def rows(self, having: str | None = None) -> Iterator[LaidRow]:
        """The claims one by one, row by row; only those that have a text in the field ``having``."""
        some = [part for part in self.parts if having is None or having in {*part.own.columns, *self.shared.columns}]
        told = [each for part in some for each in self._one_by_one(part) if having is None or having in each[-1].texts]
        return (row for *_, row in sorted(told, key=lambda each: each[:2]))

    def _one_by_one(self, part: Part) -> Iterator[tuple[int, int, LaidRow]]:
        for claim in self._claims([part]).iter_rows(named=True):
            texts = {field: text for field, text in claim.items() if text and field not in {AT, TURN}}
            columns = {field: column for field, column in part.columns.items() if field in texts}
            yield claim[AT], claim[TURN], LaidRow(self.numbers[claim[AT]], texts, columns)

    def _claims(self, parts: Sequence[Part]) -> pl.DataFrame:
        """The texts of claims, row by row, with their places."""
        own = pl.concat([part.own for part in parts], how="diagonal").sort(AT, TURN)
        return (
            self.shared[own[AT]]
            .with_columns(
                pl.coalesce(own[name], name) if name in self.shared.columns else own[name].fill_null("")
                for name in own.columns
                if name not in {AT, TURN}
            )
            .with_columns(own[AT], own[TURN])
        )


def laid_of(rows: Sequence[LaidRow]) -> Laid:
    """Laid rows that were made one by one."""
    alike: defaultdict[tuple[tuple[str, str], ...], list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        alike[tuple(row.columns.items())].append(at)
    parts = []
    for columns, places in alike.items():
        texts = pl.DataFrame([rows[at].texts for at in places], infer_schema_length=None).fill_null("")
        own = texts.with_columns(pl.Series(AT, places, pl.UInt32), pl.lit(0, pl.UInt32).alias(TURN))
        parts.append(Part(own, dict(columns)))
    numbers = pl.Series([row.number for row in rows], dtype=pl.Int64)
    return Laid(numbers, pl.DataFrame({_NOTHING: [""] * len(rows)}), tuple(parts))


_NOTHING: Final = "\0nothing"
"""What rows share that share nothing: a frame has no rows without a column."""


def _together(parts: Sequence[Part]) -> list[tuple[dict[str, str], list[Part]]]:
    """Parts that can be read as one table: each field comes from one column in all of them."""
    together: list[tuple[dict[str, str], list[Part]]] = []
    for part in parts:
        for held, others in together:
            if all(held.get(field, column) == column for field, column in part.columns.items()):
                held.update(part.columns)
                others.append(part)
                break
        else:
            together.append((dict(part.columns), [part]))
    return together


def _telling(claims: pl.DataFrame) -> list[str]:
    """The fields that any claim says something in."""
    return [column.name for column in claims if column.name not in {AT, TURN} and (column != "").any()]


def _with_previous(claims: pl.DataFrame) -> pl.DataFrame:
    """Former codes of the same incident stand among the notes, where a person who looks for one finds it."""
    if "previous" not in claims.columns:
        return claims
    codes = (
        pl.when(pl.col("previous") != "").then(pl.lit("Previous codes: ") + pl.col("previous")).otherwise(pl.lit(""))
    )
    notes = pl.concat_str(pl.col("notes") if "notes" in claims.columns else pl.lit(""), codes, separator=" ")
    return claims.with_columns(notes=notes.str.strip_chars()).drop("previous")
