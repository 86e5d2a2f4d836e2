"""Claims as a convention reads them: the same rows with other numbers, or without what it leaves out."""

from collections.abc import Iterable
from typing import Any, Final

import polars as pl
from sqlmodel import Session, col, select

from db.conventions.registry import Convention, read_words
from db.entries import chunks
from db.models import Claim
from db.vocabulary import Quantifier, Series

_FIGURE: Final = ("low", "best", "high")
_READ: Final = {"id": pl.Int64, **{f"{name}_read": pl.Int64 for name in _FIGURE}}
_OF_EVENT: Final = pl.col("series") == Series.INCIDENT.number
_VAGUE: Final = pl.col("quantifier").eq_missing(Quantifier.VAGUE.number)


def concerned(convention: Convention) -> pl.Expr:
    """Whether a claim is of a measure that a convention counts, and states a vague word or no number at all."""
    stated = pl.any_horizontal(pl.col(_FIGURE).is_not_null())
    return pl.col("measure").is_in([word.number for word in convention.entry.measures]) & (_VAGUE | ~stated)


def read_by(session: Session, claims: pl.DataFrame, convention: Convention) -> pl.DataFrame:
    """The claims with the figures that a convention reads in their words; ``convention`` is its name where it did.

    ``claims`` are as :func:`db.views.frame.load` or :func:`db.lines.told_frame.told_claims` give them. Those whose
    words the convention does not know stay as they are; those that it leaves out are gone. Harm without a number is a
    number in the account of one event alone: a toll that is not stated is not a toll of 0.
    """
    unread = claims.with_columns(convention=pl.lit(None, pl.String))
    own = unread.filter(concerned(convention))
    if own.is_empty():
        return unread
    if convention.entry.leaves_out:
        return unread.filter(~concerned(convention))
    worded = own.filter(_VAGUE | _OF_EVENT).select("id", ~_VAGUE)
    return _with_readings(unread, readings(session, worded.iter_rows(), convention), convention)


def how_many_otherwise(session: Session, claims: pl.DataFrame, convention: Convention) -> int:
    """How many of the claims a convention reads otherwise than the register, or leaves out."""
    read = read_by(session, claims, convention)
    return claims.height - read.filter(pl.col("convention").is_null()).height


def readings(session: Session, claims: Iterable[tuple[int, bool]], convention: Convention) -> pl.DataFrame:
    """What a convention reads in the words of claims: ``id`` and what each is read as, of those whose words it knows.

    ``claims`` are ids of versions and whether each is ``unnumbered``: see :func:`db.conventions.registry.read_words`.
    """
    unnumbered = dict(claims)
    found = (
        (number, read_words(convention, said, unnumbered=unnumbered[number]))
        for number, said in _words_of(session, unnumbered)
    )
    rows = [(number, each.low, each.best, each.high) for number, each in found if each is not None]
    return pl.DataFrame(rows, schema=_READ, orient="row")


def _words_of(session: Session, ids: Iterable[int]) -> Iterable[tuple[int, str]]:
    """The words that each of these versions was read from, as far as is known which they are."""
    for some in chunks(ids):
        told = select(Claim.id, Claim.verbatim, Claim.span_start, Claim.span_end).where(col(Claim.id).in_(some))
        for number, verbatim, start, end in session.connection().execute(told):
            if start is not None:
                yield number, verbatim[start:end]


def _with_readings(claims: pl.DataFrame, read: pl.DataFrame, convention: Convention) -> pl.DataFrame:
    is_read = pl.col("low_read").is_not_null()
    exact = pl.when(pl.col("low_read") == pl.col("high_read")).then(Quantifier.EXACT.number)
    quantifier = exact.otherwise(Quantifier.RANGE.number).cast(claims.schema["quantifier"])
    changes: dict[str, Any] = {name: pl.col(f"{name}_read") for name in _FIGURE}
    changes |= {"quantifier": quantifier, "word": pl.lit(None, pl.String), "convention": pl.lit(convention.value)}
    return (
        claims.join(read, on="id", how="left", maintain_order="left")
        .with_columns(pl.when(is_read).then(new).otherwise(name).alias(name) for name, new in changes.items())
        .drop(f"{name}_read" for name in _FIGURE)
    )
