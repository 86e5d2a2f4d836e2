"""What stands between incidents: which are one event, which are two, which tell in one of several; read for the verbs.

A merge makes ``other`` count with ``incident``; an incident counts with one other at most, so merges are trees, and the
root of a tree is the incident that its claims count with.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Final, NamedTuple

from sqlalchemy import select
from sqlmodel import Session, col

from db.judgements.refusals import Named, UnknownIncidentError
from db.models import Incident, Judgement
from db.vocabulary import JudgementKind

RULE: Final = "rule "
"""How the name of a rule begins in ``decided_by``; people are called otherwise."""

OF_TWO: Final = (JudgementKind.MERGE, JudgementKind.DISTINCT, JudgementKind.POSSIBLE, JudgementKind.COVERS)
"""Kinds that are between two incidents."""

Pair = frozenset[int]
"""The ids of two incidents."""


class Judged(NamedTuple):
    """A judgement that stands between two incidents."""

    id: int
    kind: JudgementKind
    incident: int
    other: int
    decided_by: str
    score: float | None
    reason: str
    recorded_at: datetime

    @property
    def pair(self) -> Pair:
        return frozenset((self.incident, self.other))

    @property
    def by_rule(self) -> bool:
        return self.decided_by.startswith(RULE)

    @property
    def named(self) -> Named:
        """How a sentence names it."""
        return Named(self.id, self.kind, self.decided_by, self.recorded_at.date())


def standing(session: Session) -> list[Judged]:
    """All judgements between two incidents that are not undone, in the order in which they were made."""
    names = ("id", "kind", "incident_id", "other_id", "decided_by", "score", "reason", "recorded_at")
    statement = (
        select(*(col(getattr(Judgement, name)) for name in names))
        .where(col(Judgement.kind).in_(OF_TWO), col(Judgement.undone_at).is_(None))
        .order_by(col(Judgement.id))
    )
    return [Judged(*row) for row in session.connection().execute(statement)]


def incident_named(session: Session, code: str) -> Incident:
    """The incident of a code. Raises :class:`db.judgements.refusals.UnknownIncidentError`."""
    found = session.scalar(select(Incident).where(col(Incident.code) == code.strip()))
    if found is None:
        raise UnknownIncidentError(code)
    return found


class Standing:
    """What stands between incidents, for asking and for trying out a change before it is written.

    ``recorders`` says who records each incident; two incidents that one recorder tells apart are not joined by a rule.
    """

    def __init__(self, judged: Iterable[Judged], recorders: Mapping[int, Iterable[str]] | None = None) -> None:
        self._parent: dict[int, int] = {}
        self._members: dict[int, set[int]] = {}
        self._recorders = recorders or {}
        self.between: defaultdict[Pair, list[Judged]] = defaultdict(list)
        self._apart: defaultdict[int, set[int]] = defaultdict(set)
        for one in judged:
            self.add(one)

    def add(self, one: Judged) -> None:
        """Take a judgement in."""
        self.between[one.pair].append(one)
        if one.kind is JudgementKind.DISTINCT:
            self._apart[one.incident].add(one.other)
            self._apart[one.other].add(one.incident)
        if one.kind is JudgementKind.MERGE:
            self.join(one.incident, one.other)

    def join(self, incident: int, other: int) -> None:
        """Let the incidents that count with ``other`` count with ``incident``."""
        kept, joined = self.root(incident), self.root(other)
        if kept != joined:
            self._parent[joined] = kept
            self._members[kept] = self.members(kept) | self._members.pop(joined, {joined})

    def root(self, incident: int) -> int:
        """The incident with which this one's claims count."""
        while (parent := self._parent.get(incident)) is not None:
            incident = parent
        return incident

    def members(self, incident: int) -> set[int]:
        """The incidents that are one event with this one, itself among them."""
        root = self.root(incident)
        return self._members.get(root, {root})

    def one_event(self, one: int, other: int) -> bool:
        """Whether the two are merged, directly or through others."""
        return self.root(one) == self.root(other)

    def told_apart(self, one: int, other: int) -> Judged | None:
        """A judgement that two incidents are two events, of which one is merged with each of these."""
        others = self.members(other)
        for member in sorted(self.members(one)):
            for apart in sorted(self._apart.get(member, set()) & others):
                return self.of_kind(member, apart, JudgementKind.DISTINCT)
        return None

    def same_recorder(self, one: int, other: int) -> str | None:
        """A recorder who tells as two events what a merge would make one."""
        recorders = [
            {name for member in self.members(side) for name in self._recorders.get(member, ())} for side in (one, other)
        ]
        return min(recorders[0] & recorders[1], default=None)

    def of_kind(self, one: int, other: int, *kinds: JudgementKind) -> Judged | None:
        """The newest judgement of these kinds between the two themselves."""
        found = [judged for judged in self.between.get(frozenset((one, other)), ()) if judged.kind in kinds]
        return found[-1] if found else None

    def covers(self, whole: int, part: int) -> bool:
        """Whether ``whole`` is said to tell in one of what ``part`` is one of, directly or through others."""
        parts = defaultdict(set)
        for listed in self.between.values():
            for judged in listed:
                if judged.kind is JudgementKind.COVERS:
                    parts[self.root(judged.incident)].add(self.root(judged.other))
        return self.root(part) in set(_below(parts, self.root(whole)))


def _below(parts: Mapping[int, set[int]], whole: int) -> Iterator[int]:
    seen, wave = {whole}, [whole]
    while wave:
        wave = [part for above in wave for part in parts.get(above, ()) if part not in seen]
        seen.update(wave)
        yield from wave
