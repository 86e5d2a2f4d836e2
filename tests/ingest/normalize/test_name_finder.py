"""Names are found in any text however they are spelt, and figures are never taken for names."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.normalize.fold import plain_letters
from ingest.normalize.name_finder import NameFinder

NAMES = {
    "Ariha": 1,
    "أريحا": 1,
    "Kafr Nobol": 2,
    "كفر نبل": 2,
    "Ma'arrat": 3,
    "Ḥārim": 4,
    "مر": 5,
    "Sar": 6,
    "Sarmin": 7,
}
FINDER = NameFinder(NAMES | {"12": 8, "A": 8}, {"SY0701": 9, "101": 9})


def over(text: str) -> str:
    return FINDER.over(text, lambda meant: f"[{meant}]")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("7 killed in Ariha.", "7 killed in [1]."),
        ("ARIHA's market", "[1]'s market"),
        ("in ÁRIHA_2", "in [1]_2"),
        ("Arihan", "Arihan"),
        ("بأريحا وفي أَرِيحَا", "ب[1] وفي [1]"),
        ("kafr-nobol, KAFRNOBOL, Kafr  Nobol", "[2], [2], [2]"),
        ("كفرنبل", "[2]"),
        ("Maarrat", "[3]"),
        ("Ḥārim and Harim", "[4] and [4]"),
        ("عمر في مر وبمر", "عمر في [5] وب[5]"),
        ("Sarmin, sar", "[7], [6]"),
        ("SY0701, sy0701 and SY07012", "[9], [9] and SY07012"),
        ("A 12-year-old, 101 dead", "A 12-year-old, 101 dead"),
        ("", ""),
    ],
)
def test_names_are_replaced_and_nothing_else(text: str, shown: str) -> None:
    assert over(text) == shown
    assert FINDER.is_in(text) is (shown != text)


@pytest.mark.parametrize(
    ("code", "named"),
    [
        ("https://example.org/%D8%A3%D8%B1%D9%8A%D8%AD%D8%A7", True),
        ("https://example.org/strike-on-ariha", True),
        ("strikeAriha2024", True),
        ("xsy0701y", True),
        ("event-00f3", False),
        ("sarcasm", False),
    ],
)
def test_a_name_is_found_inside_the_words_of_a_code(code: str, named: bool) -> None:
    assert FINDER.is_in_code(code) is named


def test_a_finder_of_nothing_finds_nothing() -> None:
    nothing = NameFinder({}, {})
    assert nothing.over("Ariha, SY07", str) == "Ariha, SY07"
    assert not nothing.is_in_code("Ariha")


LETTERS = string.ascii_letters + "àéÖçابتثجحخدذرزسشصضطظعغفقكلمنهويةأإآىئؤ"
WORDS = st.text(LETTERS, min_size=4, max_size=8)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=6), st.data())
def test_no_name_is_left_in_a_text_that_was_made_of_names(names: list[str], data: st.DataObject) -> None:
    finder = NameFinder(dict.fromkeys(names, 0), {})
    between = st.sampled_from([" ", ", ", "; 7 ", " (", ") ", "\n", ": "])
    parts = data.draw(st.lists(st.tuples(st.sampled_from(names), between), min_size=1, max_size=5))
    text = "".join(name + after for name, after in parts)
    left = finder.over(text, lambda _: "#")
    assert [name for name in names if f" {plain_letters(name)} " in f" {plain_letters(left)} "] == []
    assert [sign for sign in left if sign.isdigit()] == [sign for sign in text if sign.isdigit()]


@given(st.text(st.sampled_from("0123456789.,-–+ ()<>~%"), max_size=40))
def test_a_figure_is_never_taken_for_a_name(figure: str) -> None:
    assert over(figure) == figure
