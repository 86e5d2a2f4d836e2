"""A sign of life: a file that is touched while a piece of work goes on, so that others can tell when it died.

A server that is killed in the middle can't say so. What it was doing falls silent, and after a few seconds anybody who
looks, be it another worker or the server that was started next, can see that.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from typing import Final

EVERY_S: Final = 1.0
SILENT_S: Final = 10.0
"""How often it beats, and after how long a silence it counts as dead."""


@contextmanager
def pulse(path: Path) -> Iterator[None]:
    """Keep ``path`` touched while the block runs."""
    path.touch()
    over = Event()
    beating = Thread(target=_beat, args=(path, over), daemon=True)
    beating.start()
    try:
        yield
    finally:
        over.set()
        beating.join()


def beats(path: Path) -> bool:
    """Whether somebody still touches ``path``."""
    try:
        return time.time() - path.stat().st_mtime < SILENT_S
    except FileNotFoundError:
        return False


def _beat(path: Path, over: Event) -> None:
    while not over.wait(EVERY_S):
        with suppress(FileNotFoundError):  # taken away as too old
            os.utime(path)
