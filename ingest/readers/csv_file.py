"""CSV and its relatives: any delimiter, quoted newlines, ragged and blank rows."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from db.drafts import RowDraft
from db.vocabulary import Severity
from ingest.issues import Issue
from ingest.readers.encoding import decode
from ingest.readers.table import Table, UnreadableFileError

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
MAX_CELL_CHARACTERS = 1_000_000
_HEAD_CHARACTERS = 100_000

OVERFLOW = "(more cells than columns)"
"""The column that keeps what stands to the right of the last named column."""


def read_csv(data: bytes) -> Table:
    """Read a CSV file of any delimiter; the first row that is not blank is the header.

    Rows are numbered as a spreadsheet numbers them, the header's row included. Cells are stripped of white space at
    their ends and of NUL characters. Raises :class:`UnreadableFileError` for what is not a table.
    """
    text, encoding = decode(data)
    issues = []
    if "\0" in text:
        text = text.replace("\0", "")
        issues.append(_note("nul_characters", "The file holds NUL characters; they were left out.", ""))
    delimiter = _delimiter(text)
    numbered = ((number, cells) for number, cells in enumerate(_records(text, delimiter), 1) if any(cells))
    header = _header(numbered)
    rows = tuple(_row(number, cells, header) for number, cells in numbered)
    issues.extend(_ragged(rows))
    return Table(header, rows, f"{encoding}, separated by {DELIMITERS[delimiter]}", tuple(issues))


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(MAX_CELL_CHARACTERS)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            yield [cell.strip() for cell in cells]
    except csv.Error as error:
        raise UnreadableFileError(
            Issue(
                Severity.ERROR,
                "broken_csv",
                f"The file breaks off at line {reader.line_num}: {error}.",
                "A quotation mark is probably open there; close it, or save the file anew from a spreadsheet program.",
            )
        ) from error


def _delimiter(text: str) -> str:
    """The delimiter that cuts the first row that is not blank into most cells; what is quoted does not count."""
    bare = "".join(text[:_HEAD_CHARACTERS].split('"')[::2])
    first = next((line for line in re.split(r"[\r\n]", bare) if line.strip(" ")), "")
    counts = Counter(character for character in first if character in DELIMITERS)
    return counts.most_common(1)[0][0] if counts else ","


def _header(numbered: Iterator[tuple[int, list[str]]]) -> tuple[str, ...]:
    number, cells = next(numbered, (0, []))
    while cells and not cells[-1]:
        cells.pop()
    if not cells:
        raise UnreadableFileError(
            Issue(Severity.ERROR, "empty_file", "The file is empty.", "Start from `sijill template`.")
        )
    named = tuple(cell or f"(column {position})" for position, cell in enumerate(cells, 1))
    if twins := [name for name, count in Counter(name.casefold() for name in named).items() if count > 1]:
        raise UnreadableFileError(
            Issue(
                Severity.ERROR,
                "duplicate_column",
                f"Two columns have the same name: {', '.join(twins)}.",
                "Give each column a name of its own.",
                row=number,
                column=twins[0],
            )
        )
    return named


def _row(number: int, cells: list[str], header: tuple[str, ...]) -> RowDraft:
    named = dict(zip(header, cells, strict=False))
    if extra := [cell for cell in cells[len(header) :] if cell]:
        named[OVERFLOW] = " | ".join(extra)
    return RowDraft(number, {column: named.get(column, "") for column in (*header, *named.keys() - set(header))})


def _ragged(rows: Iterable[RowDraft]) -> Iterator[Issue]:
    for row in rows:
        if OVERFLOW in row.cells:
            yield Issue(
                Severity.ERROR,
                "too_many_cells",
                f"The row has more cells than there are columns: {row.cells[OVERFLOW]!r} stands outside.",
                "Put text that holds the separator in quotation marks, or remove the stray cell.",
                row.number,
                OVERFLOW,
                row.cells[OVERFLOW],
            )


def _note(code: str, message: str, remedy: str) -> Issue:
    return Issue(Severity.NOTE, code, message, remedy)
