"""Countries as P-codes begin with them: ISO 3166-1 alpha-2, read from alpha-2 or alpha-3; with their names."""

from functools import cache
from typing import NamedTuple

from babel import Locale
from babel.core import get_global


class Country(NamedTuple):
    """A country of ISO 3166-1: its alpha-2 and alpha-3 codes and its names as CLDR has them."""

    code: str
    alpha_3: str
    name_en: str
    name_ar: str


def country(code: str) -> Country | None:
    """The country with this code of two or three letters; None for any other text."""
    return _by_code().get(code.strip().upper())


def country_of(pcode: str) -> Country | None:
    """The country that a P-code begins with: ``SY0700`` and ``TUR001`` name theirs."""
    letters = pcode.strip().upper()
    digits = next((at for at, letter in enumerate(letters) if not letter.isalpha()), len(letters))
    return (country(letters[:3]) if digits == 3 else None) or country(letters[:2])


@cache
def _by_code() -> dict[str, Country]:
    english, arabic = Locale("en").territories, Locale("ar").territories
    found: dict[str, Country] = {}
    for alias, (code, *others) in get_global("territory_aliases").items():
        if not others and len(alias) == 3 and alias.isalpha() and len(code) == 2 and code in english:
            entry = Country(code, alias, english[code], arabic.get(code, english[code]))
            found.setdefault(code, entry)
            found[alias] = entry
    return found
