"""Totals by district to the map of one governorate."""

from dashboard.charts.districts import district_map
from dashboard.charts.spec import MapSpec
from dashboard.locale import Speaker, speak
from db.answers import PlaceRecord, Total
from db.vocabulary import Measure, PlaceLevel, Quantifier
from tests.dashboard.charts.demo import PLACES, exactly, total

EN, AR = speak("en"), speak("ar")
IDLEB = next(place for place in PLACES if place.pcode == "SY07")
DRAWN = [
    PlaceRecord("SY0700", "Idleb", "مركز إدلب", PlaceLevel.DISTRICT, "SY07"),
    PlaceRecord("SY0702", "Harim", "حارم", PlaceLevel.DISTRICT, "SY07"),
    PlaceRecord("SY0703", "Ariha", "أريحا", PlaceLevel.DISTRICT, "SY07"),
]
KILLED = [
    exactly(Measure.KILLED, 61, group="SY0702"),
    exactly(Measure.KILLED, 9, group="SY0700"),
    total(Measure.KILLED, 4, 4, None, quantifier=Quantifier.AT_LEAST, group="SY07", claims=12),
]


def map_of(totals: list[Total], speaker: Speaker = EN) -> MapSpec:
    return district_map(totals, Measure.KILLED, IDLEB, PLACES, DRAWN, speaker)


def test_districts_are_shaded_and_what_names_the_governorate_alone_stands_beside_them() -> None:
    spec = map_of(KILLED)
    assert {area.name: (area.figure.text, area.shade) for area in spec.areas if area.figure} == {
        "Idleb": ("9", 1),
        "Harim": ("61", 3),
    }
    assert spec.within == "SY07"
    assert spec.outside == (("Idleb, district not known", "4+"),)
    assert [row[:2] for row in spec.table.rows] == [
        ("Harim", "61"),
        ("Idleb", "9"),
        ("Idleb, district not known", "4+"),
    ]


def test_title_sentence_and_note_say_what_is_not_shared_out() -> None:
    spec = map_of(KILLED)
    assert spec.title == "People killed in recorded incidents in Idleb, by district"
    assert spec.sentence == (
        "People killed in recorded incidents in Idleb: of what is known by district, most in Harim (61)."
    )
    assert spec.notes[0] == (
        "12 claims name only the governorate of Idleb; people killed: at least 4. No district gets a share."
    )
    assert map_of(KILLED, AR).notes[0].startswith("12 إفادةً تذكر محافظة إدلب وحدها؛ القتلى: 4 على الأقل.")


def test_without_claims_on_the_governorate_alone_nothing_is_said_of_it() -> None:
    spec = map_of(KILLED[:2])
    assert spec.sentence == "People killed in recorded incidents in Idleb: most in Harim (61)."
    assert spec.outside == ()
    assert not any("only the governorate" in note for note in spec.notes)


def test_where_no_district_is_known_the_map_says_so() -> None:
    spec = map_of(KILLED[2:])
    assert spec.sentence == "People killed in recorded incidents in Idleb: none can be placed in a district."
    assert {area.shade for area in spec.areas} == {None}


def test_a_district_without_a_boundary_is_named_beside_the_map() -> None:
    rows = [exactly(Measure.KILLED, 5, group="SY0799"), exactly(Measure.KILLED, 2, group="SY0702")]
    places = [*PLACES, PlaceRecord("SY0799", "Old District", None, PlaceLevel.DISTRICT, "SY07")]
    spec = district_map(rows, Measure.KILLED, IDLEB, places, DRAWN, EN)
    assert spec.outside == (("Old District", "5"),)
