"""Rows that a spreadsheet does not show, or shows as taken back."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Marked:
    """The numbers of rows with something in them, as the spreadsheet counts them, in order."""

    hidden: tuple[int, ...] = ()
    struck: tuple[int, ...] = ()
