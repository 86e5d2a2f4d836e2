"""Figures of a file of which somebody says which mark stands before its decimals.

What is stated settles "1.200", which is one number with a decimal point and another with thousands. It never overrides
a figure that can be only one number: where that needs the other mark, it is refused.
"""

import re
from contextlib import suppress
from functools import lru_cache
from typing import Final

from ingest.normalize.amount import read_amount
from ingest.normalize.reading import Reading, UnreadableError
from ingest.normalize.unreadable import unreadable

_THOUSANDS_TWICE: Final = {
    mark: re.compile(rf"\d{sign}\d{{3}}{sign}\d{{3}}") for mark, sign in ((".", r"\."), (",", "[,،]"))
}


@lru_cache(maxsize=50_000)  # figures repeat; each distinct text is read once
def read_amount_as_stated(text: str, decimal: str | None) -> Reading:
    """What a cell says; ``decimal`` is the mark that was stated, "." or ",", None where nobody states one.

    Raises ``UnreadableError`` as :func:`~ingest.normalize.amount.read_amount` does, or with ``other_decimal_mark``.
    """
    if decimal is None:
        return read_amount(text)
    alone = _alone(text)
    if alone is None:
        return read_amount(text, decimal=decimal)
    with suppress(UnreadableError):
        if not _THOUSANDS_TWICE[decimal].search(text) and _says_the_same(read_amount(text, decimal=decimal), alone):
            return alone
    raise unreadable("other_decimal_mark", text)


def _alone(text: str) -> Reading | None:
    """What the cell says by itself; None where that can't be told."""
    with suppress(UnreadableError):
        return read_amount(text)
    return None


def _says_the_same(one: Reading, other: Reading) -> bool:
    return (one.low, one.best, one.high) == (other.low, other.best, other.high) and one.subsets == other.subsets
