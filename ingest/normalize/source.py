"""Names of sources: one organisation, whatever it is called; a name that nobody knows stays as it is written."""

import re
import unicodedata
from collections.abc import Iterable

from ingest.normalize.fold import plain

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
