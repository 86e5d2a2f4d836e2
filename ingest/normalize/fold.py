"""Folding text for matching: case, Arabic vowel signs and letter variants, digits; offsets lead back.

There is one table of letters for everything that is compared: figures, dates, names and the words of vocabularies.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

ARABIC_INDIC = "٠١٢٣٤٥٦٧٨٩"
PERSIAN = "۰۱۲۳۴۵۶۷۸۹"

_ASCII_DIGITS = "0123456789"
_TATWEEL = "ـ"
# direction marks, isolates, embeddings and joiners; never the overrides, which reorder what is seen
_INVISIBLE = frozenset("\u00ad\u061c\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff")
_VARIANTS = str.maketrans("أإآٱؤئىةیک’ʼ" + ARABIC_INDIC + PERSIAN, "ااااويي" + "هيك''" + _ASCII_DIGITS * 2, "ء")
# not the overlays U+0334 to U+0338: what is struck out must not read as if it were not
_ACCENT = re.compile("[\u0300-\u0333]")


@dataclass(frozen=True, slots=True)
class Folded:
    """``text`` as it is matched; ``origin[i]`` is the offset in the original text of the folded character ``i``."""

    original: str
    text: str
    origin: tuple[int, ...] | range

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original of the folded ``start`` to ``end``, with the signs that belong to the last one."""
        if isinstance(self.origin, range):
            return start, end
        last = self.origin[end - 1] + 1
        while last < len(self.original) and (
            _is_arabic_mark(self.original[last]) or _is_accent_of_letter(self.original, last)
        ):
            last += 1
        return self.origin[start], last


def plain(text: str) -> str:
    """``text`` for comparing names and words: folded; underscores, hyphens and runs of spaces are one space."""
    return " ".join(fold(text).text.replace("_", " ").replace("-", " ").split())


def plain_letters(text: str) -> str:
    """``text`` folded, without any diacritic or invisible mark: ``Türkiye`` is ``turkiye``, ``é`` is ``e``.

    For comparing only. Figures are not read so: without accents ``tués``, killed, would be the day ``Tues``.
    """
    folded = fold(text).text
    if folded.isascii():
        return folded
    decomposed = unicodedata.normalize("NFKD", folded)
    return "".join(c for c in decomposed if unicodedata.category(c) not in {"Mn", "Cf"})


def fold(text: str) -> Folded:
    """``text`` folded for matching."""
    if text.isascii():
        return Folded(text, text.lower(), range(len(text)))
    pairs = [(folded, offset) for offset, character in _characters(text) for folded in fold_character(character)]
    return Folded(text, "".join([folded for folded, _ in pairs]), tuple([offset for _, offset in pairs]))


def _characters(text: str) -> Iterator[tuple[int, str]]:
    """Offset and character; a letter and the accent that follows it are one."""
    if not _ACCENT.search(text):
        yield from enumerate(text)
        return
    for offset, character in enumerate(text):
        if _is_accent_of_letter(text, offset):
            continue
        accented = _is_accent_of_letter(text, offset + 1)
        yield offset, unicodedata.normalize("NFC", text[offset : offset + 2])[:1] if accented else character


@lru_cache(maxsize=4096)
def fold_character(character: str) -> str:
    """One character folded: none (a vowel sign), one, or several (a ligature)."""
    if _is_arabic_mark(character) or character in _INVISIBLE:
        return ""
    if _is_compatibility_form(character):
        character = unicodedata.normalize("NFKC", character)
    return character.translate(_VARIANTS).casefold()


def _is_accent_of_letter(text: str, offset: int) -> bool:
    return 0 < offset < len(text) and bool(_ACCENT.match(text[offset])) and text[offset - 1].isalpha()


def _is_arabic_mark(character: str) -> bool:
    """Vowel signs, Quranic marks and tatweel. Other combining marks stay: a struck-out figure must not read as one."""
    return character == _TATWEEL or ("\u0610" <= character <= "\u06ed" and unicodedata.category(character) == "Mn")


def _is_compatibility_form(character: str) -> bool:
    """Presentation forms (copied from a PDF) and full-width Latin; not superscripts, which are footnotes."""
    return "\ufb00" <= character <= "\ufdff" or "\ufe70" <= character <= "\ufefc" or "\uff01" <= character <= "\uff5e"
