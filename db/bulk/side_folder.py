"""A folder for side files, which hold claims before the register does: it goes with its maker, even a killed one."""

import fcntl
import time
from pathlib import Path
from shutil import rmtree
from tempfile import gettempdir, mkdtemp
from typing import Final

PREFIX: Final = "sijill-beside-"
_HELD: Final = "held"
_NEW_S: Final = 60.0
"""How long a folder may lack its lock because it is just being made."""


class SideFolder:
    """A folder nobody else can read; ``put_away`` deletes it, and the next one does where the process was killed."""

    def __init__(self) -> None:
        _put_away_abandoned()
        self.path = Path(mkdtemp(prefix=PREFIX))
        self._lock = (self.path / _HELD).open("w")
        fcntl.flock(self._lock, fcntl.LOCK_EX)

    def put_away(self) -> None:
        """Delete the folder with what is in it."""
        rmtree(self.path, ignore_errors=True)
        self._lock.close()


def _put_away_abandoned() -> None:
    """Delete folders whose lock nobody holds any more; those of other people can't be opened and stay."""
    for folder in Path(gettempdir()).glob(f"{PREFIX}*"):
        try:
            with (folder / _HELD).open("r+") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if time.time() - folder.stat().st_mtime > _NEW_S:
                    rmtree(folder, ignore_errors=True)
        except OSError:
            continue
