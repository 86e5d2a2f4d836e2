"""What words say about an event beside its figures: who struck, and how alike two names of places are."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import resources
from typing import Final

import polars as pl
import yaml
from rapidfuzz import fuzz

from db.vocabulary import PlaceLevel
from ingest.normalize.place_name import fold, forms, key, segments

FORMER: Final = r"Previous codes: ([^\n.]+)"
"""How a layout's ``previous`` stands in the notes."""

UNKNOWN_LIKENESS: Final = 0.5
"""Between like and unlike: one side names no place, or the two are in different scripts and no gazetteer helps."""

_KINDS: Final = frozenset(
    {"city", "town", "village", "villge", "neighbourhood", "neighborhood", "district", "governorate", "province"}
    | {"countryside", "area", "near", "camp", "مدينة", "قريه", "بلده", "حي", "ريف", "محافظه"}
)
_LIST: Final = r"[^.\n]+: [^.\n]*"
"""A sentence that lists (``Original sources: SDF, Turkish military``) or fills in a field."""

_AREAS: Final = (PlaceLevel.COUNTRY, PlaceLevel.GOVERNORATE, PlaceLevel.DISTRICT)
_ARABIC: Final = re.compile(r"[\u0600-\u06ff]")


@cache
def _parties() -> dict[str, str]:
    """Word to party, as ``parties.yml`` has them."""
    text = resources.files("ingest.incidents").joinpath("parties.yml").read_text(encoding="utf-8")
    words = {str(word): str(party) for party, listed in yaml.safe_load(text).items() for word in listed}
    if twice := [word for word in words if word != word.lower()]:
        raise ValueError(f"parties.yml: words are written in lower case, not {twice}")
    return words


def parties_in(texts: pl.Series) -> pl.Series:
    """The parties that each text names, each once, in their order; not those that it lists as its sources."""
    words = _parties()
    bare = texts.str.replace_all(_LIST, " ").str.to_lowercase().str.extract_many(list(words))
    named = pl.element().replace_strict(words, default=None, return_dtype=pl.String)
    return bare.list.eval(named).list.unique().list.sort()


@lru_cache(maxsize=65_536)
def _parts(place: str) -> tuple[str, str]:
    """The innermost name of ``quarter, town, district, governorate``, and that with the names around it but for areas.

    Both bare of articles and of words for kinds of places. An area is what is called one: every village of a
    governorate would have that in its name.
    """
    named = segments(place)
    inner = [part for part in named[1:] if not any(form.level in _AREAS for form in forms(part))]
    return (_bare(named[0]), _bare(" ".join([named[0], *inner]))) if named else ("", "")


def _bare(place: str) -> str:
    words = key(fold(place)).split()
    return " ".join([word for word in words if word not in _KINDS] or words)


def likeness(one: Iterable[str], other: Iterable[str]) -> float:
    """How alike two places' names are, 0 to 1: how much of a name stands in the other's (RapidFuzz ``partial_ratio``).

    Each side gives all its names: as it was written, and in English and Arabic where the gazetteer has it. The nearest
    two of one script count.
    """
    scores = []
    for a in one:
        for b in other:
            (short_a, long_a), (short_b, long_b) = _parts(a), _parts(b)
            if short_a and short_b and bool(_ARABIC.search(a)) is bool(_ARABIC.search(b)):
                scores.append(max(fuzz.partial_ratio(short_a, long_b), fuzz.partial_ratio(short_b, long_a)))
    return max(scores) / 100 if scores else UNKNOWN_LIKENESS
