"""Side files go with whoever made them, even when that process was killed."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from db.bulk.side_folder import SideFolder

MAKES_ONE_AND_DIES = """
import os, signal
from db.bulk.side_folder import SideFolder
print(SideFolder().path, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


def test_a_folder_is_read_by_nobody_else_and_is_put_away() -> None:
    folder = SideFolder()
    assert folder.path.stat().st_mode & 0o777 == 0o700
    (folder.path / "claims.sqlite").write_text("a claim")
    folder.put_away()
    assert not folder.path.exists()


def test_the_folder_of_a_killed_process_is_put_away_by_the_next_and_one_in_use_is_not(tmp_path: Path) -> None:
    used = SideFolder()
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    run = subprocess.run([sys.executable, "-c", MAKES_ONE_AND_DIES], capture_output=True, env=environment, check=False)
    abandoned = Path(run.stdout.decode().strip())
    assert abandoned.is_dir()
    long_ago = time.time() - 3600
    for path in (abandoned, used.path):
        os.utime(path, (long_ago, long_ago))
    last = SideFolder()
    assert not abandoned.exists()
    assert used.path.is_dir()
    for folder in (used, last):
        folder.put_away()
