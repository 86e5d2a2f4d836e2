"""The trap for what could bring people to harm: contacts in texts, and columns of people's names. Nothing is quoted.

Only distinct texts are looked at, and only those in which one cheap expression finds the shape of a contact.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

import polars as pl

from db.vocabulary import Severity
from ingest.issues import Issue
from ingest.normalize.fold import plain
from ingest.personal.found import URL, Kind, contacts, known, perhaps
from ingest.readers.table import Table

CODE: Final = "personal_data"

_FIELDS: Final = {"verbatim": "words", "excerpt": "excerpt", "notes": "notes", "cause": "cause", "place": "place"}
_REMEDY: Final = (
    "Take it out of the file and send that, or redact it once it is recorded, on the incident's page or with "
    "`sijill redact`."
)
_REMEDY_OF_COLUMN: Final = "Take the column out of the file and send that; what identifies people is not needed here."


def in_claims(claims: pl.DataFrame) -> Iterator[Issue]:
    """A warning for each row with a contact in a text of its claims."""
    for column, name in _FIELDS.items():
        if column in claims.columns:
            for kind, texts in _texts_with(claims[column]).items():
                message = f"In the {name} of the row stands {kind}, by which somebody could be found."
                for row in claims.filter(pl.col(column).is_in(texts))["row"].unique().sort():
                    yield Issue(Severity.WARNING, CODE, message, _REMEDY, row, column)


def in_columns(table: Table, unread: Sequence[str]) -> Iterator[Issue]:
    """A warning for each column with contacts that is not read, and for each of people's names or contacts."""
    for column in table.header:
        cells = table.frame[column]
        if names_people(column) and (filled := int((cells != "").sum())):
            message = f"Column {column!r} seems to name people or how to reach them; rows that fill it in: {filled:,}."
            yield Issue(Severity.WARNING, CODE, message, _REMEDY_OF_COLUMN, column=column)
        elif column in unread:
            for kind, texts in _texts_with(cells).items():
                holding = cells.is_in(texts)
                count, first = int(holding.sum()), int(table.numbers.filter(holding)[0])
                message = (
                    f"Column {column!r} holds {kind}; rows with one: {count:,}, of which the first is row {first:,}."
                )
                yield Issue(Severity.WARNING, CODE, message, _REMEDY_OF_COLUMN, column=column)


def names_people(column: str) -> bool:
    """Whether a column is named like one of people's names or contacts: "Contact person", "_submitted_by"."""
    name = plain(column).strip("# ").strip()
    return any(name == words or name.startswith(f"{words} ") for words in _words())


@cache
def _words() -> tuple[str, ...]:
    return tuple(plain(words) for words in known().columns)


def _texts_with(texts: pl.Series) -> dict[Kind, list[str]]:
    """The distinct texts that hold each kind."""
    shaped = texts.filter(texts.str.contains(perhaps())).unique().drop_nulls()
    shaped = shaped.filter(shaped.str.replace_all(URL, " ").str.contains(perhaps()))
    found: dict[Kind, list[str]] = {}
    for text in shaped.sort():
        for kind in dict.fromkeys(contact.kind for contact in contacts(text)):
            found.setdefault(kind, []).append(text)
    return found
