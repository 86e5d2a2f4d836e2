"""Matching a register: claims in, judgements out, figures that count an event once."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest
from sqlalchemy import Engine

from db.deciding import judging, verdicts
from db.drafts import ClaimDraft
from db.engine import migrate, open_register, reading, writing
from db.filters import Filters
from db.judgements.standing import standing
from db.ledger import record
from db.models import Incident
from db.queries import totals
from db.vocabulary import Measure, PlacePrecision, Population
from ingest.incidents.match import Matched, foresee, match
from ingest.incidents.reading import known_incidents
from ingest.incidents.review import questions
from tests.db.conftest import make_batch, make_claim

DAY = date(2017, 3, 3)
LISTS = "IS - SDF. Original sources: SOHR, Airwars. Published by: SOHR;Airwars."
BY = {"by": "Ana", "reason": "she was there"}
Judgements = set[tuple[str, frozenset[str] | tuple[str, str]]]


def ucdp(number: int, best: int, **changes: Any) -> ClaimDraft:
    """An event that UCDP says it has built from Airwars' report, in Tadef."""
    return _claim("UCDP", number, best, {"population": Population.ALL, "notes": LISTS} | changes)


def airwars(number: int, best: int, **changes: Any) -> ClaimDraft:
    return _claim("Airwars", number, best, {"population": Population.CIVILIAN} | changes)


def _claim(source: str, number: int, best: int, changes: dict[str, Any]) -> ClaimDraft:
    usual = {
        "place": "Tadef, Aleppo",
        "pcode": "SY02",
        "place_precision": PlacePrecision.P1,
        "lat": 36.35,
        "lon": 37.53,
    }
    usual |= {"date_from": DAY, "date_to": DAY, "incident": f"{source}:{number}"}
    return make_claim(f"{source}/{number}/killed", source=source, best=best, **usual | changes)


@pytest.fixture
def register(sqlite_engine: Engine) -> Callable[..., Engine]:
    """The register with these claims, a file each."""

    def of(*claims: ClaimDraft) -> Engine:
        put(sqlite_engine, *claims)
        return sqlite_engine

    return of


def put(engine: Engine, *claims: ClaimDraft) -> None:
    for claim in claims:
        with writing(engine) as session:
            record(session, make_batch(claim))


def matched(engine: Engine, **options: Any) -> Matched:
    with writing(engine) as session:
        return match(session, **options)


def judgements(engine: Engine) -> Judgements:
    with reading(engine) as session:
        found = [(j, *(session.get_one(Incident, n).code for n in (j.incident, j.other))) for j in standing(session)]
    return {(str(j.kind), (a, b) if j.kind == "covers" else frozenset((a, b))) for j, a, b in found}


def figures(engine: Engine) -> list[tuple[Any, ...]]:
    with reading(engine) as session:
        found = totals(session, Filters(measure=Measure.KILLED))
    return sorted((str(t.population), t.low, t.best, t.high, t.claims, t.incidents) for t in found)


def test_one_event_of_two_recorders_is_found_and_the_evidence_is_told(register: Callable[..., Engine]) -> None:
    engine = register(ucdp(1, 4), airwars(1, 4), airwars(2, 30, lat=35.95, lon=39.0, place="Raqqa", pcode="SY11"))
    done = matched(engine)
    assert (done.incidents, done.merged, done.new) == (3, 1, 1)
    assert judgements(engine) == {("merge", frozenset(("UCDP:1", "Airwars:1")))}
    with reading(engine) as session:
        (judged,) = standing(session)
    assert judged.decided_by == "rule match@1"
    assert "Same day" in judged.reason
    assert "0.0 km apart" in judged.reason
    assert "killed 4 against civilians killed 4" in judged.reason
    assert "UCDP lists Airwars among its sources" in judged.reason
    assert judged.score is not None
    assert judged.score > 0.9


def test_distinct_events_of_one_day_and_point_stay_distinct(register: Callable[..., Engine]) -> None:
    engine = register(ucdp(1, 4), ucdp(2, 19), airwars(1, 4), airwars(2, 19))
    matched(engine)
    assert judgements(engine) == {
        ("merge", frozenset(("UCDP:1", "Airwars:1"))),
        ("merge", frozenset(("UCDP:2", "Airwars:2"))),
    }


@pytest.mark.parametrize("verdict", ["discount", "override"])
def test_no_rule_merges_with_an_incident_that_a_person_judged_alone(
    register: Callable[..., Engine], verdict: str
) -> None:
    """What was judged of one report would count for both: the dead of the other would be in no sum."""
    engine = register(airwars(1, 4), ucdp(1, 9))
    with writing(engine) as session:
        if verdict == "discount":
            verdicts.discount(session, "Airwars:1", **BY)
        else:
            verdicts.override(session, "Airwars:1", Measure.KILLED, Population.CIVILIAN, (1, 1, 1), **BY)
    before = figures(engine)
    assert (matched(engine).merged, figures(engine)) == (0, before)
    assert judgements(engine) == {("possible", frozenset(("UCDP:1", "Airwars:1")))}
    with reading(engine) as session:
        (asked,) = standing(session)
    assert asked.reason.endswith("A person has set a figure for one of them or set it aside, so a person is asked.")


def test_two_that_can_not_be_told_apart_are_questions(register: Callable[..., Engine]) -> None:
    engine = register(ucdp(1, 4), airwars(1, 4), airwars(2, 4))
    matched(engine)
    assert judgements(engine) == {
        ("possible", frozenset(("UCDP:1", "Airwars:1"))),
        ("possible", frozenset(("UCDP:1", "Airwars:2"))),
    }
    with reading(engine) as session:
        asked = questions(session)
    assert [(question.one.code, question.one.figures) for question in asked] == [("UCDP:1", "killed 4")] * 2
    assert {question.other.code for question in asked} == {"Airwars:1", "Airwars:2"}


def test_an_event_of_several_reports_covers_them_and_they_are_not_merged(register: Callable[..., Engine]) -> None:
    several = LISTS.replace("SOHR;Airwars", "SOHR;Airwars;Airwars")
    engine = register(ucdp(1, 12, notes=several), airwars(1, 4), airwars(2, 8))
    matched(engine)
    assert judgements(engine) == {("covers", ("UCDP:1", "Airwars:1")), ("covers", ("UCDP:1", "Airwars:2"))}


def test_a_part_larger_than_its_whole_is_a_question_for_a_person(register: Callable[..., Engine]) -> None:
    several = LISTS.replace("SOHR;Airwars", "SOHR;Airwars;Airwars")
    engine = register(ucdp(1, 12, notes=several), airwars(1, 4), airwars(2, 40))
    matched(engine)
    assert judgements(engine) == {
        ("covers", ("UCDP:1", "Airwars:1")),
        ("possible", frozenset(("UCDP:1", "Airwars:2"))),
    }


def test_a_claim_that_is_not_about_its_event_is_no_evidence(register: Callable[..., Engine]) -> None:
    engine = register(ucdp(1, 4), airwars(1, 4))
    with writing(engine) as session:
        judging.split_claim(session, "Airwars/1/killed", **BY)
    with reading(engine) as session:
        known = known_incidents(session)
    assert dict(known.sides.select("code", "killed_civilian_low").iter_rows()) == {"UCDP:1": None}


def test_a_code_that_is_cited_is_taken_at_its_word(register: Callable[..., Engine]) -> None:
    cites = f"{LISTS} Cites: (S558) Wadi Shaaba."
    former = {"notes": "Airwars grade: Fair. Previous codes: S558", "lat": 35.2}
    engine = register(ucdp(1, 4, notes=cites), airwars(1, 4), airwars(2, 9, **former))
    matched(engine)
    assert judgements(engine) == {("merge", frozenset(("UCDP:1", "Airwars:2")))}


def test_without_a_statement_likeness_must_say_more(register: Callable[..., Engine]) -> None:
    alike = {"notes": None, "attributed_to": "SDF"}
    engine = register(ucdp(1, 14, **alike), airwars(1, 14, attributed_to="U.S.-led Coalition"))
    assert matched(engine).merged == 1
    engine = register(ucdp(1, 9, lat=36.42, **alike, date_from=DAY + timedelta(1), date_to=DAY + timedelta(1)))
    assert matched(engine).merged == 0


def test_running_again_changes_nothing_and_a_dry_run_never_does(register: Callable[..., Engine]) -> None:
    engine = register(ucdp(1, 4), airwars(1, 4))
    with reading(engine) as session:
        foreseen = foresee(session)
    assert judgements(engine) == set()
    assert matched(engine) == foreseen
    again = matched(engine)
    assert (again.new, again.undone) == (0, 0)


def test_what_a_person_split_is_not_merged_again(register: Callable[..., Engine]) -> None:
    engine = register(ucdp(1, 4), airwars(1, 4))
    before = figures(engine)
    matched(engine)
    with writing(engine) as session:
        judging.split(session, "UCDP:1", "Airwars:1", **BY)
    assert figures(engine) == before
    assert matched(engine).new == 0
    assert judgements(engine) == {("distinct", frozenset(("UCDP:1", "Airwars:1")))}


def test_a_correction_that_moves_an_event_takes_the_rules_word_back(register: Callable[..., Engine]) -> None:
    engine = register(ucdp(1, 4), airwars(1, 4))
    before = figures(engine)
    matched(engine)
    put(engine, airwars(1, 4, date_from=DAY + timedelta(20), date_to=DAY + timedelta(20)))
    assert matched(engine).undone == 1
    assert judgements(engine) == set()
    assert figures(engine) == before


def test_a_period_is_judged_beside_its_rivals_and_nothing_outside_it_is_undone(register: Callable[..., Engine]) -> None:
    later = {"date_from": DAY + timedelta(60), "date_to": DAY + timedelta(60)}
    engine = register(ucdp(1, 4), airwars(1, 4), ucdp(2, 9, **later), airwars(2, 9, **later))
    assert matched(engine, until=DAY + timedelta(5)).new == 1
    assert matched(engine, since=DAY + timedelta(50)).new == 1
    assert matched(engine, since=DAY + timedelta(1), until=DAY + timedelta(2)).undone == 0
    assert len(judgements(engine)) == 2


CLAIMS = [ucdp(1, 4), airwars(1, 4), ucdp(2, 7, lat=36.4), airwars(2, 7, lat=36.4), airwars(3, 4, lat=36.36)]


@pytest.mark.parametrize("order", list(permutations(range(len(CLAIMS))))[::29])
def test_the_order_of_ingest_and_of_matching_does_not_change_figures_nor_judgements(order: tuple[int, ...]) -> None:
    engine = open_register("sqlite://")
    migrate(engine)
    for number in order:
        put(engine, CLAIMS[number])
        matched(engine)
    once = open_register("sqlite://")
    migrate(once)
    put(once, *CLAIMS)
    matched(once)
    assert judgements(engine) == judgements(once) != set()
    assert figures(engine) == figures(once)
    engine.dispose()
    once.dispose()
