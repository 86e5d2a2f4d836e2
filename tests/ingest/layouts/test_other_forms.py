"""The same table in another form makes the same claims: what a person saves anew says what it said before."""

import csv
import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter
from polars.testing import assert_frame_equal
from sqlalchemy import Engine

from db.engine import open_register, reading
from ingest.layouts.stated import Stated
from ingest.prepared import Asked, prepare

Row = Sequence[str]
_NUMBER = re.compile(r"-?(0|[1-9]\d{0,13})(\.\d+)?")


def _rows(path: Path) -> list[Row]:
    if path.suffix == ".json":
        objects = json.loads(path.read_text(encoding="utf-8"))
        return [list(objects[0]), *([str(cell) for cell in each.values()] for each in objects)]
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def _in_another_order(rows: list[Row], path: Path) -> Path:
    """Columns in another order, capitals, a title above them; UTF-16 with semicolons and all cells quoted."""
    order = list(range(len(rows[0])))
    random.Random(7).shuffle(order)
    with path.with_suffix(".csv").open("w", encoding="utf-16", newline="") as file:
        writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL)
        writer.writerow(["Saved anew on a Monday", *[""] * (len(order) - 1)])
        writer.writerows([row[at] for at in order] for row in rows)
    return path.with_suffix(".csv")


def _as_a_workbook(rows: list[Row], path: Path) -> Path:
    """Cells of numbers as numbers, on the second sheet; without blank rows, which part tables there."""
    book = xlsxwriter.Workbook(path.with_suffix(".xlsx"), {"strings_to_formulas": False, "strings_to_urls": False})
    book.add_worksheet("About").write(0, 0, "Saved anew on a Monday.")
    sheet = book.add_worksheet("Data")
    for at, row in enumerate(filter(any, rows)):
        for column, text in enumerate(row):
            if at and _NUMBER.fullmatch(text):
                sheet.write_number(at, column, float(text))
            else:
                sheet.write_string(at, column, text)
    book.close()
    return path.with_suffix(".xlsx")


def _claims(engine: Engine, path: Path, sheet: str | None = None) -> pl.DataFrame:
    with reading(engine) as session:
        found = prepare(session, path, Asked(path.name, None, Stated(sheet=sheet)), lambda *_: None)
    return found.claims.drop("row").sort("key")


@pytest.fixture(scope="module")
def empty(lasting_sqlite_url: str) -> Iterator[Engine]:
    """A register in which nothing is recorded: files are only prepared for it."""
    engine = open_register(lasting_sqlite_url)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def as_it_came(empty: Engine) -> Callable[[Path], pl.DataFrame]:
    """The claims of a table before it was saved anew, made once for all forms."""
    return cache(partial(_claims, empty))


@pytest.mark.parametrize(("saved", "sheet"), [(_in_another_order, None), (_as_a_workbook, "Data")])
def test_a_table_that_is_saved_anew_makes_the_same_claims(
    empty: Engine,
    as_it_came: Callable[[Path], pl.DataFrame],
    invented: Path,
    tmp_path: Path,
    saved: Callable[[list[Row], Path], Path],
    sheet: str | None,
) -> None:
    again = saved(_rows(invented), tmp_path / "again")
    assert_frame_equal(_claims(empty, again, sheet), as_it_came(invented))
