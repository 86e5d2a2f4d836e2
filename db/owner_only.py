"""What holds what the register holds, names that are confidential among it: its owner alone may read it."""

import os
from pathlib import Path
from typing import BinaryIO, Final

FILE_MODE: Final = 0o600
FOLDER_MODE: Final = 0o700
_OTHERS: Final = 0o077


def own_folder(path: Path) -> Path:
    """The folder, made where there is none; one of ours that others may look into is closed to them.

    One that belongs to somebody else, and that a group shares, is theirs to close. Raises ``OSError``.
    """
    path.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    found = path.stat()
    if found.st_mode & _OTHERS and found.st_uid == os.geteuid():
        path.chmod(FOLDER_MODE)
    return path


def own_file(path: Path) -> BinaryIO:
    """A file to write into, empty and open; one that is there already keeps its rights. Raises ``OSError``."""
    return open(path, "wb", opener=_open_own)


def _open_own(path: str, flags: int) -> int:
    return os.open(path, flags, FILE_MODE)
