"""CSV and its relatives: any delimiter, quoted newlines, ragged and blank rows; read in chunks of text."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from ingest.readers.delimiter import OPEN_QUOTE, declared, likeliest, name_of
from ingest.readers.encoding import Encoding, detect
from ingest.readers.grid import SAMPLE_RECORDS, Block, Grid, Records
from ingest.readers.plain_lines import plain_columns
from ingest.readers.problems import note, refusal
from ingest.readers.table import UnreadableFileError
from ingest.readers.text_chunks import text_chunks

MAX_CELL_CHARACTERS = 1_000_000
_HEAD_CHARACTERS = 100_000


def csv_grid(path: Path) -> Grid:
    """The records of a text file with delimiters.

    Raises :class:`UnreadableFileError` for what is not text, and where a quotation mark stays open.
    """
    encoding = detect(path)
    issues = list(encoding.issues)
    if encoding.nul_characters:
        issues.append(note("nul_characters", "The file holds NUL characters; they were left out."))
    chunks = _Chunks(path, encoding)
    head = chunks.ahead(_HEAD_CHARACTERS)
    said = declared(head)
    delimiter, start = said or (likeliest(head[:_HEAD_CHARACTERS]), 0)
    chunks.skip(start)
    parser = _Parser(chunks, delimiter)
    sample = parser.sample()
    read_as = f"{encoding.name}, separated by {name_of(delimiter)}"
    return Grid(sample, parser.blocks, read_as, tuple(issues))


class _Chunks:
    """The text of a file in chunks of whole lines, with a look ahead."""

    def __init__(self, path: Path, encoding: Encoding) -> None:
        self._chunks = text_chunks(path, encoding.codec, drop_nul=encoding.nul_characters)
        self._ahead = ""

    def ahead(self, characters: int) -> str:
        """The text to come, at least so many characters where there are so many; it is still to come afterwards."""
        while len(self._ahead) < characters and (chunk := next(self._chunks, "")):
            self._ahead += chunk
        return self._ahead

    def skip(self, characters: int) -> None:
        """Leave out so many characters of those looked ahead to."""
        self._ahead = self._ahead[characters:]

    def next(self) -> str:
        """The next chunk; "" at the end."""
        chunk, self._ahead = self._ahead, ""
        return chunk or next(self._chunks, "")


class _Parser:
    """Chunks into records. ``lines`` counts the lines behind it."""

    def __init__(self, chunks: _Chunks, delimiter: str) -> None:
        self._chunks = chunks
        self._delimiter = delimiter
        self._lines = 0

    def sample(self) -> Records:
        """The first records, as many as a header is looked for in."""
        records: Records = []
        while sum(map(any, records)) < SAMPLE_RECORDS and (chunk := self._chunks.next()):
            records += self._records(chunk)
        return records

    def blocks(self, width: int) -> Iterator[Block]:
        """All records after the sample."""
        while chunk := self._chunks.next():
            columns = plain_columns(chunk, self._delimiter, width)
            if columns is None:
                yield self._records(chunk)
            else:
                self._lines += chunk.count("\n")
                yield columns

    def _records(self, chunk: str) -> Records:
        """The records of a chunk, and of as many more as the last of them goes on in."""
        csv.field_size_limit(MAX_CELL_CHARACTERS)
        while True:
            reader = csv.reader(io.StringIO(chunk, newline=""), delimiter=self._delimiter, strict=True)
            try:
                records = list(reader)
            except csv.Error as error:
                more = self._chunks.next() if str(error) == OPEN_QUOTE else ""
                if not more:
                    raise _broken(self._lines + reader.line_num, error) from error
                chunk += more
            else:
                self._lines += reader.line_num
                return records


def _broken(line: int, error: csv.Error) -> UnreadableFileError:
    return refusal(
        "broken_csv",
        f"The file breaks off at line {line}: {error}.",
        "A quotation mark is probably open there; close it, or save the file anew from a spreadsheet program.",
    )
