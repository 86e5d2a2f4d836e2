"""Small counts told as "<5", so that a file that anybody may see singles out nobody.

A figure that may be of fewer people than the threshold, and is not 0, is told as such and stated by no bound. Where it
could be had by taking the other parts from their sum, another part is left out beside it, so large that the small one
may still be any number below the threshold. The texts that a figure was read from are left out of every row, since any
of them may tell a small one. Practice: OCHA Centre for Humanitarian Data, guidance note 1 (2019); zeros are published
and hide nothing, as the minimum-frequency rule of statistical offices has it.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from typing import Final, NamedTuple

from dashboard.locale import speak
from dashboard.rows.records import Row, Value
from dashboard.wording import figure_text

USUAL: Final = 5
"""The threshold that is offered: counts from 1 to 4 are told as "<5"."""

LEAST: Final = 3
MOST: Final = 20
"""The thresholds that can be asked for; below 3, “<2” would tell the 1."""

COLUMN: Final = "coarsened"
SMALL: Final = "small"
BESIDE: Final = "beside"
"""What stands in the column: the figure is a small count, or is left out because another beside it is one."""

NOT_SHOWN: Final = "not shown"
_BOUNDS: Final = ("low", "best", "high")
_WORKED_OUT: Final = ("persons_low", "persons_best", "persons_high")
"""What tells the households that it was worked out from."""
_TELLING: Final = ("verbatim", "notes", "title", "url", "excerpt", "reason")
_OF_THE_FIGURE: Final = ("quantifier", "rule", "word")


class Part(NamedTuple):
    """A figure beside others of one ``family`` whose sum may be known; ``size``: the least people that it states."""

    key: Hashable
    family: Hashable
    size: int


def statement(below: int) -> str:
    """What a file says of its small counts."""
    return (
        f"Small counts are coarsened: a figure from 1 to {below - 1} is told as “<{below}”, without low, best and "
        f"high; “1+” is a figure without upper bound whose least is below {below}; of a range only a bound of {below} "
        f"or more is told. 0 stays 0. Where a small count could be had by subtraction within this file, others beside "
        f"it are “{NOT_SHOWN}”. The column “{COLUMN}” marks both; blanks there must not be read as “not known” or as "
        "0. Words, notes, titles, addresses and reasons are left out, since they may tell the number. Other files, "
        "other views and earlier versions of the same figures may still give a small count away by subtraction: "
        "publish one. The register keeps the figures, and takes no such file back as claims."
    )


def parts_of(key: Hashable, families: Iterable[Hashable], row: Row) -> Iterator[Part]:
    """A row's figure as one of each of its families; none where it states nobody or no number."""
    stated = [number for name in _BOUNDS if (number := _number(row[name]))]
    yield from (Part(key, family, min(stated)) for family in families if stated)


def is_small(row: Row, below: int) -> bool:
    """Whether a figure may be of fewer people than ``below``, and not of nobody."""
    return any(0 < number < below for name in _BOUNDS if (number := _number(row[name])) is not None)


def left_out_beside(parts: Iterable[Part], below: int) -> frozenset[Hashable]:
    """The keys of the figures that are left out because a small one could be had with them."""
    families: defaultdict[Hashable, list[Part]] = defaultdict(list)
    for part in parts:
        families[part.family].append(part)
    return frozenset(part.key for family in families.values() for part in _beside(family, below))


def _beside(family: list[Part], below: int) -> list[Part]:
    """Of one family the parts that are left out, so that each small one may be any number below the threshold.

    A reader who knows the sum knows what the untold parts come to, that each small one is at most ``most``, and that
    each other one is not small. Where the others can't hide the small ones, nothing tells these from them either. As
    many parts as people are one each, which nothing hides from who knows both numbers.
    """
    small = [part for part in family if part.size < below]
    others = sorted((part for part in family if part.size >= below), key=lambda part: part.size)
    most, many, untold = below - 1, len(small), sum(part.size for part in small)
    lone = len(family) == 1
    if not small or lone or (many - 1 + most <= untold <= most * (many - 1) + 1):
        return []
    chosen: list[Part] = []
    lacking = most + many - 1 - untold
    while others and (lacking > 0 or not chosen):
        fitting = next((part for part in others if part.size - below >= lacking), others[-1])
        others.remove(fitting)
        chosen.append(fitting)
        lacking -= fitting.size - below
    return chosen if chosen and lacking <= 0 else [*chosen, *small]


def coarsened(row: Row, below: int, *, beside: bool = False) -> Row:
    """A row as it may be told; ``beside`` another that is small."""
    shown: Row = {**row, COLUMN: None, **{name: None for name in _TELLING if name in row}}
    if not beside and not is_small(row, below):
        return shown
    shown |= {name: None for name in (*_BOUNDS, *_WORKED_OUT, *_OF_THE_FIGURE) if name in row}
    if beside:
        return shown | {"text": NOT_SHOWN, COLUMN: BESIDE}
    kept = {name: number for name in _BOUNDS if (number := _number(row[name])) is not None and number >= below}
    return shown | kept | {"text": _text(_number(row["high"]), kept, below), COLUMN: SMALL}


def _text(high: int | None, kept: dict[str, int], below: int) -> str:
    """How a small count is printed: "<5", "1+", "≤ 20"."""
    if high is not None and high < below:
        return f"<{below}"
    if not kept:
        return "1+"
    return figure_text(kept.get("low"), kept.get("best"), kept.get("high"), speaker=speak("en"))


def _number(value: Value) -> int | None:
    return value if isinstance(value, int) else None
