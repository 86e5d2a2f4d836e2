"""Names of sources: one organisation, whatever it is called; a name that nobody knows stays as it is written."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Final

from ingest.knowledge import knowledge
from ingest.normalize.fold import plain

_MARKS: Final = range(0x80, 0xA0)
"""Bytes that are signs in windows-1252, and controls that nobody types in Latin-1."""

Names = dict[str, str]
"""Spelling (folded) to the register's name; a file's new names join it as they are met."""


def known_names(sources: Iterable[tuple[str, str | None, Iterable[str]]]) -> Names:
    """The spellings of all sources of the register, given as (name, Arabic name, aliases); exact names win."""
    exact: dict[str, str] = {}
    others: dict[str, str] = {}
    for name, name_ar, aliases in sources:
        exact[plain_name(name)] = name
        others |= {plain_name(other): name for other in (name_ar, *aliases) if other}
    return others | exact


def read_source(text: str, names: Names) -> str:
    """The register's name for ``text``. A new name is kept as it is first written, white space mended.

    What is written differently later in the same file ("the white helmets") is the same organisation: two spellings of
    one source would corroborate each other. Blank for a blank text.
    """
    spelt = " ".join(text.split())
    return names.setdefault(plain_name(text), spelt) if spelt else ""


def plain_name(text: str) -> str:
    """A name without what spells it differently: case, accents, signs, an article in front."""
    letters = unicodedata.normalize("NFD", plain(text))
    bare = "".join(letter for letter in letters if not "\u0300" <= letter <= "\u036f")  # accents of Latin letters
    return " ".join(re.sub(r"[^\w\s]", " ", bare).split()).removeprefix("the ")


def names_nobody(text: str) -> bool:
    """Whether a source is no name: "N/A", "same as above", a dash, a number, or letters read in a wrong encoding."""
    return not any(map(str.isalpha, text)) or plain_name(text) in _no_names() or _is_misread(text)


@cache
def _no_names() -> frozenset[str]:
    text = resources.files("ingest.normalize").joinpath("sources.yml").read_text(encoding="utf-8")
    return frozenset(plain_name(word) for words in knowledge(text).values() for word in words)


def _is_misread(text: str) -> bool:
    """Whether a text is UTF-8 that was read byte by byte: Arabic becomes "Ø§Ù„", Cyrillic "Ð¡Ð"."""
    try:
        return not text.isascii() and bool(b"".join(map(_byte, text)).decode("utf-8"))
    except UnicodeError:
        return False


def _byte(letter: str) -> bytes:
    return letter.encode("latin-1" if ord(letter) in _MARKS else "windows-1252")
