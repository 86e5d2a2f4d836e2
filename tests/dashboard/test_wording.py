"""How figures, dates, grades and speakers are printed, in both languages."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.locale import speak
from dashboard.wording import (
    counted,
    coverage,
    figure_text,
    figure_words,
    headline,
    kind_of_count,
    newest_words,
    reliability_words,
    said_by,
    source_line,
    time_frame,
    vague_word,
    when_words,
)
from db.answers import Standing
from db.vocabulary import Age, DatePrecision, Measure, Policy, Population, Quantifier, Reliability, Sex, Unit
from tests.dashboard.charts.demo import KILLED_IN_IDLEB, MILLIONS, OHCHR_2021, STOCKS, TOLLS

EN, AR = speak("en"), speak("ar")

FIGURES = [
    ((4, 4, None), Quantifier.AT_LEAST, "4+", "at least 4", "4 فأكثر"),
    ((300_000, 300_000, None), Quantifier.MORE_THAN, "> 300,000", "more than 300,000", "أكثر من 300,000"),
    ((None, 20, 20), Quantifier.AT_MOST, "≤ 20", "at most 20", "20 فأقل"),
    ((None, None, 10), Quantifier.LESS_THAN, "< 10", "fewer than 10", "أقل من 10"),
    ((None, 50, None), Quantifier.ABOUT, "~50", "about 50", "نحو 50"),
    ((None, 7, None), None, "7 (range open)", "7 (the range is open at both ends)", "7 (المدى مفتوح)"),
    ((None, 7, None), Quantifier.EXACT, "7 (range open)", "7 (the range is open at both ends)", "7 (المدى مفتوح)"),
    ((0, 30, None), None, "30 (0+)", "30 (at least 0)", "30 (0 فأكثر)"),
    ((None, 6, 20), None, "6 (≤ 20)", "6 (at most 20)", "6 (20 فأقل)"),
    ((8, None, 12), Quantifier.RANGE, "8–12", "between 8 and 12", "8 إلى 12"),
    ((8, 10, 12), None, "10 (8–12)", "10 (between 8 and 12)", "10 (8 إلى 12)"),
    ((8, 8, 12), None, "8 (8–12)", "8 (between 8 and 12)", "8 (8 إلى 12)"),
    ((6, 6, 6), Quantifier.EXACT, "6", "6", "6"),
    ((0, 0, 0), Quantifier.EXACT, "0", "0", "0"),
    ((6, 56, None), None, "56 (6+)", "56 (at least 6)", "56 (6 فأكثر)"),
    ((2_048, None, None), Quantifier.VAGUE, "2,048+", "at least 2,048", "2,048 فأكثر"),
    ((None, None, None), None, "—", "no figure", "—"),
]


@pytest.mark.parametrize(("bounds", "quantifier", "text", "words", "arabic"), FIGURES)
def test_a_figure_is_printed_one_way(
    bounds: tuple[int | None, int | None, int | None], quantifier: Quantifier | None, text: str, words: str, arabic: str
) -> None:
    assert figure_text(*bounds, quantifier=quantifier, speaker=EN) == text
    assert figure_words(*bounds, quantifier=quantifier, speaker=EN) == words
    assert figure_text(*bounds, quantifier=quantifier, speaker=AR) == arabic


def test_a_vague_figure_is_the_word_and_never_its_low() -> None:
    vague = (2_000_000, None, None)
    assert figure_text(*vague, quantifier=Quantifier.VAGUE, word="millions", speaker=EN) == "millions"
    assert figure_text(*vague, quantifier=Quantifier.VAGUE, word="millions", speaker=AR) == "ملايين"
    assert figure_text(*vague, quantifier=Quantifier.VAGUE, word="ملايين", speaker=EN) == "millions"
    assert figure_words(*vague, quantifier=Quantifier.VAGUE, word="millions", speaker=EN) == "“millions”"


def test_a_vague_word_that_nobody_knows_is_printed_as_it_was_said() -> None:
    assert figure_text(2, None, None, quantifier=Quantifier.VAGUE, word="a great many", speaker=EN) == "a great many"


@pytest.mark.parametrize(
    ("verbatim", "word"),
    [
        ("displaced millions across the region", "millions"),
        ("tens of thousands fled", "tens of thousands"),
        ("a great many", "a great many"),
    ],
)
def test_the_vague_word_is_found_in_the_words_of_a_claim(verbatim: str, word: str) -> None:
    assert vague_word(verbatim) == word


@given(st.lists(st.none() | st.integers(0, 10_000_000), min_size=3, max_size=3))
def test_a_printed_figure_holds_only_claimed_numbers(bounds: list[int | None]) -> None:
    known = sorted(bound for bound in bounds if bound is not None)
    in_order = iter(known)
    low, best, high = (None if bound is None else next(in_order) for bound in bounds)
    text = figure_text(low, best, high, speaker=EN).replace(",", "")
    printed = {int(number) for number in "".join(c if c.isdigit() else " " for c in text).split()}
    assert printed <= set(known)
    assert bool(printed) == bool(known)


@pytest.mark.parametrize("quantifier", [None, *Quantifier])
def test_about_is_said_only_of_what_a_source_called_about(quantifier: Quantifier | None) -> None:
    said_about = quantifier is Quantifier.ABOUT
    assert ("~" in figure_text(None, 7, None, quantifier=quantifier, speaker=EN)) is said_about
    assert ("about" in figure_words(None, 7, None, quantifier=quantifier, speaker=EN)) is said_about
    assert ("نحو" in figure_words(None, 7, None, quantifier=quantifier, speaker=AR)) is said_about


def test_what_is_counted_names_the_people() -> None:
    assert counted(Measure.KILLED, EN) == "people killed"
    assert counted(Measure.KILLED, EN, population=Population.CIVILIAN) == "civilians killed"
    assert counted(Measure.KILLED, EN, population=Population.COMBATANT) == "people killed (combatants)"
    assert counted(Measure.KILLED, EN, age=Age.CHILD) == "people killed (children)"
    assert counted(Measure.DISPLACED, EN, unit=Unit.HOUSEHOLD) == "households displaced"
    assert counted(Measure.KILLED, EN, unit=Unit.HOUSEHOLD) == "people killed (households)"
    assert counted(Measure.KILLED, AR, population=Population.CIVILIAN) == "القتلى المدنيون"


def test_women_and_children_are_called_by_their_names() -> None:
    assert counted(Measure.KILLED, EN, sex=Sex.FEMALE, age=Age.ADULT) == "people killed (women)"
    assert counted(Measure.KILLED, EN, sex=Sex.FEMALE) == "people killed (women and girls)"
    boys = replace(OHCHR_2021, sex=Sex.MALE, age=Age.CHILD)
    assert kind_of_count(boys, EN, apart_from=OHCHR_2021) == "boys"
    assert kind_of_count(boys, AR, apart_from=replace(OHCHR_2021, sex=Sex.MALE)) == "أطفال"


@pytest.mark.parametrize("measure", list(Measure))
def test_every_measure_has_words_in_both_languages(measure: Measure) -> None:
    assert counted(measure, EN) != counted(measure, AR)


def test_dates_are_said_as_precisely_as_they_are_known() -> None:
    week = (date(2024, 11, 24), date(2024, 11, 30))
    november = (date(2024, 11, 1), date(2024, 11, 30))
    assert when_words(*week, DatePrecision.D3, EN) == "week of 24–30 November 2024"
    assert when_words(*november, DatePrecision.D4, EN) == "month of November 2024"
    assert when_words(*november, DatePrecision.D4, AR) == "شهر تشرين الثاني 2024"
    assert when_words(date(2024, 1, 1), date(2024, 12, 31), DatePrecision.D5, EN) == "some time in 2024"
    assert when_words(week[1], week[1], DatePrecision.D1, EN) == "30 November 2024"
    assert when_words(None, None, None, EN) == "date not known"


def test_a_toll_says_since_when_and_as_of_when() -> None:
    assert time_frame(OHCHR_2021, EN) == "since March 2011, as of 31 March 2021"
    assert time_frame(TOLLS[0], EN) == "since March 2011, published 30 November 2024"
    assert time_frame(STOCKS[0], EN) == "on 31 December 2023"
    assert time_frame(replace(TOLLS[0], since=None, published=None), EN) == ""


def test_who_says_it_comes_before_who_passes_it_on() -> None:
    relayed = replace(KILLED_IN_IDLEB, source="The Gazette", origin="White Helmets")
    assert said_by(relayed, EN) == "White Helmets, via The Gazette"
    assert said_by(relayed, AR, {"White Helmets": "الخوذ البيضاء"}).startswith("الخوذ البيضاء، نقلاً عبر")
    assert said_by(replace(relayed, origin="The Gazette"), EN) == "The Gazette"
    assert said_by(KILLED_IN_IDLEB, EN) == ""


def test_a_headline_says_what_how_many_when_and_who() -> None:
    assert headline(KILLED_IN_IDLEB, EN) == (
        "People killed in recorded incidents: at least 4 (24–30 November 2024, 1 claim about 1 incident)."
    )
    assert headline(MILLIONS, EN) == "People displaced: “millions” (published 30 November 2024, News article)."


def test_arabic_counts_agree_with_their_number() -> None:
    spoken = {n: coverage(replace(OHCHR_2021, claims=n), AR) for n in (0, 1, 2, 3, 11, 100)}
    assert spoken == {
        0: "لا إفادات",
        1: "إفادة واحدة",
        2: "إفادتان",
        3: "3 إفادات",
        11: "11 إفادةً",
        100: "100 إفادة",
    }


def test_a_sum_says_how_many_of_its_incidents_leave_it_open() -> None:
    added = replace(KILLED_IN_IDLEB, claims=5, incidents=3, quantifier=None, unbounded=2)
    assert coverage(added, EN) == "5 claims about 3 incidents, 2 of them without an upper bound"
    assert coverage(replace(added, unbounded=0), EN) == "5 claims about 3 incidents"
    assert coverage(replace(added, claims=1, incidents=1, unbounded=1), EN) == "1 claim about 1 incident"


def test_a_part_is_named_by_what_sets_it_apart() -> None:
    part = replace(OHCHR_2021, population=Population.CIVILIAN)
    assert kind_of_count(part, EN, apart_from=OHCHR_2021) == "civilians"
    assert kind_of_count(OHCHR_2021, EN, apart_from=OHCHR_2021) == "documented, civilians and combatants"


def test_a_grade_is_said_with_its_meaning() -> None:
    assert reliability_words(Reliability.B, EN) == "B: usually reliable"
    assert reliability_words(Reliability.F, EN) == "F: cannot be judged"
    assert reliability_words(None, EN) == "not graded"


def test_the_source_line_names_each_source_once() -> None:
    line = source_line(["SOHR", "OHCHR", "SOHR", ""], EN, as_of=datetime(2024, 11, 30, tzinfo=UTC), data_version="7")
    assert line == "SOHR; OHCHR; as known on 30 November 2024; register version 7"


def test_the_newest_is_a_day_or_a_year_and_never_the_last_day_of_a_year_of_which_no_more_is_known() -> None:
    standing = Standing(
        claims=1,
        incidents=0,
        newest=date(2023, 5, 3),
        policy=Policy.ENVELOPE,
        unlocated=0,
        undated=0,
        ungraded=0,
        in_review=0,
        data_version="1",
        as_of=None,
        cuts_incidents=False,
    )
    assert newest_words(standing, EN) == "3 May 2023"
    assert newest_words(replace(standing, newest_year=2024), EN) == "2024"
    assert newest_words(replace(standing, newest_year=2024), speak("ar", "arab")) == "٢٠٢٤"
    assert newest_words(replace(standing, newest=None), EN) == "—"
