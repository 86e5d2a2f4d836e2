"""Figures that grow from day to day as running tolls do are told where they would be added; those of events are not."""

from collections.abc import Callable, Sequence

import pytest

from db.vocabulary import Severity
from ingest.outcome import Outcome

Put = Callable[..., Outcome]


def told(outcome: Outcome, code: str) -> list[tuple[int | None, str | None]]:
    found = [issue for issue in outcome.issues if issue.code == code]
    assert all(issue.severity is Severity.WARNING for issue in found)
    return [(issue.row, issue.column) for issue in found]


def daily(killed: Sequence[int], header: str = "date,source,place,killed", more: str = "") -> str:
    rows = "".join(f"2024-03-{day:02},Ministry,Aleppo,{figure}{more}\n" for day, figure in enumerate(killed, 1))
    return f"{header}\n{rows}"


def test_a_toll_without_a_word_of_it_is_told_once_a_measure(put_sqlite: Put) -> None:
    outcome = put_sqlite(daily([30228, 30320, 30410, 30534]))
    assert told(outcome, "grows_like_toll") == [(5, "killed")]
    [issue] = [issue for issue in outcome.issues if issue.code == "grows_like_toll"]
    assert issue.message == (
        "The figures of Ministry for this place grow from 30,228 to 30,534 over 4 days, never falling and each by less "
        "than a tenth, as a running total does."
    )


@pytest.mark.parametrize(
    "killed",
    [[30228, 30320], [40, 41, 39, 42], [20, 40, 60, 80], [2, 3, 3, 4], [50, 50, 50, 50], [19, 20, 21, 22]],
    ids=["two days", "it falls", "it doubles", "few people", "it stands", "few people at first"],
)
def test_figures_of_events_are_not_told(put_sqlite: Put, killed: list[int]) -> None:
    assert told(put_sqlite(daily(killed)), "grows_like_toll") == []


def test_two_figures_a_day_are_no_toll(put_sqlite: Put) -> None:
    rows = daily([100, 104, 108]) + "2024-03-03,Ministry,Aleppo,109\n"
    assert told(put_sqlite(rows), "grows_like_toll") == []


@pytest.mark.parametrize(
    ("header", "more"),
    [("date,source,place,killed,series", ",cumulative"), ("as_of,source,place,killed,series", ",cumulative")],
)
def test_a_toll_that_says_so_is_read_as_one(put_sqlite: Put, header: str, more: str) -> None:
    outcome = put_sqlite("Cumulative casualties\n" + daily([30228, 30320, 30410, 30534], header, more))
    assert told(outcome, "grows_like_toll") == told(outcome, "title_of_totals") == []


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Cumulative casualties to 7 March", "cumulative"),
        ("Killed since 7 October 2023", "since"),
        ("الحصيلة التراكمية", "التراكميه"),
        ("Bilan depuis le 7 octobre", "depuis"),
        ("Killed in the year to date", "year to date"),
    ],
)
def test_a_title_that_says_so_is_told(put_sqlite: Put, title: str, said: str) -> None:
    outcome = put_sqlite(f"{title}\n" + daily([3, 9]))
    assert told(outcome, "title_of_totals") == [(1, None)]
    [issue] = [issue for issue in outcome.issues if issue.code == "title_of_totals"]
    assert issue.message == f"Row 1 above the header says {said!r}: each figure may hold those before it."


def test_another_title_is_not_told(put_sqlite: Put) -> None:
    assert told(put_sqlite("Weekly report to dated lists\n" + daily([3, 9])), "title_of_totals") == []
