"""Tables for the layouts: the invented ones beside the tests, and the real ones where they are."""

import csv
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from db.drafts import RowDraft

HERE = Path(__file__).parent
FIXTURES = sorted((HERE / "fixtures").iterdir())


@dataclass(frozen=True)
class Sheet:
    """Columns, HXL tags by column, and rows: what a reader makes of a file."""

    header: list[str]
    tags: dict[str, str]
    rows: list[RowDraft]


@cache
def read_sheet(path: Path) -> Sheet:
    """A CSV with or without a row of HXL tags, or a JSON array of objects."""
    if path.suffix == ".json":
        objects = json.loads(path.read_text(encoding="utf-8"))
        rows = [RowDraft(number, {k: str(v) for k, v in cells.items()}) for number, cells in enumerate(objects, 2)]
        return Sheet(list(objects[0]), {}, rows)
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *records = csv.reader(file)
    tags = {column: tag for column, tag in zip(header, records[0], strict=True) if tag.startswith("#")}
    first = 3 if tags else 2
    data = records[first - 2 :]
    return Sheet(header, tags, [RowDraft(n, dict(zip(header, r, strict=True))) for n, r in enumerate(data, first)])


@cache
def read_workbook(path: Path, sheet: str, header_rows: range) -> Sheet:
    """A sheet whose heading is merged over several rows: its cells are joined from the top down with `` / ``."""
    opened = CalamineWorkbook.from_path(path).get_sheet_by_name(sheet)
    grid = [[_text(cell) for cell in row] for row in opened.to_python(skip_empty_area=False)]
    for (top, left), (_, right) in opened.merged_cell_ranges or ():
        if top in header_rows:
            grid[top][left : right + 1] = [grid[top][left]] * (right + 1 - left)
    named = (" / ".join(part for part in parts if part) for parts in zip(*(grid[n] for n in header_rows), strict=True))
    header = [name or f"(column {position})" for position, name in enumerate(named, 1)]
    data = list(enumerate(grid, 1))[header_rows.stop :]
    return Sheet(header, {}, [RowDraft(number, dict(zip(header, row, strict=True))) for number, row in data])


def _text(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()


@pytest.fixture(params=FIXTURES, ids=[path.stem for path in FIXTURES])
def invented(request: pytest.FixtureRequest) -> Path:
    """Each invented table in a publisher's true column shape."""
    path: Path = request.param
    return path


@pytest.fixture(scope="session")
def sheet_of() -> Callable[[Path], Sheet]:
    return read_sheet


@pytest.fixture(scope="session")
def workbook_sheet() -> Callable[[Path, str, range], Sheet]:
    return read_workbook
