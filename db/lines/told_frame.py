"""Told claims of a selection as a frame of words, as :func:`db.views.frame.load` gives them, from the copy alone."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import polars as pl
from sqlmodel import Session, col, select

from db.columns.numbers import BEST, HIGH, LOW, NO_DAY, parts_of_kind
from db.lines.told import Told, chosen
from db.models import Source
from db.selection.selecting import Selection

_DAYS: Final = {"date_from": "first", "date_to": "last", "speaks_of": "speaks", "published": "published"}
_BOUNDS: Final = (("low", LOW), ("best", BEST), ("high", HIGH))
_TEXTS: Final = {
    **{name: name for name in ("key", "place", "word", "place_key", "definition_key")},
    "subset_of": "part",
}
_PLAIN: Final = ("series", "quantifier")
_OF_KIND: Final = ("measure", "population", "sex", "age", "unit")


def told_claims(session: Session, selection: Selection) -> pl.DataFrame:
    """The claims of the selection that are of any series but incident and count; what they say of a line, by ``id``.

    With the keys of :func:`db.spelling.with_keys`.
    """
    told = Told.of(session, selection)
    places = chosen(selection, told)
    rows, copy = told.rows[places], selection.copy
    names = {int(number or 0): name for number, name in session.execute(select(col(Source.id), col(Source.name)))}
    missing = copy.take("missing", rows)
    columns: dict[str, Any] = {"id": copy.take("id", rows), "batch_id": copy.take("batch", rows).astype(np.int64)}
    columns |= {name: _words(copy.take(name, rows)) for name in _PLAIN}
    columns |= {"basis": _words(told.columns["basis"][places])} | _kinds(copy.take("kind", rows))
    columns |= {name: _days(copy.take(of, rows)) for name, of in _DAYS.items()}
    columns |= {name: _numbers(copy.take(name, rows), missing & bit) for name, bit in _BOUNDS}
    columns |= {name: _texts(told, of, places) for name, of in _TEXTS.items()}
    columns |= {name: _named(copy.take(name, rows), names) for name in ("source", "origin")}
    columns |= {
        "direct": pl.Series(copy.take("direct", rows)).cast(pl.Boolean),
        "pcode": _named(copy.take("place", rows), dict(enumerate(copy.places, start=1))),
        "definition": _named(copy.take("definition", rows), dict(enumerate(copy.definitions, start=1))),
        "recorded_at": pl.Series(copy.take("recorded", rows)).cast(pl.Datetime("us", "UTC")),
    }
    return pl.DataFrame(columns)


def _texts(told: Told, name: str, places: Any) -> pl.Series:
    texts, which = told.distinct(name, places)
    return pl.Series(texts, dtype=pl.String).gather(which)


def _words(numbers: Any) -> pl.Series:
    found = pl.Series(numbers.astype(np.int16))
    return found.set(found == 0, None)


def _kinds(kinds: Any) -> dict[str, pl.Series]:
    seen, at = np.unique(kinds, return_inverse=True)
    parts = [parts_of_kind(kind) for kind in seen.tolist()]
    return {name: _words(np.array([part[name] or 0 for part in parts], np.int16)[at]) for name in _OF_KIND}


def _days(days: Any) -> pl.Series:
    found = pl.Series(days)
    return found.set(found == NO_DAY, None).cast(pl.Date)


def _numbers(values: Any, missing: Any) -> pl.Series:
    return pl.Series(values).cast(pl.Int64).set(pl.Series(missing != 0), None)


def _named(numbers: Any, names: Mapping[int, str]) -> pl.Series:
    seen, at = np.unique(numbers, return_inverse=True)
    return pl.Series([names.get(number) for number in seen.tolist()], dtype=pl.String).gather(at)
