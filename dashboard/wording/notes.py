"""The notes of a claim in the reader's language: what its source or its file says, and what the rules noted on reading.

The register keeps both in one text: the words first, then codes, with semicolons between them.
"""

from functools import cache
from importlib import resources
from typing import Final, NamedTuple

from pydantic import BaseModel, ConfigDict

from dashboard.locale import Speaker
from dashboard.wording.gaps import gap_words
from ingest.issue_codes import Told
from ingest.knowledge import knowledge

_BETWEEN: Final = "; "


class ReadingNotes(BaseModel):
    """What each code that a rule notes beside a figure means."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    codes: dict[str, Told]


class Noted(NamedTuple):
    """``own``: the words of the source or the file, as they are, "" for none; ``rules``: sentences of the rules."""

    own: str
    rules: tuple[str, ...]


@cache
def reading_notes() -> ReadingNotes:
    """All of ``notes.yml``."""
    text = resources.files("dashboard.wording").joinpath("notes.yml").read_text(encoding="utf-8")
    return ReadingNotes.model_validate(knowledge(text))


def noted_words(notes: str | None, speaker: Speaker) -> Noted:
    """The notes of a claim taken apart; a code that nobody has a sentence for stays among its words."""
    known, words, rules = reading_notes().codes, (notes or "").split(_BETWEEN), list[str]()
    while words and words[-1] in known:
        rules.insert(0, known[words.pop()].told(speaker.language))
    return Noted(gap_words(_BETWEEN.join(words), speaker), tuple(dict.fromkeys(rules)))


def note_text(notes: str | None, speaker: Speaker) -> str:
    """The same as one text, for a cell of a table; "" where nothing is noted."""
    own, rules = noted_words(notes, speaker)
    return " ".join(speaker.isolate(part) for part in (own, *rules) if part)
