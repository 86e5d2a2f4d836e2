"""Numbers that a convention reads in words say whose convention it is, wherever they stand."""

from dataclasses import replace

import pytest

from dashboard.charts.figures import envelope, figure_of
from dashboard.charts.notes import bound_notes
from dashboard.components.number_card import Reader, number_card
from dashboard.locale import speak
from dashboard.markup import plain
from dashboard.wording import (
    by_convention,
    convention_fact,
    figure_text,
    figure_words,
    headline,
    standing_convention,
    total_text,
)
from db.answers import Standing
from db.conventions.registry import Convention
from db.vocabulary import Measure, Policy
from tests.dashboard.charts.demo import exactly

EN, AR = speak("en"), speak("ar")
READ = replace(exactly(Measure.KILLED, 12), convention=Convention.ACLED)
STANDING = Standing(
    claims=9,
    incidents=7,
    newest=None,
    policy=Policy.LOWEST,
    unlocated=0,
    undated=0,
    ungraded=0,
    in_review=0,
    data_version="1",
    as_of=None,
    cuts_incidents=False,
    convention=Convention.ACLED,
    otherwise=5,
)


def test_a_figure_is_marked_in_print_and_in_a_sentence() -> None:
    assert figure_text(3, None, 10, convention=Convention.ACLED, speaker=EN) == "3–10 (ACLED’s convention)"
    assert figure_words(0, 0, 0, convention=Convention.ACLED, speaker=EN) == "0 by ACLED’s convention"
    assert figure_text(None, None, None, convention=Convention.AOAV, speaker=EN) == "— (AOAV’s convention)"
    assert total_text(READ, EN) == figure_of(READ, EN).text == "12 (ACLED’s convention)"
    assert "12 by ACLED’s convention" in headline(READ, EN)
    assert "باصطلاح" in total_text(READ, AR)


def test_a_card_says_it_under_its_figure() -> None:
    told = str(plain(number_card(READ, (), Reader(EN, {}, {}))))
    assert ">12<" in told
    assert "By ACLED’s convention" in told
    assert by_convention(replace(READ, convention=None), EN) == ""


def test_a_chart_with_such_a_figure_says_what_the_convention_does() -> None:
    assert any("dozens 12" in note for note in bound_notes([figure_of(READ, EN)], EN))
    assert bound_notes([figure_of(replace(READ, convention=None), EN)], EN) == ()


def test_a_sum_with_such_a_figure_is_one() -> None:
    assert envelope([exactly(Measure.KILLED, 1), READ]).convention is Convention.ACLED
    assert envelope([exactly(Measure.KILLED, 1), exactly(Measure.KILLED, 2)]).convention is None


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, "5 claims of these are read otherwise"),
        ({"otherwise": 1}, "1 claim of these is read otherwise"),
        ({"otherwise": 0}, "none of these claims is read otherwise"),
        ({"convention": Convention.AOAV}, "5 claims of these are left out"),
    ],
)
def test_a_view_says_what_its_convention_does_and_to_how_many_claims(changes: dict[str, object], told: str) -> None:
    standing = replace(STANDING, **changes)  # type: ignore[arg-type]  # fields of the record
    assert standing.convention is not None
    said = standing_convention(standing, EN)
    assert said.startswith(f"{standing.convention.term.en}. {standing.convention.term.definition}")
    assert said.endswith(f"Here {told}.")
    assert convention_fact(standing, EN) == f"{standing.convention.term.en}: {told}"


def test_a_view_without_a_convention_says_nothing_of_any() -> None:
    assert standing_convention(replace(STANDING, convention=None), EN) == ""
    assert convention_fact(replace(STANDING, convention=None), AR) == ""
