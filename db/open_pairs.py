"""The pairs of incidents that may be one event and wait for a person, a page of them at a time."""

from dataclasses import dataclass
from datetime import datetime

import polars as pl
from sqlalchemy import func, or_, select
from sqlmodel import Session, col

from db import records
from db.answers import IncidentRecord
from db.entries import chunks
from db.figures import reconcile
from db.filters import Filters
from db.frame import View, read
from db.judged import held, with_judgements
from db.models import Claim, Judgement
from db.vocabulary import ClaimStatus, JudgementKind, Series


@dataclass(frozen=True, slots=True)
class OpenPair:
    """Two incidents that may be one: how likely (0 to 1, None: not scored), why it is asked and by whom.

    A side is None where its claims no longer stand.
    """

    one: IncidentRecord | None
    other: IncidentRecord | None
    score: float | None
    reason: str
    asked_by: str
    asked_at: datetime


def how_many_pairs(session: Session, filters: Filters) -> int:
    """How many pairs wait at the view's moment, in the whole register."""
    asked = col(Judgement.kind) == JudgementKind.POSSIBLE
    return session.scalar(select(func.count()).select_from(Judgement).where(asked, *held(filters))) or 0


def open_pairs(session: Session, filters: Filters, *, limit: int, offset: int = 0) -> list[OpenPair]:
    """The pairs that wait at the view's moment, the likeliest first. Of the filters moment and policy count."""
    statement = (
        select(Judgement)
        .where(col(Judgement.kind) == JudgementKind.POSSIBLE, *held(filters))
        .order_by(func.coalesce(col(Judgement.score), 0).desc(), col(Judgement.id))
        .limit(limit)
        .offset(offset)
    )
    asked = list(session.scalars(statement))
    if not asked:
        return []
    view = View.of(session, Filters(as_of=filters.as_of, policy=filters.policy))
    sides = _sides(session, view, {number for one in asked for number in (one.incident_id, one.other_id) if number})
    return [
        OpenPair(
            sides.get(one.incident_id),
            sides.get(one.other_id or 0),
            one.score,
            one.reason,
            one.decided_by,
            one.recorded_at,
        )
        for one in asked
    ]


def _sides(session: Session, view: View, ids: set[int]) -> dict[int, IncidentRecord]:
    """The incidents of these ids that claims stand of; of a merged one, that with which it counts."""
    roots = view.judged.roots
    wanted = {roots.get(number, number) for number in ids}
    members = wanted | {number for number, root in roots.items() if root in wanted}
    claims = _happened(pl.concat([_about(session, view, set(some)) for some in chunks(members)]))
    figures = with_judgements(reconcile(claims, view.filters.policy), claims, view.judged)
    found = {
        each.code: each for each in records.incidents(session, records.summarize(claims), figures, view.filters.policy)
    }
    codes = dict(claims.select("incident_id", "incident").unique().iter_rows())
    return {n: found[codes[roots.get(n, n)]] for n in ids if roots.get(n, n) in codes}


def _about(session: Session, view: View, ids: set[int]) -> pl.DataFrame:
    """The claims whose row names one of these incidents, or that a judgement links to one."""
    linked = select(col(Judgement.claim_key)).where(
        col(Judgement.kind) == JudgementKind.LINK, col(Judgement.incident_id).in_(ids), *held(view.filters)
    )
    return read(session, view, or_(col(Claim.incident_id).in_(ids), col(Claim.key).in_(linked)))


def _happened(claims: pl.DataFrame) -> pl.DataFrame:
    return claims.filter(
        pl.col("status") == ClaimStatus.ACTIVE.number,
        pl.col("series") == Series.INCIDENT.number,
        pl.col("incident").is_not_null(),
    )
