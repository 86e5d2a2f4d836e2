"""A page's refused address as it was probably meant: a link beside the refusal, never followed unasked."""

from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from dashboard.address import ASKS, KNOWN, mended
from dashboard.locale import Speaker
from dashboard.view import View
from db.filters import FilterError


class Mended(NamedTuple):
    """The query of an address, with its question mark, and what a link to it says."""

    search: str
    said: str


def mended_address(search: str, speaker: Speaker) -> Mended | None:
    """The address with the words that were meant; None where that is not clear, or it could not be read either."""
    words = parse_qsl(search.lstrip("?"))
    made = mended(words, KNOWN, ASKS)
    if made is None:
        return None
    meant = f"?{urlencode(made)}"
    try:
        View.from_search(meant)
    except FilterError:
        return None
    changed = [f"{name}={value}" for (name, value), (given, _) in zip(made, words, strict=True) if name != given]
    return Mended(meant, speaker.text("Show this page with {words}", words=speaker.listing(changed)))
