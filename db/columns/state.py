"""What tells one state of what is beside the claims from another: judgements, grades and the gazetteer."""

from typing import NamedTuple

from sqlalchemy import func, select
from sqlmodel import Session, col

from db.models import Grade, Judgement, Place, PlaceSet, Redaction


class State(NamedTuple):
    """How many judgements and grades were made and how many ended, places and how often any were loaded, redactions.

    None of these is ever deleted, so equal numbers are of one state.
    """

    judgements: int
    undone: int
    grades: int
    superseded: int
    loaded: int
    places: int
    redactions: int


_COUNTED = (
    select(func.count()).select_from(Judgement),
    select(func.count(col(Judgement.undone_at))).select_from(Judgement),
    select(func.count()).select_from(Grade),
    select(func.count(col(Grade.superseded_at))).select_from(Grade),
    select(func.count()).select_from(PlaceSet),
    select(func.count()).select_from(Place),
    select(func.count()).select_from(Redaction),
)
_STATEMENT = select(*(counted.scalar_subquery() for counted in _COUNTED))


def state_of(session: Session) -> State:
    """The state that a session which only reads sees; it sees one, so it asks once."""
    if "state" not in session.info:
        session.info["state"] = State(*session.connection().execute(_STATEMENT).one())
    state: State = session.info["state"]
    return state
