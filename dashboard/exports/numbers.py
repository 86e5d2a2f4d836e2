"""Numbers in the place of keys and codes that would name a confidential source or place: the same in every export."""

from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from typing import Any, Final, Self

from sqlalchemy import ColumnElement, Connection, func, or_, select
from sqlmodel import Session, col

from db.models import Claim, Incident, Judgement
from db.vocabulary import JudgementKind
from ingest.places.hidden import HiddenPlaces


@dataclass(frozen=True, slots=True)
class Numbers:
    """The number of each claim and incident that has one, by key and code.

    Those are what a confidential source tells (``told_by_sources``: its incidents), what happened in a hidden place
    (``in_hidden_places``: the incidents), and whatever has the name of such a place in its key or code.
    """

    claims: dict[str, str] = field(default_factory=dict)
    incidents: dict[str, str] = field(default_factory=dict)
    told_by_sources: frozenset[str] = frozenset()
    in_hidden_places: frozenset[str] = frozenset()
    hidden: HiddenPlaces | None = None
    connection: Connection | None = None

    @classmethod
    def of(cls, session: Session, sources: Iterable[int], hidden: HiddenPlaces) -> Self:
        """The numbers of what these sources tell and of what was in these places."""
        connection, ids = session.connection(), list(sources)
        if not ids and not hidden:
            return cls()
        by_sources = [_told_by(ids)] if ids else []
        there = list(hidden.told_there())
        claims, seen = _claims(connection, by_sources), _claims(connection, there)
        told = _incidents(connection, by_sources, claims)
        happened = _incidents(connection, there, seen)
        masks = (claims | seen, told | happened)
        return cls(*masks, frozenset(told), frozenset(happened), hidden, connection)

    def of_key(self, key: str) -> str:
        """What a claim's key is told as."""
        return self._told(key, self.claims, "claim", col(Claim.key), col(Claim.id))

    def of_incident(self, code: str) -> str:
        """What an incident's code is told as."""
        return self._told(code, self.incidents, "incident", col(Incident.code), col(Incident.id))

    def _told(self, name: str, known: dict[str, str], kind: str, named: Any, number: Any) -> str:
        if name in known or self.hidden is None or self.connection is None or not self.hidden.is_in_code(name):
            return known.get(name, name)
        told = known[name] = f"{kind} {self.connection.scalar(select(func.min(number)).where(named == name))}"
        return told


def _claims(connection: Connection, told: Iterable[ColumnElement[bool]]) -> dict[str, str]:
    """The keys of claims of which any version is told so, each with a number that stays: that of its first version."""
    first: Any = select(col(Claim.key), func.min(Claim.id)).group_by(col(Claim.key))
    found: dict[str, str] = {}
    for some in told:
        statement = first.where(col(Claim.key).in_(select(col(Claim.key)).where(some)))
        found |= {key: f"claim {number}" for key, number in connection.execute(statement)}
    return found


def _incidents(connection: Connection, told: Iterable[ColumnElement[bool]], keys: Container[str]) -> dict[str, str]:
    """The codes of the incidents that some claims speak of, each with a number that stays.

    Links and merges count though they be undone: to hide too much does no harm.
    """
    of_claims = (select(col(Claim.incident_id)).where(some).distinct() for some in told)
    spoken_of = {number for statement in of_claims for number in connection.scalars(statement)} - {None}
    linked = select(col(Judgement.claim_key), col(Judgement.incident_id)).where(col(Judgement.claim_key).is_not(None))
    spoken_of |= {incident for key, incident in connection.execute(linked) if key in keys}
    merged = select(col(Judgement.incident_id), col(Judgement.other_id)).where(_IS_MERGE).order_by(col(Judgement.id))
    pairs = connection.execute(merged).fetchall()
    while new := {kept for kept, other in pairs if other in spoken_of} - spoken_of:
        spoken_of |= new
    codes = connection.execute(select(col(Incident.code), col(Incident.id)))
    return {code: f"incident {number}" for code, number in codes if number in spoken_of}


_IS_MERGE: Final = col(Judgement.kind) == JudgementKind.MERGE


def _told_by(sources: list[int]) -> ColumnElement[bool]:
    return or_(col(Claim.source_id).in_(sources), col(Claim.origin_id).in_(sources))
