"""Which encoding a text is in: a mark decides, then UTF-8 or UTF-16 if it fits, then the likeliest, which is said."""

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from ingest.issues import Issue
from ingest.readers.broken_utf8 import refuse_broken_utf8
from ingest.readers.code_pages import Likely, likeliest
from ingest.readers.problems import unreadable, warning

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 with byte order mark"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_UNMARKED = (("utf-16-le", 1), ("utf-16-be", 0))
_BLOCK_BYTES = 1_000_000
_SAMPLE_BYTES = 200_000
_MOST_SHOWN = 60
_CONTROLS = bytes({*range(1, 32)} - {*b"\t\n\f\r\x1a\x1f"})
_EXPECTED = re.compile(r"[\t\n\r -~\u00a0-\u024f\u0400-\u06ff\u0750-\u077f\u2000-\u206f\ufb50-\ufdff\ufe70-\ufefc]")
"""Latin, Cyrillic, Hebrew and Arabic letters, digits and signs: most of any text in UTF-16, and little of nonsense."""
_MOST_NUL = 0.1
"""The share of zeros among bytes beyond which they are no slips in a text, but half of every character or no text."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """``codec`` reads all of the file; ``name`` is for people. ``nul_characters``: some are between the others."""

    codec: str
    name: str
    nul_characters: bool = False
    issues: tuple[Issue, ...] = ()


def detect(path: Path) -> Encoding:
    """The encoding of a file, after all of it was looked at. Raises :class:`UnreadableFileError` if it is not text."""
    with path.open("rb") as file:
        start = file.read(_BLOCK_BYTES)
    for mark, codec, name in _MARKS:
        if start.startswith(mark):
            nul, wrong = _look(path, codec.removesuffix("-sig"))
            if wrong is not None:
                refuse_broken_utf8(path, marked=codec == "utf-8-sig")
                raise unreadable(f"byte {wrong + 1} is not {name}")
            return Encoding(codec, name, nul)
    if unmarked := _unmarked_utf16(start, path):
        return Encoding(unmarked, "UTF-16 without byte order mark")
    if start.count(0) > _MOST_NUL * len(start):
        raise unreadable("its text is in no encoding that can be told")
    nul, wrong = _look(path, "utf-8")
    if wrong is None:
        return Encoding("utf-8", "UTF-8", nul)
    refuse_broken_utf8(path)
    return _guessed(path)


def _guessed(path: Path) -> Encoding:
    """The code page that the bytes beyond ASCII are likeliest to be of, among those that fit all of the file."""
    sample = _lines_beyond_ascii(path)
    if len(sample.translate(None, _CONTROLS)) < 0.95 * len(sample):
        raise unreadable("this is not text")
    fitting = (likely for likely in likeliest(sample) if _look(path, likely.codec)[1] is None)
    if (first := next(fitting, None)) is None:
        raise unreadable("its text is in no encoding that can be told")
    nul, _ = _look(path, first.codec)
    return Encoding(first.codec, first.name, nul, (_guess(sample, first, fitting),))


def _guess(sample: bytes, first: Likely, others: Iterable[Likely]) -> Issue:
    """What a text was read as, and the other code page, if any, that is as likely and makes other words of it."""
    lines = [line for line in sample.splitlines() if line.strip()]
    shown, also = _shown(lines[0], first), ""
    for other in takewhile(first.hardly_above, others):
        if (line := next((line for line in lines if _shown(line, first) != _shown(line, other)), None)) is not None:
            shown, also = _shown(line, first), f"; {other.name} is as likely, in which it is “{_shown(line, other)}”"
            break
    return warning(
        "encoding_guessed",
        f"The file does not say its encoding; it was read as {first.name}, in which a line of it is “{shown}”{also}.",
        "If letters are wrong, open it in the program it came from and save it as “CSV UTF-8”.",
    )


def _shown(line: bytes, likely: Likely) -> str:
    return line.decode(likely.codec, "replace").strip()[:_MOST_SHOWN]


def _look(path: Path, codec: str) -> tuple[bool, int | None]:
    """Whether a file holds NUL characters in an encoding, and the first byte that is not of it (None: it fits)."""
    decoder = codecs.getincrementaldecoder(codec)()
    nul, before = False, 0
    for block in _blocks(path):
        held = len(decoder.getstate()[0])
        try:
            nul = "\0" in decoder.decode(block) or nul
        except UnicodeDecodeError as error:
            return nul, before - held + error.start
        before += len(block)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return nul, before
    return nul, None


def _unmarked_utf16(start: bytes, path: Path) -> str | None:
    """UTF-16 without a mark shows in its zeros: the upper bytes of ASCII characters, all on one side."""
    if len(start) % 2 or not start.count(0):
        return None
    for codec, side in _UNMARKED:
        ours, others = start[side::2].count(0), start[1 - side :: 2].count(0)
        if ours > 20 * others and _is_text(start[:_SAMPLE_BYTES].decode(codec, "replace")):
            nul, wrong = _look(path, codec)
            return codec if wrong is None and not nul else None
    return None


def _is_text(text: str) -> bool:
    return len(_EXPECTED.findall(text)) > 0.9 * len(text)


def _lines_beyond_ascii(path: Path) -> bytes:
    """Lines with bytes beyond ASCII, from wherever in the file they are."""
    lines: list[bytes] = []
    size = 0
    with path.open("rb") as file:
        for line in file:
            if not line.isascii():
                lines.append(line[:_SAMPLE_BYTES])
                size += len(line)
            if size > _SAMPLE_BYTES:
                break
    return b"".join(lines)


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(_BLOCK_BYTES):
            yield block
