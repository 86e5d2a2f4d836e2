"""The columns of a copy: what each holds, and the statement that reads them from the register."""

from typing import Any, Final

import numpy as np
import polars as pl
from sqlalchemy import BigInteger, Column, Connection, Select, String, cast, func, literal_column, select
from sqlmodel import col

from db.entries import table_of
from db.models import Batch, Claim
from db.vocabulary import Age, DatePrecision, Measure, Population, Series, Sex, Unit

NO_DAY: Final = -(2**31)
"""A day that is not known."""
OPEN: Final = 2**63 - 1
"""The moment of what is not superseded."""

LOW, BEST, HIGH = 1, 2, 4
"""The bits of ``missing``: which of the three a claim does not state (its column then holds 0)."""

COLUMNS: Final[dict[str, Any]] = {
    "id": np.int64,
    "batch": np.int32,
    "version": np.int32,
    **dict.fromkeys(("source", "origin", "speaker", "incident"), np.int32),
    "direct": np.uint8,
    "kind": np.int16,
    **dict.fromkeys(("measure", "series", "population", "status", "whole", "missing", "plain"), np.uint8),
    **dict.fromkeys(("quantifier", "date_precision", "place_precision"), np.uint8),
    "place": np.int32,
    **dict.fromkeys(("first", "last", "speaks", "published"), np.int32),
    **dict.fromkeys(("begins", "ends", "said"), np.int32),
    **dict.fromkeys(("known", "recorded", "superseded"), np.int64),
    **dict.fromkeys(("low", "best", "high"), np.float64),
    "definition": np.int32,
}
"""Name and type of each column, a value for each version of each claim, by ``id``.

0 stands for "none" in ``origin``, ``speaker``, ``incident``, ``place`` and the words; days are days since 1970,
:data:`NO_DAY` if not known; moments are microseconds since then. Numbers of people are floats, exact up to 2^53, for
the sake of sums.
A view's period takes a claim in if ``begins`` is not after it and ``ends`` not before it: of tolls and stocks both are
the day that they speak of; of incidents both are the first day or, where the month is not known, ``begins`` is the last
and ``ends`` the first day, so that all days between must be in the period; else they are when it happened.
``said`` is the newest day that is known of it.
``plain`` is 1 where low, best and high are all stated and one number.
``kind`` is measure, population, sex, age and unit in one (:func:`kind_of`). ``place`` and ``definition`` are numbers
of texts that the copy lists.
"""

_RADIX: Final = tuple(len(words) + 1 for words in (Population, Sex, Age, Unit))
KINDS: Final = int(np.prod([len(Measure) + 1, *_RADIX]))
"""Kinds are below this."""


def kind_of(measure: Any, population: Any, sex: Any, age: Any, unit: Any) -> Any:
    """The number of a kind; for numbers or columns of them, where 0 is none."""
    found = measure
    for part, radix in zip((population, sex, age, unit), _RADIX, strict=True):
        found = found * radix + part
    return found


def parts_of_kind(kind: int) -> dict[str, int | None]:
    """``measure, population, sex, age, unit`` of a kind, None for none."""
    parts: dict[str, int | None] = {}
    for name, radix in zip(("unit", "age", "sex", "population"), reversed(_RADIX), strict=True):
        kind, part = divmod(kind, radix)
        parts[name] = part or None
    return {"measure": kind} | parts


TEXTS: Final = ("pcode", "definition")
_READ: Final = (
    *("id", "batch_id", "version", "source_id", "origin_id", "incident_id", "direct", "measure", "series"),
    *("population", "sex", "age", "unit", "status", "quantifier", "date_precision", "place_precision"),
    *("date_from", "date_to", "speaks_of", "published", "recorded_at", "superseded_at", "low", "best", "high", *TEXTS),
)
_DAYS: Final = ("date_from", "date_to", "speaks_of", "published")
_MOMENTS: Final = ("recorded_at", "superseded_at", "batch_recorded_at")


def statement(connection: Connection, after: int, until: int) -> Select[Any]:
    """The versions with ids above ``after`` up to ``until``, in that order, as plain numbers and texts."""
    table, batch = table_of(Claim), table_of(Batch)
    columns = [_plain(connection, table.c[name]) for name in _READ]
    columns.append(_plain(connection, batch.c.recorded_at).label("batch_recorded_at"))
    columns.append(table.c.subset_of.is_(None).label("whole"))
    return (
        select(*columns)
        .join(batch, batch.c.id == table.c.batch_id)
        .where(col(Claim.id) > after, col(Claim.id) <= until)
        .order_by(table.c.id)
    )


def _plain(connection: Connection, column: Column[Any]) -> Any:
    """Without the types of Python, which cost more than the reading."""
    if connection.dialect.name == "postgresql" and column.name in _MOMENTS:
        return cast(func.extract("epoch", column) * 1_000_000, BigInteger).label(column.name)
    if column.name in {*_DAYS, *_MOMENTS}:
        return cast(column, String).label(column.name)
    return literal_column(f'"{column.table.name}"."{column.name}"').label(column.name)


_SCHEMA: Final[dict[str, Any]] = {
    **dict.fromkeys(_READ, pl.Int64),
    **dict.fromkeys((*_DAYS, *TEXTS), pl.String),
    **dict.fromkeys(_MOMENTS, pl.String),
    "whole": pl.Int64,
}


def frame_of(connection: Connection, rows: list[Any]) -> pl.DataFrame:
    """The rows of :func:`statement` as a frame; days as :class:`polars.Int32`, moments as :class:`polars.Int64`."""
    moments = pl.Int64 if connection.dialect.name == "postgresql" else pl.String
    order = [*_READ, "batch_recorded_at", "whole"]
    schema = {name: moments if name in _MOMENTS else _SCHEMA[name] for name in order}
    frame = pl.DataFrame([tuple(row) for row in rows], schema=schema, orient="row", strict=False)
    if moments == pl.String:
        frame = frame.with_columns(
            pl.col(name).str.to_datetime("%Y-%m-%d %H:%M:%S%.f", time_unit="us").to_physical() for name in _MOMENTS
        )
    return frame.with_columns(pl.col(name).str.to_date("%Y-%m-%d").to_physical() for name in _DAYS)


def arrays_of(frame: pl.DataFrame, places: dict[str, int], definitions: dict[str, int]) -> dict[str, Any]:
    """The columns of a copy for a frame of :func:`frame_of`; texts that are new get the next number."""

    def numbers(name: str) -> Any:
        return frame[name].fill_null(0).cast(pl.Int64).to_numpy()

    kind = kind_of(*(numbers(name) for name in ("measure", "population", "sex", "age", "unit")))
    bits = (("low", LOW), ("best", BEST), ("high", HIGH))
    missing = sum(frame[name].is_null().cast(pl.UInt8).to_numpy() * bit for name, bit in bits)
    own_low, own_best, own_high = (frame[name] for name in ("low", "best", "high"))
    days = {new: frame[old].fill_null(NO_DAY).to_numpy() for new, old in _DAY_OF.items()}
    days |= _days_of_period(frame)
    plain = {name: numbers(_NAME_OF.get(name, name)) for name in COLUMNS if name not in _MADE}
    made = {
        **days,
        "kind": kind,
        "missing": missing,
        "plain": ((own_low == own_best) & (own_best == own_high)).fill_null(value=False).to_numpy(),
        "speaker": np.where(numbers("origin_id") > 0, numbers("origin_id"), numbers("source_id") * numbers("direct")),
        "known": frame["recorded_at"].to_numpy(),
        "recorded": frame["batch_recorded_at"].to_numpy(),
        "superseded": frame["superseded_at"].fill_null(OPEN).to_numpy(),
        "place": _numbered(frame["pcode"], places),
        "definition": _numbered(frame["definition"], definitions),
    }
    return {name: np.ascontiguousarray((plain | made)[name], dtype=kind) for name, kind in COLUMNS.items()}


def _days_of_period(frame: pl.DataFrame) -> dict[str, Any]:
    """As :mod:`db.views.versions` and :mod:`db.views.homes` compare them with the days of a view."""
    speaks = pl.col("series").is_in([Series.CUMULATIVE.number, Series.STOCK.number])
    happened = pl.col("series") == Series.INCIDENT.number
    spoken, last = pl.coalesce("speaks_of", "date_to", "date_from"), pl.coalesce("date_to", "date_from")
    in_month = pl.col("date_precision").fill_null(0) <= DatePrecision.D4.number
    latest = pl.when(in_month | pl.col("date_from").is_null()).then("date_from").otherwise(last)
    found = frame.select(
        begins=pl.when(speaks).then(spoken).when(happened).then(latest).otherwise("date_from"),
        ends=pl.when(speaks).then(spoken).when(happened).then("date_from").otherwise(last),
        said=pl.coalesce("published", "speaks_of", "date_to", "date_from"),
    )
    return {name: found[name].fill_null(NO_DAY).to_numpy() for name in found.columns}


_DAY_OF: Final = {"first": "date_from", "last": "date_to", "speaks": "speaks_of", "published": "published"}
_NAME_OF: Final = {name: f"{name}_id" for name in ("batch", "source", "origin", "incident")}
_MADE: Final = {
    *(*_DAY_OF, "begins", "ends", "said", "kind", "missing", "plain", "speaker", "known", "recorded", "superseded"),
    *("place", "definition"),
}


def _numbered(texts: pl.Series, numbers: dict[str, int]) -> Any:
    for text in texts.drop_nulls().unique(maintain_order=True):
        numbers.setdefault(text, len(numbers) + 1)
    return texts.replace_strict(numbers, default=0, return_dtype=pl.Int32).fill_null(0).to_numpy()
