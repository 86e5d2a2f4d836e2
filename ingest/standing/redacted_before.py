"""Texts that were redacted and come again: the gap stays, in a claim of the same key whatever brings it.

Nothing is kept from which the text could be found, not even its hash: what comes is held against what is left of it.
Words of a file that themselves have the mark were written by somebody who knows of the gap, and are taken as they are.
"""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import polars as pl
from sqlalchemy import Connection

from db.redaction.gaps import gaps_held
from db.redaction.masking import MARK, Words, fits, has_gap, without_notes, without_words
from db.vocabulary import Severity
from ingest.issues import Issue

_FIELDS: Final = ("verbatim", "excerpt", "notes", "definition")


class Kept(NamedTuple):
    """Claims with the gaps that the register has in them, and what is told of the rows that had the texts."""

    claims: pl.DataFrame
    issues: list[Issue]

    @property
    def brought(self) -> bool:
        """Whether the file had any of the texts again, so that its bytes must not be kept."""
        return bool(self.issues)


def with_gaps(connection: Connection, claims: pl.DataFrame) -> Kept:
    """Claims on their way in, without the texts that were redacted of them before."""
    gaps = gaps_held(connection)
    if gaps.is_empty():
        return Kept(claims, [])
    numbered, issues = claims.with_row_index("at"), list[Issue]()
    for column in _FIELDS:
        of_column = gaps.filter(pl.col("column") == column)
        found = list(
            _in_definitions(numbered, of_column) if column == "definition" else _in_claims(numbered, of_column)
        )
        if not found:
            continue
        issues += [_issue(row, column) for _, row, _ in found]
        numbered = _changed(numbered, found)
    return Kept(numbered.drop("at"), issues)


Found = tuple[int, int, dict[str, Any]]
"""The place of a claim, its row, and its columns as they are to be."""


def _in_claims(claims: pl.DataFrame, gaps: pl.DataFrame) -> Iterator[Found]:
    of_these = claims.join(gaps.drop("source"), on="key", how="inner", maintain_order="left")
    for claim in of_these.iter_rows(named=True):
        column = claim["column"]
        text = claim[column]
        if text is None or has_gap(text):
            continue
        new = _words(claim) if column == "verbatim" else {column: _left(text, column, claim["left"])}
        if new[column] != text:
            yield claim["at"], claim["row"], new


def _words(claim: dict[str, Any]) -> dict[str, Any]:
    """The words that stand where these are what they were, else the figure of these alone."""
    span = None if claim["span_start"] is None else (claim["span_start"], claim["span_end"])
    stand = Words(claim["left"], None if claim["start"] is None else (claim["start"], claim["end"]))
    new = stand if fits(claim["verbatim"], claim["left"]) else without_words(Words(claim["verbatim"], span), None)
    start, end = new.span or (None, None)
    return {"verbatim": new.text, "span_start": start, "span_end": end}


def _left(text: str, column: str, left: str) -> str:
    if fits(text, left):
        return left
    return without_notes(text, None) if column == "notes" else MARK


def _in_definitions(claims: pl.DataFrame, gaps: pl.DataFrame) -> Iterator[Found]:
    """Definitions of a source are its own in every claim: a line of figures goes on under the same one."""
    of_source: dict[str, set[str]] = {}
    for source, left in gaps.select("source", "left").unique().iter_rows():
        of_source.setdefault(source, set()).add(left)
    theirs = claims.filter(pl.col("source").is_in(list(of_source)), pl.col("definition").is_not_null())
    for at, row, source, text in theirs.select("at", "row", "source", "definition").iter_rows():
        stands = sorted(left for left in of_source[source] if not has_gap(text) and fits(text, left))
        if stands:
            yield at, row, {"definition": stands[0]}


def _changed(claims: pl.DataFrame, found: list[Found]) -> pl.DataFrame:
    """The claims with some of their columns changed; a span may become none."""
    names = list(found[0][2])
    schema: dict[str, Any] = {"at": pl.UInt32, **{name: claims.schema[name] for name in names}}
    new = pl.DataFrame([{"at": at, **columns} for at, _, columns in found], schema=schema)
    beside = claims.join(new.with_columns(new=True), on="at", how="left", suffix="_new", maintain_order="left")
    chosen = [pl.when(pl.col("new")).then(f"{name}_new").otherwise(name).alias(name) for name in names]
    return beside.with_columns(chosen).select(claims.columns)


def _issue(row: int, column: str) -> Issue:
    message = "The row has a text again that was redacted to protect people; it was left out, and the file is not kept."
    remedy = f"If what it says now may be read, write {MARK!r} where the gap is, and the rest is taken as it stands."
    return Issue(Severity.WARNING, "redacted_before", message, remedy, row, column)
