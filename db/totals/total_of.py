"""The record of a sum over incidents; of equal ones there is one, which views share."""

from functools import lru_cache
from typing import Any, Final

from db.answers import Total
from db.columns.numbers import parts_of_kind
from db.columns.spans import day
from db.vocabulary import Age, Measure, Population, Quantifier, Series, Sex, Unit, Word

KEPT: Final = 4_096
"""Records of this many of the last sums are kept: a view by month has some 2,000."""


@lru_cache(maxsize=KEPT)
def total_of(
    kind: int,
    group: str | None,
    label: str | None,
    low: int | None,
    best: int | None,
    high: int | None,
    claims: int,
    incidents: int,
    unbounded: int,
    since: int,
    until: int,
    quantifier: int | None,
    word: str | None,
) -> Total:
    """A total of the bin of a kind and group; days are numbers.

    To make one takes as long as to add thousands of claims, and from one view to the next most stay the same: of a view
    that begins a day later all months but the first. They can't be changed, so that views may share them.
    """
    return Total(
        **_in_words(kind),
        series=Series.INCIDENT,
        low=low,
        best=best,
        high=high,
        claims=claims,
        incidents=incidents,
        unbounded=unbounded,
        group=group,
        group_label=label,
        quantifier=Quantifier.of(quantifier) if quantifier else None,
        word=word,
        since=day(since),
        until=day(until),
    )


@lru_cache
def _in_words(kind: int) -> dict[str, Any]:
    """Measure, population, sex, age and unit of a kind."""
    return {name: _WORDS[name].of(number) if number else None for name, number in parts_of_kind(kind).items()}


_WORDS: Final[dict[str, type[Word]]] = {
    "measure": Measure,
    "population": Population,
    "sex": Sex,
    "age": Age,
    "unit": Unit,
}
