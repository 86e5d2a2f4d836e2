"""Codes that are no more than a number, which begins again in the next list."""

import re
from functools import cache
from typing import Final

import polars as pl

from ingest.layouts.fields import generic

MOST_DIGITS: Final = 4
"""Digits of the longest number that counts the rows of a list; a longer one is of a register, or holds a day."""


def is_bare_number(codes: pl.Expr) -> pl.Expr:
    """Whether each code is a short number, alone or beside words of its column's name, such as ``Incident no. 12``."""
    return codes.str.contains(_pattern())


@cache
def _pattern() -> str:
    names = generic().fields["incident"].columns
    words = sorted({word for name in names for word in re.findall(r"[^\W\d_]+", name)}, key=len, reverse=True)
    apart = r"[^\p{L}\d]*"
    return rf"(?i)^{apart}(?:(?:{'|'.join(words)}){apart})*\d{{1,{MOST_DIGITS}}}(?:\.0+)?{apart}$"
