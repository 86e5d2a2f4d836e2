"""What is stated of dates and numbers settles what could be either, and never changes what could be one thing alone."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.normalize.amount import read_amount
from ingest.normalize.amount_stated import read_amount_as_stated
from ingest.normalize.date import DayOrder, day_order, read_date
from ingest.normalize.date_order import day_order_as_stated, rules_out
from ingest.normalize.date_stated import read_date_as_stated
from ingest.normalize.reading import Reading, UnreadableError

DAY, MONTH = DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST
UNKNOWN, CONTRADICTED = DayOrder.UNKNOWN, DayOrder.CONTRADICTED
A_YEAR = st.one_of(st.integers(0, 30).map("{:02}".format), st.integers(1999, 2030).map(str))
WRITTEN = st.one_of(
    st.tuples(st.integers(1, 31), st.integers(1, 31), A_YEAR).map(
        lambda parts: f"{parts[0]:02}/{parts[1]:02}/{parts[2]}"
    ),
    st.dates(date(2000, 1, 1), date(2024, 12, 31)).map(str),
    st.sampled_from(["24-Nov-23", "28 Feb 2017", "9-10/11/2024", "29-30/11/2024", "45000", "2024", "n/a"]),
)
FIGURES = st.from_regex(r"(at least )?[1-9][0-9]{0,3}([.,][0-9]{1,3}){0,3}( thousand)?", fullmatch=True)


@pytest.mark.parametrize(
    ("values", "stated", "order"),
    [
        (["03/04/2024", "2024-05-06"], DAY, DAY),
        (["03/04/2024"], MONTH, MONTH),
        (["03/04/24"], DAY, DAY),
        (["24-Nov-23"], DAY, DAY),
        (["24-Nov-23"], MONTH, UNKNOWN),
        (["3-Nov-24"], MONTH, DAY),
        (["03/04/2024", "28/02/2024"], DAY, DAY),
        (["03/04/2024", "11/25/2024"], DAY, CONTRADICTED),
        (["03/04/2024", "25/11/2024"], MONTH, CONTRADICTED),
        (["23/11/31"], MONTH, CONTRADICTED),
        (["28/02/2017", "02/28/2017"], DAY, DayOrder.MIXED),
        (["2024-03-11", "13/11/2024"], DAY, DayOrder.SWAPPED),
        (["2024-03-11", "13/11/2024"], MONTH, DayOrder.SWAPPED),
    ],
)
def test_a_statement_settles_only_what_a_column_leaves_open(
    values: list[str], stated: DayOrder, order: DayOrder
) -> None:
    assert day_order_as_stated(values, stated) is order


@pytest.mark.parametrize(("text", "excluded"), [("11/25/2024", True), ("25/11/2024", False), ("2024-11-25", False)])
def test_a_date_rules_out_the_order_in_which_it_is_no_day(text: str, excluded: bool) -> None:
    assert rules_out(text, DAY) is excluded


@pytest.mark.parametrize("text", ["11/25/2024", "11/25/2024 - 11/28/2024"])
def test_a_date_of_another_order_than_was_stated_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        read_date_as_stated(text, order=CONTRADICTED, stated=DAY)
    assert refused.value.code == "other_day_order"


def test_days_of_one_month_begin_with_the_day_whatever_was_stated() -> None:
    assert read_date_as_stated("29-30/11/2024", order=DAY, stated=DAY).end == date(2024, 11, 30)
    with pytest.raises(UnreadableError) as refused:
        read_date_as_stated("29-30/11/2024", order=MONTH, stated=MONTH)
    assert refused.value.code == "other_day_order"


@given(st.lists(WRITTEN, min_size=1, max_size=5), st.sampled_from([DAY, MONTH]))
def test_what_is_stated_changes_no_date_that_can_be_read_without_it(column: list[str], stated: DayOrder) -> None:
    alone, order = day_order(column), day_order_as_stated(column, stated)
    for text in column:
        with suppress(UnreadableError):
            when = read_date(text, order=alone)
            with suppress(UnreadableError):
                assert read_date_as_stated(text, order=order, stated=stated) == when


@pytest.mark.parametrize(
    ("text", "decimal", "best"),
    [
        ("1.200", ",", 1200),
        ("about 1.200", ",", 1200),
        ("1.250 thousand", ".", 1250),
        ("1.250 thousand", ",", 1_250_000),
        ("1,250 thousand", ",", 1250),
        ("1.200.000", ",", 1_200_000),
        ("1,200", ".", 1200),
        ("١٬٢٠٠", ",", 1200),
        ("300", ",", 300),
    ],
)
def test_the_mark_that_was_stated_settles_a_number(text: str, decimal: str, best: int) -> None:
    assert read_amount_as_stated(text, decimal).best == best


@pytest.mark.parametrize(
    ("text", "decimal"),
    [("1,200", ","), ("1,200,000", ","), ("1.200.000", "."), ("12.5 thousand", ","), ("1,5 million", ".")],
)
def test_a_number_with_the_other_mark_is_refused(text: str, decimal: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        read_amount_as_stated(text, decimal)
    assert refused.value.code == "other_decimal_mark"


def test_a_number_that_is_no_count_as_was_stated_says_so() -> None:
    with pytest.raises(UnreadableError) as refused:
        read_amount_as_stated("1.200", ".")
    assert refused.value.code == "fraction_of_person"


@given(FIGURES, st.sampled_from([".", ","]))
def test_what_is_stated_changes_no_number_that_can_be_read_without_it(text: str, decimal: str) -> None:
    with suppress(UnreadableError):
        alone: Reading = read_amount(text)
        with suppress(UnreadableError):
            assert read_amount_as_stated(text, decimal) == alone
