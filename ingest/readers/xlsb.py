"""The records that an XLSB workbook is made of, as [MS-XLSB] describes them: a number, a length, and as many bytes.

Numbers and lengths are of seven bits a byte, the lowest first.
"""

import struct
import zipfile
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree as ET  # expat itself limits what entities may grow to

_SHEET: Final = 156
"""The number of a record: a sheet of the workbook."""


def part_of_xlsb(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """The file inside an XLSB workbook that holds a sheet."""
    relations = ET.fromstring(archive.read("xl/_rels/workbook.bin.rels"))  # noqa: S314
    target = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for kind, data in records(archive.read("xl/workbook.bin")):
        if kind == _SHEET:
            relation, after = text_at(data, 8)
            if text_at(data, after)[0] == sheet:
                found = target.get(relation, "")
                return found[1:] if found.startswith("/") else f"xl/{found}"
    return None


def records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a part of an XLSB workbook: the number of each, and its bytes."""
    at = 0
    while at < len(data):
        kind, at = _varying(data, at, 2)
        length, at = _varying(data, at, 4)
        yield kind, data[at : at + length]
        at += length


def _varying(data: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of at most so many bytes, each but the last with its highest bit set, and where it ends."""
    number = 0
    for place in range(most):
        byte = data[at + place]
        number |= (byte & 0x7F) << 7 * place
        if not byte & 0x80:
            break
    return number, at + place + 1


def text_at(data: bytes, at: int) -> tuple[str, int]:
    """A text with its length in front, and where it ends."""
    (length,) = struct.unpack_from("<I", data, at)
    end = at + 4 + 2 * length
    return data[at + 4 : end].decode("utf-16-le"), end
