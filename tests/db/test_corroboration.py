"""Corroboration is of the whole incident, whatever part of it a view looks at."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import Engine

from db.engine import reading
from db.filters import Filters
from db.incidents.one_incident import one_incident
from db.incidents.pages import incident_page
from db.ledger import Recorded
from db.queries import incidents, totals
from db.views.groups import By
from db.vocabulary import Corroboration
from tests.db.conftest import make_claim

Put = Callable[..., Recorded]


def put_three(put: Put) -> None:
    """One incident of which A and B say the same, one that they contest, and one that B alone tells of."""
    told = {"agreed": {"A": 4, "B": 4}, "contested": {"A": 2, "B": 9}, "alone": {"B": 3}}
    for incident, says in told.items():
        for day, (source, best) in enumerate(says.items(), 28):
            own = {"source": source, "incident": incident, "best": best, "date_from": date(2024, 11, day)}
            put(make_claim(f"{source}/{incident}", **own, date_to=date(2024, 11, day)))


def listed(engine: Engine, **view: Any) -> dict[str, str]:
    """The corroboration of each incident of a view, as list and page say it alike."""
    with reading(engine) as session:
        found = incidents(session, Filters(**view))
        assert {each.code for each in incident_page(session, Filters(**view), limit=10).incidents} == {
            each.code for each in found
        }
    return {each.code: str(each.figures[0].corroboration) for each in found}


def added(engine: Engine, by: By | None = None, **view: Any) -> dict[str | None, int | None]:
    with reading(engine) as session:
        return {total.group: total.best for total in totals(session, Filters(**view), by)}


def test_a_source_alone_is_told_who_else_speaks_of_the_same(engine: Engine, put: Put) -> None:
    put_three(put)
    every = {"agreed": "corroborated", "contested": "contested", "alone": "single"}
    assert listed(engine) == listed(engine, source="B") == every
    assert listed(engine, until=date(2024, 11, 28)) == {
        "agreed": "corroborated",
        "contested": "contested",
        "alone": "single",
    }
    assert listed(engine, source="B", corroboration=Corroboration.SINGLE) == {"alone": "single"}
    with reading(engine) as session:
        figure = one_incident(session, Filters(source="B"), "contested").incident.figures[0]
    assert (figure.best, figure.corroboration) == (9, Corroboration.CONTESTED)


def test_sums_of_one_corroboration_are_of_the_same_incidents_however_they_are_grouped(engine: Engine, put: Put) -> None:
    put_three(put)
    contested, single = Corroboration.CONTESTED, Corroboration.SINGLE
    assert added(engine, corroboration=contested) == {None: 9}
    assert added(engine, "source", corroboration=contested) == {"A": 2, "B": 9}
    assert added(engine, "source", corroboration=single) == {"B": 3}
    assert added(engine, source="A", corroboration=single) == {}
