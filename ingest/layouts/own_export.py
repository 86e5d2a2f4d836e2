"""Claims of an export of a register's own: they were read when they came in, and are taken as they were read then.

Their key names them again, so that an export that is sent back changes nothing. Words are not read a second time:
"hundreds" stands there with the least that it allows, and would be lost behind it.

A file in which small counts are coarsened is no copy of the claims: taken in, it would put blanks into the place of
figures. It is refused whole, also without the column that marks them.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import polars as pl

from db.vocabulary import ClaimStatus, DatePrecision, PlacePrecision, Quantifier, Severity, Word
from ingest.issues import Issue, Issues
from ingest.layouts.cells import Cells
from ingest.layouts.claim.shape import or_none
from ingest.layouts.distinct import LINE, Memory, read_each
from ingest.readers.table import Table

OWN_EXPORT: Final = "sijill_export"
"""The layout of exported claims."""

OWN_FIELDS: Final = ("key", "whole_key", "verbatim", "quantifier", "rule", "status", "word")
"""Fields of an exported claim: its key and that of its total, its words, how they state the figure and by which rule
they were read, whether it stands, and the vague word among its words."""

MARK: Final = "coarsened"
PRINTED: Final = "text"
"""The columns of an export that mark a coarsened count, and that hold figures as they are printed."""

FACTOR: Final = "factor"
"""The column of an export that says how many people a household has; exports of before there was one have none."""

_COARSE: Final = r"^(<\d+|not shown)$"
"""How a coarsened count is printed, and nothing else is: words for less are printed with a space, "< 5"."""

_TEXTS: Final = ("key", "whole_key", "verbatim", "rule")
_WORDS: Final[dict[str, type[Word]]] = {
    "quantifier": Quantifier,
    "status": ClaimStatus,
    "date_precision": DatePrecision,
    "place_precision": PlacePrecision,
}
_SPAN: Final = ("span_start", "span_end")
_READ: Final[dict[str, Any]] = {
    **{f"told_{name}": pl.Int16 for name in _WORDS},
    **{f"told_{name}": pl.Int64 for name in _SPAN},
}
_EXACT: Final = (Quantifier.EXACT,)
_OPEN: Final = (Quantifier.AT_LEAST, Quantifier.MORE_THAN)


def coarsened(layout: str, table: Table) -> Issue | None:
    """Why a table can't be taken: small counts were coarsened in it for the public; None: none were."""
    if layout != OWN_EXPORT or not ({MARK, PRINTED} & set(table.header)):
        return None
    if MARK not in table.header and not any(_is_coarse(piece) for piece in table.pieces()):
        return None
    message = "Small counts of this export were coarsened for the public, and it has no figures in their place."
    remedy = "Send an export for colleagues, which has every figure."
    column = MARK if MARK in table.header else PRINTED
    return Issue(Severity.ERROR, "coarsened_export", message, remedy, row=1, column=column)


def _is_coarse(piece: Table) -> bool:
    return bool(piece.frame[PRINTED].str.contains(_COARSE).any())


def as_read_before(
    claims: pl.DataFrame, rows: pl.DataFrame, names: Mapping[str, str], memory: Memory
) -> tuple[pl.DataFrame, Issues]:
    """The claims with what their rows say of how they were read; unchanged where the rows are no export's.

    A row without a key, which a person has added, is named as every other; a quantifier that its bounds deny rejects.
    """
    if "key" not in rows.columns or "rule" not in rows.columns:
        return claims, Issues(of=memory.kinds)
    fields = (*_WORDS, "low", "best", "high", "verbatim", "word")
    read = read_each(rows, fields, names, _words, _READ, memory)
    texts = [or_none(pl.col(name)).alias(f"told_{name}") for name in _TEXTS if name in rows.columns]
    blank = [pl.lit(None, pl.String).alias(f"told_{name}") for name in _TEXTS if name not in rows.columns]
    told = rows.select(LINE, *texts, *blank).join(read.frame, on=LINE, how="left", maintain_order="left")
    joined = claims.join(told, on=LINE, how="left", maintain_order="left")
    named = pl.col("told_key").is_not_null()
    kept = joined.with_columns(
        key=pl.coalesce("told_key", "key"),
        subset_of=pl.when(named).then("told_whole_key").otherwise("subset_of"),
        verbatim=pl.coalesce("told_verbatim", "verbatim"),
        rule=pl.coalesce("told_rule", "rule"),
        quantifier=pl.when(named).then("told_quantifier").otherwise("quantifier"),
        status=pl.when(_stands()).then(pl.coalesce("told_status", "status")).otherwise("status"),
        notes=pl.col("row_notes"),
        **{name: pl.when(named).then(f"told_{name}").otherwise(name) for name in ("date_precision", "place_precision")},
        **{name: pl.col(f"told_{name}") for name in _SPAN},
    )
    return kept.drop(*(f"told_{name}" for name in _TEXTS), *_READ), read.issues


def _stands() -> pl.Expr:
    """A row that takes its claim back does so whatever the export says of it."""
    return pl.col("status") == ClaimStatus.ACTIVE.number


def _words(cells: Cells) -> Iterator[tuple[Any, ...]]:
    read = {name: cells.word(name, kind) for name, kind in _WORDS.items()}
    _look_at_quantifier(cells, read["quantifier"])
    yield (*(word.number if word else None for word in read.values()), *_span(*cells.texts("verbatim", "word")))


def _span(verbatim: str, word: str) -> tuple[int | None, int | None]:
    """Where in its words a figure has the vague word that is shown in its place."""
    start = verbatim.find(word) if word else -1
    return (start, start + len(word)) if start >= 0 else (None, None)


def _look_at_quantifier(cells: Cells, quantifier: Word | None) -> None:
    """A figure that somebody mended and whose quantifier was left: it would be shown as what it is not."""
    low, high = cells.texts("low", "high")
    if (quantifier in _EXACT and low != high) or (quantifier in _OPEN and high):
        stated = ", ".join(f"{name} {cells.text(name)}" for name in ("low", "best", "high") if cells.text(name))
        message = f"{cells.text('quantifier')!r} says something else than the bounds beside it: {stated}."
        cells.reject("words_and_bounds_differ", message, "Mend one of the two.", "quantifier")
