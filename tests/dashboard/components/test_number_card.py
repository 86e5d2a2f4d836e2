"""The headline cards: none says the same as another of a different number."""

from typing import Any

from dashboard.components.number_card import Reader, number_section
from dashboard.locale import speak
from db.answers import Total
from db.vocabulary import Measure, Population, Series, Sex
from tests.dashboard.charts.demo import exactly

READER = Reader(speak("en"), {}, {})


def said(card: Any) -> list[str]:
    """The lines of a card."""
    return [line.children if isinstance(line.children, str) else line.children.children for line in card.children]


def cards(*totals: Total) -> list[list[str]]:
    return [said(card) for card in number_section("Heading", "What it is.", totals, READER).children[1].children]


def of_unhcr(number: int, definition: str, **rest: Any) -> Total:
    return exactly(
        Measure.RETURNED, number, series=Series.PERIOD, source="UNHCR", place="Syria", definition=definition, **rest
    )


def test_cards_of_one_kind_place_and_source_say_what_each_counts() -> None:
    one, other = cards(of_unhcr(800, "Returned from Lebanon", key="a"), of_unhcr(390, "Returned from Jordan", key="b"))
    assert one[3] == "Returned from Lebanon"
    assert other[3] == "Returned from Jordan"


def test_a_card_alone_of_its_kind_needs_no_definition() -> None:
    assert "Returned from Lebanon" not in cards(of_unhcr(800, "Returned from Lebanon", key="a"))[0]


def test_parts_of_one_figure_say_whom_they_count_where_they_are_of_one_kind() -> None:
    whole = of_unhcr(900, "All", key="whole")
    parts = [
        of_unhcr(n, words, key=words, part_of="whole", population=Population.PROTECTED)
        for n, words in ((50, "Medical staff"), (7, "Journalists"))
    ]
    assert cards(whole, *parts)[0][-2:] == ["of which Medical staff: 50", "of which Journalists: 7"]


def test_of_many_parts_the_first_are_read_at_once_and_the_others_behind_a_line() -> None:
    whole = of_unhcr(900, "All", key="whole")
    parts = [of_unhcr(n, f"List {n}", key=f"{n}", part_of="whole") for n in (400, 300, 100, 50)]
    [card] = number_section("Heading", "What it is.", [whole, *parts], READER).children[1].children
    *_, first, second, rest = card.children
    assert (first.children, second.children) == ("of which List 400: 400", "of which List 300: 300")
    assert [line.children for line in rest.children] == [
        "2 more parts",
        "of which List 100: 100",
        "of which List 50: 50",
    ]


def test_a_sum_of_women_alone_is_no_part_of_the_sum_of_all_people() -> None:
    """The parts of claims are in no sum: whoever is in this one was reported by herself."""
    told = cards(exactly(Measure.KILLED, 9), exactly(Measure.KILLED, 40, sex=Sex.FEMALE))
    assert [card[1] for card in told] == ["9", "40"]
    assert "of which" not in str(told)
    assert "not added to the figure of all people" in told[1][-1]
    assert "not added" not in told[0][-1]
