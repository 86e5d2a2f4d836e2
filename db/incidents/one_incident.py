"""One incident: its figures, every claim about it, and what was judged of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, or_, select
from sqlmodel import Session, col

from db import records
from db.answers import ClaimRecord, IncidentRecord
from db.entries import table_of
from db.filters import Filters
from db.happened.apart import with_parts
from db.happened.reconciled import active, claims_about, figures_of, happened_of
from db.judgements.judged import Judged
from db.models import Claim, Incident, Judgement
from db.views.frame import View
from db.vocabulary import JudgementKind, Measure, Population


class UnknownIncidentError(LookupError):
    """No claim of the view is about an incident of this code; the message says so in one line."""

    def __init__(self, code: str) -> None:
        super().__init__(f"no claim of this view is about an incident {code!r}")


@dataclass(frozen=True, slots=True)
class Decision:
    """One judgement of an incident: who decided what, when and why; ``undone_at`` None: it holds.

    ``number`` is what it is undone by. ``incident`` and ``other`` are codes as the judgement names them, ``key`` is the
    claim that it is about. A review is of a claim alone.
    """

    number: int
    kind: JudgementKind
    incident: str | None
    other: str | None
    key: str | None
    measure: Measure | None
    population: Population | None
    low: int | None
    best: int | None
    high: int | None
    by: str
    score: float | None
    reason: str
    recorded_at: datetime
    undone_at: datetime | None
    undone_reason: str | None


@dataclass(frozen=True, slots=True)
class OneIncident:
    """An incident with the claims about it, oldest first, and the judgements of it, oldest first."""

    incident: IncidentRecord
    claims: tuple[ClaimRecord, ...]
    decisions: tuple[Decision, ...]


def one_incident(session: Session, filters: Filters, code: str) -> OneIncident:
    """The incident of a code; of a merged one, that with which its claims count.

    Raises :class:`UnknownIncidentError`, and :class:`db.filters.FilterError`.
    """
    view = View.of(session, filters)
    ids = event_of(session.connection(), view.judged, code)
    told = claims_about(session, view, ids).sort("published", "recorded_at", "key")
    happened = happened_of(active(told))
    shown = happened_of(told) if happened.is_empty() else happened  # all that is told of it may wait for review
    if shown.is_empty():
        raise UnknownIncidentError(code)
    figures = with_parts(session, view, happened, figures_of(session, happened, view))
    found = records.incidents(session, records.summarize(shown), figures, filters.policy)
    return OneIncident(
        found[0], tuple(records.claims(session, filters, told)), tuple(_decisions(session, filters, ids))
    )


def event_of(connection: Connection, judged: Judged, code: str) -> set[int]:
    """The incident of a code, or that with which it counts, and all that count with it."""
    named = col(Incident.code) == code
    number = None if "\0" in code else connection.scalar(select(col(Incident.id)).where(named))  # PostgreSQL has no \0
    if number is None:
        raise UnknownIncidentError(code)
    root = judged.roots.get(number, number)
    return {root, *(merged for merged, kept in judged.roots.items() if kept == root)}


def decisions_of(session: Session, filters: Filters, code: str) -> list[Decision]:
    """The judgements of an incident, and of what is merged with it, oldest first; also where no claim stands any more.

    Raises :class:`UnknownIncidentError` for a code that the register has not got.
    """
    return list(_decisions(session, filters, event_of(session.connection(), View.of(session, filters).judged, code)))


def _decisions(session: Session, filters: Filters, ids: set[int]) -> Iterator[Decision]:
    other = table_of(Incident).alias("other")
    statement = (
        select(Judgement, col(Incident.code), other.c.code)
        .outerjoin(Incident, col(Incident.id) == col(Judgement.incident_id))
        .outerjoin(other, other.c.id == col(Judgement.other_id))
        .where(or_(col(Judgement.incident_id).in_(ids), col(Judgement.other_id).in_(ids), _of_a_claim(ids)))
        .order_by(col(Judgement.recorded_at), col(Judgement.id))
    )
    for judgement, code, second in session.execute(statement):
        if filters.as_of is None or judgement.recorded_at <= filters.as_of:
            yield _decision(judgement, code, second, filters.as_of)


def _of_a_claim(ids: set[int]) -> ColumnElement[bool]:
    """Reviews of claims whose rows name one of these incidents, or that a judgement ever linked to one."""
    links = table_of(Judgement).alias("links")
    told = select(col(Claim.key)).where(col(Claim.incident_id).in_(ids))
    moved = select(links.c.claim_key).where(links.c.kind == JudgementKind.LINK, links.c.incident_id.in_(ids))
    of_these = or_(col(Judgement.claim_key).in_(told), col(Judgement.claim_key).in_(moved))
    return and_(col(Judgement.kind) == JudgementKind.REVIEW, of_these)


def _decision(judgement: Judgement, code: str | None, other: str | None, as_of: datetime | None) -> Decision:
    undone = judgement.undone_at if as_of is None or (judgement.undone_at and judgement.undone_at <= as_of) else None
    return Decision(
        number=judgement.id or 0,
        kind=judgement.kind,
        incident=code,
        other=other,
        key=judgement.claim_key,
        measure=judgement.measure,
        population=judgement.population,
        low=judgement.low,
        best=judgement.best,
        high=judgement.high,
        by=judgement.decided_by,
        score=judgement.score,
        reason=judgement.reason,
        recorded_at=judgement.recorded_at,
        undone_at=undone,
        undone_reason=judgement.undone_reason if undone else None,
    )
