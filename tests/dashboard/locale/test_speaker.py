"""Numbers, dates, terms and directions of both languages."""

from datetime import date

import pytest

from dashboard.locale import speak
from db.vocabulary import Measure

EN, AR, ARABIC_DIGITS = speak("en"), speak("ar"), speak("ar", "arab")


def test_numbers_are_grouped_and_nothing_is_a_dash() -> None:
    assert EN.number(350_209) == "350,209"
    assert AR.number(350_209) == "350,209"
    assert ARABIC_DIGITS.number(350_209) == "٣٥٠٬٢٠٩"
    assert EN.number(0) == "0"
    assert EN.number(None) == "—"


def test_arabic_months_are_those_of_the_levant() -> None:
    assert AR.day(date(2024, 11, 30)) == "30 تشرين الثاني 2024"
    assert ARABIC_DIGITS.day(date(2024, 11, 30)) == "٣٠ تشرين الثاني ٢٠٢٤"
    assert AR.month("2024-01") == "كانون الثاني 2024"
    assert EN.month(date(2024, 1, 9)) == "January 2024"
    assert EN.day(None) == EN.month(None) == "—"


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        (date(2024, 11, 30), date(2024, 11, 30), "30 November 2024"),
        (date(2024, 11, 24), date(2024, 11, 30), "24–30 November 2024"),
        (date(2024, 11, 28), date(2024, 12, 3), "28 November – 3 December 2024"),
        (date(2023, 12, 30), date(2024, 1, 2), "30 December 2023 – 2 January 2024"),
        (date(2024, 11, 1), date(2024, 11, 30), "November 2024"),
        (date(2024, 1, 1), date(2024, 3, 31), "January – March 2024"),
        (date(2011, 3, 1), date(2021, 3, 31), "March 2011 – March 2021"),
        (date(2024, 1, 1), date(2024, 12, 31), "2024"),
        (date(2011, 1, 1), date(2024, 12, 31), "2011–2024"),
        (date(2011, 3, 15), None, "since 15 March 2011"),
        (None, date(2011, 3, 15), "until 15 March 2011"),
        (None, None, "—"),
    ],
)
def test_a_period_is_said_as_shortly_as_it_can_be(since: date | None, until: date | None, words: str) -> None:
    assert EN.period(since, until) == words


def test_terms_are_the_labels_of_the_vocabulary() -> None:
    assert (EN.term(Measure.KILLED), AR.term(Measure.KILLED)) == ("Killed", "قتلى")
    assert EN.term(None) == "—"


def test_only_text_that_runs_the_other_way_is_isolated() -> None:
    assert AR.isolate("SOHR") == "\u2068SOHR\u2069"
    assert AR.isolate(AR.isolate("SOHR")) == "\u2068SOHR\u2069"
    assert AR.isolate("إدلب") == "إدلب"
    assert AR.isolate("4–6") == "4–6"
    assert AR.isolate("2024-11-30") == "\u20682024-11-30\u2069"
    assert AR.isolate("30-11 آذار") == "30-11 آذار"
    assert EN.isolate("2024-11-30") == "2024-11-30"
    assert EN.isolate("إدلب") == "\u2068إدلب\u2069"
    assert (EN.rtl, AR.rtl) == (False, True)


def test_values_are_filled_in_as_the_language_prints_them() -> None:
    assert AR.text("since {day}", day="2011") == "منذ 2011"
    assert ARABIC_DIGITS.text("at least {n}", n=1_234) == "١٬٢٣٤ على الأقل"


def test_a_message_without_translation_stays_english_with_the_english_plural() -> None:
    assert AR.text("never said anywhere") == "never said anywhere"
    assert AR.plural("{n} thing of no catalogue", "{n} things of no catalogue", 1) == "1 thing of no catalogue"
    assert AR.plural("{n} thing of no catalogue", "{n} things of no catalogue", 3) == "3 things of no catalogue"


def test_lists_have_the_marks_of_the_language() -> None:
    assert EN.listing(["a", "b"]) == "a, b"
    assert AR.listing(["أ", "ب"]) == "أ، ب"
    assert AR.clauses(["أ", "ب"]) == "أ؛ ب"


def test_a_semicolon_ends_a_clause_and_no_full_stop_before_it() -> None:
    assert speak("en").clauses(["UNHCR", "People under its mandate.", "on 31 December."]) == (
        "UNHCR; People under its mandate; on 31 December."
    )
