"""Axes that start at zero, end on a round number, and say what is counted on them."""

from collections.abc import Iterable
from typing import Final

from dashboard.charts.spec import Figure
from dashboard.locale import Speaker
from db.vocabulary import Unit

_STEPS: Final = (1, 2, 5)


def known_numbers(figures: Iterable[Figure]) -> list[int]:
    """Every bound that somebody claimed."""
    return [n for figure in figures for n in (figure.low, figure.best, figure.high) if n is not None]


def counted_in(units: Iterable[Unit], speaker: Speaker) -> str:
    """What figures of these units count that stand together: people, households, or some of each."""
    found = set(units)
    if Unit.HOUSEHOLD not in found:
        return speaker.text("people")
    return speaker.text("households") if len(found) == 1 else speaker.text("people or households")


def nice_step(largest: int, ticks: int = 4) -> int:
    """The step of 1, 2 or 5 times a power of ten, at least 1, that reaches ``largest`` in about ``ticks``."""
    step = power = 1
    while step * ticks < largest:
        step = next((power * factor for factor in _STEPS if power * factor > step), power * 10)
        power = power * 10 if step == power * 10 else power
    return step


def nice_end(largest: int, ticks: int = 4) -> int:
    """The first multiple of :func:`nice_step` that is not below ``largest``; at least 1."""
    step = nice_step(largest, ticks)
    return max(1, -(-largest // step) * step)
