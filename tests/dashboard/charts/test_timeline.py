"""Totals by month to the timeline."""

from dataclasses import replace

from dashboard.charts.timeline import timeline
from dashboard.locale import speak
from db.vocabulary import Measure
from tests.dashboard.charts.demo import INJURED_IN_IDLEB, KILLED_IN_IDLEB, MONTHS

EN, AR = speak("en"), speak("ar")


def test_the_demo_week_is_four_or_more_killed_and_six_injured() -> None:
    killed = timeline([KILLED_IN_IDLEB, INJURED_IN_IDLEB], Measure.KILLED, EN)
    injured = timeline([KILLED_IN_IDLEB, INJURED_IN_IDLEB], Measure.INJURED, EN)
    assert killed.sentence == "People killed in recorded incidents in November 2024: at least 4."
    assert killed.table.rows == (("November 2024", "4+", "4", "4", "—", "1", "1"),)
    assert injured.sentence == "People injured in recorded incidents in November 2024: 6."
    assert [point.figure.text for point in injured.points if point.figure] == ["6"]


def test_months_between_have_no_figure_and_no_zero() -> None:
    points = timeline(MONTHS, Measure.KILLED, EN).points
    assert [point.label for point in points][:3] == ["May 2024", "June 2024", "July 2024"]
    assert [point.figure.text if point.figure else None for point in points] == [
        "3", "8–12", None, "< 10", "10 (7–15)", "0", "4+",
    ]  # fmt: skip


def test_a_year_s_end_is_passed() -> None:
    spec = timeline([KILLED_IN_IDLEB, replace(KILLED_IN_IDLEB, group="2025-02")], Measure.KILLED, EN)
    assert [f"{point.start:%Y-%m}" for point in spec.points] == ["2024-11", "2024-12", "2025-01", "2025-02"]


def test_the_sentence_follows_what_is_claimed_at_the_least() -> None:
    spec = timeline(MONTHS, Measure.KILLED, EN)
    assert spec.sentence == (
        "People killed in recorded incidents: most in June 2024 (between 8 and 12), "
        "latest in November 2024 (at least 4)."
    )
    assert timeline(MONTHS, Measure.KILLED, AR).rtl


def test_other_kinds_and_unknown_months_are_named_under_the_chart() -> None:
    notes = timeline(MONTHS, Measure.KILLED, EN).notes
    assert "Not in this chart, because different kinds are never added: civilians killed." in notes
    assert "Not on the timeline, because the month is not known: 2+." in notes
    assert any("(policy: envelope)" in note for note in notes)
    assert any("not a confidence interval" in note for note in notes)


def test_nothing_recorded_is_said_and_not_drawn() -> None:
    spec = timeline([], Measure.KILLED, EN)
    assert spec.sentence == "No recorded incident in this view."
    assert (spec.points, spec.table.rows, spec.notes) == ((), (), ())
