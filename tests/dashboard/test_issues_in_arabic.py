"""Problems as files really raise them: each is told in Arabic with its values, message and way out.

Those of the golden files are held against it where these are put in: ``tests/ingest/test_checks.py``,
``beside_register/test_traps.py`` and ``adding_up/test_apart.py``.
"""

import csv
import gzip
import io
import json
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from sqlalchemy import Engine

from db.engine import open_register
from ingest.issues import Issue
from ingest.layouts.stated import DecimalMark, Stated
from ingest.normalize.date import DayOrder
from ingest.outcome import FileRefusedError
from ingest.pipeline import ingest
from tests.told_in_arabic import untold

REAL = (
    *("events/airwars_syria_incidents.csv", "events/ucdp_ged_syria_2016_2017.csv", "series/tfp_gaza_daily_2023.csv"),
    *("displacement/idmc_syria.csv", "displacement/unhcr_hdx_hxl.csv", "displacement/unhcr_population_syria.csv"),
    *("displacement/ocha_syria_idp_movements_tidy.csv", "displacement/iom_dtm_hxl.csv"),
    *("geo/syria_populated_places.csv", "geo/opensyria_governorates.json"),
)
WORKBOOK = "displacement/ocha_syria_idp_movements_2016_2021.xlsx"
ROWS = 500
"""The last of a long file, where the totals are; its problems repeat themselves."""
ROW = "source,date,place,killed\n"
FAR = b'<worksheet><sheetData><row r="1048576"><c r="XFD1048576"/></row></sheetData></worksheet>'


def workbook_of(parts: dict[str, bytes]) -> bytes:
    """The bytes of a ZIP archive that looks like a workbook."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in {"[Content_Types].xml": b"<Types/>", **parts}.items():
            archive.writestr(name, content)
    return held.getvalue()


DAMAGED: dict[str, bytes] = {
    "a PDF": b"%PDF-1.7",
    "a web page": b"<!doctype html><table></table>",
    "a database": b"SQLite format 3\0",
    "not text": bytes(range(256)) * 9,
    "a broken ZIP": b"PK\x03\x04 and no more",
    "a broken gzip": gzip.compress(b"source,killed")[:-9],
    "gzip in gzip": gzip.compress(gzip.compress(ROW.encode())),
    "nothing": b"\n\n",
    "half a UTF-16": b"\xff\xfe" + "source".encode("utf-16-le") + b"\x00\xd8",
    "an open quotation mark": b'source,killed\n"Office,4\n',
    "a cell far from all others": workbook_of({"xl/worksheets/sheet1.xml": FAR}),
    "a workbook of broken parts": workbook_of({"xl/workbook.xml": b"<workbook"}),
    "half a JSON": b'[{"source": "Office"}, {"sour',
    "a JSON of numbers": b'[{"a": 1}, 4]',
    "two lists": json.dumps({"a": [{"b": 1}], "c": [{"d": 2}]}).encode(),
    "no figures": b"source,place\nOffice,Aleppo\n",
    "no source": b"place,killed\nAleppo,4\n",
    "two columns for one field": b"source,killed,deaths\nOffice,4,4\n",
    "a stray cell": f"{ROW}Office,2024-11-29,Aleppo,4,5\n".encode(),
    "NUL characters": f"{ROW}Office,2024-11-29,Aleppo,4\0\n".encode(),
    "a line in another encoding": f"{ROW}المكتب,2024-11-29,حلب,4\n".encode() + "المكتب,,حمص,4\n".encode("cp1256"),
    "areas above groups": b"source,date,governorate,place,killed\nA,2024-11-29,Idlib,Idlib,4\nA,2024-11-29,,Saraqeb,4\n"
    b"A,2024-11-29,Aleppo,Aleppo,4\nA,2024-11-29,,Azaz,4\n",
    "a code page": "source,date,place,killed\nالمكتب,2024-11-29,حلب,4\n".encode("cp1256"),
}
DOUBTFUL = ["4?", "1e5", "4.5", "12 %", "5 a day", "-3", "10-2", "1,23", "1.234", "٤5", "3 or 4 or 5", "x" * 4000]
DAYS = ["03/04/2017", "week of 3 May 2024", "early 2024", "1900-01-01", "45000", "W7 2024", "5 رجب 1445", "2024-02-30"]


@pytest.fixture(scope="module")
def register(demo_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The demo, with its places; every file is tried on it and none recorded."""
    engine = open_register(f"sqlite:///{shutil.copy(demo_template, tmp_path_factory.mktemp('tried') / 'demo.sqlite')}")
    yield engine
    engine.dispose()


def raised(engine: Engine, path: Path, **options: Any) -> list[Issue]:
    """All problems of a file, recorded or refused."""
    try:
        return list(ingest(engine, path, **options).issues)
    except FileRefusedError as refused:
        return list(refused.issues)


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    "stated",
    [
        Stated(days=DayOrder.DAY_FIRST, decimal=DecimalMark.COMMA),
        Stated(days=DayOrder.MONTH_FIRST, decimal=DecimalMark.POINT),
        Stated(),
    ],
)
def test_how_a_file_was_stated_to_be_read_is_told(register: Engine, tmp_path: Path, stated: Stated) -> None:
    head = ROW.strip().split(",")
    found: list[Issue] = []
    for number, day in enumerate(["03/04/2024", "11/25/2024", "13/11/2024"]):
        rows = [["Office", each, "Aleppo", figure] for each in ("03/04/2024", day) for figure in ("1.200", "1,200")]
        found += raised(register, tabled(tmp_path / f"{number}.csv", [head, *rows]), stated=stated, dry_run=True)
    clear = tabled(tmp_path / "clear.csv", [head, ["Office", "2024-11-29", "Aleppo", "4"]])
    found += raised(register, clear, stated=stated, dry_run=True)
    assert found
    assert untold(found) == []


@pytest.mark.parametrize("name", DAMAGED)
def test_what_is_wrong_with_a_damaged_file_is_told(register: Engine, tmp_path: Path, name: str) -> None:
    found = raised(register, written(tmp_path / "file", DAMAGED[name]), dry_run=True)
    assert found
    assert untold(found) == []


def test_doubtful_figures_and_days_are_told(register: Engine, tmp_path: Path) -> None:
    rows = [["Office", "2024-11-29", "Aleppo", figure] for figure in DOUBTFUL]
    rows += [["Office", day, "Bseimeh", "4"] for day in DAYS]
    found = raised(register, tabled(tmp_path / "doubtful.csv", [ROW.strip().split(","), *rows]), dry_run=True)
    assert len({issue.code for issue in found}) > 14
    assert untold(found) == []


def test_merged_cells_are_told(register: Engine, tmp_path: Path) -> None:
    rows = [ROW.strip().split(","), *(["Office", "2024-11-29", "Idlib", "4"] for _ in range(4))]
    book: Any = xlsxwriter.Workbook(tmp_path / "merged.xlsx")
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, [*row, "x"])
    for column, value in enumerate(("Office", "2024-11-29", "Idlib", 4, "x")):
        sheet.merge_range(1, column, 3, column, value)
    book.close()
    found = raised(register, tmp_path / "merged.xlsx", dry_run=True)
    assert {"merged_filled", "merged_figure", "merged_cells"} <= {issue.code for issue in found}
    assert untold(found) == []


@pytest.mark.parametrize("name", REAL)
def test_every_problem_of_a_real_file_is_told(register: Engine, shared_data: Path, tmp_path: Path, name: str) -> None:
    path = shared_data / name
    if path.suffix == ".csv":
        header, *rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
        path = tabled(tmp_path / path.name, [header, *rows[-ROWS:]])
    found = raised(register, path, dry_run=True)
    assert found
    assert untold(found) == []


def tabled(path: Path, rows: Iterable[list[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


@pytest.mark.parametrize("sheet", ["Flow_Estimation", "Table_Origin_vs_Departure", "IDP", "none of them"])
def test_every_problem_of_a_sheet_of_a_real_workbook_is_told(register: Engine, shared_data: Path, sheet: str) -> None:
    found = raised(register, shared_data / WORKBOOK, stated=Stated(sheet=sheet), dry_run=True)
    assert found
    assert untold(found) == []
