"""Which totals a convention changes: those that come to another figure than without it, under the same policy."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from db.answers import Total
from db.conventions.registry import Convention


def marked(found: Iterable[Total], plain: Iterable[Total], convention: Convention) -> list[Total]:
    """The totals of a view, with the name of its convention on each that is another without it (``plain``)."""
    known = {_of(total): _figure(total) for total in plain}
    return [
        total if known.get(_of(total)) == _figure(total) else replace(total, convention=convention) for total in found
    ]


def _of(total: Total) -> tuple[Any, ...]:
    """What a total is of; a line is of the claim whose key stands for it."""
    kind = (total.measure, total.series, total.population, total.unit, total.sex, total.age)
    return *kind, total.group, total.key


def _figure(total: Total) -> tuple[Any, ...]:
    return total.low, total.best, total.high
