"""ZIP and gzip: the one file inside, unpacked within stated limits."""

import gzip
import zipfile
import zlib
from pathlib import Path
from typing import IO, Protocol

from ingest.readers.problems import refusal, unreadable
from ingest.readers.table import UnreadableFileError

MAX_UNPACKED_BYTES = 2_000_000_000
"""More than any register's file; a file that grows beyond it is a mistake or an attack."""

MAX_RATIO = 200
"""Times that a file may grow; tables of text grow some 5 to 50 times."""

_FREE_BYTES = 10_000_000
_BLOCK_BYTES = 1_000_000
_READABLE = (
    ".csv",
    ".tsv",
    ".tab",
    ".txt",
    ".xlsx",
    ".xlsm",
    ".xlsb",
    ".xls",
    ".ods",
    ".json",
    ".jsonl",
    ".ndjson",
    ".geojson",
)


class _Source(Protocol):
    def read(self, size: int, /) -> bytes: ...


def unzip(path: Path, folder: Path) -> tuple[Path, str]:
    """Unpack the one readable file of a ZIP archive into a folder; where it is now, and its name in the archive.

    Raises :class:`UnreadableFileError` where there is none or more than one, and for one that is too large.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            member = _only_member(archive)
            with archive.open(member) as source:
                return _unpacked(source, folder, path.stat().st_size), member.filename
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise unreadable(f"the ZIP archive is damaged ({error})", "Send it anew.") from error
    except RuntimeError as error:  # zipfile says so for a member with a password, and only then
        raise unreadable("the ZIP archive has a password", "Send it without a password.") from error


def ungzip(path: Path, folder: Path) -> Path:
    """Unpack a gzip file into a folder. Raises :class:`UnreadableFileError`."""
    try:
        with gzip.open(path) as source:
            return _unpacked(source, folder, path.stat().st_size)
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise unreadable(f"the gzip file is damaged ({error})", "Send it anew.") from error


def refuse_bomb(path: Path) -> None:
    """Raise :class:`UnreadableFileError` for a spreadsheet whose parts would grow beyond the limits."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            size = sum(member.file_size for member in archive.infolist())
        if size > _limit(path.stat().st_size):
            raise _too_large(_limit(path.stat().st_size))


def _limit(packed_bytes: int) -> int:
    return min(MAX_UNPACKED_BYTES, max(_FREE_BYTES, MAX_RATIO * packed_bytes))


def _too_large(limit: int) -> UnreadableFileError:
    return refusal(
        "archive_too_large",
        f"What is inside is larger than {limit:,} bytes, the most that a file of this size is unpacked to.",
        "Unpack it, or save it in parts.",
    )


def _only_member(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    members = [
        member
        for member in archive.infolist()
        if not member.is_dir()
        and not member.filename.startswith("__MACOSX/")
        and not Path(member.filename).name.startswith(".")
    ]
    readable = [member for member in members if member.filename.lower().endswith(_READABLE)] or members
    if len(readable) == 1:
        return readable[0]
    names = ", ".join(member.filename for member in readable[:20]) or "nothing"
    raise refusal(
        "not_one_file",
        f"The archive must hold exactly one file that can be read; it holds {names}.",
        "Unpack it and send its files one by one.",
    )


def _unpacked(source: _Source, folder: Path, packed_bytes: int) -> Path:
    inside = folder / "inside"
    with inside.open("wb") as file:
        _copy(source, file, _limit(packed_bytes))
    return inside


def _copy(source: _Source, target: IO[bytes], limit: int) -> None:
    size = 0
    while block := source.read(_BLOCK_BYTES):
        size += len(block)
        if size > limit:
            raise _too_large(limit)
        target.write(block)
