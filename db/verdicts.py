"""The ledger's verbs for what people judge of one incident: its figure, that it is set aside, that it is confirmed.

As those of :mod:`db.judging`: each runs inside one transaction, is kept with who judged and why, and is taken back by
:func:`db.judging.undo`. A verdict is of the whole event: of all that is merged with the incident that it names.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import select
from sqlmodel import Session, col

from db.filters import Filters
from db.frame import View
from db.judging import refresh, signed
from db.models import Incident, Judgement
from db.one_incident import claims_about
from db.standing import JudgementError, Standing, incident_named, standing
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
    now = now or datetime.now(UTC)
    for earlier in _held(session, event, JudgementKind.OVERRIDE):
        if (earlier.measure, earlier.population) == (measure, population):
            _close(earlier, f"set anew by {by.strip()}: {reason.strip()}", now)
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
        said = f"judgement {found.id} by {found.decided_by} on {found.recorded_at:%Y-%m-%d}"
        if found.kind is kind:
            raise JudgementError(f"{said} says so already")
        raise JudgementError(
            f"{said} says {found.kind.term.en.lower()} ({found.reason}); undo judgement {found.id} first"
        )
    now = now or datetime.now(UTC)
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
        raise JudgementError("give at least one of low, best and high; a figure that nobody knows can't be set")
    if min(known) < 0:
        raise JudgementError(f"{min(known)} people can't be; give 0 or more")
    if known != sorted(known):
        raise JudgementError(f"low, best and high must rise; {', '.join(map(str, known))} does not")


def _claimed(session: Session, event: Sequence[int], measure: Measure, population: Population) -> None:
    """A figure is set in the place of what claims come to; without a claim there is no such place."""
    claims = claims_about(session, View.of(session, Filters()), set(event))
    kinds = {
        (row["measure"], row["population"])
        for row in claims.iter_rows(named=True)
        if row["series"] == Series.INCIDENT.number
        and row["unit"] == Unit.PERSON.number
        and row["subset_of"] is row["sex"] is row["age"] is None
    }
    if (measure.number, population.number) in kinds:
        return
    code = session.get_one(Incident, event[0]).code
    there = "; ".join(
        f"{Measure.of(measure_number)}, {Population.of(population_number)}"
        for measure_number, population_number in sorted(kinds)
    )
    raise JudgementError(
        f"no claim about {code} counts people by {measure}, {population}; there is {there or 'none that counts people'}"
    )


def _written(session: Session, judgement: Judgement, now: datetime) -> Judgement:
    session.add(judgement)
    session.flush()
    refresh(session, {judgement.incident_id}, now)
    return judgement


def _close(judgement: Judgement, reason: str, now: datetime) -> None:
    judgement.undone_at, judgement.undone_reason = now, reason
