"""Where displaced people came from, read from what a source says it counts."""

import re
from functools import cache
from importlib import resources
from typing import Final

import yaml
from pydantic import BaseModel, ConfigDict

_CLAUSES: Final = re.compile(r"[;؛]")


class _Pattern(BaseModel):
    """One way of saying it: an example, and the expression that reads it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    like: str
    pattern: str


class _Patterns(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    patterns: tuple[_Pattern, ...]


@cache
def examples() -> tuple[str, ...]:
    """A definition for each way of saying where people came from."""
    return tuple(entry.like for entry in _known().patterns)


def origin_named(definition: str | None) -> str | None:
    """The place that a definition says people came from, in its words; None if it names none.

    "Refugees from Türkiye" names Türkiye; "People displaced from their homes" and "from March 2011" name no place.
    """
    if definition is None:
        return None
    for clause in _CLAUSES.split(definition):
        for expression in _expressions():
            if found := expression.search(clause.strip()):
                return found["origin"].strip()
    return None


@cache
def _known() -> _Patterns:
    text = resources.files("db.sources").joinpath("origins.yml").read_text(encoding="utf-8")
    return _Patterns.model_validate(yaml.safe_load(text))


@cache
def _expressions() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(entry.pattern, re.IGNORECASE) for entry in _known().patterns)
