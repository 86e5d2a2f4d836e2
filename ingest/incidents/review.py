"""The questions that wait for a person: two incidents that may be one event, with what each side says."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from db.judgements.standing import Judged, standing
from db.vocabulary import JudgementKind
from ingest.incidents.explain import figures_of
from ingest.incidents.reading import known_incidents
from ingest.incidents.reasons import read, templates


@dataclass(frozen=True, slots=True)
class Side:
    """One incident of a question. ``figures`` are its widest ranges in words, as ``killed 4–6``."""

    code: str
    recorders: tuple[str, ...]
    date_from: date
    date_to: date
    place: str | None
    figures: str


@dataclass(frozen=True, slots=True)
class Question:
    """Whether two incidents are one event: ``number`` is the judgement's, ``evidence`` why it is asked.

    ``whole`` is the code of the one that counts as many as the other and more of its recorder together; None: neither.
    """

    number: int
    one: Side
    other: Side
    score: float | None
    evidence: str
    asked_by: str
    asked_at: datetime
    whole: str | None


def questions(session: Session) -> list[Question]:
    """All open questions, the likeliest first; those whose claims no longer stand are not asked."""
    asked = [judged for judged in standing(session) if judged.kind is JudgementKind.POSSIBLE]
    if not asked:
        return []
    sides = {row["id"]: _side(row) for row in known_incidents(session).sides.iter_rows(named=True)}
    found = [_question(judged, sides) for judged in asked if judged.pair <= sides.keys()]
    return sorted(found, key=lambda question: (-(question.score or 0), question.one.code, question.other.code))


def _question(judged: Judged, sides: dict[int, Side]) -> Question:
    one, other = sides[judged.incident], sides[judged.other]
    by, at = judged.decided_by, judged.recorded_at
    return Question(judged.id, one, other, judged.score, judged.reason, by, at, _whole(judged.reason))


def _whole(reason: str) -> str | None:
    """The incident that a reason says to be a sum."""
    parts = [part for sentence in read(reason) or () for part in sentence]
    return next((part.values["whole"] for part in parts if part.template == templates()["sentences"]["adds_up"]), None)


def _side(row: dict[str, Any]) -> Side:
    figures = figures_of(row)
    return Side(row["code"], tuple(row["recorders"]), row["date_from"], row["date_to"], row["place"], figures)
