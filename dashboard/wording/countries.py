"""Countries by the names that readers know, from the codes and names that publishers write."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import pycountry

from dashboard.locale import Speaker

_REPUBLIC: Final = re.compile(r"\bRep\b\.?")
_DEMOCRATIC: Final = re.compile(r"\bDem\b\.?")
_BRACKETED: Final = re.compile(r"(.+?) \((.+)\)")


def country_name(text: str, speaker: Speaker) -> str | None:
    """The country that a name or a code of two or three letters stands for; None where it is none of one."""
    code = _code(text.strip())
    return None if code is None else speaker.locale.territories.get(code)


def is_country(name: str, speaker: Speaker) -> bool:
    """Whether this is a country's name, as :func:`country_name` gives it."""
    return name in speaker.locale.territories.values()


@lru_cache(maxsize=2_000)
def _code(text: str) -> str | None:
    for spelling in _spellings(text):
        try:
            return str(pycountry.countries.lookup(spelling).alpha_2)
        except LookupError:
            continue
    return None


def _spellings(text: str) -> Iterator[str]:
    """A name as UNHCR writes it ("Syrian Arab Rep.", "Netherlands (Kingdom of the)"), and as lists of countries do."""
    yield text
    full = _REPUBLIC.sub("Republic", _DEMOCRATIC.sub("Democratic", text))
    yield full
    if (parts := _BRACKETED.fullmatch(full)) is not None:
        yield f"{parts[1]}, {parts[2]}"
        yield f"{parts[2]} {parts[1]}"
