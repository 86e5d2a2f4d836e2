"""The verdicts of people that stand, each with the event that it is of, for whoever brings something new about one."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, select
from sqlmodel import col

from db.entries import chunks
from db.filters import Filters
from db.judgements.judged import Judged
from db.judgements.parting import VERDICTS
from db.models import Incident, Judgement
from db.vocabulary import JudgementKind, Measure, Population


class Verdict(NamedTuple):
    """A figure that somebody set, a setting aside or a confirmation, with the event that it is of.

    ``code`` is of the incident that it names, ``codes`` are of all that is one event with that; ``keys`` are of claims
    that judgements link to it.
    """

    number: int
    kind: JudgementKind
    code: str
    codes: frozenset[str]
    keys: frozenset[str]
    measure: Measure | None
    population: Population | None
    low: int | None
    best: int | None
    high: int | None
    by: str
    day: date


def verdicts_held(connection: Connection) -> list[Verdict]:
    """All that stand, in the order in which they were made."""
    names = ("id", "kind", "incident_id", "measure", "population", "low", "best", "high", "decided_by", "recorded_at")
    statement = (
        select(*(col(getattr(Judgement, name)) for name in names))
        .where(col(Judgement.kind).in_(VERDICTS), col(Judgement.undone_at).is_(None))
        .order_by(col(Judgement.id))
    )
    rows = connection.execute(statement).all()
    if not rows:
        return []
    events = _events(connection, {row.incident_id for row in rows})
    codes = _codes(connection, {member for event in events.values() for member in event})
    links = _links(connection)
    found = []
    for number, kind, incident, measure, population, low, best, high, by, moment in rows:
        event = events[incident]
        named = frozenset(codes[member] for member in event)
        keys = frozenset(key for key, about in links.items() if about in event)
        figure = (measure, population, low, best, high)
        found.append(Verdict(number, kind, codes[incident], named, keys, *figure, by, moment.date()))
    return found


def _events(connection: Connection, incidents: set[int]) -> dict[int, set[int]]:
    """The incidents that are one event with each of these, itself among them."""
    roots = Judged.of(connection, Filters()).roots
    members: dict[int, set[int]] = {}
    for merged, root in roots.items():
        members.setdefault(root, {root}).add(merged)
    own = {number: roots.get(number, number) for number in incidents}
    return {number: members.get(root, {root}) for number, root in own.items()}


def _codes(connection: Connection, incidents: set[int]) -> dict[int, str]:
    every = [
        select(col(Incident.id), col(Incident.code)).where(col(Incident.id).in_(some)) for some in chunks(incidents)
    ]
    return {number or 0: code for statement in every for number, code in connection.execute(statement)}


def _links(connection: Connection) -> dict[str, int]:
    """The claims that judgements link to an incident, by their keys."""
    statement = select(col(Judgement.claim_key), col(Judgement.incident_id)).where(
        col(Judgement.kind) == JudgementKind.LINK, col(Judgement.undone_at).is_(None)
    )
    return {key: incident for key, incident in connection.execute(statement) if key and incident}
