"""The delimiter of a CSV file: the one under which its first records look most like a table with a header."""

import csv
import io
import re
from itertools import islice

from ingest.readers.grid import SAMPLE_RECORDS, Grid, Records
from ingest.readers.head import find_head

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_RARE = {
    "^": "carets",
    "~": "tildes",
    ":": "colons",
    "\x1f": "unit separators",
    "،": "Arabic commas",
    "؛": "Arabic semicolons",
}
OPEN_QUOTE = "unexpected end of data"
"""What the csv module says of a text that ends inside quotation marks."""

_DECLARED = re.compile(r"\s*\"?sep=(.)\"?[ \t]*(?:\r\n|\r|\n|$)", re.IGNORECASE)


def declared(text: str) -> tuple[str, int] | None:
    """The delimiter that a first line like ``sep=;`` names, and where the text goes on after it."""
    found = _DECLARED.match(text)
    return (found[1], found.end()) if found else None


def name_of(delimiter: str) -> str:
    """What a delimiter is called in a sentence."""
    return (DELIMITERS | _RARE).get(delimiter, f"the character {delimiter!r}")


def likeliest(text: str) -> str:
    """The delimiter of a text that begins as this one does; a comma where no delimiter makes columns."""
    scores = {delimiter: _score(*_records(text, delimiter)) for delimiter in DELIMITERS}
    if not any(columns for _, columns in scores.values()):
        scores = {delimiter: _score(*_records(text, delimiter), alike=True) for delimiter in _RARE}
    best = max(scores, key=lambda delimiter: (scores[delimiter][1] > 0, *scores[delimiter]))
    return best if scores[best][1] else ","


def _records(text: str, delimiter: str) -> tuple[Records, bool]:
    """The first records, and whether quotation marks stand around whole cells in them."""
    records: Records = []
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in islice(reader, SAMPLE_RECORDS):
            records.append(cells)
    except csv.Error as error:
        return records, str(error) == OPEN_QUOTE
    return records, True


def _score(records: Records, whole: bool, *, alike: bool = False) -> tuple[bool, float]:
    """Whether it can be the delimiter, and the columns that have a name times the share of records that have columns.

    ``alike`` asks for the same number of cells in every record: for characters that are seldom delimiters.
    """
    full = [record for record in records if any(map(str.strip, record))]
    if not full or (alike and len(set(map(len, full))) > 1):
        return whole, 0.0
    head = find_head(Grid(records, lambda _: iter(()), ""))
    if len(head.names) < 2:
        return whole, 0.0
    named = sum(not name.startswith("(column ") for name in head.names)
    return whole, named * sum(len(record) > 1 for record in full) / len(full)
