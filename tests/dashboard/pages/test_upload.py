import json
import os
import stat
import time
from pathlib import Path

import pytest

from dashboard import recording
from dashboard.desk import Desk
from dashboard.jobs import Job, Jobs, State
from dashboard.jobs.pulse import SILENT_S
from dashboard.locale import speak
from dashboard.pages.upload.callbacks import proceed
from dashboard.pages.upload.ids import Upload
from dashboard.pages.upload.looking import record_token
from dashboard.pages.upload.stage import stage
from db import queries
from db.engine import reading, writing
from db.filters import Filters
from db.sources import sourcing
from ingest.places.load import load_places
from tests.dashboard.pages.conftest import Read
from tests.dashboard.pages.uploading import WAIT_S, arrived, look, record

ENGLISH = speak("en")
MIXED = b"id,source,date,place,killed\na1,Field office,2024-11-30,Aleppo,5\na2,Field office,2024-13-45,Aleppo,?\n"


def claims_in(desk: Desk) -> int:
    with reading(desk.engine) as session:
        return queries.standing(session, Filters()).claims


def test_a_preview_shows_every_problem_on_its_row_and_changes_nothing(empty_desk: Desk, read: Read) -> None:
    stage = look(empty_desk, arrived(empty_desk, MIXED), ENGLISH)
    shown = read(stage.shown)
    assert "2024-13-45" in shown
    assert "What to do" in shown
    assert (stage.confirm, stage.disabled, stage.no_actions) == ("Record 1 row, leave out 1", False, False)
    assert claims_in(empty_desk) == 0


def test_a_refused_file_can_not_be_recorded_and_says_why(empty_desk: Desk, read: Read) -> None:
    stage = look(empty_desk, arrived(empty_desk, b"foo,bar\n1,2\n"), ENGLISH)
    assert "claims.csv can't be recorded" in read(stage.shown)
    assert stage.disabled
    assert stage.confirm == "Nothing can be recorded from this file"


def test_recording_says_what_is_new_and_hands_back_what_was_rejected(empty_desk: Desk, read: Read) -> None:
    token = arrived(empty_desk, MIXED)
    stage = record(empty_desk, token, "Rana", ENGLISH)
    assert "Recorded as batch 1" in read(stage.shown)
    assert "Download the 1 rejected row" in read(stage.shown)
    assert claims_in(empty_desk) == 1
    assert empty_desk.inbox.rejects(token) is not None


def test_a_file_that_only_takes_back_can_be_recorded_and_says_how_many_claims_it_takes_back(
    empty_desk: Desk, read: Read
) -> None:
    record(empty_desk, arrived(empty_desk, MIXED), "Rana", ENGLISH)
    token = arrived(empty_desk, b"id,source,killed,reason\na1,Field office,,retraction\n")
    stage = look(empty_desk, token, ENGLISH)
    assert (stage.confirm, stage.disabled) == ("Record 1 row", False)
    assert "Taken back 1" in read(stage.shown)
    assert "Taken back 1" in read(record(empty_desk, token, "Rana", ENGLISH).shown)
    assert claims_in(empty_desk) == 0
    assert "Taken back" not in read(look(empty_desk, token, speak("ar")).shown)


def test_what_came_of_a_file_is_there_after_a_reload_in_another_tab_and_after_a_restart(
    empty_desk: Desk, read: Read
) -> None:
    token = arrived(empty_desk, MIXED)
    record(empty_desk, token, "Rana", ENGLISH)
    assert "Recorded as batch 1" in read(look(empty_desk, token, ENGLISH).shown)
    restarted = Desk(empty_desk.engine, empty_desk.settings, empty_desk.inbox, Jobs(empty_desk.settings.jobs_dir))
    assert "Recorded as batch 1" in read(look(restarted, token, ENGLISH).shown)


def test_the_same_upload_is_recorded_once(empty_desk: Desk, read: Read) -> None:
    token = arrived(empty_desk, MIXED)
    record(empty_desk, token, "", ENGLISH)
    again = record(empty_desk, token, "", ENGLISH)
    assert "recorded already" in read(again.shown)
    assert again.disabled
    assert claims_in(empty_desk) == 1


def test_a_file_whose_recording_was_cut_short_says_so_and_can_be_recorded(empty_desk: Desk, read: Read) -> None:
    token = arrived(empty_desk, MIXED)
    place = empty_desk.settings.jobs_dir / record_token(token)
    place.mkdir(parents=True)
    row = Job(record_token(token), "record", "claims.csv", State.RUNNING).row()
    (place / "job.json").write_text(json.dumps(row), encoding="utf-8")
    hold = empty_desk.settings.uploads_dir / token / "taken"
    for sign in (place / "pulse", hold):
        sign.touch()
    assert "Recording claims.csv…" in read(stage(empty_desk, f"?upload={token}", ENGLISH, 0).shown)
    for sign in (place / "pulse", hold):
        _age(sign, SILENT_S + 1)
    lost = look(empty_desk, token, ENGLISH)
    assert "Sijill was stopped while it recorded claims.csv" in read(lost.shown)
    assert (lost.confirm, lost.disabled) == ("Record 1 row, leave out 1", False)
    assert "Recorded as batch 1" in read(record(empty_desk, token, "Rana", ENGLISH).shown)


def test_a_large_file_shows_how_far_it_is_until_it_is_read(empty_desk: Desk, read: Read) -> None:
    rows = b"".join(b"r%d,Field office,2024-11-30,Aleppo,%d\n" % (n, n % 90) for n in range(20_000))
    token = arrived(empty_desk, b"id,source,date,place,killed\n" + rows)
    search = f"?upload={token}"
    waiting = stage(empty_desk, search, ENGLISH, 0)
    assert "Reading claims.csv…" in read(waiting.shown)
    assert waiting.no_actions
    assert stage(empty_desk, search, ENGLISH, WAIT_S).confirm == "Record 20,000 rows"


def test_a_file_that_brings_nothing_new_has_nothing_to_record(empty_desk: Desk) -> None:
    record(empty_desk, arrived(empty_desk, MIXED), "", ENGLISH)
    stage = look(empty_desk, arrived(empty_desk, MIXED), ENGLISH)
    assert stage.disabled
    assert stage.confirm == "Everything in this file is in the register already"


def test_a_look_is_taken_anew_when_the_register_has_changed(empty_desk: Desk) -> None:
    token = arrived(empty_desk, MIXED)
    assert not look(empty_desk, token, ENGLISH).disabled
    record(empty_desk, arrived(empty_desk, MIXED), "", ENGLISH)
    assert look(empty_desk, token, ENGLISH).disabled


def test_a_look_is_taken_anew_when_places_were_loaded(empty_desk: Desk, read: Read, tmp_path: Path) -> None:
    token = arrived(empty_desk, b"id,source,date,place,killed\na1,Field office,2024-11-30,Qastal Jadid,5\n")
    assert "gazetteer" in read(look(empty_desk, token, ENGLISH).shown)
    spellings = tmp_path / "aliases.csv"
    spellings.write_text("pcode,alias,lang\nSY0200,Qastal Jadid,en\n", "utf-8")
    load_places(empty_desk.engine, [spellings])
    assert "gazetteer" not in read(look(empty_desk, token, ENGLISH).shown)


def test_a_look_is_taken_anew_when_a_source_got_another_name(empty_desk: Desk) -> None:
    record(empty_desk, arrived(empty_desk, MIXED), "Rana", ENGLISH)
    token = arrived(empty_desk, MIXED.replace(b"Field office", b"FO Aleppo"))
    assert not look(empty_desk, token, ENGLISH).disabled
    with writing(empty_desk.engine) as session:
        sourcing.add_alias(session, "Field office", "FO Aleppo", by="Rana", reason="their own short name")
    assert look(empty_desk, token, ENGLISH).disabled


def test_a_failure_that_is_not_the_files_is_told_and_not_remembered(
    empty_desk: Desk, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    token = arrived(empty_desk, MIXED)
    with monkeypatch.context() as disk:
        disk.setattr(recording, "preview", full)
        assert "Something went wrong with this file." in read(look(empty_desk, token, ENGLISH).shown)
    assert look(empty_desk, token, ENGLISH).confirm == "Record 1 row, leave out 1"


def test_uploads_and_what_is_made_of_them_are_closed_to_others(empty_desk: Desk) -> None:
    settings = empty_desk.settings
    settings.uploads_dir.mkdir(mode=0o755)
    record(empty_desk, arrived(empty_desk, MIXED), "Rana", ENGLISH)
    for folder in (settings.uploads_dir, settings.jobs_dir):
        assert {stat.S_IMODE(each.stat().st_mode) for each in (folder, *folder.iterdir())} == {0o700}


def test_an_upload_that_nobody_knows_has_expired(empty_desk: Desk, read: Read) -> None:
    for trigger in (None, Upload.CHOSEN, Upload.CONFIRM):
        said = {"token": "gone", "columns": [], "source": ""}
        assert "expired" in read(proceed(empty_desk, trigger, "?upload=gone", said, "").shown)
    assert "expired" in read(stage(empty_desk, "?upload=../x", ENGLISH).shown)
    assert stage(empty_desk, "", ENGLISH).shown == []


def _age(path: Path, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(path, (then, then))
