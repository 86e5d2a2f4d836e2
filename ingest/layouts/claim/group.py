"""Whom a claim counts: population, sex and age, by the words of the figure and by the columns of its row."""

from collections.abc import Mapping

import polars as pl

from db.vocabulary import Age, Population, Severity, Sex, Word
from ingest.issues import Issue

GROUPS: tuple[tuple[str, type[Word]], ...] = (("population", Population), ("sex", Sex), ("age", Age))


def with_groups(claims: pl.DataFrame, names: Mapping[str, str]) -> tuple[pl.DataFrame, list[Issue]]:
    """Whom each figure counts, by its words and its columns, which must not contradict each other."""
    issues: list[Issue] = []
    for name, vocabulary in GROUPS:
        said, column = pl.col(name), pl.col(f"said_{name}")
        differs = said.is_not_null() & column.is_not_null() & (said != column)
        if vocabulary is Population:
            differs &= column != Population.UNKNOWN.number
        columns = ("row", "verbatim", name, f"said_{name}", f"{name}_text")
        for row, words, one, other, text in claims.filter(differs).select(columns).iter_rows():
            stated = _label(vocabulary, other)
            message = f"{words!r} speaks of {_label(vocabulary, one)}, where column {name!r} says {stated}."
            told = names.get(name, name)
            issues.append(Issue(Severity.ERROR, f"{name}_differs", message, "Mend one of the two.", row, told, text))
    named = {f"{name}_named": pl.col(f"said_{name}") for name, _ in GROUPS}
    merged = {name: pl.coalesce(name, f"said_{name}") for name, _ in GROUPS}
    return claims.with_columns(**named, **merged), issues


def _label(vocabulary: type[Word], number: int) -> str:
    return vocabulary.of(number).term.en.lower()
