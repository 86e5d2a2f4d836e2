"""When a toll falls: where what is said now contradicts what was said before, so that one of the two was mended.

"At least 290,000" and "hundreds of thousands" after 310,000 contradict nothing: they say less, not that fewer died. So
a figure falls where the most that it may be is below the least that the one before it may be. What says less leaves the
figure standing that said more, which the next one is held against.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

RESET: Final = 0.5
"""A toll that falls below this share of what it was has begun again rather than been mended."""


class Change(StrEnum):
    """What a toll does that can't have happened to people: it falls a little, or its count begins again."""

    FALL = "fall"
    RESET = "reset"


class Bounds(NamedTuple):
    """The number that a figure is put in order by, and the least and the most that it may be (None: not known)."""

    value: float
    least: float | None
    most: float | None
    open: bool

    @classmethod
    def of(cls, low: float | None, best: float | None, high: float | None, *, about: bool) -> "Bounds | None":
        """Of a figure's bounds; None where it states no number.

        Nobody says how far from 500 "about 500" is; so far that a count would have to begin again it is not.
        """
        value = next((bound for bound in (best, low, high) if bound is not None), None)
        if value is None:
            return None
        if about and low is None and high is None:
            return cls(value, RESET * value, value / RESET, open=True)
        return cls(value, low, high, open=high is None)


class Step(NamedTuple):
    """Which figure of the line stood ``before`` one, by its place, and what that one does to it."""

    before: int | None
    change: Change | None


def steps(figures: Iterable[Bounds | None]) -> Iterator[Step]:
    """A step for each figure of a line, the oldest first."""
    stood: tuple[int, Bounds] | None = None
    for at, figure in enumerate(figures):
        before, held = stood if stood is not None else (None, None)
        change = _change(figure, held) if figure and held else None
        yield Step(before, change)
        if figure and (held is None or change or not _says_less(figure, held)):
            stood = at, figure


def last_step(figures: Sequence[Bounds | None]) -> Step | None:
    """The last fall that the last figure has not made up for; else, without a change, that it reads lower but is open.

    None where the last figure is as it ought to be, or states no number.
    """
    last = figures[-1] if figures else None
    if last is None:
        return None
    made = list(steps(figures))
    for step in reversed(made):
        before = None if step.before is None else figures[step.before]
        if before and step.change and _is_below(last, before, step.change):
            return step
    stood = made[-1].before
    before = None if stood is None else figures[stood]
    return Step(stood, None) if before and last.open and last.value < before.value else None


def _change(now: Bounds, before: Bounds) -> Change | None:
    if not _contradicts(now, before):
        return None
    return Change.RESET if _is_anew(now, before) else Change.FALL


def _is_below(now: Bounds, before: Bounds, change: Change) -> bool:
    """Whether a toll is still below what it fell from; an open figure of a new count is so while it is far below."""
    return _contradicts(now, before) or (change is Change.RESET and _is_anew(now, before))


def _contradicts(now: Bounds, before: Bounds) -> bool:
    return now.most is not None and before.least is not None and now.most < before.least


def _is_anew(now: Bounds, before: Bounds) -> bool:
    return now.value < RESET * before.value


def _says_less(now: Bounds, before: Bounds) -> bool:
    return before.least is not None and (now.least is None or now.least < before.least)
