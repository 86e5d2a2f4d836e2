"""Rows of real files, read and written again as the tests need them."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """Each row of a CSV file, by its header."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def as_csv(rows: list[dict[str, str]]) -> str:
    """Rows as a CSV file, with the header of the first."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
