"""Places: from what people write to a P-code and a precision, without a guess."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from db.vocabulary import PlaceLevel, PlacePrecision, Severity
from ingest.issues import Issue
from ingest.normalize.gazetteer import FUZZY_LETTERS
from ingest.normalize.place import Gazetteer, Place, locate, shipped_gazetteer
from ingest.normalize.reading import UnreadableError

ROOT = Path(__file__).parents[3]
AIRWARS = ROOT.parent / "shared/data/events/airwars_syria_incidents.csv"
GOLDEN = yaml.safe_load(Path(__file__).with_name("places.yml").read_text(encoding="utf-8"))
GAZETTEER = shipped_gazetteer()

VILLAGES = Gazetteer(
    [
        *GAZETTEER,
        Place("C1", PlaceLevel.SETTLEMENT, "Jdideh", "جديدة", "SY0700"),
        Place("C2", PlaceLevel.SETTLEMENT, "Jdideh", "جديدة", "SY0700"),
        Place("C3", PlaceLevel.SETTLEMENT, "Jdideh", "جديدة", "SY0401"),
        Place("C4", PlaceLevel.SETTLEMENT, "Kansafra", "كنصفرة", "SY0700"),
        Place("C5", PlaceLevel.SETTLEMENT, "Idleb", "إدلب", "SY0700"),
    ]
)


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: f"{case['text']}|{case.get('within', '')}")
def test_words_become_the_place_they_mean(case: dict[str, Any]) -> None:
    located = locate(GAZETTEER, case["text"], within=case.get("within"), country=case.get("country"))
    assert located.pcode == case["pcode"]
    assert located.precision == case["precision"]
    assert [issue.code for issue in located.issues] == case.get("issues", [])


def test_a_pcode_wins_over_the_text_and_says_so_when_they_differ() -> None:
    located = locate(GAZETTEER, "Hama", pcode="SY07")
    assert located.pcode == "SY07"
    [finding] = located.issues
    assert finding.code == "pcode_name_differs"
    assert finding.severity is Severity.WARNING
    assert "Idleb" in finding.message
    assert "Hama" in finding.message


@pytest.mark.parametrize("text", ["Idlib", "Idlib district", "ادلب", "Idlib, Syria", "", "unknown"])
def test_a_pcode_agrees_with_its_name_and_with_the_areas_around_and_inside_it(text: str) -> None:
    assert locate(GAZETTEER, text, pcode="SY07").issues == ()


def test_a_pcode_is_read_in_any_case_and_with_spaces_around() -> None:
    assert locate(GAZETTEER, "", pcode=" sy0700 ").pcode == "SY0700"


def test_a_pcode_outside_the_area_of_its_row_is_reported() -> None:
    located = locate(GAZETTEER, "", pcode="SY0700", within="SY05")
    assert located.pcode == "SY0700"
    assert [issue.code for issue in located.issues] == ["pcode_name_differs"]


def test_a_village_that_the_gazetteer_lacks_keeps_the_pcode_of_its_row() -> None:
    located = locate(GAZETTEER, "Kansafra", pcode="SY07")
    assert (located.pcode, [issue.code for issue in located.issues]) == ("SY07", ["unknown_place"])


@pytest.mark.parametrize("arguments", [{"pcode": "SY99"}, {"within": "SY99"}, {"country": "XX"}])
def test_an_unknown_pcode_is_refused_with_a_way_out(arguments: dict[str, str]) -> None:
    with pytest.raises(UnreadableError) as refusal:
        locate(GAZETTEER, "Idlib", **arguments)
    assert refusal.value.code == "unknown_pcode"
    assert next(iter(arguments.values())) in refusal.value.message
    assert "sijill places load" in refusal.value.remedy


def test_a_near_spelling_names_both_spellings_and_the_score() -> None:
    [finding] = locate(GAZETTEER, "Aleppoo").issues
    assert "'Aleppoo'" in finding.message
    assert "'Aleppo'" in finding.message
    assert "92 of 100" in finding.message


def test_villages_of_one_name_keep_the_area_that_holds_them() -> None:
    assert locate(VILLAGES, "Jdideh").pcode == "SY"
    assert locate(VILLAGES, "Jdideh", within="SY07").pcode == "SY0700"
    located = locate(VILLAGES, "Jdideh", within="SY0401")
    assert (located.pcode, located.precision, located.issues) == ("C3", PlacePrecision.P1, ())


def test_a_listed_town_is_found_by_the_words_that_say_town() -> None:
    assert locate(VILLAGES, "Idlib").pcode == "SY07"
    located = locate(VILLAGES, "Idleb city")
    assert (located.pcode, located.precision, located.issues) == ("C5", PlacePrecision.P1, ())


@pytest.mark.parametrize("text", ["near Kansafra", "outskirts of Kansafra village", "قرب كنصفرة"])
def test_the_surroundings_of_a_town_are_less_precise_than_the_town(text: str) -> None:
    located = locate(VILLAGES, text)
    assert (located.pcode, located.precision) == ("C4", PlacePrecision.P2)


def test_a_governorate_named_alone_is_meant_though_villages_elsewhere_have_its_name() -> None:
    hama = Gazetteer([*GAZETTEER, Place("C6", PlaceLevel.SETTLEMENT, "Hama", "حماة", "SY0800")])
    located = locate(hama, "Hama", country="SY")
    assert (located.pcode, [issue.code for issue in located.issues]) == ("SY05", ["homonym_place"])
    assert locate(hama, "Hama", within="SY08").pcode == "C6"


def test_an_area_named_again_around_a_village_is_still_that_area() -> None:
    towns = Gazetteer([*VILLAGES, Place("C7", PlaceLevel.SETTLEMENT, "Hazzanu", "حزانو", "SY0700")])
    assert locate(towns, "Kansafra, Idlib", within="SY07").pcode == "C4"
    assert locate(towns, "Hazzanu (Idlib)", within="SY07").pcode == "C7"
    assert locate(towns, "western countryside of Idlib", within="SY07").pcode == "SY07"


def test_villages_need_a_nearer_spelling_than_areas_and_a_named_area_around_them() -> None:
    towns = Gazetteer([*GAZETTEER, Place("C8", PlaceLevel.SETTLEMENT, "Khan Sheikhun", "خان شيخون", "SY0700")])
    assert locate(towns, "Khan Sheikhoun", within="SY07").pcode == "C8"
    assert locate(towns, "Khan Sheikhoun").pcode is None
    assert locate(towns, "Khan Seikun", within="SY07").pcode == "SY07"


def test_a_message_names_few_of_many_places() -> None:
    many = [Place(f"D{number}", PlaceLevel.SETTLEMENT, "Tiba", "", "SY0401") for number in range(9)]
    [finding] = locate(Gazetteer([*GAZETTEER, *many]), "Tiba").issues
    assert "and 6 more" in finding.message


def test_findings_become_issues_of_their_row() -> None:
    [finding] = locate(GAZETTEER, "Nowhere").issues
    issue = Issue(*finding, row=7, column="place", value="Nowhere")
    assert str(issue).startswith("row 7, column place: No place in the gazetteer is called 'Nowhere'.")


@given(st.text(max_size=40))
def test_any_text_gives_a_place_or_a_reason(text: str) -> None:
    located = locate(GAZETTEER, text, within="SY07")
    assert located.place is not None
    assert located.pcode == "SY07" or located.issues or located.place.parent == "SY07"


@given(st.sampled_from([place for place in GAZETTEER if len(place.name_en) < FUZZY_LETTERS]), st.data())
def test_short_names_are_never_read_from_a_near_spelling(place: Place, data: st.DataObject) -> None:
    name = place.name_en
    index = data.draw(st.integers(0, len(name) - 1))
    letter = data.draw(st.sampled_from("bcdfgjkpqvwxz"))
    located = locate(GAZETTEER, name[:index] + letter + name[index + 1 :])
    assert "fuzzy_place" not in {issue.code for issue in located.issues}


@dataclass
class Wrong:
    places: list[Place]
    reason: str


SYRIA = Place("SY", PlaceLevel.COUNTRY, "Syria", "سوريا")


@pytest.mark.parametrize(
    "wrong",
    [
        Wrong([SYRIA, SYRIA], "SY occurs twice"),
        Wrong([Place("SY07", PlaceLevel.GOVERNORATE, "Idleb", "إدلب", "SY")], "parent SY is missing"),
        Wrong([SYRIA, Place("LB", PlaceLevel.COUNTRY, "Lebanon", "لبنان", "SY")], "not a wider area"),
    ],
    ids=lambda wrong: wrong.reason,
)
def test_a_gazetteer_refuses_places_that_do_not_fit_together(wrong: Wrong) -> None:
    with pytest.raises(ValueError, match=wrong.reason):
        Gazetteer(wrong.places)


def test_every_name_of_the_gazetteer_finds_its_place_or_an_area_around_it() -> None:
    for place in GAZETTEER:
        for name in place.names:
            located = locate(GAZETTEER, name)
            assert located.place in GAZETTEER.path(place), f"{name} of {place} was read as {located.place}"


def test_every_district_is_found_within_its_governorate_by_every_name() -> None:
    for place in GAZETTEER:
        for name in place.names if place.level is PlaceLevel.DISTRICT else ():
            assert locate(GAZETTEER, name, within=place.parent).place == place


@pytest.mark.skipif(
    not AIRWARS.exists(), reason="the Airwars incidents are not on this machine (../shared/data/events)"
)
def test_every_spelling_in_a_real_file_is_the_governorate_it_means() -> None:
    arabic = {place.name_ar: place.pcode for place in GAZETTEER if place.level is PlaceLevel.GOVERNORATE}
    with AIRWARS.open(encoding="utf-8-sig", newline="") as file:
        pairs = {
            (row[f"{column}_en"], arabic[row[f"{column}_ar"]])
            for row in csv.DictReader(file)
            for column in ("region", "governorate")
            if row[f"{column}_ar"] in arabic and row[f"{column}_en"]
        }
    read = {spelling: locate(GAZETTEER, spelling, country="SY").pcode for spelling, _ in pairs}
    assert len({spelling for spelling, pcode in pairs if pcode == "SY08"}) == 11
    assert {(spelling, pcode) for spelling, pcode in pairs if read[spelling] != pcode} == set()


def _rings() -> Iterator[tuple[str | None, int, list[list[float]]]]:
    geojson = json.loads((ROOT / "assets/geo/syria_admin1.geojson").read_text(encoding="utf-8"))
    for feature in geojson["features"]:
        shape = feature["geometry"]
        for polygon in shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]:
            for index, ring in enumerate(polygon):
                yield feature["properties"]["pcode"], index, ring


def test_the_map_shows_the_governorates_of_the_gazetteer_and_the_undof_zone() -> None:
    governorates = {place.pcode for place in GAZETTEER if place.level is PlaceLevel.GOVERNORATE}
    assert {pcode for pcode, _, _ in _rings()} == {*governorates, None}


def test_exterior_rings_of_the_map_run_clockwise_as_plotly_needs() -> None:
    for pcode, index, ring in _rings():
        area = sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise(ring))
        assert ring[0] == ring[-1]
        assert (area < 0) == (index == 0), f"{pcode}: ring {index}"


def test_no_border_of_the_map_belongs_to_one_governorate_alone_inside_the_country() -> None:
    """A gap would show as a second outline: the edges that one area has for itself must form one closed line."""
    sides: dict[frozenset[tuple[float, ...]], int] = {}
    for _, _, ring in _rings():
        for a, b in pairwise(ring):
            edge = frozenset((tuple(a), tuple(b)))
            sides[edge] = sides.get(edge, 0) + 1
    outline = [edge for edge, count in sides.items() if count == 1]
    reached = set(outline[0])
    while grown := {point for edge in outline if edge & reached for point in edge} - reached:
        reached |= grown
    assert set(sides.values()) == {1, 2}
    assert reached == {point for edge in outline for point in edge}
