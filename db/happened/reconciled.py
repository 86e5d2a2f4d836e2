"""The claims of a view that are about single incidents, and what they are reconciled to."""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace

import polars as pl
from sqlalchemy import select
from sqlmodel import Session, col

from db.columns.store import copy_for
from db.entries import chunks
from db.figures import GROUP, reconcile
from db.filters import Filters
from db.happened.under_convention import judged_figures
from db.judgements.judged import held, with_judgements
from db.models import Claim, Judgement
from db.selection.pages import ids_about
from db.selection.selecting import Selection
from db.views.frame import View, read, read_chosen
from db.views.groups import Parting
from db.vocabulary import ClaimStatus, JudgementKind, Series


def active(claims: pl.DataFrame) -> pl.DataFrame:
    """What counts in figures: not what waits for review."""
    return claims.filter(pl.col("status") == ClaimStatus.ACTIVE.number)


def happened_of(claims: pl.DataFrame) -> pl.DataFrame:
    """The claims about single incidents."""
    return claims.filter(pl.col("series") == Series.INCIDENT.number, pl.col("incident").is_not_null())


def claims_about(session: Session, view: View, ids: Set[int]) -> pl.DataFrame:
    """The claims of a view that count with one of these incidents, as :func:`db.views.frame.load` gives them."""
    copy = copy_for(session)
    if copy is not None:
        return read_chosen(session, view, ids_about(Selection.of(copy, session, view), ids))
    pieces = [piece for some in chunks(sorted(ids)) for piece in _about(session, view, some)]
    found = pl.concat(pieces or [read(session, view, col(Claim.id).in_([]))])
    return found.filter(pl.col("incident_id").is_in(list(ids))).unique("id", maintain_order=True)


def figures_of(session: Session, claims: pl.DataFrame, view: View, by: Parting | None = None) -> pl.DataFrame:
    """What the claims of incidents are reconciled to, with what was judged of them.

    Corroboration is that of the whole incident, whatever part of it the view looks at: who asks for one source's
    claims is told who else speaks of the same.
    """
    own = view.one_voice or by == "source"
    told = with_told_in_one(session, view, claims)
    if by == "source":
        told = told.filter(pl.col("source").is_in(claims["source"].unique().implode()))
    found = judged_figures(session, told, view.filters, view.judged, one_voice=own)
    found = found.join(claims.select("incident").unique(), on="incident", how="semi", maintain_order="left")
    if not own and not view.filters.cuts_incidents:
        return found
    whole = whole_incidents(view)
    every = happened_of(active(claims_about(session, whole, _families(view, claims["incident_id"].unique()))))
    told = with_judgements(reconcile(every, whole.filters.policy), view.judged).select(*GROUP, "corroboration")
    return found.drop("corroboration").join(told, on=list(GROUP), how="left", nulls_equal=True, maintain_order="left")


def with_told_in_one(session: Session, view: View, claims: pl.DataFrame) -> pl.DataFrame:
    """The claims, and those of other incidents that tell these in one, or are told by them.

    Which of the two accounts is counted must not hang on the period, the place or the page that is looked at.
    """
    if not view.judged.told_in_one:
        return claims
    paired = pl.Series(list(frozenset[int]().union(*view.judged.told_in_one)), dtype=claims.schema["incident_id"])
    present = set(claims["incident_id"].unique().filter(claims["incident_id"].unique().is_in(paired.implode())))
    found = set(present)
    while more := {n for pair in view.judged.told_in_one if found.intersection(pair) for n in pair} - found:
        found |= more
    if found == present:
        return claims
    wide = replace(view, filters=view.filters.but(since=None, until=None, place=None), pcodes=None)
    elsewhere = claims_about(session, wide, _families(view, found - present))
    return pl.concat([claims, happened_of(active(elsewhere)).filter(~pl.col("incident_id").is_in(list(present)))])


def kept(figures: pl.DataFrame, filters: Filters) -> pl.DataFrame:
    """The figures of the corroboration that the view asks for."""
    if filters.corroboration is None:
        return figures
    return figures.filter(pl.col("corroboration") == filters.corroboration.number)


def whole_incidents(view: View) -> View:
    """The view of the same moment that cuts nothing off an incident."""
    return replace(view, filters=Filters(as_of=view.filters.as_of), pcodes=None, sources=None, incidents=None)


def _families(view: View, roots: Iterable[int]) -> set[int]:
    """These incidents and all that count with them."""
    wanted = set(roots)
    return wanted | {merged for merged, root in view.judged.roots.items() if root in wanted}


def _about(session: Session, view: View, ids: Sequence[int]) -> Iterator[pl.DataFrame]:
    """The claims whose rows name these incidents, and those that judgements link to them: apart, an index for each."""
    linked = select(col(Judgement.claim_key)).where(
        col(Judgement.kind) == JudgementKind.LINK, col(Judgement.incident_id).in_(ids), *held(view.filters)
    )
    yield read(session, view, col(Claim.incident_id).in_(ids))
    yield read(session, view, col(Claim.key).in_(linked))
