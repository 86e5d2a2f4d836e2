"""`sijill backup` and `sijill restore` as a person uses them."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.dashboard.cli.conftest import Sijill


@pytest.mark.usefixtures("demo")
def test_a_register_is_backed_up_and_restored_elsewhere(
    sijill: Sijill, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = sijill("totals", "--format", "json").stdout
    assert "3 files, 41 versions of claims, 0 judgements, 6 sources" in sijill("backup", "kept.sqlite").stderr
    monkeypatch.setenv("SIJILL_DATA_DIR", str(tmp_path / "elsewhere"))
    assert "41 versions of claims" in sijill("restore", "kept.sqlite").stderr
    assert sijill("totals", "--format", "json").stdout == asked
    assert "is not empty" in sijill("restore", "kept.sqlite", ok=False).stderr


@pytest.mark.usefixtures("demo")
def test_a_copy_that_a_register_left_behind_is_not_taken_for_the_restored_ones(sijill: Sijill, tmp_path: Path) -> None:
    sijill("backup", "kept.sqlite")
    Path("more.csv").write_text("source,date,place,killed\nField office,2024-12-01,Aleppo,3\n", encoding="utf-8")
    sijill("ingest", "more.csv")
    sijill("totals")
    assert list((tmp_path / "data" / "register.sqlite.columns").iterdir())
    for left in (tmp_path / "data").glob("register.sqlite*"):
        if left.is_file():
            left.unlink()
    sijill("restore", "kept.sqlite")
    assert not (tmp_path / "data" / "register.sqlite.columns").exists()


def test_without_a_register_there_is_nothing_to_back_up(sijill: Sijill) -> None:
    assert "there is no register" in sijill("backup", "kept.sqlite", ok=False).stderr
    assert not Path("kept.sqlite").exists()


def test_what_can_not_be_restored_is_said_in_a_line(sijill: Sijill, tmp_path: Path) -> None:
    assert "there is no file kept.sqlite" in sijill("restore", "kept.sqlite", ok=False).stderr
    assert not (tmp_path / "data").exists()


@pytest.mark.usefixtures("demo")
def test_a_register_is_looked_through_and_mended(sijill: Sijill, tmp_path: Path) -> None:
    assert sijill("check").stdout.endswith("register.sqlite is sound.\n")
    Path("two.csv").write_text(
        "source,incident,date,place,killed\nA,one,2024-12-01,Aleppo,3\nB,one,2024-12-01,Aleppo,5\n", encoding="utf-8"
    )
    sijill("ingest", "two.csv")
    with closing(sqlite3.connect(tmp_path / "data" / "register.sqlite")) as file:
        file.execute("UPDATE figure SET low = 1")
        file.commit()
    assert sijill("check", ok=False).stdout.startswith("figures_differ: Stored figures are not")
    assert "Figures worked out anew, of incidents: 1." in sijill("check", "--mend").stderr
    assert "is sound" in sijill("check").stdout
