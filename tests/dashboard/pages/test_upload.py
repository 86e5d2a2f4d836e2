import asyncio
from collections.abc import AsyncIterator
from typing import Any

from dashboard.desk import Desk
from dashboard.locale import speak
from dashboard.pages.upload.callbacks import look, record
from db import queries
from db.engine import reading
from db.filters import Filters
from tests.dashboard.pages.conftest import Read

ENGLISH = speak("en")
MIXED = b"id,source,date,place,killed\na1,Field office,2024-11-30,Aleppo,5\na2,Field office,2024-13-45,Aleppo,?\n"


def received(desk: Desk, content: bytes) -> dict[str, Any]:
    async def chunks() -> AsyncIterator[bytes]:
        yield content

    upload = asyncio.run(desk.inbox.receive("claims.csv", chunks()))
    return {"token": upload.token, "name": upload.name}


def claims_in(desk: Desk) -> int:
    with reading(desk.engine) as session:
        return queries.standing(session, Filters()).claims


def test_a_preview_shows_every_problem_on_its_row_and_changes_nothing(empty_desk: Desk, read: Read) -> None:
    stage = look(empty_desk, received(empty_desk, MIXED), ENGLISH)
    shown = read(stage.shown)
    assert "2024-13-45" in shown
    assert "What to do" in shown
    assert (stage.confirm, stage.disabled, stage.no_actions) == ("Record 1 row, leave out 1", False, False)
    assert claims_in(empty_desk) == 0


def test_a_refused_file_can_not_be_recorded_and_says_why(empty_desk: Desk, read: Read) -> None:
    stage = look(empty_desk, received(empty_desk, b"foo,bar\n1,2\n"), ENGLISH)
    assert "claims.csv can't be recorded" in read(stage.shown)
    assert stage.disabled
    assert stage.confirm == "Nothing can be recorded from this file"


def test_recording_says_what_is_new_and_hands_back_what_was_rejected(empty_desk: Desk, read: Read) -> None:
    token = received(empty_desk, MIXED)["token"]
    stage = record(empty_desk, token, "Rana", "?lang=en", ENGLISH)
    assert "Recorded as batch 1" in read(stage.shown)
    assert "Download the 1 rejected row" in read(stage.shown)
    assert claims_in(empty_desk) == 1
    assert empty_desk.inbox.rejects(token) is not None


def test_the_same_upload_is_recorded_once(empty_desk: Desk, read: Read) -> None:
    token = received(empty_desk, MIXED)["token"]
    record(empty_desk, token, "", "", ENGLISH)
    assert "recorded already" in read(record(empty_desk, token, "", "", ENGLISH).shown)
    assert claims_in(empty_desk) == 1


def test_a_file_that_brings_nothing_new_has_nothing_to_record(empty_desk: Desk) -> None:
    record(empty_desk, received(empty_desk, MIXED)["token"], "", "", ENGLISH)
    stage = look(empty_desk, received(empty_desk, MIXED), ENGLISH)
    assert stage.disabled
    assert stage.confirm == "Everything in this file is in the register already"


def test_an_upload_that_nobody_knows_has_expired(empty_desk: Desk, read: Read) -> None:
    assert "expired" in read(look(empty_desk, {"token": "gone", "name": "x"}, ENGLISH).shown)
    assert look(empty_desk, None, ENGLISH).shown == []
