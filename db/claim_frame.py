"""Claims on their way in, as a frame of columns: one row a claim, words as the numbers that the register stores.

A file's claims are read, named, checked and recorded as columns, because a million of them are not a million objects.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import polars as pl

from db.drafts import ClaimDraft
from db.vocabulary import Word

SCHEMA: dict[str, Any] = {
    "key": pl.String,
    "row": pl.Int64,
    "source": pl.String,
    "origin": pl.String,
    "direct": pl.Boolean,
    "title": pl.String,
    "url": pl.String,
    "publisher": pl.String,
    "language": pl.String,
    "document": pl.String,
    "excerpt": pl.String,
    "span_start": pl.Int64,
    "span_end": pl.Int64,
    "verbatim": pl.String,
    "measure": pl.Int16,
    "series": pl.Int16,
    "low": pl.Int64,
    "best": pl.Int64,
    "high": pl.Int64,
    "quantifier": pl.Int16,
    "rule": pl.String,
    "unit": pl.Int16,
    "factor": pl.Float64,
    "factor_source": pl.String,
    "population": pl.Int16,
    "sex": pl.Int16,
    "age": pl.Int16,
    "subset_of": pl.String,
    "basis": pl.Int16,
    "date_from": pl.Date,
    "date_to": pl.Date,
    "date_precision": pl.Int16,
    "speaks_of": pl.Date,
    "published": pl.Date,
    "place": pl.String,
    "pcode": pl.String,
    "place_precision": pl.Int16,
    "lat": pl.Float64,
    "lon": pl.Float64,
    "cause": pl.String,
    "attributed_to": pl.String,
    "credibility": pl.Int16,
    "status": pl.Int16,
    "definition": pl.String,
    "notes": pl.String,
    "incident": pl.String,
    "spot": pl.String,
    "revision_reason": pl.Int16,
}
"""The columns of a claim frame. ``document`` is the key of its document; ``spot`` is not stored."""


def frame_of(drafts: Sequence[ClaimDraft]) -> pl.DataFrame:
    """Drafts as a claim frame."""
    return pl.DataFrame([tuple(_cells(draft)) for draft in drafts], schema=SCHEMA, orient="row")


def _cells(draft: ClaimDraft) -> Iterable[Any]:
    document, span = draft.document, draft.span or (None, None)
    extra = {"span_start": span[0], "span_end": span[1], "document": document.key if document else None}
    extra |= {name: getattr(document, name, None) for name in ("title", "url", "publisher", "language")}
    for name in SCHEMA:
        value = extra[name] if name in extra else getattr(draft, name)
        yield value.number if isinstance(value, Word) else value
