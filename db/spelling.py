"""Free text that names a line (places, definitions) as keys, so that one thing under two spellings is one thing.

Where a P-code is known it names the place, however the text spells it. But a row may keep the area around a place that
the gazetteer does not know ("Camp A", which lies in Idleb): text that is no name of the P-code's own place stays in the
key, because two camps of one district are not one.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final, Protocol
from unicodedata import combining, normalize

import polars as pl
from rapidfuzz import fuzz

NEAR_SPELLING: Final = 85
"""From this score (RapidFuzz token_sort_ratio, 0-100) on, a text is a spelling of a name."""

_LEVELS: Final = frozenset({"governorate", "governate", "province", "muhafazah", "district", "محافظة", "منطقة"})


class Named(Protocol):
    """A place of the gazetteer, by all its names."""

    @property
    def name_en(self) -> str: ...
    @property
    def name_ar(self) -> str | None: ...
    @property
    def aliases(self) -> list[str]: ...


def with_keys(claims: pl.DataFrame, places: Mapping[str, Named]) -> pl.DataFrame:
    """``claims`` with ``place_key`` and ``definition_key``: equal where place and definition are the same.

    ``places`` are the gazetteer's, by P-code.
    """
    where = claims.select("place", "pcode").unique()
    keys = [_place_key(text, pcode, places) for text, pcode in where.iter_rows()]
    keyed = where.with_columns(place_key=pl.Series(keys, dtype=pl.String))
    said = claims.select("definition").unique()
    defined = said.with_columns(definition_key=_each(said["definition"], _spaced))
    return claims.join(keyed, on=["place", "pcode"], how="left", nulls_equal=True, maintain_order="left").join(
        defined, on="definition", how="left", nulls_equal=True, maintain_order="left"
    )


def _each(texts: Iterable[str | None], change: Callable[[str], str]) -> pl.Series:
    return pl.Series([None if text is None else change(text) for text in texts], dtype=pl.String)


def _place_key(text: str | None, pcode: str | None, places: Mapping[str, Named]) -> str | None:
    if pcode is None:
        return None if text is None else _spaced(text)
    if text is None or _names(text, places.get(pcode)):
        return pcode
    return f"{pcode} {_spaced(text)}"


def _names(text: str, place: Named | None) -> bool:
    """Whether the text is a name of the place, or so near to one that ingest would have read it as that."""
    if place is None:
        return False
    narrowest = _letters(re.split("[,،]", text, maxsplit=1)[0])
    names = {_letters(name) for name in (place.name_en, place.name_ar or "", *place.aliases)} - {""}
    return any(fuzz.token_sort_ratio(narrowest, name) >= NEAR_SPELLING for name in names)


def _letters(text: str) -> str:
    """The words of a name without case, accents and vowel signs, and without the word for its level."""
    bare = "".join(letter for letter in normalize("NFKD", text) if not combining(letter)).casefold()
    return " ".join(word for word in re.findall(r"\w+", bare) if word not in _LEVELS)


def _spaced(text: str) -> str:
    return " ".join(text.split()).casefold()
