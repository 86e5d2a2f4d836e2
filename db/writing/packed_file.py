"""The bytes of a file as the register keeps them, packed while the file is being read."""

import hashlib
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

_PART_BYTES: Final = 4_000_000


class PackedFile:
    """A file's SHA-256 and, unless it is not to be kept, its bytes in compressed parts; both are made beside."""

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


def _pack(path: Path, kept: bool) -> tuple[str, list[bytes]]:
    digest, parts = hashlib.sha256(), []
    with path.open("rb") as file:
        while part := file.read(_PART_BYTES):
            digest.update(part)
            if kept:
                parts.append(zlib.compress(part, 1))
    return digest.hexdigest(), parts
