from datetime import UTC, date, datetime
from typing import Any

import pytest

from dashboard.charts.coverage import MOST_COLUMNS, coverage_in_space, coverage_in_time
from dashboard.charts.relays import relay_chart
from dashboard.charts.revision_tables import revision_list, revision_records
from dashboard.charts.screen import figure
from db.answers import SourceRecord
from db.history.revisions import Revision, Stated, by_source
from db.sources.coverage import Covered, Relay
from db.vocabulary import Measure, Population, Quantifier, RevisionReason, Series, SourceKind, Unit
from tests.dashboard.charts.running import AR, EN

DAY = date(2024, 11, 29)


def exact(number: int) -> Stated:
    return Stated(number, number, number, Quantifier.EXACT, str(number))


def revision(before: int, after: int, **changes: Any) -> Revision:
    fields: dict[str, Any] = {
        "source": "Office",
        "key": f"{before}-{after}",
        "measure": Measure.KILLED,
        "series": Series.INCIDENT,
        "population": Population.UNKNOWN,
        "unit": Unit.PERSON,
        "before": exact(before),
        "after": exact(after),
        "reason": RevisionReason.CORRECTION,
        "taken_back": False,
        "recorded_at": datetime(2024, 12, 2, tzinfo=UTC),
        "date_from": DAY,
        "date_to": DAY,
        "speaks_of": None,
        "place": "Idleb",
        "pcode": "SY07",
    }
    return Revision(**fields | changes)


def source(name: str, claims: int) -> SourceRecord:
    nothing: tuple[None, ...] = (None,) * 6
    return SourceRecord(name, *nothing[:1], SourceKind.UNKNOWN, *nothing[:5], (), claims, 0, 0, None, None)


def test_coverage_in_time_is_by_month_and_tells_what_has_no_day() -> None:
    found = [
        Covered("Office", 3, month=date(2024, 1, 1)),
        Covered("Office", 12, month=date(2024, 3, 1)),
        Covered("Monitor", 1, month=date(2024, 3, 1)),
        Covered("Monitor", 2, month=None),
    ]
    spec = coverage_in_time(found, EN)
    assert spec.columns == ("January 2024", "February 2024", "March 2024")
    assert [(row.label, [cell.column for cell in row.cells]) for row in spec.rows] == [
        ("Office", [0, 2]),
        ("Monitor", [2]),
    ]
    assert spec.sentence == "16 claims by 2 sources; most about March 2024."
    assert "Not in this chart: 2 claims without a day." in spec.notes
    assert spec.table.rows == (
        ("Office", "January 2024", "3"),
        ("Office", "March 2024", "12"),
        ("Monitor", "March 2024", "1"),
    )


@pytest.mark.parametrize(("last", "columns"), [(date(2030, 1, 1), 31), (date(2090, 1, 1), 19), (date(2024, 1, 1), 25)])
def test_long_times_are_told_by_years(last: date, columns: int) -> None:
    spec = coverage_in_time([Covered("A", 1, month=date(2000, 1, 1)), Covered("A", 1, month=last)], EN)
    assert len(spec.columns) <= MOST_COLUMNS
    assert [cell.column for cell in spec.rows[0].cells] == [0, len(spec.columns) - 1]
    assert len(spec.columns) == columns


def test_coverage_in_space_is_by_governorate() -> None:
    found = [Covered("Office", 3, area="SY07"), Covered("Office", 1, area="SY02"), Covered("Office", 9, area=None)]
    spec = coverage_in_space(found, EN)
    assert (spec.columns, spec.sentence) == (("Aleppo", "Idleb"), "4 claims by 1 source; most about Idleb.")
    assert any("9 claims about another or a wider area" in note for note in spec.notes)
    assert coverage_in_space(found, AR).columns == ("إدلب", "حلب")


def test_a_grid_is_drawn_in_as_many_shades_as_it_has_classes() -> None:
    spec = coverage_in_space([Covered("Office", 30, area="SY07"), Covered("Office", 1, area="SY02")], EN)
    office, *swatches = figure(spec)["data"]
    assert len(set(office["marker"]["color"])) == 2
    assert [swatch["name"] for swatch in swatches] == list(spec.classes)


def test_a_row_of_a_grid_names_its_source_first_and_has_room_for_high_letters() -> None:
    found = [Covered("Office", 3, area="SY07")]
    for reader in (EN, AR):
        drawn = figure(coverage_in_space(found, reader))["layout"]
        words = drawn["annotations"][0]["text"]
        assert words.index("Office") < words.index("<span")
        assert drawn["margin"]["t"] > 0


def test_relays_say_who_passes_on_whom() -> None:
    spec = relay_chart([Relay("Paper", "Helmets", 3, DAY, DAY), Relay("Paper", None, 1, None, None)], EN)
    assert [(row.label, row.figure.text) for row in spec.rows] == [
        ("Paper passes on Helmets", "3"),
        ("Paper passes on an origin that it does not state", "1"),
    ]
    assert spec.sentence == "4 claims passed on by 1 source; of 1 nobody says who said it first."


def test_a_sources_revisions_are_told_by_number_share_and_size() -> None:
    own = by_source([revision(10, 20), revision(100, 90), revision(5, 5, key="5")])
    spec = revision_records([source("Silent", 7), source("Office", 190)], own, {"Silent": 7, "Office": 200}, EN)
    assert spec.table.rows == (
        ("Office", "190", "200", "2", "1.0%", "1", "1", "1", "0", "55%"),
        ("Silent", "7", "7", "0", "0%", "0", "0", "0", "0", "—"),
    )
    assert spec.sentence == "2 figures were revised, of 1 source."


def test_a_source_that_took_all_back_has_a_row_and_no_share_is_above_the_whole() -> None:
    own = by_source([revision(4, 0, key=key, taken_back=True) for key in "abc"])
    spec = revision_records([], own, {"Office": 3}, EN)
    assert spec.table.rows == (("Office", "0", "3", "3", "100%", "0", "0", "0", "3", "—"),)
    assert any("those that it took back too" in note for note in spec.notes)


def test_where_room_is_short_only_sources_that_revised_have_a_row_and_the_others_are_counted() -> None:
    own = by_source([revision(10, 20)])
    given = {"Silent": 7, "Office": 200}
    spec = revision_records([source("Silent", 7), source("Office", 200)], own, given, EN._replace(most_rows=25))
    assert [row[0] for row in spec.table.rows] == ["Office"]
    assert "1 more source revised no figure." in spec.notes


def test_every_revision_is_listed_with_before_and_after() -> None:
    spec = revision_list([revision(4, 6), revision(4, 0, taken_back=True)], EN)
    assert spec.table.rows[0] == (
        *("2 December 2024", "Office", "People killed", "Idleb", "29 November 2024"),
        *("4", "6", "+2", "+50%", "Correction"),
    )
    assert spec.table.rows[1][6:9] == ("taken back", "—", "—")
    assert spec.sentence == "2 revisions: 1 up, 0 down, 1 neither, or taken back."


@pytest.mark.parametrize("make", [coverage_in_time, coverage_in_space, relay_chart, revision_list])
def test_nothing_to_tell_is_a_sentence(make: Any) -> None:
    spec = make([], EN)
    assert spec.sentence.startswith("No ")
    assert spec.table.rows == ()
