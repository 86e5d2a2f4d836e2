"""Where a PDF can't go is said before it is made."""

from pathlib import Path

import pytest

from tests.dashboard.cli.conftest import Sijill


@pytest.mark.parametrize(
    ("output", "why"),
    [("nowhere/a.pdf", "there is no folder nowhere"), (".", "is a folder"), ("/proc/a.pdf", "can't be written")],
)
def test_where_a_pdf_cannot_go_is_said_before_it_is_made(sijill: Sijill, output: str, why: str) -> None:
    """Before the register is even looked for: there is none here."""
    error = sijill("snapshot", "-o", output, ok=False).stderr
    assert why in error
    assert error.count("\n") == 1


def test_one_language_has_no_other_to_be_put_first(sijill: Sijill, tmp_path: Path) -> None:
    assert "--lang both" in sijill("snapshot", "-o", "a.pdf", "--first", "ar", ok=False).stderr
    assert "'both'" in sijill("snapshot", "-o", "a.pdf", "--language", "fr", ok=False).stderr
    assert list(tmp_path.iterdir()) == []


def test_trying_a_file_leaves_none_behind(sijill: Sijill, tmp_path: Path) -> None:
    assert "no register" in sijill("snapshot", "-o", "a.pdf", ok=False).stderr
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_snapshot_is_said(sijill: Sijill, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 nothing")
    assert "a.pdf: " in sijill("verify", "a.pdf", ok=False).stderr
    assert "b.pdf: " in sijill("verify", "b.pdf", ok=False).stderr
