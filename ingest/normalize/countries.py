"""Countries as P-codes begin with them: ISO 3166-1 alpha-2, read from alpha-2 or alpha-3; with their names."""

from functools import cache
from importlib import resources
from typing import NamedTuple

from babel import Locale
from babel.core import get_global

from ingest.knowledge import knowledge
from ingest.normalize.fold import plain


class Country(NamedTuple):
    """A country of ISO 3166-1: its alpha-2 and alpha-3 codes and its names as CLDR has them."""

    code: str
    alpha_3: str
    name_en: str
    name_ar: str


def country(code: str) -> Country | None:
    """The country with this code of two or three letters; None for any other text."""
    return _by_code().get(code.strip().upper())


def country_called(name: str) -> Country | None:
    """The country that CLDR calls so in English, Arabic or French; None for any other text."""
    return _by_name().get(plain(name))


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


@cache
def _by_name() -> dict[str, Country]:
    """Countries by their folded names; a name of two (Congo) is of none."""
    french, codes = Locale("fr").territories, _by_code()
    called: dict[str, set[str]] = {}
    for found in codes.values():
        for name in (found.name_en, found.name_ar, french.get(found.code, "")):
            called.setdefault(plain(name), set()).add(found.code)
    by_name = {name: codes[of.pop()] for name, of in called.items() if name and len(of) == 1}
    text = resources.files("ingest.normalize").joinpath("country_names.yml").read_text(encoding="utf-8")
    return by_name | {plain(name): codes[code] for code, names in knowledge(text).items() for name in names}
