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


def test_no_month_has_most_where_a_figure_without_a_best_may_be_larger() -> None:
    spec = timeline(MONTHS, Measure.KILLED, EN)  # 8–12 in June, 10 (7–15) in September
    assert spec.sentence == (
        "People killed in recorded incidents: latest in November 2024 (at least 4). Which month had most is not known."
    )
    assert timeline(MONTHS, Measure.KILLED, AR).rtl


def test_other_kinds_and_unknown_months_are_named_under_the_chart() -> None:
    notes = timeline(MONTHS, Measure.KILLED, EN).notes
    assert "Not in this chart, because different kinds are never added: civilians killed." in notes
    assert "Not on the timeline, because the month is not known: 2+." in notes
    assert any("(policy: envelope)" in note for note in notes)
    assert any("not a confidence interval" in note for note in notes)


def test_the_sentence_follows_the_best_that_is_known_and_not_an_open_low() -> None:
    open_sum = replace(KILLED_IN_IDLEB, low=4, best=504, high=None, quantifier=None, incidents=2, group="2024-12")
    spec = timeline([replace(KILLED_IN_IDLEB, low=15, best=15, high=15), open_sum], Measure.KILLED, EN)
    assert spec.sentence.startswith("People killed in recorded incidents: most in the latest month, December 2024 (504")


def test_a_figure_without_a_month_is_no_view_without_incidents() -> None:
    spec = timeline([replace(KILLED_IN_IDLEB, group=None)], Measure.KILLED, EN)
    assert spec.sentence == "People killed in recorded incidents: at least 4; the month is not known."


def test_a_claim_without_a_number_is_no_view_without_incidents() -> None:
    unnumbered = replace(KILLED_IN_IDLEB, low=None, best=None, high=None, quantifier=None, group="2024-12")
    alone = timeline([unnumbered], Measure.KILLED, EN)
    assert alone.sentence == "People killed in recorded incidents: no number is stated."
    assert not any("no claim" in note for note in alone.notes)
    after = timeline([KILLED_IN_IDLEB, unnumbered], Measure.KILLED, EN).sentence
    assert after == (
        "People killed in recorded incidents in November 2024: at least 4. Later months have claims without a number."
    )


def test_incidents_of_which_no_figure_counts_are_no_view_without_incidents() -> None:
    said = timeline([], Measure.KILLED, EN, recorded=2).sentence
    assert said == "People killed: no recorded incident in this view has a figure that counts."


def test_nothing_recorded_is_said_and_not_drawn() -> None:
    spec = timeline([], Measure.KILLED, EN)
    assert spec.sentence == "No recorded incident in this view."
    assert (spec.points, spec.table.rows, spec.notes) == ((), (), ())
