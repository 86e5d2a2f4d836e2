"""Rounds of DTM that break off: told by the sums that they state themselves, and by the round before."""

from pathlib import Path

from ingest.issues import Issue
from ingest.layouts.form import PublisherForm
from ingest.layouts.laid import LaidRow
from ingest.layouts.recognise import publisher_of
from ingest.layouts.rounds import Total, incomplete_rounds
from ingest.readers import read


def _total(row: int, day: str, figure: int, *names: str, **texts: str) -> Total:
    places = dict(zip(("country", "governorate", "district"), names, strict=False))
    return Total(LaidRow(row, {"measure": "idps", "as_of": f"{day}T00:00:00", **places, **texts}, {}), figure)


def _told(*totals: Total) -> list[tuple[int | None, str]]:
    return [(issue.row, issue.message) for issue in incomplete_rounds(totals)]


FIRST = [
    _total(2, "2024-01-31", 30, "SDN"),
    _total(3, "2024-01-31", 10, "SDN", "Kassala"),
    _total(4, "2024-01-31", 20, "SDN", "Gedaref"),
]


def test_a_round_whose_places_add_up_is_told_nothing() -> None:
    assert _told(*FIRST) == []
    whole = [_total(5, "2024-02-29", 13, "SDN"), _total(6, "2024-02-29", 12, "SDN", "Kassala")]
    assert _told(*FIRST, *whole, _total(7, "2024-02-29", 1, "SDN", "Gedaref")) == []


def test_a_round_that_breaks_off_is_told_by_its_own_sums_and_by_the_round_before() -> None:
    cut = [_total(5, "2024-02-29", 33, "SDN"), _total(6, "2024-02-29", 12, "SDN", "Kassala")]
    assert _told(*FIRST, *cut) == [
        (
            5,
            "In the round of 2024-02-29, places do not come to the sum of those inside them, 1 in all: SDN."
            " Of SDN there are 33, and 12 inside.",
        ),
        (5, "The round of 2024-02-29 lacks places that the round of 2024-01-31 has, 1 in all: Gedaref."),
    ]


def test_other_operations_and_assessments_are_no_round_before() -> None:
    assert _told(*FIRST, _total(5, "2024-02-29", 7, "SDN", "Sennar", whole="IDPs present; another operation")) == []
    twice = [_total(9, "2024-01-31", 2, "SDN"), _total(9, "2024-01-31", 2, "SDN", "Kassala")]
    assert _told(*FIRST, *twice) == []


def test_the_real_file_which_breaks_off_within_its_sixth_round_says_so(shared_data: Path) -> None:
    table = read(shared_data / "displacement/iom_dtm_hxl.csv")
    layout = publisher_of(table.header, table.tags)
    assert layout is not None
    found: list[Issue] = [issue for issue in PublisherForm.of(table, layout).issues if issue.code == "incomplete_round"]
    assert [issue.message.partition(": ")[0] for issue in found] == [
        "In the round of 2018-09-30, places do not come to the sum of those inside them, 28 in all",
        "The round of 2017-12-31 lacks places that the round of 2017-06-30 has, 1 in all",
        "The round of 2018-09-30 lacks places that the round of 2018-06-30 has, 89 in all",
        "The round of 2018-12-31 lacks places that the round of 2018-09-30 has, 151 in all",
    ]
