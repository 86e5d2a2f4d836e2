"""What a record looks like from outside: filled, a row of labels, a row of HXL tags."""

import re
from collections.abc import Sequence

_FIGURE = re.compile(r"[\d\s.,:/%+\-–~<>()≈$€£٪٫٬]+")
_YEAR_OR_DATE = re.compile(r"(?:19|20)\d\d(?:\.0)?|(?:19|20)\d\d[-/.]\d\d?(?:[-/.]\d\d?)?(?: 00:00:00)?")
_AGES = re.compile(r"[<>≤≥]\s*\d{1,2}|\d{1,2}\s*\+|\d{1,2}\s*[-–]\s*\d{1,2}")
_TAG = re.compile(r"#[a-z][a-z0-9_]*(?:\s*\+\s*[a-z0-9_]+)*", re.IGNORECASE)


def filled(record: Sequence[str]) -> list[int]:
    """The positions of the cells that are not blank."""
    return [position for position, cell in enumerate(record) if cell]


def is_figure(cell: str) -> bool:
    """Whether a cell holds digits and what goes with them, and no word."""
    return bool(_FIGURE.fullmatch(cell)) and any(character.isdigit() for character in cell)


def is_name(cell: str) -> bool:
    """Whether a cell may name a column: a word, or a year or date."""
    return bool(cell) and (not is_figure(cell) or bool(_YEAR_OR_DATE.fullmatch(cell)))


def is_ages(cell: str) -> bool:
    """Whether a cell may name an age group: "<18", "18+", "5–17"; a figure may be written so too."""
    return bool(_AGES.fullmatch(cell))


def is_labels(record: Sequence[str]) -> bool:
    """Whether the cells may be names of columns: words, mostly of their own; years and dates beside a word too."""
    cells = [cell for cell in record if cell]
    if not cells or is_figure(cells[0]):
        return False
    return all(map(is_name, cells)) and len({cell.casefold() for cell in cells}) * 2 > len(cells)


def is_tags(record: Sequence[str]) -> bool:
    """Whether every cell that is not blank is an HXL tag (hxlstandard.org)."""
    cells = [cell for cell in record if cell]
    return bool(cells) and all(_TAG.fullmatch(cell) for cell in cells)


def tag(cell: str) -> str:
    """An HXL tag as it is compared: small letters, no spaces."""
    return "".join(cell.split()).lower()
