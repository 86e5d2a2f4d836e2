"""What the columns of an unknown file could be, and what is never decided without a person."""

import pytest

from db.vocabulary import PlaceLevel
from ingest.layouts.fields import generic
from ingest.layouts.mapping.content import Known, Shape
from ingest.layouts.mapping.propose import Proposal, Why, propose
from ingest.normalize.fold import plain
from ingest.normalize.gazetteer import Gazetteer, Place
from ingest.normalize.source import known_names

PLACES = (
    Place("SY", PlaceLevel.COUNTRY, "Syria", "سوريا", None, 35.0, 38.5),
    Place("SY02", PlaceLevel.GOVERNORATE, "Aleppo", "حلب", "SY", 36.2, 37.2),
    Place("SY07", PlaceLevel.GOVERNORATE, "Idleb", "إدلب", "SY", 35.9, 36.6),
    Place("SY070001", PlaceLevel.SETTLEMENT, "Ariha", "أريحا", "SY07", 35.8, 36.6),
)
KNOWN = Known(Gazetteer(PLACES), known_names([("White Helmets", "الخوذ البيضاء", ["Syria Civil Defence"])]))


def one(column: str, *cells: str, beside: tuple[str, ...] = ()) -> Proposal:
    rows = [{column: cell} for cell in cells]
    return propose((column, *beside), rows, KNOWN)[0]


@pytest.mark.parametrize(
    ("column", "field"),
    [
        ("killed", "killed"),
        ("As_Of", "as_of"),
        ("Number of wounded", "injured"),
        ("عدد المفقودين", "missing"),
        ("تاريخُ الحادثة", "date"),
        ("Nombre de blessés", "injured"),
        ("GOUVERNORAT", "governorate"),
    ],
)
def test_a_name_that_is_known_decides_in_three_languages(column: str, field: str) -> None:
    proposal = one(column, "4")
    assert (proposal.field, proposal.score, proposal.taken) == (field, 100, True)
    assert proposal.why is (Why.EXACT if plain(column) == plain(field) else Why.SYNONYM)


@pytest.mark.parametrize(
    ("column", "field"),
    [
        ("Govrnorate", "governorate"),
        ("Fatalites", "killed"),
        ("المحافضة", "governorate"),
        ("Nombre de bléssés", "injured"),
    ],
)
def test_a_close_name_is_offered_and_not_taken(column: str, field: str) -> None:
    proposal = one(column, "x")
    assert (proposal.field, proposal.why, proposal.taken) == (field, Why.CLOSE, False)
    assert 85 <= proposal.score < 100
    assert generic().field_of(proposal.like) == field


@pytest.mark.parametrize("column", ["admin7", "port", "kill", "weather", "المكتب", "sites"])
def test_a_name_that_is_short_far_or_has_other_digits_is_close_to_nothing(column: str) -> None:
    assert one(column, "x").why is Why.UNKNOWN


@pytest.mark.parametrize(
    ("cells", "shape", "field"),
    [
        (("29/11/2024", "٣٠/١١/٢٠٢٤"), Shape.DATES, "date"),
        (("03/04/2024",), Shape.DATES, "date"),
        (("sy02", "SY07"), Shape.PCODES, "pcode"),
        (("35.93", "36.20"), Shape.COORDINATES, "lat"),
        (("2024-03-11", "2024-05-11", "13/11/2024"), Shape.DATES, "date"),
        (("2024-11-30", "2024-12-01"), Shape.DATES, "date"),
        (("37,21", "38.40"), Shape.COORDINATES, "lon"),
        (("حلب", "Ariha"), Shape.PLACES, "place"),
        (("the White Helmets", "الخوذ البيضاء"), Shape.SOURCES, "source"),
        (("https://example.org/1",), Shape.ADDRESSES, "url"),
        (("killed", "جرحى"), Shape.WORDS, "measure"),
        (("أنثى", "M"), Shape.WORDS, "sex"),
    ],
)
def test_cells_that_look_like_something_are_an_offer(cells: tuple[str, ...], shape: Shape, field: str) -> None:
    proposal = one("Ort", *cells)
    assert (proposal.field, proposal.why, proposal.like, proposal.taken) == (field, Why.CONTENT, shape, False)


@pytest.mark.parametrize("cells", [("2016", "2017"), ("4", "12")])
def test_bare_numbers_are_offered_as_nothing_unless_a_column_says_what_they_count(cells: tuple[str, ...]) -> None:
    alone = one("Tally", *cells)
    assert (alone.field, alone.why, alone.like) == (None, Why.CONTENT, Shape.NUMBERS)
    assert one("Tally", *cells, beside=("indicator",)).field == "value"
    assert one("Tally", *cells, beside=("indicator", "value")).field is None


def test_a_few_odd_cells_do_not_hide_what_the_others_are_and_many_do() -> None:
    assert one("when", "2024-11-30", "2024-12-01", "2024-12-02", "2024-12-03", "soon").field == "date"
    assert one("when", "2024-11-30", "soon", "later").why is Why.UNKNOWN
    assert one("when", "", " ").why is Why.UNKNOWN


def test_no_field_is_offered_twice_nor_where_a_column_has_it_by_name() -> None:
    rows = [
        {
            "date": "2024-11-30",
            "seen": "2024-12-01",
            "A": "Aleppo",
            "B": "Idleb",
            "C": "Aleppo",
            "Fatalites": "3",
            "dead": "2",
        }
    ]
    proposals = propose(tuple(rows[0]), rows, KNOWN)
    assert [proposal.field for proposal in proposals] == ["date", None, "place", "governorate", None, None, "killed"]


def test_columns_of_rejects_files_are_left_alone_and_the_first_values_are_shown_once() -> None:
    rows = [{"row": "2", "x": value} for value in ("a", "b", "a", "c", "d")]
    row, x = propose(("row", "x"), rows, KNOWN)
    assert (row.field, row.why) == (None, Why.LEFT_ALONE)
    assert x.first == ("a", "b", "c")


def test_the_second_column_of_one_name_means_the_same_so_that_it_can_be_mended() -> None:
    assert [proposal.field for proposal in propose(("killed", "killed (2)"), [], KNOWN)] == ["killed", "killed"]


@pytest.mark.parametrize("name", [n for f in generic().fields.values() for n in f.columns])
def test_every_known_name_of_a_field_is_taken(name: str) -> None:
    assert one(name).taken
