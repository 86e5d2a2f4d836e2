"""What is said of a claim beside its figure: place, cause, credibility and notes."""

from typing import Any

from sqlalchemy import Engine

from dashboard.charts.claim_cells import credibility_words, where_it_is, with_what_is_said
from dashboard.charts.running_lines import Reader
from dashboard.charts.spec import Table
from dashboard.locale import speak
from dashboard.wording import reclassified
from db import queries
from db.answers import ClaimRecord
from db.engine import reading, writing
from db.filters import Filters
from db.ledger import record
from db.vocabulary import Credibility, Measure, Unit
from tests.db.conftest import make_batch, make_claim

HOUSEHOLDS: dict[str, Any] = {"best": 200, "measure": Measure.DISPLACED, "unit": Unit.HOUSEHOLD}
EN = Reader(speak("en"), {}, {}, {"idlib": "Idleb"})
AR = Reader(speak("ar", "arab"), {}, {}, {"idlib": "إدلب"})


def recorded(engine: Engine, **said: Any) -> ClaimRecord:
    with writing(engine) as session:
        record(session, make_batch(make_claim("one", **said)))
    with reading(engine) as session:
        (claim,) = queries.claims(session, Filters())
    return claim


def test_a_place_is_as_narrow_as_its_source_says_it_with_the_area_around_it(sqlite_engine: Engine) -> None:
    claim = recorded(sqlite_engine, place="A village by the road", pcode="SY07")
    assert where_it_is(claim, EN) == "A village by the road (Idleb)"
    assert where_it_is(claim, AR) == "\u2068A village by the road\u2069 (إدلب)"


def test_another_spelling_of_the_same_place_is_said_once(sqlite_engine: Engine) -> None:
    claim = recorded(sqlite_engine, place="Idlib", pcode="SY07")
    assert (where_it_is(claim, EN), where_it_is(claim, AR)) == ("Idleb", "إدلب")


def test_a_place_that_nobody_states_is_nothing(sqlite_engine: Engine) -> None:
    assert where_it_is(recorded(sqlite_engine, place=None, pcode=None), EN) == ""


def test_credibility_is_its_digit_and_what_it_means(sqlite_engine: Engine) -> None:
    claim = recorded(sqlite_engine, credibility=Credibility("2"))
    assert credibility_words(claim, EN.speaker) == "2: Probably true"
    assert credibility_words(claim, AR.speaker).startswith("٢: ")


def test_only_what_some_claim_says_gets_a_column(sqlite_engine: Engine) -> None:
    claim = recorded(sqlite_engine, cause="shelling", notes="at_least_may_reach")
    table = Table(("Figure",), (("4",), ("5",)), numeric=(0,))
    said = with_what_is_said(table, ["one", None], {"one": claim}, EN.speaker)
    assert said.columns == ("Figure", "Cause", "Notes")
    assert said.rows == (("4", "Shelling", "The “at least” before another figure may reach this one."), ("5", "", ""))
    assert with_what_is_said(table, [None, None], {}, EN.speaker) == table


def test_the_people_that_households_come_to_have_a_column_and_no_figure_of_the_chart(sqlite_engine: Engine) -> None:
    claim = recorded(sqlite_engine, **HOUSEHOLDS, factor=5.1, factor_source="IOM DTM 2023")
    said = with_what_is_said(Table(("Figure",), (("200",),), numeric=(0,)), ["one"], {"one": claim}, EN.speaker)
    assert said.columns == ("Figure", "People, derived")
    assert said.rows == (("200", "≈ 1,020 (5.1 a household: IOM DTM 2023)"),)
    with reading(sqlite_engine) as session:
        assert [(total.best, total.unit) for total in queries.totals(session, Filters())] == [(200, Unit.HOUSEHOLD)]


def test_another_household_size_is_told_as_what_was_changed(sqlite_engine: Engine) -> None:
    before = recorded(sqlite_engine, **HOUSEHOLDS)
    after = recorded(sqlite_engine, **HOUSEHOLDS, factor=5.1, factor_source="IOM DTM 2023")
    assert reclassified(before, after, EN.speaker) == (
        "people in a household: from not stated to 5.1; "
        "who says how many people a household has: from not stated to IOM DTM 2023"
    )
