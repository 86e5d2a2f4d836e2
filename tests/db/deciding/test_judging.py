"""What people judge of incidents: stored, reversible, and never against what somebody else judged."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select
from sqlmodel import col

from db.deciding import judging
from db.deciding.rejudging import Wanted, rejudge
from db.engine import migrate, open_register, reading, writing
from db.filters import Filters
from db.judgements.refusals import JudgementError, UnknownIncidentError
from db.judgements.standing import Standing, incident_named, standing
from db.ledger import Recorded, record
from db.models import Figure, Judgement
from db.queries import totals
from db.vocabulary import JudgementKind, Measure
from tests.db.conftest import make_batch, make_claim
from tests.tries import tries

MONDAY = datetime(2024, 12, 2, 9, tzinfo=UTC)
BY = {"by": "Ana", "reason": "the same strike"}
Put = Callable[..., Recorded]


def put_events(put: Put, *names: str) -> None:
    """An incident for each name, in this order: 1, 2, 4, 8 ... killed, as a source of that name says."""
    for number, name in enumerate(names):
        put(
            make_claim(f"{name}/1/killed", source=name, incident=name, best=2**number),
            now=MONDAY + timedelta(hours=number),
        )


def killed(engine: Engine, **view: Any) -> int:
    """The sum of the bests over all incidents."""
    with reading(engine) as session:
        return sum(total.best or 0 for total in totals(session, Filters(measure=Measure.KILLED, **view)))


def judge(engine: Engine, verb: Callable[..., Any], *arguments: Any, **options: Any) -> int:
    with writing(engine) as session:
        return int(verb(session, *arguments, **(BY | options)).id)


def refused(engine: Engine, verb: Callable[..., Any], *arguments: Any, **options: Any) -> str:
    with pytest.raises(JudgementError) as error, writing(engine) as session:
        verb(session, *arguments, **(BY | options))
    return str(error.value)


def kinds(engine: Engine) -> list[str]:
    with reading(engine) as session:
        return [str(judged.kind) for judged in standing(session)]


def test_merged_incidents_count_once_and_the_one_recorded_first_is_kept(engine: Engine, put: Put) -> None:
    put_events(put, "b", "a")
    assert killed(engine) == 3
    judge(engine, judging.merge, "a", "b")
    assert killed(engine) in {1, 2}
    with reading(engine) as session:
        kept = [(session.get_one(judging.Incident, j.incident).code, j.decided_by) for j in standing(session)]
    assert kept == [("b", "Ana")]


def test_a_claim_that_comes_later_counts_with_the_event(engine: Engine, put: Put) -> None:
    put_events(put, "a", "b")
    judge(engine, judging.merge, "a", "b")
    put(make_claim("b/2/injured", source="b", incident="b", measure=Measure.INJURED, best=5))
    with reading(engine) as session:
        one = Standing(standing(session))
        numbers = [incident_named(session, code).id or 0 for code in ("a", "b")]
    assert one.one_event(*numbers)


def test_split_undoes_merge_and_keeps_the_two_apart(engine: Engine, put: Put) -> None:
    put_events(put, "a", "b")
    judge(engine, judging.merge, "a", "b")
    judge(engine, judging.split, "b", "a", reason="two streets")
    assert killed(engine) == 3
    assert kinds(engine) == ["distinct"]
    with reading(engine) as session:
        undone = session.scalars(select(Judgement).where(col(Judgement.undone_at).is_not(None))).one()
    assert (undone.kind, undone.undone_reason) == (JudgementKind.MERGE, "split by Ana: two streets")
    told = refused(engine, judging.merge, "a", "b")
    assert "two streets" in told
    assert "sijill incidents undo 2" in told


def test_what_was_told_apart_can_be_merged_once_that_is_undone(engine: Engine, put: Put) -> None:
    put_events(put, "a", "b")
    number = judge(engine, judging.distinct, "a", "b")
    judge(engine, judging.undo, number)
    judge(engine, judging.merge, "a", "b")
    assert kinds(engine) == ["merge"]
    assert "was undone" in refused(engine, judging.undo, number)


def test_no_merge_joins_what_is_told_apart_through_a_third(engine: Engine, put: Put) -> None:
    put_events(put, "a", "b", "c")
    judge(engine, judging.distinct, "a", "c")
    judge(engine, judging.merge, "a", "b")
    assert "a and c" in refused(engine, judging.merge, "b", "c")


def test_merges_are_trees_whatever_their_order(engine: Engine, put: Put) -> None:
    put_events(put, "a", "b", "c", "d")
    judge(engine, judging.merge, "c", "d")
    judge(engine, judging.merge, "b", "d")
    judge(engine, judging.merge, "d", "a")
    with reading(engine) as session:
        merges = [(judged.incident, judged.other) for judged in standing(session)]
        one = Standing(standing(session))
        root = incident_named(session, "a").id or 0
    assert len({other for _, other in merges}) == len(merges) == 3
    assert one.root(merges[0][1]) == root
    assert "one event already" in refused(engine, judging.merge, "a", "c")
    assert killed(engine) in {1, 2, 4, 8}


def test_two_that_are_one_through_others_are_split_where_they_were_merged(engine: Engine, put: Put) -> None:
    put_events(put, "a", "b", "c")
    judge(engine, judging.merge, "a", "b")
    judge(engine, judging.merge, "b", "c")
    told = refused(engine, judging.split, "a", "c")
    assert "b and c" in told
    assert "a and b" in told


def test_what_tells_in_one_is_not_merged_with_its_part_nor_the_other_way_round(engine: Engine, put: Put) -> None:
    put_events(put, "whole", "one", "two")
    judge(engine, judging.covers, "whole", "one")
    judge(engine, judging.covers, "whole", "two")
    assert "circle" in refused(engine, judging.covers, "one", "whole")
    assert "split them first" in refused(engine, judging.merge, "whole", "one")
    assert "sijill incidents split" in refused(engine, judging.distinct, "whole", "one")
    judge(engine, judging.split, "whole", "one")
    assert kinds(engine) == ["covers", "distinct"]


def test_an_answer_closes_its_question(engine: Engine, put: Put) -> None:
    put_events(put, "a", "b", "c")
    judge(engine, judging.possible, "b", "a")
    assert "stands between" in refused(engine, judging.possible, "a", "b")
    judge(engine, judging.merge, "a", "b")
    judge(engine, judging.possible, "a", "c")
    judge(engine, judging.distinct, "c", "a")
    assert kinds(engine) == ["merge", "distinct"]


@pytest.mark.parametrize(
    ("verb", "arguments", "options", "told"),
    [
        (judging.merge, ("a", "nowhere"), {}, "no incident 'nowhere'"),
        (judging.merge, ("a", "a"), {}, "name two"),
        (judging.merge, ("a", "b"), {"by": " "}, "say who judges"),
        (judging.merge, ("a", "b"), {"by": "rule match@1"}, "say who judges"),
        (judging.distinct, ("a", "b"), {"reason": ""}, "say why"),
        (judging.split, ("a", "b"), {}, "not merged"),
        (judging.undo, (77,), {}, "no judgement 77"),
        (judging.split_claim, ("nothing",), {}, "no claim 'nothing'"),
    ],
)
def test_what_can_not_be_judged_is_told_and_changes_nothing(
    sqlite_engine: Engine, verb: Any, arguments: Any, options: Any, told: str
) -> None:
    with writing(sqlite_engine) as session:
        for name in ("a", "b"):
            record(session, make_batch(make_claim(f"{name}/1/killed", source=name, incident=name)))
    assert told in refused(sqlite_engine, verb, *arguments, **options)
    assert kinds(sqlite_engine) == []


def test_a_claim_is_linked_to_another_incident_and_split_from_it(engine: Engine, put: Put) -> None:
    put_events(put, "a", "b")
    judge(engine, judging.link, "b/1/killed", "a")
    assert "already" in refused(engine, judging.link, "b/1/killed", "a")
    judge(engine, judging.split_claim, "b/1/killed")
    assert killed(engine) == 3
    with reading(engine) as session:
        left = session.scalars(select(Judgement).where(col(Judgement.undone_at).is_(None))).one()
        unlinked = session.get_one(judging.Incident, left.incident_id).code
    assert (left.kind, left.claim_key, unlinked) == (JudgementKind.UNLINK, "b/1/killed", "a")


def test_a_claim_that_was_split_from_its_own_incident_is_about_none_until_it_is_linked_back(
    engine: Engine, put: Put
) -> None:
    put_events(put, "a", "b")
    before = killed(engine)
    judge(engine, judging.split_claim, "b/1/killed")
    assert "is about no incident" in refused(engine, judging.split_claim, "b/1/killed")
    judge(engine, judging.link, "b/1/killed", "b")
    assert killed(engine) == before


def wanted(engine: Engine, *pairs: tuple[JudgementKind, str, str]) -> tuple[int, int]:
    with writing(engine) as session:
        ids = {code: incident_named(session, code).id or 0 for _, *codes in pairs for code in codes}
        everything = {judged for one in standing(session) for judged in one.pair} | set(ids.values())
        asked = [Wanted(kind, ids[one], ids[other], 0.9, "near") for kind, one, other in pairs]
        return rejudge(session, "rule match@1", asked, everything, MONDAY + timedelta(days=1))


def test_a_rule_keeps_what_holds_makes_what_is_new_and_undoes_the_rest(engine: Engine, put: Put) -> None:
    put_events(put, "a", "b", "c")
    merge, cover = JudgementKind.MERGE, JudgementKind.COVERS
    assert wanted(engine, (merge, "a", "b"), (cover, "c", "a")) == (2, 0)
    assert wanted(engine, (merge, "b", "a"), (cover, "c", "a")) == (0, 0)
    assert wanted(engine, (merge, "a", "b"), (cover, "a", "c")) == (1, 1)
    assert wanted(engine) == (0, 2)
    assert killed(engine) == 7


def test_a_rule_leaves_what_people_judged(engine: Engine, put: Put) -> None:
    put_events(put, "a", "b", "c")
    judge(engine, judging.merge, "a", "b")
    assert wanted(engine, (JudgementKind.POSSIBLE, "a", "c")) == (1, 0)
    assert wanted(engine) == (0, 1)
    assert kinds(engine) == ["merge"]


def test_nobody_signs_as_a_rule_who_is_none(sqlite_engine: Engine) -> None:
    with writing(sqlite_engine) as session:
        for name in ("a", "b"):
            record(session, make_batch(make_claim(f"{name}/1/killed", source=name, incident=name)))
    with pytest.raises(ValueError, match="does not sign as a rule"), writing(sqlite_engine) as session:
        rejudge(session, "match", [Wanted(JudgementKind.MERGE, 1, 2, 0.9, "near")], {1, 2}, MONDAY)


def test_judgements_are_known_from_the_evening_on_which_they_were_made(engine: Engine, put: Put) -> None:
    put_events(put, "a", "b")
    judge(engine, judging.merge, "a", "b", now=MONDAY + timedelta(days=2))
    judge(engine, judging.split, "a", "b", now=MONDAY + timedelta(days=4))
    found = []
    for day in (1, 3, 5):
        with reading(engine) as session:
            view = Filters(measure=Measure.KILLED, as_of=MONDAY + timedelta(days=day))
            found.append(sum(total.best or 0 for total in totals(session, view)))
    assert found[0] == found[2] == 3
    assert found[1] < 3


@settings(deadline=None, max_examples=tries(12), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)).filter(lambda pair: pair[0] != pair[1]), max_size=6))
def test_splitting_all_that_was_merged_gives_the_figures_of_before(pairs: list[tuple[int, int]]) -> None:
    engine = open_register("sqlite://")
    migrate(engine)
    names = [f"event-{number}" for number in range(5)]
    with writing(engine) as session:
        for number, name in enumerate(names):
            record(session, make_batch(make_claim(f"{name}/killed", source=name, incident=name, best=2**number)))
    before = killed(engine)
    for one, other in pairs:
        with reading(engine) as session:
            held = Standing(standing(session))
            apart = [incident_named(session, names[number]).id or 0 for number in (one, other)]
        if not held.one_event(*apart):
            judge(engine, judging.merge, names[one], names[other])
    with reading(engine) as session:
        merges = [
            [session.get_one(judging.Incident, number).code for number in (judged.incident, judged.other)]
            for judged in standing(session)
        ]
    for merge in merges:
        judge(engine, judging.split, *merge)
    assert killed(engine) == before == 31
    with reading(engine) as session:
        assert session.scalars(select(Figure).where(col(Figure.superseded_at).is_(None))).all() == []
    engine.dispose()


def test_an_unknown_incident_is_told_as_one(sqlite_engine: Engine) -> None:
    with pytest.raises(UnknownIncidentError), reading(sqlite_engine) as session:
        incident_named(session, "nowhere")
