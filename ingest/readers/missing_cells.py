"""Cells that a file has not got and a table of its rows would have: a short row or object is filled up with blanks."""

from typing import Final

from ingest.readers.problems import refusal

MOST_MISSING: Final = 40_000_000
"""Cells that are filled in; as many as a sheet may have."""
_FOR_EACH_WRITTEN: Final = 10
"""Missing cells for each that is written: tables with more of them by the million are made to fill the memory."""


class MissingCells:
    """Counts them over the rows of a file; where few are missing for each that is written, there may be any number."""

    def __init__(self) -> None:
        self._written = self._missing = 0

    def add(self, written: int, missing: int, row: int) -> None:
        """Count those of a row. Raises :class:`UnreadableFileError` where there are too many by then."""
        self._written += written
        self._missing += missing
        if self._missing > max(MOST_MISSING, _FOR_EACH_WRITTEN * self._written):
            raise refusal(
                "cells_missing",
                f"The rows up to row {row:,} hold {self._written:,} cells and lack {self._missing:,} of the columns.",
                "Leave out the columns that no row fills, or send rows with other columns as files of their own.",
                row,
            )
