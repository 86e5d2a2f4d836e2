"""The parts of a workbook that is an archive, looked through in blocks: one may be larger than should be held."""

import re
import zipfile
from collections.abc import Iterator
from typing import Final

BLOCK_BYTES: Final = 4_000_000


def blocks(archive: zipfile.ZipFile, name: str, mark_bytes: int) -> Iterator[bytes]:
    """The bytes of a part, each block with the end of the one before: a mark of so many bytes may lie across both."""
    held = b""
    with archive.open(name) as file:
        while block := file.read(BLOCK_BYTES):
            yield held + block
            held = block[-mark_bytes:]


def holds(archive: zipfile.ZipFile, name: str, mark: re.Pattern[bytes], mark_bytes: int = 200) -> bool:
    """Whether a part holds a mark of at most so many bytes; it is read no further than to the first."""
    return any(mark.search(block) for block in blocks(archive, name, mark_bytes))
