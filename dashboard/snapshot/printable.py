"""What of a text can be printed, so that the document is whole, and its text can be searched and copied.

A character that the font lacks: PDF/A and PDF/UA forbid text without a glyph, and one such letter in one claim would
lose the whole document. It is said to be lacking, and not left blank.

Arabic vowel signs: typst 0.15 writes a letter that carries one twice into the text of the PDF ("المسّجّجلة"), so that the
word can't be found. Arabic is read without them; they are left out on paper, which the document says, and stand in its
data. A test fails on the day that typst mends this.
"""

import re
import struct
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

_NEVER_DRAWN = {"Cf", "Zs", "Zl", "Zp"}
_VOWEL_SIGNS = re.compile("[\u064b-\u0652\u0670]")


@lru_cache(maxsize=8)
def characters_of(font: Path) -> frozenset[int]:
    """The code points in the font's ``cmap`` table (format 4 or 12 of the OpenType specification)."""
    data = font.read_bytes()
    cmap = _table(data, b"cmap")
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    points: set[int] = set()
    for at in range(count):
        (offset,) = struct.unpack_from(">I", data, cmap + 4 + 8 * at + 4)
        points |= _subtable(data, cmap + offset)
    return frozenset(points)


def _table(data: bytes, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", data, 4)
    for at in range(count):
        name, _checksum, offset, _length = struct.unpack_from(">4sIII", data, 12 + 16 * at)
        if name == tag:
            return int(offset)
    raise ValueError(f"the font has no table {tag.decode()}")


def _subtable(data: bytes, at: int) -> set[int]:
    (form,) = struct.unpack_from(">H", data, at)
    if form == 12:
        (groups,) = struct.unpack_from(">I", data, at + 12)
        ranges = [struct.unpack_from(">II", data, at + 16 + 12 * group) for group in range(groups)]
    elif form == 4:
        (doubled,) = struct.unpack_from(">H", data, at + 6)
        ends = struct.unpack_from(f">{doubled // 2}H", data, at + 14)
        starts = struct.unpack_from(f">{doubled // 2}H", data, at + 16 + doubled)
        ranges = [(start, end) for start, end in zip(starts, ends, strict=True) if start != 0xFFFF]
    else:
        return set()
    return {point for start, end in ranges for point in range(start, end + 1)}


def printable(plain: Any, shown: frozenset[int], unprintable: str) -> Any:
    """``plain`` (dicts, lists, texts) without vowel signs, and with each run of characters outside ``shown`` replaced.

    ``unprintable`` is what stands in the place of a run; ``{count}`` in it becomes the number of characters.
    """
    if isinstance(plain, str):
        return _printable_text(plain, shown, unprintable)
    if isinstance(plain, list):
        return [printable(item, shown, unprintable) for item in plain]
    if isinstance(plain, dict):
        return {key: printable(item, shown, unprintable) for key, item in plain.items()}
    return plain


def _printable_text(text: str, shown: frozenset[int], unprintable: str) -> str:
    text = _VOWEL_SIGNS.sub("", text)
    lacking = "".join(sorted(sign for sign in set(text) if not _can_show(sign, shown)))
    if not lacking:
        return text
    one = f"[{re.escape(lacking)}]"
    return re.sub(rf"{one}(?:[\s{re.escape(lacking)}]*{one})?", lambda run: unprintable.format(count=len(run[0])), text)


def _can_show(sign: str, shown: frozenset[int]) -> bool:
    return ord(sign) in shown or sign in "\n\t" or unicodedata.category(sign) in _NEVER_DRAWN
