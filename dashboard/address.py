"""The words that an address of Sijill may have.

One that nobody reads is no filter: what stands under it would be quoted as filtered, and is not. So it is told with the
word that was probably meant, and no figure is shown. What other programs hang on addresses, to count who followed a
link, filters nothing and may stand in any.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from difflib import SequenceMatcher, get_close_matches
from typing import Final
from urllib.parse import parse_qsl

from db.filters import FILTERS, FilterError

MANNER: Final = ("lang", "digits")
"""How a page is put, and not what it looks at."""
SHOW: Final = "show"
"""Which measure the charts of incidents show, where no filter says it."""
OF_ONE_PAGE: Final = ("page", "sort", "code", "look", "at", "upload", "batch")
"""What only the page knows that it was written for."""
KNOWN: Final = frozenset({*FILTERS, *MANNER, SHOW, *OF_ONE_PAGE})
"""What some page reads."""
ASKS: Final = frozenset({*FILTERS, SHOW})
"""What a page looks at, which every view of the register reads."""

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


NEAR: Final = 0.6
"""How like a known word one must be to be taken for it at all; as difflib counts, from 0 to 1."""
CLEARLY: Final = 0.1
"""By how much more than any other a known word must be like one to be put in its place."""


def mended(
    words: Sequence[tuple[str, str]], known: Collection[str], asks: Collection[str]
) -> list[tuple[str, str]] | None:
    """The words of an address, each that is not ``known`` as the one of ``asks`` that was meant.

    None where nothing is unknown, where it is not clear of each what was meant, or where a word would stand twice.
    """
    wrong = {name for name, _ in words if name not in known and not is_tracking(name)}
    meant = {name: _clearly_meant(name, known) for name in wrong}
    made = [(meant.get(name, name), value) for name, value in words]
    if not wrong or any(name not in asks for name in meant.values()):
        return None
    times = Counter(name for name, _ in made)
    return None if any(times[name] > 1 for name in asks) else [(name or "", value) for name, value in made]


def _clearly_meant(name: str, known: Iterable[str]) -> str | None:
    like = sorted(((SequenceMatcher(None, each, name.lower()).ratio(), each) for each in known), reverse=True)
    (first, best), (second, _) = (*like, (0.0, ""), (0.0, ""))[:2]
    return best if first >= NEAR and first - second >= CLEARLY else None


def require_known(search: str) -> None:
    """Raise :class:`db.filters.FilterError` for a word that no page reads, and for a filter that is given twice."""
    given = Counter(name for name, _ in parse_qsl(search.lstrip("?")))
    for name, times in given.items():
        if name not in KNOWN and not is_tracking(name):
            raise FilterError(_unknown(name))
        if times > 1 and name in ASKS:
            raise FilterError(f"{name!r} is given more than once; give it once")


def _unknown(name: str) -> str:
    meant = nearest(name, ASKS)
    if meant is None:
        return f"{name!r} is not known here; leave it out of the address"
    return f"{name!r} is not known here; did you mean {meant!r}? Mend it in the address, or leave it out"
