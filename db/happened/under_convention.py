"""Figures of incidents under the convention of a view: the register's own rules, with other numbers in their claims."""

from functools import partial
from typing import Final

import polars as pl
from sqlmodel import Session

from db.conventions.reading import read_by
from db.conventions.registry import Convention
from db.figures import GROUP, reconcile
from db.filters import Filters
from db.judgements.judged import Judged, with_judgements

_BOUNDS: Final = ("low", "best", "high")
_SET_BY_HAND: Final = pl.col("set_by").is_not_null()


def judged_figures(
    session: Session, claims: pl.DataFrame, filters: Filters, judged: Judged, *, one_voice: bool = False
) -> pl.DataFrame:
    """What claims are reconciled to, with what was judged of them: see :func:`db.judgements.judged.with_judgements`.

    ``convention`` is the name of the view's convention where the figure is another than without it, else null. A figure
    of which the convention leaves out every claim is ``left_out`` and has no number. What a person set stands.
    """
    found = reconcile(claims, filters.policy)
    if filters.convention is None:
        unread = with_judgements(found, judged, one_voice=one_voice)
        return unread.with_columns(convention=pl.lit(None, pl.String), left_out=pl.lit(value=False))
    read = partial(read_by, session, convention=filters.convention)
    compared = _compared(reconcile(claims, filters.policy, read), found, filters.convention)
    return _marked(with_judgements(compared, judged, one_voice=one_voice), filters.convention)


def _compared(read: pl.DataFrame, plain: pl.DataFrame, convention: Convention) -> pl.DataFrame:
    """The figures that were ``read``: whether they differ from the plain ones, and whether nothing is left of them."""
    joined = read.join(
        plain.select(*GROUP, *(pl.col(name).alias(f"{name}_plain") for name in _BOUNDS)),
        on=list(GROUP),
        how="left",
        nulls_equal=True,
        maintain_order="left",
    )
    left_out = pl.lit(convention.entry.leaves_out) & pl.all_horizontal(pl.col(_BOUNDS).is_null())
    left_out &= pl.col("measure").is_in([word.number for word in convention.entry.measures])
    differs = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}_plain")) for name in _BOUNDS)
    return joined.with_columns(left_out=left_out, differs=differs | left_out).drop(f"{name}_plain" for name in _BOUNDS)


def _marked(figures: pl.DataFrame, convention: Convention) -> pl.DataFrame:
    left_out = pl.col("left_out") & ~_SET_BY_HAND
    return figures.with_columns(
        counted=pl.col("counted") & ~left_out,
        left_out=left_out,
        convention=pl.when(~_SET_BY_HAND & pl.col("differs")).then(pl.lit(convention.value)),
    ).drop("differs")
