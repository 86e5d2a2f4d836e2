"""Where tests keep their registers: in memory where there is room for them, so that no test waits for a disk."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

SHARED_MEMORY: Final = Path("/dev/shm")
ROOM_BYTES: Final = 2 * 2**30
"""What all registers, databases and downloads of a run take, with room to spare."""
FREE_BYTES: Final = 6 * 2**30
"""So much memory has to be free that browsers and tests have enough beside it."""


def keep_files_in_memory() -> None:
    """Let temporary files of this process and of those that it starts lie in memory; TMPDIR says otherwise."""
    if "TMPDIR" not in os.environ and _has_room():
        os.environ["TMPDIR"] = str(SHARED_MEMORY)
        tempfile.tempdir = None


def _has_room() -> bool:
    try:
        enough = shutil.disk_usage(SHARED_MEMORY).free >= ROOM_BYTES
        return enough and os.access(SHARED_MEMORY, os.W_OK) and _free_bytes() >= FREE_BYTES
    except OSError:
        return False


def _free_bytes() -> int:
    """What Linux calls available; 0 where it says nothing of that."""
    for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) * 1024
    return 0
