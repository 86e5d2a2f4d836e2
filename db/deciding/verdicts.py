"""The ledger's verbs for what people judge of one incident: its figure, that it is set aside, that it is confirmed.

As those of :mod:`db.deciding.judging`: each runs inside one transaction, is kept with who judged and why, and is
taken back by :func:`db.deciding.judging.undo`. A verdict is of the whole event: of all that is merged with the
incident that it names.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from db.clock import moment_of
from db.deciding.judging import refresh, signed
from db.filters import Filters
from db.happened.reconciled import claims_about
from db.judgements.refusals import JudgementError, Named, Value
from db.judgements.standing import Standing, incident_named, standing
from db.judgements.undoing import undone
from db.models import Incident, Judgement
from db.views.frame import View
from db.vocabulary import JudgementKind, Measure, Population, Series, Unit

Bounds = tuple[int | None, int | None, int | None]
"""Low, best and high."""

_OPPOSITE = {JudgementKind.DISCOUNT: JudgementKind.CONFIRM, JudgementKind.CONFIRM: JudgementKind.DISCOUNT}


def override(
    session: Session,
    code: str,
    measure: Measure,
    population: Population,
    bounds: Bounds,
    *,
    by: str,
    reason: str,
    now: datetime | None = None,
) -> Judgement:
    """The incident's figure of this measure and population is ``bounds``, whatever its claims come to.

    None is "not known". An earlier figure that a person set for the same is taken back.
    """
    signed(by, reason)
    _in_order(bounds)
    event = _event(session, code)
    _claimed(session, event, measure, population)
    now = now or moment_of(session)
    for earlier in _held(session, event, JudgementKind.OVERRIDE):
        if (earlier.measure, earlier.population) == (measure, population):
            _close(earlier, undone("set_anew", by=by.strip(), why=reason.strip()), now)
    low, best, high = bounds
    judgement = Judgement(
        kind=JudgementKind.OVERRIDE,
        incident_id=event[0],
        measure=measure,
        population=population,
        low=low,
        best=best,
        high=high,
        decided_by=by.strip(),
        reason=reason.strip(),
        recorded_at=now,
    )
    return _written(session, judgement, now)


def discount(session: Session, code: str, *, by: str, reason: str, now: datetime | None = None) -> Judgement:
    """The incident is not to be believed: its figures stay to be seen and are left out of sums."""
    return _verdict(session, JudgementKind.DISCOUNT, code, by, reason, now)


def confirm(session: Session, code: str, *, by: str, reason: str, now: datetime | None = None) -> Judgement:
    """The party responsible accepts it."""
    return _verdict(session, JudgementKind.CONFIRM, code, by, reason, now)


def _verdict(session: Session, kind: JudgementKind, code: str, by: str, reason: str, now: datetime | None) -> Judgement:
    signed(by, reason)
    event = _event(session, code)
    for found in _held(session, event, kind, _OPPOSITE[kind]):
        number = found.id or 0
        named = Named(number, found.kind, found.decided_by, found.recorded_at.date())
        if found.kind is kind:
            raise JudgementError("said_already", judged=named)
        raise JudgementError("said_otherwise", judged=named, why=found.reason, number=number)
    now = now or moment_of(session)
    judgement = Judgement(
        kind=kind, incident_id=event[0], decided_by=by.strip(), reason=reason.strip(), recorded_at=now
    )
    return _written(session, judgement, now)


def _event(session: Session, code: str) -> list[int]:
    """The ids of the incidents that are one event with that of a code, the one that they count with first."""
    number = incident_named(session, code).id or 0
    held = Standing(standing(session))
    root = held.root(number)
    return [root, *sorted(held.members(number) - {root})]


def _held(session: Session, event: Sequence[int], *kinds: JudgementKind) -> Sequence[Judgement]:
    """The judgements of these kinds that stand about an event."""
    return session.scalars(
        select(Judgement)
        .where(col(Judgement.incident_id).in_(event), col(Judgement.kind).in_(kinds))
        .where(col(Judgement.undone_at).is_(None))
        .order_by(col(Judgement.id))
    ).all()


def _in_order(bounds: Bounds) -> None:
    known = [bound for bound in bounds if bound is not None]
    if not known:
        raise JudgementError("no_bound")
    if min(known) < 0:
        raise JudgementError("negative", figure=str(min(known)))
    if known != sorted(known):
        raise JudgementError("out_of_order", figures=", ".join(map(str, known)))


def _claimed(session: Session, event: Sequence[int], measure: Measure, population: Population) -> None:
    """A figure is set in the place of what claims come to; without a claim there is no such place."""
    kinds = _kinds(session, event)
    if (measure.number, population.number) in kinds:
        return
    code = session.get_one(Incident, event[0]).code
    about: dict[str, Value] = {"code": code, "measure": measure, "population": population}
    if not kinds:
        raise JudgementError("not_claimed_at_all", **about)
    there = tuple((Measure.of(number), Population.of(who)) for number, who in sorted(kinds))
    raise JudgementError("not_claimed", there=there, **about)


def _kinds(session: Session, event: Sequence[int]) -> set[tuple[int, int]]:
    """The measures and populations, as numbers, of which claims state a figure of an event."""
    claims = claims_about(session, View.of(session, Filters()), set(event))
    return {
        (row["measure"], row["population"])
        for row in claims.iter_rows(named=True)
        if row["series"] == Series.INCIDENT.number
        and row["unit"] == Unit.PERSON.number
        and row["subset_of"] is row["sex"] is row["age"] is None
    }


def counting_nowhere(session: Session, code: str) -> frozenset[int]:
    """The numbers of the figures that were set for an incident and have no place: no claim of those people is left.

    Raises :class:`db.judgements.refusals.UnknownIncidentError`.
    """
    event = _event(session, code)
    overrides = _held(session, event, JudgementKind.OVERRIDE)
    kinds = _kinds(session, event) if overrides else set()
    named = {one.id or 0: (one.measure, one.population) for one in overrides}
    return frozenset(number for number, words in named.items() if tuple(w and w.number for w in words) not in kinds)


def _written(session: Session, judgement: Judgement, now: datetime) -> Judgement:
    session.add(judgement)
    session.flush()
    refresh(session, {judgement.incident_id}, now)
    return judgement


def _close(judgement: Judgement, reason: str, now: datetime) -> None:
    judgement.undone_at, judgement.undone_reason = now, reason
