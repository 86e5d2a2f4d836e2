"""Reconciling claims that a copy can't add up: from the register's own words, by the rules that the ledger uses."""

from typing import Any

import polars as pl
from sqlmodel import Session, col

from db.columns.numbers import kind_of
from db.columns.selection import Selection
from db.columns.state import state_of
from db.entries import chunks
from db.figures import reconcile
from db.frame import View, read
from db.incidents.groups import By, with_groups
from db.judgements.judged import Judged, with_judgements
from db.models import Claim


def reconciled(session: Session, selection: Selection, rows: Any, by: By | None) -> pl.DataFrame:
    """The figures of these rows with their ``kind`` and group: see :func:`db.figures.reconcile`."""
    view, filters = selection.view, selection.view.filters
    of_view = (filters.policy, filters.as_of, view.one_voice, id(view.tree))
    asked = (of_view, by, state_of(session), rows.tobytes())
    return selection.copy.remember("reconciled", asked, lambda: _reconciled(session, selection, rows, by))


def _reconciled(session: Session, selection: Selection, rows: Any, by: By | None) -> pl.DataFrame:
    view = selection.view
    ids = selection.copy.take("id", rows).tolist()
    claims = pl.concat(read(session, view, col(Claim.id).in_(some)) for some in chunks(ids))
    found = [_figures(own, view, by) for own in (_voices(claims, view.judged) if by == "source" else [claims])]
    number = kind_of(
        *(pl.col(name).fill_null(0).cast(pl.Int64) for name in ("measure", "population", "sex", "age", "unit"))
    )
    return pl.concat(found).with_columns(kind=number)


def _figures(claims: pl.DataFrame, view: View, by: By | None) -> pl.DataFrame:
    own = view.one_voice or by == "source"
    return with_groups(with_judgements(reconcile(claims, view.filters.policy), view.judged, one_voice=own), claims, by)


def _voices(claims: pl.DataFrame, judged: Judged) -> list[pl.DataFrame]:
    """The claims of each source, to be reconciled apart.

    Those of incidents of which nothing was judged go all at once: there a source's claims are as of an incident of
    their own.
    """
    of_judged = pl.col("incident_id").is_in(list(judged.named))
    apart = claims.filter(~of_judged).with_columns(incident=pl.concat_str("incident", "source", separator="\x1f"))
    return [apart, *claims.filter(of_judged).partition_by("source", maintain_order=True)]
