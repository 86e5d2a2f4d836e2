"""Dates: from what people write to the days it can be, without a guess."""

import csv
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st

from db.vocabulary import DatePrecision
from ingest.normalize.date import (
    EXCEL_SERIALS,
    DayOrder,
    When,
    are_serials,
    contradiction,
    day_order,
    read_date,
    read_date_words,
)
from ingest.normalize.date_unreadable import DATE_CODES
from ingest.normalize.reading import UnreadableError

EVENTS = Path(__file__).parents[4] / "shared/data/events"
AIRWARS = EVENTS / "airwars_syria_incidents.csv"
GOLDEN = yaml.safe_load(Path(__file__).with_name("dates.yml").read_text(encoding="utf-8"))
TWO_DIGITS = datetime.now(UTC).year % 100
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))

LEVANT = [
    *("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران"),
    *("تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"),
]
EGYPT = [
    *("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو"),
    *("يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"),
]
ENGLISH = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: f"{case['text']}|{case.get('order', '')}")
def test_words_become_the_days_they_can_be(case: dict[str, Any]) -> None:
    order = DayOrder(case.get("order", "unknown"))
    if "error" in case:
        with pytest.raises(UnreadableError) as refusal:
            read_date(case["text"], order=order)
        assert refusal.value.code == case["error"]
        assert refusal.value.remedy
        return
    when = read_date(case["text"], order=order)
    start = date.fromisoformat(case["start"]) if case["start"] else None
    end = start if "end" not in case else date.fromisoformat(case["end"]) if case["end"] else None
    assert when == When(start, end, when.precision, case["rule"], tuple(case.get("notes", ())))
    assert when.precision == case["precision"]


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["03/04/2017", "28/02/2017"], DayOrder.DAY_FIRST),
        (["03/04/2017", "02/28/2017"], DayOrder.MONTH_FIRST),
        (["03.04.2017", "٢٨.٠٢.٢٠١٧"], DayOrder.DAY_FIRST),
        (["03/04/2017 - 28/04/2017"], DayOrder.DAY_FIRST),
        (["03/04/2017", "05/06/2017"], DayOrder.UNKNOWN),
        (["28/02/2017", "02/28/2017"], DayOrder.MIXED),
        (["13/14/2017", "28/02/2017"], DayOrder.DAY_FIRST),
        (["29/11/2024 14:30", "03/04/2024"], DayOrder.DAY_FIRST),
        # a year of two digits may stand first
        (["28/11/23", "03/04/17"], DayOrder.DAY_FIRST if TWO_DIGITS < 28 else DayOrder.UNKNOWN),
        (["24/11/23"], DayOrder.UNKNOWN),
        (["11/30/24", "02/03/24"], DayOrder.MONTH_FIRST),
        (["24/11/23", "28/02/2017"], DayOrder.DAY_FIRST),
        (["24-Nov-23"], DayOrder.UNKNOWN),
        (["24-Nov-23", "31-Dec-23"], DayOrder.DAY_FIRST if TWO_DIGITS < 31 else DayOrder.UNKNOWN),
        # and years are fewer than days, and recent
        (["03/11/24", "04/11/24", "15/11/24"], DayOrder.DAY_FIRST),
        (["03/11/24", "04/11/24"], DayOrder.UNKNOWN),
        (["23/11/05", "24/11/05"], DayOrder.UNKNOWN),
        (["24/11/30", "23/11/30"], DayOrder.UNKNOWN),
        (["24/11/03", "24/11/05"], DayOrder.UNKNOWN),
        (["3-Nov-24"], DayOrder.DAY_FIRST),
        (["3-Nov-24", "15-Nov-24", "25-Dec-24"], DayOrder.DAY_FIRST),
        (["24-Nov-03", "24-Nov-05"], DayOrder.UNKNOWN),
        (["2017-02-28", "28 Feb 2017", "n/a", ""], DayOrder.UNKNOWN),
        # stored as dates is only what can be taken for another day, and text only what can't
        (["2024-03-11", "2024-05-11", "13/11/2024"], DayOrder.SWAPPED),
        (["2024-03-11 14:30:00", "11/13/2024"], DayOrder.SWAPPED),
        (["2024-03-11", "13/11/24", "28/11/24"], DayOrder.SWAPPED),
        (["2024-03-11", "2024-11-14", "13/11/2024"], DayOrder.DAY_FIRST),
        (["2024-03-11", "04/11/2024", "13/11/2024"], DayOrder.DAY_FIRST),
        (["2024-11-11", "13/11/2024"], DayOrder.DAY_FIRST),
        (["2024-03-11", "2024-05-11"], DayOrder.UNKNOWN),
        ([], DayOrder.UNKNOWN),
    ],
)
def test_one_clear_date_decides_the_order_of_its_column(values: list[str], order: DayOrder) -> None:
    assert day_order(values) is order


@pytest.mark.parametrize(
    ("text", "order", "why"),
    [
        ("24-Nov-23", DayOrder.UNKNOWN, "In '24-Nov-23' the year has two digits, and no date of its column shows"),
        ("03/11/85", DayOrder.DAY_FIRST, "may be of this century or of the last"),
    ],
)
def test_the_refusal_of_a_short_year_shows_the_date_as_it_was_written(text: str, order: DayOrder, why: str) -> None:
    with pytest.raises(UnreadableError) as refusal:
        read_date(text, order=order)
    assert refusal.value.code == "two_digit_year"
    assert "four digits" in refusal.value.remedy
    assert why in refusal.value.message


def test_a_column_of_both_orders_shows_one_date_of_each() -> None:
    assert contradiction(["03/04/2017", "28/02/2017", "n/a", "02/28/2017"]) == ("28/02/2017", "02/28/2017")
    assert contradiction(["03/04/2017", "28/02/2017"]) is None


@pytest.mark.parametrize(
    ("values", "serials"),
    [
        (["42794", "", "42795.5"], True),
        (["42794", "2017-03-01"], False),
        (["42794", "12"], False),
        (["", "n/a"], False),
    ],
)
def test_numbers_are_days_of_excel_where_the_whole_column_is(values: list[str], serials: bool) -> None:
    assert are_serials(values) is serials


def test_a_number_alone_among_dates_is_refused() -> None:
    with pytest.raises(UnreadableError) as refusal:
        read_date("42794", serials=False)
    assert refusal.value.code == "lone_serial"


def test_every_refusal_has_a_golden_case() -> None:
    # what numbers alone can be needs a column, and what contradicts a statement needs one
    assert set(DATE_CODES) - {"lone_serial", "other_day_order"} <= {case.get("error") for case in GOLDEN}


def test_the_refusal_of_an_ambiguous_date_names_it_and_the_way_out() -> None:
    with pytest.raises(UnreadableError) as refusal:
        read_date("03/04/2017 - 28/04/2017")
    assert "'03/04/2017'" in refusal.value.message
    assert "2017-MM-DD" in refusal.value.remedy


@given(DAYS, st.sampled_from([ENGLISH, LEVANT, EGYPT]), st.sampled_from([{}, ARABIC_DIGITS, PERSIAN_DIGITS]))
def test_a_day_written_in_any_of_our_languages_is_read_back(
    day: date, months: list[str], digits: dict[int, int]
) -> None:
    name = months[day.month - 1]
    for words in (f"{day.day} {name} {day.year}", f"{name} {day.day}, {day.year}", f"{day.day}-{name}-{day.year}"):
        when = read_date(words.translate(digits))
        assert (when.start, when.end, when.precision) == (day, day, DatePrecision.D1)


@given(DAYS)
def test_a_day_written_in_numbers_is_read_back_in_the_order_of_its_column(day: date) -> None:
    for words, order in (
        (day.isoformat(), DayOrder.UNKNOWN),
        (day.strftime("%Y%m%d"), DayOrder.UNKNOWN),
        (day.strftime("%d/%m/%Y"), DayOrder.DAY_FIRST),
        (f"{day.day}.{day.month}.{day.year}", DayOrder.DAY_FIRST),
        (day.strftime("%m/%d/%Y"), DayOrder.MONTH_FIRST),
    ):
        assert read_date(words, order=order).start == day


@given(DAYS, st.integers(0, 400))
@example(date(2023, 10, 9), 6)
def test_the_precision_of_a_range_follows_from_its_length(start: date, extra: int) -> None:
    end = min(start + timedelta(days=extra), date(2100, 12, 31))
    extra = (end - start).days
    when = read_date(f"{start}/{end}")
    assert (when.start, when.end) == (start, end)
    expected = "1" if extra == 0 else "2" if extra < 6 else "3" if extra == 6 else "4" if extra < 31 else "5"
    assert when.precision == expected


@given(st.integers(EXCEL_SERIALS.start, EXCEL_SERIALS.stop - 2))
def test_excel_numbers_count_days_and_say_that_they_were_numbers(serial: int) -> None:
    today, tomorrow = read_date(str(serial)), read_date(str(serial + 1))
    assert today.start is not None
    assert tomorrow.start == today.start + timedelta(days=1)
    assert today.notes == ("excel_serial",)


@given(DAYS)
def test_without_an_order_a_date_is_refused_exactly_when_it_could_be_another(day: date) -> None:
    assume(day.month != day.day)
    words = day.strftime("%d/%m/%Y")
    if day.day <= 12:
        with pytest.raises(UnreadableError, match=words):
            read_date(words)
    else:
        assert read_date(words).start == day


PIECES = st.sampled_from(
    [
        *("early ", "Q3 ", "2024-W48", "week of ", "since ", "24", "present"),
        *"0123456789٢٨/-–.,: ",
        "2017",
        "Feb",
        "شباط",
        " to ",
        "T10:00",
        "between ",
        " and ",
        "و",
        "M02",
    ]
)


def outcome(text: str, order: DayOrder, reader: Callable[..., When] = read_date) -> When | UnreadableError:
    try:
        return reader(text, order=order)
    except UnreadableError as refusal:
        return refusal


@given(st.one_of(st.text(max_size=30), st.lists(PIECES, max_size=12).map("".join)), st.sampled_from(DayOrder))
def test_any_text_gives_days_in_order_or_a_reason(text: str, order: DayOrder) -> None:
    result = outcome(text, order)
    if isinstance(result, UnreadableError):
        assert result.code in {*DATE_CODES, "ambiguous_day_month", "two_digit_year"}
        assert result.remedy
    else:
        assert (result.start is None) == (result.precision is None)
        assert (result.end is None) == (result.start is None or result.rule == "since/1")
        assert result.start is None or result.end is None or result.start <= result.end


@given(
    st.one_of(
        st.dates(date(1890, 1, 1)).map(date.isoformat),
        st.text("0123456789-", min_size=10, max_size=10),
        st.sampled_from([case["text"] for case in GOLDEN]),
    )
)
@example("1970-01-01")
@example("2017-02-29")
@example("1899-12-30")
def test_the_short_way_for_iso_dates_reads_what_the_words_say(text: str) -> None:
    short, long = outcome(text, DayOrder.UNKNOWN), outcome(text, DayOrder.UNKNOWN, read_date_words)
    assert repr(short) == repr(long)


@given(
    st.sampled_from([case["text"] for case in GOLDEN]),
    st.sampled_from(["", " ", "\t", "\u00a0"]),
    st.sampled_from(["", "\u200f", "\u200e", "\u061c", "\ufeff"]),
    st.sampled_from([str, str.upper, str.title]),
)
def test_a_date_is_the_same_in_other_spaces_marks_and_case(
    text: str, space: str, mark: str, case: Callable[[str], str]
) -> None:
    plain = outcome(text, DayOrder.DAY_FIRST)
    dressed = outcome(f"{space}{mark}{case(text)}{mark}{space}", DayOrder.DAY_FIRST)
    if isinstance(plain, UnreadableError):
        assert isinstance(dressed, UnreadableError)
        assert dressed.code == plain.code
    else:
        assert dressed == plain


@pytest.mark.skipif(
    not AIRWARS.exists(), reason="the Airwars incidents are not on this machine (../shared/data/events)"
)
def test_every_date_of_a_real_file_is_read_and_its_words_agree_with_its_columns() -> None:
    with AIRWARS.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    sentinels = [row for row in rows if read_date(row["incident_date"]).notes == ("date_sentinel",)]
    assert {row["incident_date"] for row in sentinels} == {"1970-01-01"}
    for row in rows:
        if row["date_text"] and row not in sentinels:
            assert read_date(row["date_text"]).start == read_date(row["incident_date"]).start
