"""What names a claim and its incident, so that a later file corrects what an earlier one said and adds nothing twice.

A row's own id names its claims, with the day that a stock or a toll speaks of where the id may come again in each
round (``ids_of_lines``). Without one they are named by who, what, when and where, as read and not as spelt: a file that
a spreadsheet program saved anew writes its dates in another way and names the same claims. The figure never names a
claim. See ``docs/decisions``.
"""

from collections.abc import Iterable

import polars as pl

from db.drafts import digest
from db.vocabulary import Age, Measure, Series, Sex, Unit, Word
from ingest.layouts.distinct import of_each
from ingest.normalize.fold import plain

_NAMED_BY = (
    *("measure", "sex_named", "age_named", "series_stated", "source", "origin", "date_from", "date_to", "speaks_of"),
    *(
        "lat",
        "lon",
        "population_named",
        "basis_stated",
        "named",
        "definition_folded",
        "incident_folded",
        "subset_folded",
        "unit",
    ),
)
_HAPPENED = ("speaker", "date_from", "date_to", "spot", "lat", "lon")


def with_keys(claims: pl.DataFrame) -> pl.DataFrame:
    """``key`` and ``subset_of`` for each claim: the row's own id, else a hash of what it is about."""
    group = [_words(Sex, "sex_named"), _words(Age, "age_named")]
    measure = _words(Measure, "measure")
    own = pl.when(pl.col("id") != "").then(
        _joined(_part("source"), _part("id"), _round(), measure, *group, _part("part", null=True))
    )
    whole = _joined(_part("source"), _part("subset_of_id"), _round(), measure, _part("subset_part", null=True))
    named = claims.with_columns(key=own, subset_of=pl.when(pl.col("subset_of_id") != "").then(whole))
    return _hashed(named, "key", _NAMED_BY)


def with_incidents(claims: pl.DataFrame, happened: pl.Expr) -> pl.DataFrame:
    """``incident`` for each claim that ``happened``: the file's own code, else one for its id, else a hash.

    The hash is of its speaker, days and place: a relay without an id is about the incident of the one whom it relays.
    """
    own = pl.when(pl.col("subset_of_id") != "").then(pl.col("subset_of_id")).otherwise(pl.col("id"))
    code = (
        pl.when(pl.col("incident_code") != "")
        .then(pl.col("incident_code"))
        .when(own != "")
        .then(_joined(_part("source"), _escaped(own)))
    )
    named = claims.with_columns(incident=code, speaker=pl.coalesce("origin", "source"))
    hashed = _hashed(named, "incident", _HAPPENED)
    return hashed.with_columns(incident=pl.when(happened).then("incident"))


STANDS = (Series.STOCK.number, Series.CUMULATIVE.number)
"""Kinds of figures that are stated anew in each round, each for its day."""


def _round() -> pl.Expr:
    """The day of which an id that comes again in each round speaks here."""
    again = pl.col("ids_of_lines") & pl.col("series").is_in(STANDS)
    return pl.when(again).then(pl.coalesce("speaks_of", "date_to").cast(pl.String))


def folded(texts: pl.Series) -> pl.Series:
    """Texts folded for naming; each distinct one is folded once."""
    return of_each(texts, plain)


def _hashed(claims: pl.DataFrame, column: str, by: Iterable[str]) -> pl.DataFrame:
    """``column`` filled with a hash of the columns ``by`` where it is null."""
    unnamed = claims.filter(pl.col(column).is_null()).select([*LINE_AND_TURN, *by])
    if unnamed.is_empty():
        return claims
    parts = [_households() if name == "unit" else pl.col(name).cast(pl.String).fill_null("\0") for name in by]
    texts = unnamed.select(pl.concat_str(parts, separator="\x1f", ignore_nulls=True))
    hashes = pl.Series("hash", [f"h-{digest(text)}" for text in texts.to_series()], dtype=pl.String)
    table = unnamed.select(LINE_AND_TURN).with_columns(hashes)
    joined = claims.join(table, on=LINE_AND_TURN, how="left", maintain_order="left")
    return joined.with_columns(pl.coalesce(column, "hash").alias(column)).drop("hash")


def _households() -> pl.Expr:
    """What is of households says so; people are what is counted, and their keys are as they ever were."""
    return pl.when(pl.col("unit") == Unit.HOUSEHOLD.number).then(pl.lit(Unit.HOUSEHOLD.value))


LINE_AND_TURN = ["line", "turn"]


def _joined(*parts: pl.Expr) -> pl.Expr:
    return pl.concat_str(list(parts), separator="/", ignore_nulls=True)


def _part(column: str, *, null: bool = False) -> pl.Expr:
    escaped = _escaped(pl.col(column))
    return pl.when(pl.col(column) != "").then(escaped) if null else escaped


def _escaped(text: pl.Expr) -> pl.Expr:
    """Words as a part of a key; a slash in them is not the one between two parts."""
    spaced = text.str.replace_all(r"\s+", " ").str.strip_chars(" ")
    return spaced.str.replace_all("%", "%25", literal=True).str.replace_all("/", "%2F", literal=True)


def _words(vocabulary: type[Word], column: str) -> pl.Expr:
    return pl.col(column).replace_strict(
        {word.number: word.value for word in vocabulary}, return_dtype=pl.String, default=None
    )
