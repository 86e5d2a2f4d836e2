"""What people judge of one incident: its figure, that it is set aside, that it is confirmed; stored and reversible."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlmodel import col

from db.deciding import judging, verdicts
from db.engine import reading
from db.filters import Filters
from db.incidents.one_incident import one_incident
from db.judgements.parting import ended_with, holding_now
from db.models import Judgement
from db.queries import changed_at
from db.vocabulary import JudgementKind, Measure, Population
from tests.db.deciding.test_judging import MONDAY, Put, judge, killed, put_events, refused, wanted


def figures(engine: Engine, code: str, **view: Any) -> list[tuple[int | None, int | None, int | None, str]]:
    """Low, best, high and corroboration of each figure of an incident."""
    with reading(engine) as session:
        found = one_incident(session, Filters(**view), code).incident.figures
    return [(figure.low, figure.best, figure.high, str(figure.corroboration)) for figure in found]


SET: Any = (Measure.KILLED, Population.UNKNOWN)


def test_a_figure_that_a_person_sets_stands_until_it_is_undone_or_set_anew(engine: Engine, put: Put) -> None:
    put_events(put, "a", "b")
    first = judge(engine, verdicts.override, "b", *SET, (1, 5, None))
    assert (figures(engine, "b"), killed(engine)) == ([(1, 5, None, "single")], 6)
    second = judge(engine, verdicts.override, "b", *SET, (None, 7, None), reason="a list of names")
    assert killed(engine) == 8
    with reading(engine) as session:
        assert session.get_one(Judgement, first).undone_reason == "set anew by Ana: a list of names"
    judge(engine, judging.undo, second)
    assert (figures(engine, "b"), killed(engine)) == ([(2, 2, 2, "single")], 3)


def test_a_figure_is_set_for_the_whole_event(engine: Engine, put: Put) -> None:
    put_events(put, "a", "b")
    judge(engine, judging.merge, "a", "b")
    judge(engine, verdicts.override, "b", *SET, (3, 3, 3))
    assert killed(engine) == 3
    with reading(engine) as session:
        held = session.scalars(select(Judgement).where(col(Judgement.kind) == JudgementKind.OVERRIDE)).one()
        assert session.get_one(judging.Incident, held.incident_id).code == "a"


def test_what_was_judged_of_the_one_event_ends_when_it_is_split(engine: Engine, put: Put) -> None:
    put_events(put, "a", "b", "c")
    of_a = judge(engine, verdicts.override, "a", *SET, (10, 10, 10))
    judge(engine, judging.merge, "a", "b")
    of_both = judge(engine, verdicts.override, "b", *SET, (5, 5, 5))
    elsewhere = judge(engine, verdicts.discount, "c")
    parted = judge(engine, judging.split, "a", "b", reason="two markets")
    assert (figures(engine, "a"), figures(engine, "b")) == ([(1, 1, 1, "single")], [(2, 2, 2, "single")])
    assert killed(engine) == 3
    with reading(engine) as session:
        ended = ended_with(session, session.get_one(Judgement, parted))
        assert [judgement.id for judgement in ended] == [of_both]
        assert ended[0].undone_reason == "ended by Ana, who split the event: two markets"
        assert session.get_one(Judgement, elsewhere).undone_at is None
        assert session.get_one(Judgement, of_a).undone_reason == "set anew by Ana: the same strike"


def test_a_verdict_on_the_one_event_ends_when_the_merge_is_undone(engine: Engine, put: Put) -> None:
    put_events(put, "a", "b", "c")
    merged = judge(engine, judging.merge, "a", "b")
    judge(engine, judging.merge, "a", "c")
    judge(engine, verdicts.discount, "a")
    assert killed(engine) == 0
    judge(engine, judging.undo, merged)
    assert [figures(engine, code)[0][3] for code in "abc"] == ["contested", "single", "contested"]


def test_a_merge_names_the_verdicts_that_hold_for_more_now(engine: Engine, put: Put) -> None:
    put_events(put, "a", "b", "c")
    discounted = judge(engine, verdicts.discount, "b")
    merged, other = judge(engine, judging.merge, "a", "b"), judge(engine, judging.distinct, "a", "c")
    assert killed(engine) == 4
    with reading(engine) as session:
        told = {number: holding_now(session, session.get_one(Judgement, number)) for number in (merged, other)}
        assert [one.id for one in told[merged]] == [discounted]
        assert not told[other]


def test_a_verdict_from_before_a_merge_stands_when_it_is_undone(engine: Engine, put: Put) -> None:
    put_events(put, "a", "b", "c")
    judge(engine, verdicts.discount, "b")
    judge(engine, judging.undo, judge(engine, judging.merge, "a", "b"))
    assert [figures(engine, code)[0][3] for code in "abc"] == ["single", "discounted", "single"]


def test_a_rule_does_not_take_back_a_merge_that_a_verdict_rests_on(engine: Engine, put: Put) -> None:
    put_events(put, "a", "b", "c")
    assert wanted(engine, (JudgementKind.MERGE, "a", "b"), (JudgementKind.MERGE, "b", "c")) == (2, 0)
    judge(engine, verdicts.override, "a", *SET, (5, 5, 5))
    assert wanted(engine) == (0, 0)
    assert killed(engine) == 5


def test_what_is_discounted_is_seen_and_not_added_and_what_is_confirmed_is_both(engine: Engine, put: Put) -> None:
    put_events(put, "a", "b")
    number = judge(engine, verdicts.discount, "b")
    assert (figures(engine, "b"), killed(engine)) == ([(2, 2, 2, "discounted")], 1)
    assert "says so already" in refused(engine, verdicts.discount, "b")
    assert f"undo judgement {number} first" in refused(engine, verdicts.confirm, "b")
    judge(engine, judging.undo, number)
    judge(engine, verdicts.confirm, "b")
    assert (figures(engine, "b"), killed(engine)) == ([(2, 2, 2, "confirmed")], 3)


def test_at_the_very_moment_of_an_undoing_the_register_says_what_it_says_after_it(engine: Engine, put: Put) -> None:
    put_events(put, "a", "b")
    judge(engine, judging.merge, "a", "b")
    number = judge(engine, verdicts.discount, "a")
    judge(engine, judging.undo, number)
    with reading(engine) as session:
        moment = changed_at(session)
    assert killed(engine, as_of=moment) == killed(engine) > 0


def test_verdicts_are_known_from_the_evening_on_which_they_were_made(engine: Engine, put: Put) -> None:
    put_events(put, "a", "b")
    judge(engine, verdicts.discount, "b", now=MONDAY + timedelta(days=2))
    before = figures(engine, "b", as_of=MONDAY + timedelta(days=1))
    assert (before[0][3], figures(engine, "b")[0][3]) == ("single", "discounted")


@pytest.mark.parametrize(
    ("verb", "arguments", "options", "told"),
    [
        (verdicts.discount, ("nowhere",), {}, "no incident 'nowhere'"),
        (verdicts.confirm, ("a",), {"by": ""}, "say who judges"),
        (verdicts.discount, ("a",), {"by": "rule match@1"}, "say who judges"),
        (verdicts.override, ("a", *SET, (1, 1, 1)), {"reason": " "}, "say why"),
        (verdicts.override, ("a", *SET, (None, None, None)), {}, "at least one of low, best and high"),
        (verdicts.override, ("a", *SET, (5, None, 4)), {}, "5, 4 does not"),
        (verdicts.override, ("a", *SET, (-1, 2, 3)), {}, "0 or more"),
        (verdicts.override, ("a", Measure.INJURED, Population.UNKNOWN, (1, 1, 1)), {}, "there is killed, unknown"),
        (verdicts.override, ("a", Measure.KILLED, Population.CIVILIAN, (1, 1, 1)), {}, "there is killed, unknown"),
    ],
)
def test_a_verdict_that_can_not_be_made_is_told_and_changes_nothing(
    engine: Engine, put: Put, verb: Any, arguments: Any, options: Any, told: str
) -> None:
    put_events(put, "a")
    assert told in refused(engine, verb, *arguments, **options)
    with reading(engine) as session:
        assert session.scalars(select(Judgement)).all() == []
