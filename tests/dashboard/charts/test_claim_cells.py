"""What is said of a claim beside its figure: place, cause, credibility and notes."""

from typing import Any

from sqlalchemy import Engine

from dashboard.charts.claim_cells import credibility_words, where_it_is, with_what_is_said
from dashboard.charts.running_lines import Reader
from dashboard.charts.spec import Table
from dashboard.locale import speak
from db import queries
from db.answers import ClaimRecord
from db.engine import reading, writing
from db.filters import Filters
from db.ledger import record
from db.vocabulary import Credibility
from tests.db.conftest import make_batch, make_claim

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
