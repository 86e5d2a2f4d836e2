"""Countries by the names that readers know, from the codes and names that publishers write."""

from functools import lru_cache

import pycountry

from dashboard.locale import Speaker


def country_name(text: str, speaker: Speaker) -> str | None:
    """The country that a name or a code of two or three letters stands for; None where it is none of one."""
    code = _code(text.strip())
    return None if code is None else speaker.locale.territories.get(code)


@lru_cache(maxsize=2_000)
def _code(text: str) -> str | None:
    try:
        return str(pycountry.countries.lookup(text).alpha_2)
    except LookupError:
        return None
