"""Reconciling claims that a copy can't add up: from the register's own words, by the rules that the ledger uses."""

from typing import Any

import polars as pl
from sqlmodel import Session

from db.columns.numbers import NO_DAY, kind_of
from db.columns.state import state_of
from db.figures import GROUP
from db.happened.reconciled import with_told_in_one
from db.happened.under_convention import judged_figures
from db.judgements.judged import Judged
from db.selection.selecting import Selection
from db.views.frame import View, read_chosen
from db.views.groups import Parting, with_groups


def reconciled(session: Session, selection: Selection, rows: Any, by: Parting | None) -> pl.DataFrame:
    """The figures of these rows with their ``kind`` and group: see :func:`db.figures.reconcile`."""
    view, filters = selection.view, selection.view.filters
    of_view = (filters.policy, filters.convention, filters.as_of, view.one_voice, id(view.tree))
    asked = (of_view, by, state_of(session), rows.tobytes())
    return selection.copy.remember("reconciled", asked, lambda: _reconciled(session, selection, rows, by))


def _reconciled(session: Session, selection: Selection, rows: Any, by: Parting | None) -> pl.DataFrame:
    view = selection.view
    own = read_chosen(session, view, selection.copy.take("id", rows).tolist())
    claims, homes = with_told_in_one(session, view, own), _homes(selection, rows, own)
    voices = _voices(claims, view.judged) if by == "source" else [claims]
    figures = (_figures(session, voice, view, by) for voice in voices)
    shown = (voice.filter(pl.col("id").is_in(own["id"].implode())) for voice in voices)
    found = [
        with_groups(_of(figure, claims), claims, by, homes, view.tree)
        for figure, claims in zip(figures, shown, strict=True)
    ]
    number = kind_of(
        *(pl.col(name).fill_null(0).cast(pl.Int64) for name in ("measure", "population", "sex", "age", "unit"))
    )
    return pl.concat(found).with_columns(kind=number)


def _figures(session: Session, claims: pl.DataFrame, view: View, by: Parting | None) -> pl.DataFrame:
    one_voice = view.one_voice or by == "source"
    return judged_figures(session, claims, view.filters, view.judged, one_voice=one_voice)


def _of(figures: pl.DataFrame, claims: pl.DataFrame) -> pl.DataFrame:
    return figures.join(claims.select(GROUP).unique(), on=list(GROUP), how="semi", nulls_equal=True)


def _homes(selection: Selection, rows: Any, claims: pl.DataFrame) -> pl.DataFrame:
    """The homes of the incidents of these rows: see :data:`db.views.homes.HOME`."""
    take = selection.homes.taker(selection.copy)
    days = {"first": take("ends", rows), "last": take("begins", rows)}
    places = pl.Series([None, *selection.copy.places], dtype=pl.String).gather(take("place", rows))
    found = pl.DataFrame({"id": selection.copy.take("id", rows), **days, "pcode": places})
    dated = found.with_columns(pl.col("first", "last").replace(NO_DAY, None).cast(pl.Int32).cast(pl.Date))
    return claims.select("id", "incident_id").join(dated, on="id").unique("incident_id").drop("id")


def _voices(claims: pl.DataFrame, judged: Judged) -> list[pl.DataFrame]:
    """The claims of each source, to be reconciled apart.

    Those of incidents of which nothing was judged go all at once: there a source's claims are as of an incident of
    their own.
    """
    of_judged = pl.col("incident_id").is_in(list(judged.named))
    apart = claims.filter(~of_judged).with_columns(incident=pl.concat_str("incident", "source", separator="\x1f"))
    return [apart, *claims.filter(of_judged).partition_by("source", maintain_order=True)]
