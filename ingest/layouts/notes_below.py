"""Notes below a table: "Source: …", "* preliminary", lines of prose in which no figure of the table stands.

They are told once, with their numbers and words, and what they explain of a mark is told beside the figures with it.
Knowledge in ``note_words.yml``.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Final, NamedTuple

import polars as pl
from pydantic import BaseModel, ConfigDict, Field

from db.vocabulary import Severity
from ingest.issues import Issue
from ingest.knowledge import knowledge
from ingest.layouts.columns import FIGURES
from ingest.layouts.header.column_name import measure_of
from ingest.layouts.header.footnotes import bare_mark
from ingest.layouts.total_rows import says_running
from ingest.normalize.place_name import fold
from ingest.readers.problems import note
from ingest.readers.scales import scale_said
from ingest.readers.table import OVERFLOW, Table

_MOST: Final = 50
"""Rows at the end that are looked at: a longer text is no note."""
_FEWEST_WORDS: Final = 5
_MOST_TOLD: Final = 600
_MARK: Final = r"[*†‡§]+|[¹²³⁰-⁹]+|[\[(]\s*(?:\d{1,2}|[a-eأبجد]|[*†‡§]+)\s*[\])]"
_MARKED: Final = re.compile(rf"^\s*({_MARK})\s*[:=–—-]?\s*(?=\S)")
_HEADED: Final = re.compile(r"^\s*([^\W\d_][^:：]{0,30}?)\s*[:：](?!\S*//)\s*")


class _Words(BaseModel):
    """What ``note_words.yml`` says."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    note_words: tuple[str, ...] = Field(min_length=1)


class NotesBelow(NamedTuple):
    """The rows of notes by their numbers, what is said of them, and mark to what a note explains of it."""

    rows: pl.Series
    issues: tuple[Issue, ...] = ()
    marks: Mapping[str, str] = {}


class _Line(NamedTuple):
    row: int
    text: str


def notes_below(table: Table, fields: Mapping[str, str]) -> NotesBelow:
    """The notes below a table that is of nobody's layout; ``fields`` is field to column."""
    lines = _lines(table, fields)
    numbers = pl.Series([line.row for line in lines], dtype=table.numbers.dtype)
    return NotesBelow(numbers, tuple(_told(lines, fields)), dict(_explained(lines)))


def _lines(table: Table, fields: Mapping[str, str]) -> list[_Line]:
    """The last rows that hold no figure, from the first of them that reads like a note."""
    counted = frozenset(column for field, column in fields.items() if _counts(field))
    at, found = len(table.frame), list[_Line]()
    while at > max(0, len(table.frame) - _MOST):
        at -= 1
        cells = table.frame.row(at, named=True)
        if not _may_be_note(cells, counted, fields.get("excerpt", "")):
            break
        found.insert(0, _Line(int(table.numbers[at]), ", ".join(filter(None, cells.values()))))
    begins = next((position for position, line in enumerate(found) if _reads_like_note(line.text)), len(found))
    return found[begins:] if begins < len(table.frame) else []


def _counts(field: str) -> bool:
    return field in FIGURES or measure_of(field) is not None


def _may_be_note(cells: Mapping[str, str], counted: frozenset[str], sentence: str) -> bool:
    """One cell outside the columns of figures and of sentences, or a headed line that its commas cut into cells."""
    held = [column for column, cell in cells.items() if cell]
    if len(held) == 1:
        return held[0] not in counted and held[0] not in {sentence, OVERFLOW}
    first = [*cells][: len(held)]
    figures = counted | {sentence}
    return (
        held == first
        and _is_headed(cells[held[0]])
        and not any(character.isdigit() for column in held if column in figures for character in cells[column])
    )


def _reads_like_note(text: str) -> bool:
    return bool(_MARKED.match(text)) or bool(_HEADED.match(text)) or len(text.split()) >= _FEWEST_WORDS


def _is_headed(text: str) -> bool:
    """Whether a line begins with a word for a note and a colon: "Source: …", "ملاحظة: …"."""
    headed = _HEADED.match(text)
    return headed is not None and fold(headed[1]) in _known()


@cache
def _known() -> frozenset[str]:
    text = resources.files("ingest.layouts").joinpath("note_words.yml").read_text(encoding="utf-8")
    return frozenset(map(fold, _Words.model_validate(knowledge(text)).note_words))


def _told(lines: Sequence[_Line], fields: Mapping[str, str]) -> Iterator[Issue]:
    """A note of all lines, and a warning for each by which the figures may be others than they seem."""
    if not lines:
        return
    said = " / ".join(f"{line.row}: {line.text}" for line in lines)
    said = said if len(said) <= _MOST_TOLD else f"{said[:_MOST_TOLD]} …"
    yield note("notes_below", f"Rows below the table are notes and were not read as data: “{said}”.")
    for line in lines:
        if scale := scale_said(line.text):
            message = f"Row {line.row} below the table says {scale!r}, and every figure was read as it stands: "
            remedy = "If they stand for more, write each in full, such as 1,200,000, and send the file again."
            yield Issue(Severity.WARNING, "title_of_scale", f"{message}1,200 as 1,200.", remedy, line.row)
        if not {"series", "as_of"} & fields.keys() and (running := says_running(line.text)):
            message = f"Row {line.row} below the table says {running!r}: each figure may hold those before it."
            remedy = "If they do, add a column “series” with “cumulative” in each row; else they are added."
            yield Issue(Severity.WARNING, "title_of_totals", message, remedy, line.row)


def _explained(lines: Sequence[_Line]) -> Iterator[tuple[str, str]]:
    """Each mark that a line begins with, also behind "Note:", and the rest of the line; the first of a mark counts."""
    for line in reversed(lines):
        text = line.text
        if _is_headed(text) and (headed := _HEADED.match(text)):
            text = text[headed.end() :]
        if marked := _MARKED.match(text):
            yield bare_mark(marked[1]), text[marked.end() :].strip()
