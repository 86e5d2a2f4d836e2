"""One incident under every policy, and the versions of its claims."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine

from db.deciding import judging, verdicts
from db.engine import reading, writing
from db.filters import Filters
from db.incidents.figures import figures_by_policy, versions_of
from db.incidents.one_incident import UnknownIncidentError, one_incident
from db.ledger import Recorded
from db.vocabulary import Measure, Policy, Population, RevisionReason
from tests.db.conftest import make_claim

Put = Callable[..., Recorded]
MONDAY, FRIDAY = (datetime(2024, 12, day, 9, tzinfo=UTC) for day in (2, 6))


@pytest.fixture
def filled(engine: Engine, put: Put) -> Engine:
    early, late = date(2024, 11, 30), date(2024, 12, 1)
    put(
        make_claim("a", source="Office", best=4, published=early),
        make_claim("b", source="Monitor", best=9, published=late),
        make_claim("c", source="Monitor", best=2, measure=Measure.INJURED),
        now=MONDAY,
    )
    put(
        make_claim("a", source="Office", best=5, published=early, revision_reason=RevisionReason.LATE_REPORT),
        now=FRIDAY,
    )
    return engine


def test_every_policy_has_its_figure_and_says_whose_it_is(filled: Engine) -> None:
    with reading(filled) as session:
        found = figures_by_policy(session, Filters(policy=Policy.LATEST), "event-1")
    killed = {figure.policy: (figure.low, figure.best, figure.high) for figure in found if figure.measure == "killed"}
    assert killed[Policy.ENVELOPE][::2] == (5, 9)
    assert killed[Policy.LATEST] == (9, 9, 9)
    assert killed[Policy.LOWEST] == (5, 5, 5)
    chosen = {figure.policy: figure.chosen for figure in found if figure.measure == "killed"}
    assert (chosen[Policy.LATEST], chosen[Policy.LOWEST]) == ("Monitor", "Office")
    assert [figure.measure for figure in found] == [Measure.KILLED] * 4 + [Measure.INJURED] * 4


def test_a_figure_that_a_person_set_is_every_policy_s(filled: Engine) -> None:
    with writing(filled) as session:
        kind = (Measure.KILLED, Population.UNKNOWN)
        verdicts.override(session, "event-1", *kind, (6, 7, 8), by="Ana", reason="a list of names")
    with reading(filled) as session:
        found = figures_by_policy(session, Filters(measure=Measure.KILLED), "event-1")
    assert {(f.low, f.best, f.high, f.set_by) for f in found} == {(6, 7, 8, "Ana")}


def test_versions_are_told_as_known_at_the_moment(filled: Engine) -> None:
    told = []
    for moment in (datetime(2024, 12, 3, tzinfo=UTC), None):
        view = Filters(as_of=moment)
        with reading(filled) as session:
            claims = one_incident(session, view, "event-1").claims
            told.append([(v.key, v.version, v.best) for v in versions_of(session, view, claims)])
    assert told[0] == [("a", 1, 4), ("b", 1, 9), ("c", 1, 2)]
    assert told[1] == [("a", 1, 4), ("a", 2, 5), ("b", 1, 9), ("c", 1, 2)]


def test_what_is_linked_to_it_is_among_its_claims(filled: Engine, put: Put) -> None:
    put(make_claim("d", source="Gazette", incident="other", best=7))
    with writing(filled) as session:
        judging.link(session, "d", "event-1", by="Ana", reason="the same market")
    with reading(filled) as session:
        assert {claim.key for claim in one_incident(session, Filters(), "event-1").claims} == {"a", "b", "c", "d"}
        with pytest.raises(UnknownIncidentError):
            figures_by_policy(session, Filters(), "nowhere")
