"""Folders and files of register contents are closed to others, also those that an earlier version left open."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.columns.store import beside, copy_for
from db.engine import open_register, reading
from db.owner_only import own_file, own_folder


@pytest.fixture(autouse=True)
def _usual_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_folder_of_ours_is_closed_to_others_and_an_open_one_is_closed(tmp_path: Path) -> None:
    made = own_folder(tmp_path / "a" / "b")
    assert rights(made) == 0o700
    made.chmod(0o755)
    assert rights(own_folder(made)) == 0o700


def test_a_file_of_ours_is_closed_from_its_first_byte_and_an_old_one_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    with own_file(path) as file:
        assert rights(path) == 0o600
        file.write(b"longer than what follows")
    path.chmod(0o640)
    with own_file(path) as file:
        file.write(b"short")
    assert (rights(path), path.read_bytes()) == (0o640, b"short")


@pytest.mark.parametrize("left_open", [False, True])
def test_the_copy_of_a_register_is_as_closed_as_the_register(sqlite_demo_url: str, left_open: bool) -> None:
    engine = open_register(sqlite_demo_url)
    folder = Path(f"{engine.url.database}.columns")
    if left_open:
        folder.mkdir(mode=0o755)
    with reading(beside(engine)) as session:
        assert copy_for(session) is not None
    engine.dispose()
    assert rights(folder) == 0o700
    assert {rights(each) for each in folder.iterdir() if each.is_dir()} == {0o700}


def test_a_folder_of_somebody_else_is_theirs_to_close(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shared = tmp_path / "shared"
    shared.mkdir(mode=0o775)
    monkeypatch.setattr(os, "geteuid", lambda: shared.stat().st_uid + 1)
    assert rights(own_folder(shared)) == rights(shared) != 0o700
