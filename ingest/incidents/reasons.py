"""What the rule says for its judgements: codes with values, kept as English sentences and read back from them."""

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any, Final, NamedTuple

from db.templates import Template
from ingest.knowledge import knowledge

FIRST: Final = ("days", "places", "figures")
"""The parts of the sentence that every scored pair begins with, in this order."""

Templates = dict[str, Template]


class Part(NamedTuple):
    """A piece of a reason: its template and the values that fill it."""

    template: Template
    values: dict[str, str]


@cache
def templates() -> dict[str, Templates]:
    """Every sentence and part of one, by group and code."""
    text = resources.files("ingest.incidents").joinpath("reasons.yml").read_text(encoding="utf-8")
    return {
        group: {code: Template.model_validate(entry) for code, entry in entries.items()}
        for group, entries in knowledge(text).items()
    }


def because(group: str, code: str, /, **values: Any) -> str:
    """A part of a sentence, or a whole one without its full stop, in English."""
    return templates()[group][code].filled(**values)


def read(reason: str) -> list[list[Part]] | None:
    """The sentences of a reason as the parts that each is made of; None for words that the rule did not write."""
    sentences, rest = [], reason
    while rest:
        found = next(_beginnings(rest), None)
        if found is None:
            return None
        parts, rest = found
        sentences.append(parts)
    return sentences or None


def read_side(figures: str) -> list[Part]:
    """What one side of the figures says, kind by kind; nothing for words that the rule did not write."""
    parts = [next(_one_of("sides", said), None) for said in figures.split(", ")]
    found = [part for part in parts if part is not None]
    return found if len(found) == len(parts) else []


def _beginnings(text: str) -> Iterator[tuple[list[Part], str]]:
    """The sentence that a text may begin with, and what is behind it; the shortest that leaves a text to read on."""
    for stop in re.finditer(r"\.(?: |$)", text):
        sentence, rest = text[: stop.start()], text[stop.end() :]
        parts = _sentence(sentence)
        if parts and (not rest or any(True for _ in _beginnings(rest))):
            yield parts, rest


def _sentence(text: str) -> list[Part]:
    alone = list(_one_of("sentences", text))
    if alone:
        return alone[:1]
    for days, places, figures in _in_three(text):
        parts = [next(_one_of(group, piece), None) for group, piece in zip(FIRST, (days, places, figures), strict=True)]
        found = [part for part in parts if part is not None]
        if len(found) == len(FIRST):
            return found
    return []


def _in_three(text: str) -> Iterator[tuple[str, str, str]]:
    """Every way to cut a text at two semicolons: a place may hold one."""
    cuts = [cut.start() for cut in re.finditer("; ", text)]
    for at, first in enumerate(cuts):
        for last in reversed(cuts[at + 1 :]):
            yield text[:first], text[first + 2 : last], text[last + 2 :]


def _one_of(group: str, text: str) -> Iterator[Part]:
    for template in templates()[group].values():
        values = template.read(text)
        if values is not None:
            yield Part(template, values)
