"""`sijill redact`, and the kept file of a batch written back to the disk."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dashboard.inbox import Inbox
from dashboard.jobs import Jobs
from dashboard.jobs.job import Made
from tests.dashboard.cli.conftest import Sijill

WITNESS = "Umm Said 0933 123 456"
FILE = f"id,source,date,place,killed,notes\n1,Office,2024-11-29,Idleb,4,ask {WITNESS}\n"
SIGNED = ("--reason", "names a witness", "--by", "Rana")


@pytest.fixture
def key(sijill: Sijill, ask: Callable[..., Any], empty: None, tmp_path: Path) -> str:
    """The key of a claim that names a witness."""
    (tmp_path / "a.csv").write_text(FILE, encoding="utf-8")
    sijill("ingest", "a.csv")
    found: str = ask("claims", "--format", "json")[0]["key"]
    return found


def everything(tmp_path: Path) -> bytes:
    return b"".join(path.read_bytes() for path in (tmp_path / "data").rglob("*") if path.is_file())


def test_a_text_is_gone_from_all_that_lies_in_the_data_directory(
    sijill: Sijill, key: str, tmp_path: Path, ask: Callable[..., Any]
) -> None:
    settled = tmp_path / "data" / "uploads" / "token"
    settled.mkdir(parents=True)
    (settled / "file").write_text(FILE, encoding="utf-8")
    (settled / "recorded").touch()
    jobs = Jobs(tmp_path / "data" / "jobs")
    job = jobs.start("export", "a", lambda _tell, path: Made(file=str(path.write_text(WITNESS, encoding="utf-8"))))
    jobs.wait(job.token, 60)
    assert WITNESS.encode() in everything(tmp_path)
    before = ask("totals", "--format", "json")
    told = sijill("redact", key, "--text", WITNESS, *SIGNED).stdout
    assert "Redaction 1: 1 text of 1 claim" in told
    assert "the file of batch 1" in told
    assert "1 uploads and 1 files made of views" in told
    assert WITNESS.encode() not in everything(tmp_path)
    assert WITNESS not in told
    assert ask("totals", "--format", "json") == before
    assert ask("claims", "--format", "json")[0]["notes"] == "ask [redacted]"
    (change,) = [each for each in ask("changes", "--format", "json") if each["kind"] == "texts_redacted"]
    assert (change["by"], change["reason"], change["claim"]) == ("Rana", "names a witness", key)
    assert "texts redacted" in sijill("changes").stdout


def test_all_texts_go_where_none_is_named(sijill: Sijill, key: str) -> None:
    assert "Kept no more" in sijill("redact", "--batch", "1", *SIGNED).stdout
    assert "nothing there says this" in sijill("redact", key, "--text", WITNESS, *SIGNED, ok=False).stderr


def test_where_the_text_still_stands_is_told(sijill: Sijill, key: str, tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text(FILE.replace("Idleb", "house of Umm Said"), encoding="utf-8")
    sijill("ingest", "b.csv")
    assert "THE TEXT STILL STANDS in the place" in sijill("redact", key, "--text", "Umm Said", *SIGNED).stdout


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ([], "one claim, one file or one document"),
        (["--batch", "7"], "there is no batch 7; `sijill batches` lists"),
        (["KEY", "--fields", "low"], "there is no field low"),
        (["KEY", "--by", " "], "say who takes the text away"),
    ],
)
def test_what_can_not_be_redacted_is_said_in_one_line(sijill: Sijill, key: str, asked: list[str], why: str) -> None:
    error = sijill("redact", *SIGNED, *(key if part == "KEY" else part for part in asked), ok=False).stderr
    assert why in error
    assert error.count("\n") == 1


def test_a_register_that_is_being_read_is_cleared_later(sijill: Sijill, key: str, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "data" / "register.sqlite") as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM claim").fetchone()
        told = sijill("redact", key, "--text", WITNESS, *SIGNED).stdout
        assert "try `sijill redact --clear`" in told
        reader.rollback()
    assert "written anew" in sijill("redact", "--clear").stdout
    assert WITNESS.encode() not in everything(tmp_path)


def test_the_kept_file_is_written_back_as_it_came_and_without_what_was_redacted(
    sijill: Sijill, key: str, tmp_path: Path
) -> None:
    assert "to the byte" in sijill("batches", "1", "--file", "back.csv").output
    assert (tmp_path / "back.csv").read_text(encoding="utf-8") == FILE
    assert "there already" in sijill("batches", "1", "--file", "back.csv", ok=False).stderr
    sijill("redact", key, "--text", WITNESS, *SIGNED)
    assert "taken out of it by Rana" in sijill("batches", "1", "--file", "after.csv").output
    assert (tmp_path / "after.csv").read_text(encoding="utf-8") == FILE.replace(WITNESS, "[redacted]")
    sijill("redact", key, *SIGNED, "--fields", "notes,raw")
    assert "redacted by Rana" in sijill("batches", "1", "--file", "gone.csv", ok=False).stderr
    assert "there is no batch 7" in sijill("batches", "7", "--file", "gone.csv", ok=False).stderr
    assert not (tmp_path / "gone.csv").exists()


def test_an_upload_that_waits_with_the_same_bytes_goes_too_and_others_stay(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path, 1000)
    for name in ("same", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name, encoding="utf-8")
    hashed = "0967115f2813a3541eaef77de9d9d5773f1c0c04314b0bbfe4ff3b3b1c55b5d5"  # of "same"
    assert inbox.forget_settled({hashed}) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["other"]
