"""Tolls, displacement and the claims of one incident side by side."""

from dataclasses import replace
from datetime import UTC, date, datetime

from dashboard.charts.axis import counted_in
from dashboard.charts.comparison import incident_claims
from dashboard.charts.displacement import movements, stocks
from dashboard.charts.tolls import tolls
from dashboard.locale import speak
from db.answers import ClaimRecord, IncidentRecord
from db.incidents.figures import PolicyFigure
from db.vocabulary import (
    ClaimStatus,
    Corroboration,
    Measure,
    Policy,
    Population,
    Quantifier,
    Series,
    Unit,
)
from tests.dashboard.charts.demo import KILLED_IN_IDLEB, MILLIONS, MOVEMENTS, STOCKS, TOLLS, exactly, total

EN, AR = speak("en"), speak("ar")


def test_tolls_stand_side_by_side_with_their_parts_under_them() -> None:
    rows = [(row.figure.text, row.label, row.part) for row in tolls(TOLLS, EN).rows]
    assert rows == [
        ("560,000", "SOHR", False),
        ("367,965", "of which documented", True),
        ("111,330", "of which civilians", True),
        ("350,209", "OHCHR", False),
        ("306,887", "OHCHR", False),
        ("163,537", "of which derived", True),
        ("143,350", "of which documented", True),
        ("> 300,000", "News article", False),
    ]


def test_a_toll_of_more_than_is_open_and_the_axis_holds_the_largest() -> None:
    spec = tolls(TOLLS, EN)
    assert [row.label for row in spec.rows if row.figure.open_ended] == ["News article"]
    assert spec.axis_max == 600_000
    assert spec.sentence == ("People killed: from more than 300,000 (News article) to 560,000 (SOHR).")


def test_tolls_say_why_they_differ() -> None:
    notes = tolls(TOLLS, EN).notes
    assert notes[0] == (
        "The tolls differ in: who is counted, how people are counted, until when, definition. "
        "They are shown side by side and never added."
    )
    [counts] = [note for note in notes if note.startswith("OHCHR counts: ")]
    assert len(counts.split(" / ")) == 2
    assert "Civilians, documented and estimated." in counts
    assert not any("differ" in note for note in tolls(TOLLS[:1], EN).notes)


def test_a_part_without_its_whole_stands_for_itself() -> None:
    part = next(line for line in TOLLS if line.key == "sohr-civ")
    assert [(row.label, row.part) for row in tolls([part], EN).rows] == [("SOHR", False)]


def test_incidents_are_never_among_the_tolls() -> None:
    assert tolls([KILLED_IN_IDLEB], EN).rows == ()
    assert tolls([], EN).sentence == "No toll in this view."


def test_a_toll_without_a_number_is_a_row_and_not_a_zero() -> None:
    silent = total(Measure.KILLED, series=Series.CUMULATIVE, source="The Gazette")
    spec = tolls([silent], EN)
    assert [row.figure.text for row in spec.rows] == ["—"]
    assert spec.sentence == "No toll in this view."


def test_stocks_are_listed_by_measure_and_day_and_never_added() -> None:
    spec = stocks([*STOCKS, MILLIONS], EN)
    assert [(row.group, row.figure.text) for row in spec.rows] == [
        ("Refugees", "3,112,683"),
        ("Refugees", "784,884"),
        ("Internally displaced people", "7,248,331"),
        ("Internally displaced people", "6,865,308"),
    ]
    assert spec.notes[0] == "People in displacement on different days are not added: many are the same people."
    assert stocks([], EN).sentence == "No figure of people in displacement on a day in this view."


def test_millions_is_a_word_with_an_open_end() -> None:
    row = movements([MILLIONS], EN).rows[0]
    assert (row.figure.text, row.figure.low, row.figure.best, row.figure.open_ended) == (
        "millions",
        2_000_000,
        None,
        True,
    )
    table = movements([MILLIONS], EN).table
    assert table.rows[0][2:6] == ("millions", "—", "—", "—")
    assert movements([MILLIONS], AR).rows[0].figure.text == "ملايين"


def test_movements_keep_series_and_units_apart() -> None:
    spec = movements(MOVEMENTS, EN)
    assert [row.group for row in spec.rows] == [
        "Households displaced (recorded incidents)",
        "People displaced (over a period)",
        "People displaced (period not stated)",
    ]
    assert spec.rows[0].label == "1 claim about 1 incident"


def test_an_incident_shows_every_claim_and_the_register_s_figure_first() -> None:
    claim = _claim("a", 8, None, 12, Quantifier.RANGE)
    later = replace(_claim("b", 4, 4, None, Quantifier.AT_LEAST), source="Gazette", origin="White Helmets")
    spec = incident_claims(_incident(), [_figure(4, 4, None)], [later, claim], EN)
    assert [(row.label, row.figure.text) for row in spec.rows] == [
        ("Figure of the register (envelope)", "4+"),
        ("Monitor", "8–12"),
        ("White Helmets, via Gazette", "4+"),
    ]
    assert spec.sentence.startswith("People killed in recorded incidents: at least 4 (24–30 November 2024, 2 claims")


def test_a_vague_claim_about_an_incident_shows_its_word() -> None:
    vague = replace(_claim("a", 24, None, None, Quantifier.VAGUE), verbatim="killed dozens of people")
    assert [row.figure.text for row in incident_claims(_incident(), [], [vague], EN).rows] == ["dozens"]


def test_an_incident_without_figures_says_so() -> None:
    assert incident_claims(_incident(), [], [], EN).sentence == "No claim about this incident states a figure."


def test_a_relay_stands_set_in_under_what_it_passes_on_and_is_no_second_voice() -> None:
    said = replace(_claim("a", 4, 4, 4, Quantifier.EXACT), source="White Helmets", published=date(2024, 12, 2))
    passed = replace(_claim("b", 4, 4, 4, Quantifier.EXACT), source="Gazette", origin="White Helmets", direct=False)
    early = replace(passed, key="c", source="Herald", published=date(2024, 12, 1))
    other = replace(_claim("d", 9, 9, 9, Quantifier.EXACT), published=date(2024, 12, 3))
    spec = incident_claims(_incident(), [], [other, passed, said, early], EN)
    assert [(row.label, row.part) for row in spec.rows] == [
        ("White Helmets", False),
        ("passed on by Herald", True),
        ("passed on by Gazette", True),
        ("Monitor", False),
    ]
    assert any("a relay is no second source" in note for note in spec.notes)


def _figure(low: int | None, best: int | None, high: int | None) -> PolicyFigure:
    words = {"quantifier": None, "word": None, "sex": None, "age": None, "set_by": None, "chosen": "Monitor"}
    kind = {"measure": Measure.KILLED, "population": Population.UNKNOWN, "unit": Unit.PERSON}
    counts = {"claims": 2, "origins": 2, "corroboration": Corroboration.CONTESTED, "counted": True}
    return PolicyFigure(policy=Policy.ENVELOPE, low=low, best=best, high=high, **kind, **words, **counts)  # type: ignore[arg-type]


def _incident() -> IncidentRecord:
    return IncidentRecord(
        code="SY-2024-0001",
        date_from=date(2024, 11, 24),
        date_to=date(2024, 11, 30),
        date_precision=None,
        place="Idlib",
        pcode="SY07",
        place_name="Idleb",
        place_name_ar="إدلب",
        place_precision=None,
        figures=(),
        sources=("Monitor",),
        claims=2,
        recorded_at=datetime(2024, 12, 1, tzinfo=UTC),
    )


def _claim(key: str, low: int | None, best: int | None, high: int | None, quantifier: Quantifier) -> ClaimRecord:
    blank = dict.fromkeys(ClaimRecord.__dataclass_fields__)
    known = {
        "key": key,
        "version": 1,
        "source": "Monitor",
        "direct": True,
        "measure": Measure.KILLED,
        "series": Series.INCIDENT,
        "population": Population.UNKNOWN,
        "verbatim": "the words",
        "low": low,
        "best": best,
        "high": high,
        "quantifier": quantifier,
        "unit": Unit.PERSON,
        "rule": "test@1",
        "status": ClaimStatus.ACTIVE,
        "batch": 1,
        "row": 2,
        "recorded_at": datetime(2024, 12, 1, tzinfo=UTC),
    }
    return ClaimRecord(**blank | known)  # type: ignore[arg-type]


def test_the_sentence_on_displacement_is_of_the_widest_place_and_names_it() -> None:
    country = exactly(Measure.IDPS, 7_000_000, series=Series.STOCK, place="Syria", pcode="SY", source="OCHA")
    village = exactly(Measure.IDPS, 0, series=Series.STOCK, place="Idleb", pcode="SY07", source="OCHA")
    january = replace(country, speaks_of=date(2024, 1, 31))
    april = replace(village, speaks_of=date(2024, 4, 30))
    assert stocks([april, january], EN).sentence == (
        "Internally displaced people: 7,000,000 (Syria, on 31 January 2024, OCHA). "
        "This is the newest figure of the widest place; others stand beside it, never added."
    )
    refugees = replace(january, measure=Measure.REFUGEES)
    assert stocks([april, january, refugees], EN).sentence.endswith(
        ". Each is the newest figure of the widest place; others stand beside it, never added."
    )
    assert stocks([april], EN).sentence == "Internally displaced people: 0 (Idleb, on 30 April 2024, OCHA)."


def test_an_axis_says_whether_people_or_households_are_counted_on_it() -> None:
    assert counted_in([Unit.PERSON], EN) == counted_in([], EN) == "people"
    assert counted_in([Unit.HOUSEHOLD], EN) == "households"
    assert counted_in([Unit.PERSON, Unit.HOUSEHOLD], EN) == "people or households"
    assert counted_in([Unit.HOUSEHOLD], AR) == "أسر"
    families = [replace(each, unit=Unit.HOUSEHOLD) for each in TOLLS[:1]]
    assert tolls([*TOLLS, *families], EN).unit == "people or households"
