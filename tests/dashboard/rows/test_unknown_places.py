"""Names that the gazetteer has not got, as files that `sijill places load` takes once P-codes are filled in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dashboard.rows.csv_text import csv_of_rows
from dashboard.rows.records import Row
from dashboard.rows.unknown_places import PLACES, SPELLINGS, unknown_places, unknown_spellings
from db import queries
from db.engine import open_register, reading, writing
from db.filters import Filters
from db.redaction.masking import MARK
from db.resolution import resolve
from db.withdrawal import withdraw
from ingest.outcome import Outcome
from ingest.pipeline import ingest
from ingest.places.load import load_places
from ingest.places.loaded import LoadRefusedError

ROWS = """id,source,date,governorate,place,killed,lat,lon
1,Office,2024-01-03,Idleb,Xanadu camp,5,35.9,36.6
2,Office,2024-01-04,Idleb,Xanadu camp,2,35.9,36.6
3,Office,2024-01-05,Hama,مخيم الزنبق,2,,
4,Office,2024-01-06,Nowhereland,Yoville,2,,
5,Office,2024-01-07,,Zedburg,3,,
6,Office,2024-01-08,Homs,Xanadu camp,1,34.7,36.7
7,Office,2024-01-09,Homs,Xanadu camp,1,34.8,36.8
8,Office,2024-01-09,Homs,,1,,
"""


@pytest.fixture
def engine(sqlite_url: str, tmp_path: Path) -> Iterator[Engine]:
    engine = open_register(sqlite_url)
    _send(engine, tmp_path)
    yield engine
    engine.dispose()


def _send(engine: Engine, folder: Path) -> Outcome:
    file = folder / "reports.csv"
    file.write_text(ROWS, "utf-8")
    return ingest(engine, file)


def _places(engine: Engine) -> list[Row]:
    with reading(engine) as session:
        return unknown_places(session)


def _spellings(engine: Engine) -> list[Row]:
    with reading(engine) as session:
        return unknown_spellings(session)


def _at(engine: Engine, pcode: str) -> int:
    with reading(engine) as session:
        return sum(total.claims for total in queries.totals(session, Filters(place=pcode)))


def test_each_place_has_the_areas_and_the_point_that_its_rows_state(register_url: str, tmp_path: Path) -> None:
    engine = open_register(register_url)
    _send(engine, tmp_path)
    rows = _places(engine)
    engine.dispose()
    assert [tuple(row.values()) for row in rows] == [
        ("", "Zedburg", "", None, None, None, None, None, None, "rows: 1, files: 1"),
        ("", "Xanadu camp", "", "SY", "SY04", None, None, None, None, "in Homs (SY04), rows: 2, files: 1"),
        ("", "", "مخيم الزنبق", "SY", "SY05", None, None, None, None, "in Hama (SY05), rows: 1, files: 1"),
        ("", "Xanadu camp", "", "SY", "SY07", None, None, 35.9, 36.6, "in Idleb (SY07), rows: 2, files: 1"),
    ]
    assert tuple(rows[0]) == PLACES


def test_the_names_of_areas_are_there_as_spellings(engine: Engine) -> None:
    rows = _spellings(engine)
    assert [(row["alias"], row["lang"]) for row in rows] == [
        ("Nowhereland", "en"),
        ("Zedburg", "en"),
        ("Xanadu camp", "en"),
        ("مخيم الزنبق", "ar"),
        ("Xanadu camp", "en"),
    ]
    assert tuple(rows[0]) == SPELLINGS


def test_places_with_their_pcodes_filled_in_are_loaded_and_the_reports_sent_again_are_placed(
    engine: Engine, tmp_path: Path
) -> None:
    filled = [{**row, "pcode": f"SY-X{number}"} for number, row in enumerate(_places(engine)) if row["adm1_pcode"]]
    file = tmp_path / "places.csv"
    file.write_text(csv_of_rows(filled), "utf-8-sig")
    assert [put.new for put in load_places(engine, [file]).sets] == [3]
    assert _at(engine, "SY-X3") == 0
    again = _send(engine, tmp_path)
    assert (again.revised, again.new) == (5, 0)
    assert [_at(engine, pcode) for pcode in ("SY-X1", "SY-X2", "SY-X3")] == [2, 1, 2]
    assert [row["name_en"] for row in _places(engine)] == ["Zedburg"]


def test_the_same_rows_sent_again_are_counted_once(engine: Engine, tmp_path: Path) -> None:
    before = _places(engine)
    more = tmp_path / "more.csv"
    more.write_text(f"{ROWS}9,Office,2024-01-10,Idleb,,1,,\n", "utf-8")
    assert ingest(engine, more).unchanged == 8
    assert _places(engine) == before


def test_reports_without_ids_are_placed_too_and_count_once(sqlite_url: str, tmp_path: Path) -> None:
    engine, file = open_register(sqlite_url), tmp_path / "reports.csv"
    without_ids = "".join(line.partition(",")[2] for line in ROWS.splitlines(keepends=True))
    file.write_text(without_ids, "utf-8")
    ingest(engine, file)
    places = tmp_path / "places.csv"
    filled = [{**row, "pcode": f"SY-X{number}"} for number, row in enumerate(_places(engine)) if row["adm1_pcode"]]
    places.write_text(csv_of_rows(filled), "utf-8-sig")
    load_places(engine, [places])
    again = ingest(engine, file)
    assert (again.revised, again.new) == (5, 0)
    engine.dispose()


def test_spellings_with_their_pcodes_filled_in_are_loaded_as_aliases(engine: Engine, tmp_path: Path) -> None:
    filled = [{**row, "pcode": "SY07"} for row in _spellings(engine) if row["alias"] == "Zedburg"]
    file = tmp_path / "spellings.csv"
    file.write_text(csv_of_rows(filled), "utf-8-sig")
    assert [put.changed for put in load_places(engine, [file]).sets] == [1]
    _send(engine, tmp_path)
    with reading(engine) as session:
        zedburg = next(claim for claim in queries.claims(session, Filters()) if claim.place == "Zedburg")
    assert zedburg.pcode == "SY07"


@pytest.mark.parametrize("rows", [_places, _spellings])
def test_rows_whose_pcode_nobody_filled_in_are_refused_and_not_guessed(
    engine: Engine, tmp_path: Path, rows: object
) -> None:
    file = tmp_path / "names.csv"
    file.write_text(csv_of_rows(rows(engine)), "utf-8-sig")  # type: ignore[operator]
    with pytest.raises(LoadRefusedError):
        load_places(engine, [file])


def test_what_was_closed_withdrawn_or_redacted_is_in_no_file(engine: Engine, tmp_path: Path) -> None:
    with writing(engine) as session:
        resolve(session, 1, "unknown_place", by="Ada", reason="asked", row=2)
    assert [row["comments"] for row in _places(engine) if row["lat"]] == ["in Idleb (SY07), rows: 1, files: 1"]
    with writing(engine) as session:
        withdraw(session, 1, by="Ada", reason="asked")
    assert (_places(engine), _spellings(engine)) == ([], [])
    gone = tmp_path / "gone.csv"
    gone.write_text(f"source,date,place,killed\nOffice,2024-01-03,{MARK} camp,5\n", "utf-8")
    assert "unknown_place" in {issue.code for issue in ingest(engine, gone).issues}
    assert _places(engine) == []
