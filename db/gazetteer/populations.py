"""How many people live in the places of the gazetteer, as the files that were loaded say; none is overwritten."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import insert, select
from sqlmodel import Session, col

from db.clock import moment_of
from db.models import PlacePopulation


class PopulationDraft(NamedTuple):
    """So many people (above 0) of a place, by its P-code, in a year."""

    pcode: str
    people: int
    year: int


@dataclass(frozen=True, slots=True)
class PutPopulations:
    """What one file did: populations that are new, changed and unchanged; ``refused`` are rows that can't be used."""

    file_name: str
    dataset: str
    new: int
    changed: int
    unchanged: int
    refused: int


class KnownPopulation(NamedTuple):
    """The newest population of a place: of which year, and who says so."""

    pcode: str
    people: int
    year: int
    said_by: str


def put_populations(
    session: Session,
    drafts: Sequence[PopulationDraft],
    *,
    file_name: str,
    dataset: str,
    refused: int = 0,
    now: datetime | None = None,
) -> PutPopulations:
    """Write what a file says and is not known of its dataset. The places are in the gazetteer."""
    known = {(pcode, year): people for pcode, people, year in _standing(session, dataset)}
    told = {(draft.pcode, draft.year): draft.people for draft in drafts}
    new = told.keys() - known.keys()
    changed = {key for key in told.keys() & known.keys() if told[key] != known[key]}
    at = now or moment_of(session)
    rows = [
        {"pcode": pcode, "year": year, "people": told[pcode, year], "said_by": dataset, "recorded_at": at}
        for pcode, year in sorted(new | changed)
    ]
    if rows:
        session.execute(insert(PlacePopulation), [row | {"file_name": file_name} for row in rows])
    return PutPopulations(file_name, dataset, len(new), len(changed), len(told) - len(new) - len(changed), refused)


def _standing(session: Session, dataset: str) -> list[tuple[str, int, int]]:
    """P-code, people and year of a dataset, as last said."""
    of = PlacePopulation
    statement = select(col(of.pcode), col(of.people), col(of.year)).where(col(of.said_by) == dataset)
    return [(pcode, people, year) for pcode, people, year in session.execute(statement.order_by(col(of.id)))]


def newest_populations(session: Session) -> list[KnownPopulation]:
    """One for each place that any is known of: of the latest year, as last said."""
    of = PlacePopulation
    statement = select(col(of.pcode), col(of.people), col(of.year), col(of.said_by))
    rows = session.execute(statement.order_by(col(of.year), col(of.id)))
    return list(
        {pcode: KnownPopulation(pcode, people, year, said_by) for pcode, people, year, said_by in rows}.values()
    )
