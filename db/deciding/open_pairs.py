"""The pairs of incidents that may be one event and wait for a person, a page of them at a time."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import Session, col

from db import records
from db.answers import IncidentRecord
from db.deciding.still_told import still_told
from db.filters import Filters
from db.happened.reconciled import active, claims_about, figures_of, happened_of
from db.judgements.judged import held
from db.models import Judgement
from db.views.frame import View
from db.vocabulary import JudgementKind


@dataclass(frozen=True, slots=True)
class OpenPair:
    """Two incidents that may be one: how likely (0 to 1, None: not scored), why it is asked and by whom.

    A side is None where the moment's claims of it are all of another series, or denied.
    """

    one: IncidentRecord | None
    other: IncidentRecord | None
    score: float | None
    reason: str
    asked_by: str
    asked_at: datetime


def how_many_pairs(session: Session, filters: Filters) -> int:
    """How many pairs wait at the view's moment, in the whole register."""
    return len(_asked(session, _view(session, filters)))


def open_pairs(session: Session, filters: Filters, *, limit: int, offset: int = 0) -> list[OpenPair]:
    """The pairs that wait at the view's moment, the likeliest first. Of the filters moment and policy count."""
    view = _view(session, filters)
    page = _asked(session, view)[offset : offset + limit]
    if not page:
        return []
    found = {one.id: one for one in session.scalars(select(Judgement).where(col(Judgement.id).in_(page)))}
    asked = [found[number] for number in page]
    sides = _sides(session, view, {number for one in asked for number in (one.incident_id, one.other_id) if number})
    return [
        OpenPair(
            sides.get(one.incident_id or 0),
            sides.get(one.other_id or 0),
            one.score,
            one.reason,
            one.decided_by,
            one.recorded_at,
        )
        for one in asked
    ]


def _view(session: Session, filters: Filters) -> View:
    return View.of(session, Filters(as_of=filters.as_of, policy=filters.policy))


def _asked(session: Session, view: View) -> list[int]:
    """The judgements that ask of two incidents of which claims still stand, the likeliest first."""
    statement = (
        select(col(Judgement.id), col(Judgement.incident_id), col(Judgement.other_id))
        .where(col(Judgement.kind) == JudgementKind.POSSIBLE, *held(view.filters))
        .order_by(func.coalesce(col(Judgement.score), 0).desc(), col(Judgement.id))
    )
    asked = session.execute(statement).all()
    told = still_told(session, view, {number for _, *pair in asked for number in pair if number})
    return [number for number, one, other in asked if number and {one, other} <= told]


def _sides(session: Session, view: View, ids: set[int]) -> dict[int, IncidentRecord]:
    """The incidents of these ids that claims stand of; of a merged one, that with which it counts."""
    roots = view.judged.roots
    wanted = {roots.get(number, number) for number in ids}
    members = wanted | {number for number, root in roots.items() if root in wanted}
    claims = happened_of(active(claims_about(session, view, members)))
    figures = figures_of(session, claims, view)
    found = {
        each.code: each for each in records.incidents(session, records.summarize(claims), figures, view.filters.policy)
    }
    codes = dict(claims.select("incident_id", "incident").unique().iter_rows())
    return {n: found[codes[roots.get(n, n)]] for n in ids if roots.get(n, n) in codes}
