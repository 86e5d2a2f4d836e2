"""Files that a command writes: whether that can be done is said before any work is."""

from pathlib import Path

from dashboard import terminal
from db.owner_only import own_file


def require_writable(path: Path, option: str) -> None:
    """End the command unless ``path``, given by ``option``, can be written; leaves it as it is."""
    if not path.parent.is_dir():
        terminal.fail(f"{option}: there is no folder {path.parent}; make it, or name another")
    if path.is_dir():
        terminal.fail(f"{option}: {path} is a folder; name a file in it")
    if path.exists() and not path.is_file():
        return  # a pipe or a device, which trying would disturb
    is_new = not path.exists()
    try:
        with path.open("ab"):
            pass
        if is_new:
            path.unlink()
    except OSError as error:
        terminal.fail(_why(path, option, error))


def require_other(path: Path, option: str, read: Path) -> None:
    """End the command if writing ``path`` would overwrite the file that is read."""
    if path.exists() and path.samefile(read):
        terminal.fail(f"{option}: {path} is the file that is read, and would be overwritten; name another")


def write(path: Path, option: str, content: bytes, *, for_anybody: bool = False) -> None:
    """Write the file; ends the command where that fails after all (a full disk).

    Its owner alone may read it, unless it is made to be shown to anybody.
    """
    try:
        with path.open("wb") if for_anybody else own_file(path) as file:
            file.write(content)
    except OSError as error:
        terminal.fail(_why(path, option, error))


def _why(path: Path, option: str, error: OSError) -> str:
    return f"{option}: {path} can't be written: {error.strerror}"
