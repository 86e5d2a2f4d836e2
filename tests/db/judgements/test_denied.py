"""A claim that was judged not to be about an incident counts with none, until it is linked to another."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, select
from sqlmodel import col

from db.columns.store import beside
from db.deciding import judging
from db.engine import reading, writing
from db.filters import Filters
from db.ledger import Recorded
from db.models import Figure, Incident
from db.queries import claims, incidents, totals
from db.vocabulary import Policy
from tests.db.conftest import make_claim

MONDAY = datetime(2024, 12, 2, 9, tzinfo=UTC)
BY = {"by": "Ana", "reason": "another strike"}
Put = Callable[..., Recorded]


def _judge(engine: Engine, verb: Callable[..., Any], *arguments: Any, day: int) -> int:
    with writing(engine) as session:
        return int(verb(session, *arguments, **BY, now=MONDAY + timedelta(days=day)).id)


def _put_two(put: Put) -> None:
    """Monitor says 9 and Radio 5 of the strike, Radio alone 2 of the raid."""
    put(make_claim("monitor/1/killed", source="Monitor", incident="strike", best=9), now=MONDAY)
    put(make_claim("radio/1/killed", source="Radio", incident="strike", best=5), now=MONDAY)
    put(make_claim("radio/2/killed", source="Radio", incident="raid", best=2), now=MONDAY)


def _counted(engine: Engine, day: int | None = None) -> dict[str, tuple[int | None, int | None, int]]:
    """Low, high and number of claims of each incident; the columnar copy answers all questions as the register does."""
    view = Filters(as_of=None if day is None else MONDAY + timedelta(days=day, hours=1))
    answers = []
    for each in (engine, beside(engine)):
        with reading(each) as session:
            figures = {i.code: (f.low, f.high, f.claims) for i in incidents(session, view) for f in i.figures}
            answers.append((figures, totals(session, view), incidents(session, view, limit=10)))
    assert answers[0] == answers[1]
    return answers[0][0]


def _stored(engine: Engine) -> dict[str, tuple[int | None, int | None, int]]:
    """The stored figures of the policy that is shown first, with how many claims each is of."""
    of = (col(Figure.low), col(Figure.high), col(Figure.members))
    statement = select(col(Incident.code), *of).join(Incident, col(Incident.id) == col(Figure.incident_id))
    with reading(engine) as session:
        rows = session.execute(
            statement.where(col(Figure.superseded_at).is_(None), col(Figure.policy) == Policy.ENVELOPE)
        )
        return {code: (low, high, members) for code, low, high, members in rows}


def test_a_claim_split_from_the_incident_that_its_row_names_counts_with_none(engine: Engine, put: Put) -> None:
    _put_two(put)
    assert _counted(engine) == {"strike": (5, 9, 2), "raid": (2, 2, 1)}
    assert _stored(engine) == {"strike": (5, 9, 2)}
    number = _judge(engine, judging.split_claim, "radio/1/killed", day=1)
    assert _counted(engine) == {"strike": (9, 9, 1), "raid": (2, 2, 1)}
    assert _stored(engine) == {}  # a claim that stands alone is its own figure
    with reading(engine) as session:
        about = {claim.key: claim.incident for claim in claims(session, Filters())}
    assert about == {"monitor/1/killed": "strike", "radio/1/killed": None, "radio/2/killed": "raid"}
    _judge(engine, judging.undo, number, day=2)
    assert _counted(engine) == {"strike": (5, 9, 2), "raid": (2, 2, 1)}
    assert _stored(engine) == {"strike": (5, 9, 2)}
    assert [_counted(engine, day)["strike"] for day in (0, 1, 2)] == [(5, 9, 2), (9, 9, 1), (5, 9, 2)]


def test_an_incident_of_which_every_claim_is_denied_has_no_figure(engine: Engine, put: Put) -> None:
    _put_two(put)
    _judge(engine, judging.split_claim, "radio/2/killed", day=1)
    assert _counted(engine) == {"strike": (5, 9, 2)}


def test_a_later_version_of_the_claim_is_denied_too(engine: Engine, put: Put) -> None:
    _put_two(put)
    _judge(engine, judging.split_claim, "radio/1/killed", day=1)
    late = MONDAY + timedelta(days=2)
    put(make_claim("radio/1/killed", source="Radio", incident="strike", best=60), now=late)
    assert _counted(engine) == {"strike": (9, 9, 1), "raid": (2, 2, 1)}
    put(make_claim("radio/1/killed", source="Radio", incident="raid", best=60), now=late + timedelta(hours=1))
    assert _counted(engine)["raid"][2] == 2  # its row names another incident now


def test_a_link_to_another_incident_holds_beside_a_denial(engine: Engine, put: Put) -> None:
    _put_two(put)
    _judge(engine, judging.split_claim, "radio/1/killed", day=1)
    _judge(engine, judging.link, "radio/1/killed", "raid", day=2)
    assert _counted(engine) == {"strike": (9, 9, 1), "raid": (2, 5, 2)}
    assert _stored(engine) == {"raid": (2, 5, 2)}


def test_what_a_claim_leaves_by_a_link_is_reconciled_anew(engine: Engine, put: Put) -> None:
    _put_two(put)
    linked = _judge(engine, judging.link, "radio/1/killed", "raid", day=1)
    assert set(_stored(engine)) == {"raid"}
    _judge(engine, judging.undo, linked, day=2)
    assert _stored(engine) == {"strike": (5, 9, 2)}
    _judge(engine, judging.link, "radio/1/killed", "raid", day=3)
    _judge(engine, judging.split_claim, "radio/1/killed", day=4)
    assert _stored(engine) == {"strike": (5, 9, 2)}  # about the raid it is not; its row says the strike


def test_a_denial_holds_where_the_incident_is_merged(engine: Engine, put: Put) -> None:
    _put_two(put)
    _judge(engine, judging.merge, "raid", "strike", day=1)
    _judge(engine, judging.split_claim, "radio/1/killed", day=2)
    [(_, _, counted)] = _counted(engine).values()
    assert counted == 2
