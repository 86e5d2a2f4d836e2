"""Classes of the map: few, with breaks that are readable and fit small numbers."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from dashboard.locale import Speaker
from dashboard.wording import figure_text

_LADDERS: Final = (
    (1, 5, 10, 50, 100),
    *((1, unit, 5 * unit, 10 * unit, 50 * unit) for unit in (10**power for power in range(1, 8))),
)
"""Where classes may begin and end. Each ladder has four steps; a claimed 0 makes a fifth class."""


def breaks(values: Sequence[int]) -> tuple[int, ...]:
    """The edges of the classes that ``values`` need: the lower ends, and what the last class stays below.

    0, claimed as such, is a class of its own. Numbers beyond all ladders end in a class up to the largest.
    """
    if not values:
        return ()
    largest = max(values)
    ladder = next((ladder for ladder in _LADDERS if largest < ladder[-1]), (*_LADDERS[-1][:-1], largest + 1))
    needed = 1 + bisect_right(ladder, largest)
    return (0, *ladder[:needed]) if min(values) == 0 else ladder[:needed]


def class_of(value: int, edges: Sequence[int]) -> int:
    """The index of the class that holds ``value``."""
    return bisect_right(edges, value) - 1


def class_labels(edges: Sequence[int], speaker: Speaker) -> tuple[str, ...]:
    """ "1–4", "5–9" … from the edges of the classes."""
    return tuple(figure_text(low, None, end - 1, speaker=speaker) for low, end in pairwise(edges))
