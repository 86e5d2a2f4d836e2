"""The bytes of a file as the register keeps them, packed while the file is being read."""

import hashlib
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from db.kept_files.authors import without_authors

_PART_BYTES: Final = 4_000_000
_ARCHIVE: Final = b"PK"


class PackedFile:
    """A file's SHA-256 and, unless it is not to be kept, its bytes in compressed parts; both are made beside.

    The hash is of the bytes that came; of a workbook those are kept without the names of its authors.
    """

    def __init__(self, path: Path, *, kept: bool = True) -> None:
        beside = ThreadPoolExecutor(1)
        self._packed = beside.submit(_pack, path, kept)
        beside.shutdown(wait=False)

    @property
    def sha256(self) -> str:
        """64 hexadecimal characters. Raises ``OSError`` where the file can't be read."""
        return self._packed.result()[0]

    def parts(self) -> Iterator[tuple[int, bytes]]:
        """The bytes in numbered parts, each compressed by zlib."""
        return enumerate(self._packed.result()[1])


def in_parts(held: bytes) -> Iterator[bytes]:
    """Bytes in parts, each compressed by zlib, as :meth:`PackedFile.parts` gives those of a file."""
    return (zlib.compress(held[at : at + _PART_BYTES], 1) for at in range(0, len(held), _PART_BYTES))


def _pack(path: Path, kept: bool) -> tuple[str, list[bytes]]:
    digest, parts = hashlib.sha256(), []
    with path.open("rb") as file:
        is_archive = file.read(2) == _ARCHIVE
        file.seek(0)
        while part := file.read(_PART_BYTES):
            digest.update(part)
            if kept and not is_archive:
                parts.append(zlib.compress(part, 1))
    if kept and is_archive:
        parts = list(in_parts(without_authors(path.read_bytes())))
    return digest.hexdigest(), parts
