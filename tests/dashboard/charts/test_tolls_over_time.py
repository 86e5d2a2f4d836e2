from datetime import date
from typing import Any

from dashboard.charts.panels import Mark
from dashboard.charts.screen import figure
from dashboard.charts.toll_changes import toll_changes
from dashboard.charts.toll_curves import MOST_PANELS, toll_curves
from dashboard.charts.toll_differences import MOST_ROWS, toll_differences
from db.lines.falls import Change
from db.vocabulary import Basis, Population, Quantifier
from tests.dashboard.charts.running import AR, CHILDREN, EN, FALLING, RANGED, line, point, these

DAY = date(2024, 6, 1)


def drawn(trace: str, data: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each for each in data if each["mode"] == trace]


def test_each_toll_is_a_line_and_falls_are_marked_and_said() -> None:
    spec = toll_curves(these(FALLING, RANGED, CHILDREN), EN)
    (panel,) = spec.panels
    assert panel.heading == "People killed: Aleppo"
    assert [curve.label for curve in panel.curves] == ["Ministry", "Monitor"]
    marks = [(spot.day, spot.mark, spot.mark_text) for spot in panel.curves[0].spots if spot.mark]
    assert marks == [
        (date(2024, 4, 1), Mark.FALL, "falls from 4,327 to 4,324"),
        (date(2024, 5, 1), Mark.RESET, "counts anew: 4,324, then 900"),
    ]
    assert spec.sentence == "2 tolls by 2 sources, 1 February – 1 June 2024: 2 falls are marked."
    assert "In the table only: 1 part of a toll." in spec.notes


def test_a_line_is_broken_where_a_count_begins_again_and_nowhere_else() -> None:
    spec = toll_curves(these(FALLING), EN)
    data = figure(spec)["data"]
    (joined,) = drawn("lines+markers", data)
    assert joined["y"] == [4237, 4327, 4324, None, 900, 1200]
    assert joined["connectgaps"] is False
    assert figure(spec)["layout"]["shapes"][0]["x0"] == "2024-05-01"


def test_a_range_without_a_best_is_a_band_and_no_point() -> None:
    data = figure(toll_curves(these(RANGED), EN))["data"]
    (band,) = drawn("none", data)
    assert band["y"] == [3000, 4000, 6500, 5000, None]
    assert drawn("lines+markers", data)[0]["y"] == [None, None]


def test_an_open_figure_has_an_arrow_and_its_note() -> None:
    spec = toll_curves(these(FALLING), EN)
    (arrows,) = drawn("markers+text", figure(spec)["data"])
    assert (arrows["x"], arrows["text"]) == (["2024-06-01"], ["▲"])
    assert "An arrow marks an open end: no upper bound is claimed." in spec.notes


def test_the_table_holds_every_figure_newest_first_and_parts_too() -> None:
    table = toll_curves(these(FALLING, CHILDREN), EN).table
    assert len(table.rows) == 6
    assert [row[3] for row in table.rows[:2]] == ["1 June 2024", "1 May 2024"]
    assert table.rows[1][8] == "counts anew: 4,324, then 900"
    assert [row[12] for row in table.rows] == ["no"] * 5 + ["yes"]


def test_a_long_table_is_cut_and_says_so() -> None:
    spec = toll_curves(these(FALLING), EN._replace(most_rows=2))
    assert len(spec.table.rows) == 2
    assert "The table shows the first 2 of 5 rows; the CSV file holds all." in spec.notes


def test_tolls_of_many_places_are_drawn_as_far_as_there_is_room() -> None:
    lines = [line(point(DAY, 10 + n), spot=f"SY{n:02}", place=f"Place {n}") for n in range(MOST_PANELS + 3)]
    spec = toll_curves(these(*lines), EN)
    assert len(spec.panels) == MOST_PANELS
    assert "In the table only: 3 more tolls." in spec.notes


def test_claims_in_no_line_are_told() -> None:
    notes = toll_curves(these(FALLING, undated=2, unplaced=1), EN).notes
    assert "Not in this chart: 2 claims without a day, 1 claim of several for one day without a place." in notes


def test_falls_are_listed_with_their_sizes_the_newest_first() -> None:
    spec = toll_changes(these(FALLING), EN)
    assert spec.sentence == "In this view: 1 fall, 1 new count."
    assert [(row[0], *row[4:8]) for row in spec.table.rows] == [
        ("1 May 2024", "4,324", "900", "−3,424", "counts anew"),
        ("1 April 2024", "4,327", "4,324", "−3", "falls"),
    ]
    assert toll_changes(these(RANGED), EN).sentence == "No toll in this view falls."


def test_why_tolls_differ_is_said_from_what_their_sources_state() -> None:
    documented = line(point(DAY, 350_209), source="OHCHR", basis=Basis.DOCUMENTED, population=Population.ALL)
    estimate = line(
        point(date(2021, 3, 31), 306_887),
        source="OHCHR",
        basis=Basis.STATISTICAL_ESTIMATE,
        population=Population.CIVILIAN,
    )
    spec = toll_differences(these(estimate, documented), EN)
    assert [row.figure.best for row in spec.rows] == [350_209, 306_887]
    assert spec.notes[0] == (
        "People killed: Aleppo. From 306,887 to 350,209, 43,322 apart. They differ in: "
        "who is counted (civilians and combatants / civilians); how people are counted (documented / statistical "
        "estimate); until when (1 June 2024 / 31 March 2021)."
    )
    assert spec.table.rows[1][-1] == "who is counted, how people are counted, until when"


def test_what_is_noted_of_tolls_is_said_where_they_are_compared() -> None:
    estimate = line(point(DAY, 560_000), source="Monitor")
    noted = {estimate.latest.key: "An estimate of its own; doubted"}
    spec = toll_differences(these(estimate, line(point(DAY, 100))), EN, noted)
    said = "An estimate of its own The words themselves doubt the figure."
    assert f"Noted on Monitor: {said}" in spec.notes
    assert spec.table.columns[-1] == "Notes"
    assert [row[-1] for row in spec.table.rows] == [said, ""]


VAGUE: dict[str, Any] = {"low": 200_000, "high": None, "quantifier": Quantifier.VAGUE, "word": "hundreds of thousands"}


def test_of_open_and_vague_tolls_no_difference_is_worked_out() -> None:
    exact, other = line(point(DAY, 306_887)), line(point(DAY, 310_000), source="Monitor")
    more = line(point(DAY, 300_000, high=None, quantifier=Quantifier.MORE_THAN), source="Radio", since=date(2023, 1, 1))
    word = line(point(DAY, None, **VAGUE), source="Paper", since=date(2022, 1, 1))
    said = [toll_differences(these(*own), EN).notes[0] for own in ((exact, more), (exact, word), (exact, other, word))]
    assert said[0].startswith("People killed: Aleppo. From > 300,000 to 306,887. They differ in: since when")
    assert said[1].startswith("People killed: Aleppo. They differ in: since when")
    assert said[2].startswith("People killed: Aleppo. From 306,887 to 310,000, 3,113 apart. They differ in: since when")


def test_a_fall_from_an_open_figure_has_its_sign_and_no_difference() -> None:
    more = point(DAY, 300, high=None, quantifier=Quantifier.MORE_THAN)
    table = toll_changes(these(line(more, point(date(2024, 7, 1), 200, change=Change.FALL, before=more))), EN).table
    assert table.rows[0][4:8] == ("> 300", "200", "—", "falls")


def test_a_difference_that_nothing_explains_is_called_that() -> None:
    spec = toll_differences(these(line(point(DAY, 100)), line(point(DAY, 150), source="Monitor")), EN)
    assert "From 100 to 150; nothing that the sources state explains it." in spec.notes[0]


def test_tolls_of_different_places_are_not_compared() -> None:
    elsewhere = line(point(DAY, 150), source="Monitor", spot="SY07", place="Idleb")
    spec = toll_differences(these(line(point(DAY, 100)), elsewhere), EN)
    assert "none can be compared" in spec.sentence
    assert not any("apart" in note for note in spec.notes)


def test_no_more_tolls_are_drawn_than_can_be_read() -> None:
    spec = toll_differences(these(*(line(point(DAY, n), source=f"S{n}") for n in range(40))), EN)
    assert (len(spec.rows), len(spec.table.rows)) == (MOST_ROWS, 40)
    assert "In the table only: 16 more tolls." in spec.notes


def test_in_arabic_places_and_sources_have_their_arabic_names() -> None:
    spec = toll_curves(these(line(point(DAY, 100), source="OHCHR")), AR)
    assert "حلب" in spec.panels[0].heading
    assert spec.panels[0].curves[0].label == "مفوضية"
    axis = figure(spec)["layout"]
    assert axis["xaxis"]["range"][0] > axis["xaxis"]["range"][1]
    assert axis["yaxis"]["side"] == "right"


def test_an_empty_view_is_a_sentence() -> None:
    for spec in (toll_curves(these(), EN), toll_differences(these(), EN)):
        assert spec.sentence == "No toll in this view."
        assert spec.notes == ()
        assert figure(spec)["data"] == []
