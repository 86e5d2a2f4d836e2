"""Countries as publishers write them (a name, two letters or three): the gazetteer's P-code, and what to call them."""

import re
from functools import lru_cache
from typing import Final

import pycountry

from db.vocabulary import PlaceLevel
from ingest.normalize.countries import country, country_called
from ingest.normalize.place import Gazetteer, locate

SHIPPED_COUNTRY: Final = "SY"
"""The country of the gazetteer that Sijill comes with."""


def country_code(gazetteer: Gazetteer, text: str) -> str | None:
    """The P-code of the country that ``text`` names; None where the gazetteer has not got its places."""
    named = locate(gazetteer, text).place
    if named is not None and named.level is PlaceLevel.COUNTRY:
        return named.pcode
    code = _iso(text)
    return code if code is not None and code in gazetteer else None


def country_stated(gazetteer: Gazetteer, text: str) -> str:
    """The two letters of the country that ``text`` names, its places loaded or not; else the text itself."""
    return country_code(gazetteer, text) or _iso(text) or text.strip()


def is_country(text: str) -> bool:
    """Whether there is a country of this name, or the text is a code of three letters, such as a publisher's own."""
    return re.fullmatch("[A-Z]{3}", text.strip()) is not None or _iso(text) is not None


def country_name(gazetteer: Gazetteer, text: str) -> str:
    """What the country of a code of two or three letters is called: as in the gazetteer, else CLDR's English name.

    Words that are no such code stay as they are: a name, or a publisher's own code (``UKN``).
    """
    found = country(text)
    if found is None:
        return text.strip()
    return gazetteer.get(found.code).name_en if found.code in gazetteer else found.name_en


@lru_cache(maxsize=1_000)
def _iso(text: str) -> str | None:
    """The two letters of ISO 3166-1 for a name or code; None where it is none of a country."""
    try:
        return str(pycountry.countries.lookup(text.strip()).alpha_2)
    except LookupError:
        called = country_called(text)
        return called.code if called else None
