"""The recorded files on the upload page."""

from pathlib import Path

import pytest

from dashboard.desk import Desk
from dashboard.locale import speak
from dashboard.pages.upload.recorded.state import state, withdraw
from db import batches
from db.engine import reading
from db.vocabulary import BatchStatus
from ingest.pipeline import ingest
from tests.dashboard.pages.conftest import Read

ENGLISH, ARABIC = speak("en"), speak("ar", "arab")
FILE = "id,source,date,place,killed\na1,Field office,2024-11-30,Aleppo,5\na2,Field office,2024-13-45,Aleppo,?\n"


@pytest.fixture
def two_files(empty_desk: Desk, tmp_path: Path) -> Desk:
    for name, text in (("first.csv", FILE), ("mended.csv", FILE.replace(",5", ",7"))):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        ingest(empty_desk.engine, path, recorded_by="Rana")
    return empty_desk


def status(desk: Desk, number: int) -> BatchStatus:
    with reading(desk.engine) as session:
        return batches.batch(session, number).status


def test_an_empty_register_says_that_no_file_is_recorded(empty_desk: Desk, read: Read) -> None:
    now = state(empty_desk, "", ENGLISH)
    assert read(now.listed) == "No file is recorded yet."
    assert now.no_form


def test_files_are_listed_with_nothing_opened(two_files: Desk, read: Read) -> None:
    now = state(two_files, "", ENGLISH)
    assert "first.csv" in read(now.listed)
    assert "mended.csv" in read(now.listed)
    assert (now.opened, now.no_form) == ([], True)


def test_the_address_opens_one_with_its_problems_and_what_withdrawing_it_would_do(two_files: Desk, read: Read) -> None:
    now = state(two_files, "?batch=2", ENGLISH)
    assert "Batch 2: mended.csv" in read(now.opened)
    assert "Problems by kind" in read(now.opened)
    assert "Download the 1 rejected row" in read(now.opened)
    assert now.foreseen == "0 claims no longer stand; 1 claim stands again as another file says."
    assert (now.withdraw, now.no_form) == ("Withdraw batch 2", False)


def test_it_is_opened_in_arabic_with_arabic_digits(two_files: Desk, read: Read) -> None:
    now = state(two_files, "?batch=2&lang=ar", ARABIC)
    assert "الدفعة ٢" in read(now.opened)
    assert now.withdraw == "اسحب الدفعة ٢"


def test_withdrawing_takes_a_reason(two_files: Desk) -> None:
    now = withdraw(two_files, "?batch=2", "  ", "Omar", ENGLISH)
    assert now.wrong == "Say why; colleagues will want to know."
    assert not now.no_form
    assert status(two_files, 2) is BatchStatus.RECORDED


def test_a_withdrawn_file_says_so_and_can_not_be_withdrawn_again(two_files: Desk, read: Read) -> None:
    now = withdraw(two_files, "?batch=2", "the wrong month", "Omar", ENGLISH)
    assert "Batch 2 is withdrawn." in read(now.opened)
    assert "by Omar" in read(now.opened)
    assert "the wrong month" in read(now.opened)
    assert now.no_form
    assert status(two_files, 2) is BatchStatus.WITHDRAWN
    again = withdraw(two_files, "?batch=2", "again", "Omar", ENGLISH)
    assert "again" not in read(again.opened)


@pytest.mark.parametrize("search", ["?batch=7", "?batch=x", "?batch=-1", "?batch=" + "9" * 40, "?batch="])
def test_an_address_that_opens_no_file_offers_no_withdrawal(two_files: Desk, search: str) -> None:
    now = state(two_files, search, ENGLISH)
    assert now.no_form
    assert withdraw(two_files, search, "x", "", ENGLISH).no_form
    assert status(two_files, 1) is status(two_files, 2) is BatchStatus.RECORDED
