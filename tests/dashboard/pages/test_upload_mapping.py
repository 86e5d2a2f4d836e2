"""The step "Columns" of the upload page, called directly."""

from collections.abc import Iterator
from typing import Any

import pytest
from dash.development.base_component import Component

from dashboard import recording
from dashboard.desk import Desk
from dashboard.locale import speak
from dashboard.pages.upload.callbacks import proceed
from dashboard.pages.upload.ids import Upload
from dashboard.pages.upload.mapping import SHAPES, WHY, field_name
from db import queries
from db.engine import reading
from db.filters import Filters
from ingest.layouts.mapping.column_map import mappable_fields
from ingest.layouts.mapping.content import Shape
from ingest.layouts.mapping.propose import Why
from tests.dashboard.pages.conftest import Read
from tests.dashboard.pages.uploading import arrived, look, record

ENGLISH, ARABIC = speak("en"), speak("ar")
MESSY = b"Tag,Ort,Tote\n2024-11-30,Aleppo,5\n2024-12-01,Idleb,3\n"
SAID = [["Tag", "date"], ["Ort", "place"], ["Tote", "killed"]]


def received(desk: Desk, content: bytes = MESSY) -> str:
    return arrived(desk, content, "tote.csv")


def chosen(token: str, *columns: list[str], source: str = "Office X") -> dict[str, Any]:
    return {"token": token, "columns": list(columns) or SAID, "source": source, "said": 1}


def parts(drawn: Any) -> Iterator[Component]:
    if isinstance(drawn, Component):
        yield drawn
        yield from parts(getattr(drawn, "children", None))
    elif isinstance(drawn, (list, tuple)):
        for part in drawn:
            yield from parts(part)


def selects(shown: Any) -> dict[str, str]:
    """Column to what its select says."""
    said: dict[str, str] = {}
    for part in parts(shown):
        if column := part.to_plotly_json()["props"].get("data-column"):
            [said[column]] = [option.value for option in parts(part) if option._type == "Option" and option.selected]
    return said


def claims_in(desk: Desk) -> int:
    with reading(desk.engine) as session:
        return queries.standing(session, Filters()).claims


def test_a_file_that_no_name_explains_is_refused_with_its_columns_to_say(empty_desk: Desk, read: Read) -> None:
    stage = look(empty_desk, received(empty_desk), ENGLISH)
    shown = read(stage.shown)
    assert stage.disabled
    assert "No column says who makes the claims" in shown
    assert "Perhaps “date”: the cells look like dates." in shown
    assert "Perhaps “place”: the cells look like names of places." in shown
    assert "The cells look like bare numbers; only you can tell of what." in shown
    assert selects(stage.shown) == {"Tag": "", "Ort": "", "Tote": ""}


def test_what_a_person_says_is_previewed_recorded_and_there_the_next_time(empty_desk: Desk, read: Read) -> None:
    token = received(empty_desk)
    stage = look(empty_desk, token, ENGLISH, chosen(token))
    assert (stage.confirm, stage.disabled) == ("Record 2 rows", False)
    assert selects(stage.shown) == {"Tag": "date", "Ort": "place", "Tote": "killed"}
    assert claims_in(empty_desk) == 0
    assert "Recorded as batch 1" in read(record(empty_desk, token, "Rana", ENGLISH).shown)
    assert claims_in(empty_desk) == 2
    following = look(empty_desk, received(empty_desk, MESSY.replace(b",5", b",6").replace(b"Aleppo", b"Homs")), ENGLISH)
    assert not following.disabled
    assert selects(following.shown) == {"Tag": "date", "Ort": "place", "Tote": "killed"}
    assert "by Rana. Change what is wrong." in read(following.shown)
    [source] = [part for part in parts(following.shown) if getattr(part, "id", None) == Upload.SOURCE]
    assert source.value == "Office X"
    assert "says 'Office X' for 'source' in every row, as of an earlier file" in read(following.shown)


def test_a_source_that_a_person_confirms_for_this_file_is_not_told(empty_desk: Desk, read: Read) -> None:
    token = received(empty_desk)
    look(empty_desk, token, ENGLISH, chosen(token))
    record(empty_desk, token, "Rana", ENGLISH)
    token = received(empty_desk, MESSY.replace(b",5", b",6"))
    assert "as of an earlier file" not in read(look(empty_desk, token, ENGLISH, chosen(token)).shown)


def test_what_was_said_of_another_upload_does_not_count(empty_desk: Desk) -> None:
    token = received(empty_desk)
    proceed(empty_desk, Upload.CHOSEN, f"?upload={token}", chosen("another"), "")
    assert empty_desk.inbox.said(token) is None
    stage = look(empty_desk, token, ENGLISH)
    assert stage.disabled
    assert set(selects(stage.shown).values()) == {""}


@pytest.mark.parametrize(
    ("columns", "source", "why"),
    [
        ([["Tag", "killed"], ["Ort", "place"], ["Tote", "killed"]], "X", "both stand for 'killed'"),
        ([["Tag", "date"], ["Ort", "source"], ["Tote", "killed"]], "X", "the constant 'X' both stand for 'source'"),
        ([["Tag", "date"], ["Tote", "killed"]], " ", "No column says who makes the claims"),
        ([["Tag", "date"], ["Tote", "sum"]], "X", "'sum' is no field"),
        ([["Tag", "date"], ["Tot", "killed"]], "X", "which the file hasn't got"),
    ],
)
def test_what_does_not_go_together_is_said_and_stays_to_be_changed(
    empty_desk: Desk, read: Read, columns: list[list[str]], source: str, why: str
) -> None:
    token = received(empty_desk)
    stage = look(empty_desk, token, ENGLISH, chosen(token, *columns, source=source))
    assert why in read(stage.shown)
    assert stage.disabled
    assert set(selects(stage.shown)) == {"Tag", "Ort", "Tote"}


def test_a_file_that_names_explain_shows_them_without_asking(empty_desk: Desk, read: Read) -> None:
    stage = look(empty_desk, received(empty_desk, b"source,date,place,killed\nX,2024-11-30,Aleppo,5\n"), ENGLISH)
    assert selects(stage.shown) == {"source": "source", "date": "date", "place": "place", "killed": "killed"}
    [step] = [part for part in parts(stage.shown) if getattr(part, "id", None) == Upload.COLUMNS]
    assert step.open is False


@pytest.mark.parametrize(
    ("column", "english", "arabic"),
    [
        ("Killed (children)", "Killed, children", "قتلى، أطفال"),
        ("Killed (girls)", "Killed, girls", "قتلى، فتيات"),
        ("IDPs (HH)", "Internally displaced people, households", "نازحون داخلياً، أسر"),
        ("killed", "Killed", "قتلى"),
    ],
)
def test_what_a_column_is_read_as_says_whom_and_how_its_name_counts(
    empty_desk: Desk, column: str, english: str, arabic: str
) -> None:
    token = received(empty_desk, f"source,date,{column}\nX,2024-11-30,5\n".encode())
    for speaker, named in ((ENGLISH, english), (ARABIC, arabic)):
        shown = look(empty_desk, token, speaker).shown
        [row] = [part for part in parts(shown) if part.to_plotly_json()["props"].get("data-column") == column]
        assert [option.children for option in parts(row) if option._type == "Option" and option.selected] == [named]


def test_a_file_that_can_not_be_read_has_no_columns_to_say(empty_desk: Desk) -> None:
    assert selects(look(empty_desk, received(empty_desk, b""), ENGLISH).shown) == {}
    assert recording.offered(empty_desk, received(empty_desk, b"\x00\x01\x02\xff\xfe")) is None


def test_every_reason_and_shape_has_its_words() -> None:
    assert set(WHY) == set(Why)
    assert set(SHAPES) == set(Shape)


def test_the_step_is_in_arabic_with_the_fields_in_arabic(empty_desk: Desk, read: Read) -> None:
    shown = read(look(empty_desk, received(empty_desk), ARABIC).shown)
    assert "الخلايا تشبه" in shown
    named = {field: field_name(field, ARABIC) for field in mappable_fields()}
    assert all(any("\u0600" <= letter <= "\u06ff" for letter in name) for name in named.values()), named
    assert len(set(named.values())) == len(named)
