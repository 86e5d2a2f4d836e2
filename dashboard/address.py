"""The words that an address of Sijill may have.

One that nobody reads is no filter: what stands under it would be quoted as filtered, and is not. So it is told with the
word that was probably meant, and no figure is shown. What other programs hang on addresses, to count who followed a
link, filters nothing and may stand in any.
"""

from collections import Counter
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final
from urllib.parse import parse_qsl

from db.filters import FILTERS, FilterError

MANNER: Final = ("lang", "digits")
"""How a page is put, and not what it looks at."""
SHOW: Final = "show"
"""Which measure the charts of incidents show, where no filter says it."""
OF_ONE_PAGE: Final = ("page", "sort", "code", "look", "at", "upload", "batch")
"""What only the page knows that it was written for."""
_KNOWN: Final = frozenset({*FILTERS, *MANNER, SHOW, *OF_ONE_PAGE})

_CAMPAIGNS: Final = ("utm_", "gad_", "mtm_", "pk_")
_TRACKING: Final = frozenset(
    {
        *("fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "twclid", "ttclid", "yclid", "igshid"),
        *("srsltid", "igsh", "_gl"),
        *("mc_cid", "mc_eid", "mkt_tok", "li_fat_id", "vero_id", "oly_anon_id", "oly_enc_id", "_hsenc", "_hsmi", "_ga"),
    }
)
"""What mail programs, newsletters and social networks add to a link."""


def is_tracking(name: str) -> bool:
    """Whether a word is one that others hang on addresses, which says nothing of what is looked at."""
    return name.lower().startswith(_CAMPAIGNS) or name.lower() in _TRACKING


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant; None where none is near."""
    return next(iter(get_close_matches(name.lower(), sorted(known), 1)), None)


def require_known(search: str) -> None:
    """Raise :class:`db.filters.FilterError` for a word that no page reads, and for a filter that is given twice."""
    given = Counter(name for name, _ in parse_qsl(search.lstrip("?")))
    for name, times in given.items():
        if name not in _KNOWN and not is_tracking(name):
            raise FilterError(_unknown(name))
        if times > 1 and name in {*FILTERS, SHOW}:
            raise FilterError(f"{name!r} is given more than once; give it once")


def _unknown(name: str) -> str:
    meant = nearest(name, {*FILTERS, SHOW})
    if meant is None:
        return f"{name!r} is not known here; leave it out of the address"
    return f"{name!r} is not known here; did you mean {meant!r}? Mend it in the address, or leave it out"
