"""What a rule judges of incidents, stored in bulk: what still holds is left alone, what no longer does is undone."""

from collections.abc import Collection, Iterable, Set
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, update
from sqlmodel import Session

from db.deciding.judging import ordered, refresh
from db.entries import insert_rows, table_of
from db.judgements.parting import rested_on
from db.judgements.standing import RULE, Judged, Standing, standing
from db.judgements.undoing import undone
from db.models import Incident, Judgement
from db.vocabulary import JudgementKind


class Wanted(NamedTuple):
    """A judgement that a rule makes of two incidents, by their ids."""

    kind: JudgementKind
    incident: int
    other: int
    score: float
    reason: str


def rejudge(session: Session, rule: str, wanted: Iterable[Wanted], within: Set[int], now: datetime) -> tuple[int, int]:
    """Let ``rule`` hold just the ``wanted`` judgements of the incidents ``within``; how many are new and undone.

    A judgement of any version of a rule that names the same two and the same kind is left as it was made, and so is a
    merge that a person's verdict rests on.
    """
    held = standing(session)
    fresh, gone = changes(held, wanted, within, rested_on(session, held))
    _undo(session, gone, undone("no_longer", rule=rule), now)
    kept = {judged.id for judged in held} - {judged.id for judged in gone}
    _insert(session, rule, fresh, Standing(judged for judged in held if judged.id in kept), now)
    touched: set[int] = {number for judged in gone for number in judged.pair}
    if gone or fresh:
        refresh(session, touched | {number for each in fresh for number in (each.incident, each.other)}, now)
    return len(fresh), len(gone)


def changes(
    held: Iterable[Judged], wanted: Iterable[Wanted], within: Set[int], rested: Set[int]
) -> tuple[list[Wanted], list[Judged]]:
    """What is new and what is to be undone, of what ``held`` has by a rule about one of the incidents ``within``.

    ``rested`` are the numbers of those that stay because more was judged on them.
    """
    made = [judged for judged in held if judged.by_rule and judged.pair & within]
    by_pair = {_key(judged.kind, judged.incident, judged.other): judged for judged in made}
    asked = {_key(each.kind, each.incident, each.other): each for each in wanted}
    gone = [judged for key, judged in by_pair.items() if key not in asked and judged.id not in rested]
    return [each for key, each in asked.items() if key not in by_pair], gone


def _key(kind: JudgementKind, incident: int, other: int) -> tuple[JudgementKind, int, int]:
    """A cover has a whole and a part; of the others it does not matter which incident is named first."""
    if kind is JudgementKind.COVERS:
        return kind, incident, other
    return kind, min(incident, other), max(incident, other)


def _undo(session: Session, gone: Collection[Judged], reason: str, now: datetime) -> None:
    table = table_of(Judgement)
    statement = update(table).where(table.c.id == bindparam("of")).values(undone_at=now, undone_reason=reason)
    if gone:
        session.connection().execute(statement, [{"of": judged.id} for judged in gone])


def _insert(session: Session, rule: str, fresh: Iterable[Wanted], held: Standing, now: datetime) -> None:
    if not rule.startswith(RULE):
        raise ValueError(f"{rule!r} does not sign as a rule, and would hold as a person's word")
    rows = []
    for each in fresh:
        incident, other = each.incident, each.other
        if each.kind is JudgementKind.MERGE:
            first, second = session.get_one(Incident, incident), session.get_one(Incident, other)
            kept, joined = ordered(session, held, first, second)
            incident, other = kept.id or 0, joined.id or 0
            held.join(incident, other)
        rows.append(
            {
                "kind": each.kind,
                "incident_id": incident,
                "other_id": other,
                "decided_by": rule,
                "score": each.score,
                "reason": each.reason,
                "recorded_at": now,
            }
        )
    insert_rows(session.connection(), Judgement, rows)
