"""A row of the incidents' table says whom a figure counts, where that is not everyone."""

from dataclasses import replace
from datetime import UTC, date, datetime

from dashboard.locale import speak
from dashboard.pages.overview.incidents import incident_cells
from db.answers import IncidentRecord, Reconciled
from db.vocabulary import Age, Corroboration, Measure, Population, Sex, Unit


def _incident(*figures: Reconciled) -> IncidentRecord:
    return IncidentRecord(
        code="strike",
        date_from=date(2024, 11, 29),
        date_to=date(2024, 11, 29),
        date_precision=None,
        place="Idleb",
        pcode=None,
        place_name=None,
        place_name_ar=None,
        place_precision=None,
        figures=figures,
        sources=("Office",),
        claims=len(figures),
        recorded_at=datetime(2024, 12, 1, tzinfo=UTC),
    )


def _killed(number: int, sex: Sex | None = None, age: Age | None = None) -> Reconciled:
    bounds = {"low": number, "best": number, "high": number}
    return Reconciled(
        Measure.KILLED,
        Population.CIVILIAN,
        Unit.PERSON,
        **bounds,
        claims=1,
        origins=1,
        corroboration=Corroboration.SINGLE,
        reason="",
        sex=sex,
        age=age,
    )


def test_a_figure_of_women_alone_is_not_told_as_everyones() -> None:
    figures = incident_cells(_incident(_killed(3, sex=Sex.FEMALE)), speak("en"), {})[2]
    assert figures == "Civilians (women and girls): 3"


def test_everyone_and_a_group_stand_side_by_side() -> None:
    figures = incident_cells(_incident(_killed(8), _killed(3, age=Age.CHILD)), speak("en"), {})[2]
    assert "8" in figures
    assert "child" in figures


def test_everyone_alone_needs_no_word() -> None:
    everyone = replace(_killed(8), population=Population.ALL)
    assert incident_cells(_incident(everyone), speak("en"), {})[2] == "8"


def test_civilians_alone_are_not_told_as_everyone_who_was_killed() -> None:
    assert incident_cells(_incident(_killed(8)), speak("en"), {})[2] == "Civilians: 8"


def test_a_figure_that_sums_leave_out_says_so() -> None:
    left_out = replace(_killed(8), population=Population.ALL, counted=False)
    assert incident_cells(_incident(left_out), speak("en"), {})[2] == "8 (not in sums)"
