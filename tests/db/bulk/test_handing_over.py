"""Rows that are handed over as columns are in the table as if each had been told, and only with the transaction."""

import tempfile
from pathlib import Path

import polars as pl
import pytest
from sqlalchemy import Column, Date, Double, Integer, MetaData, Table, Text, create_engine, select

from db.bulk import frames
from db.bulk.frames import begin_insert, insert_frame
from db.bulk.handing_over import WORTH_IT, HandedOver

TABLE = Table(
    "seen",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("row", Integer),
    Column("place", Text),
    Column("lat", Double),
    Column("day", Date),
    Column("notes", Text),
    Column("said_by", Text),
)
NUMBERS = pl.int_range(WORTH_IT, eager=True)
FRAME = pl.DataFrame(
    {
        "row": NUMBERS.reverse() * 2**33,
        "place": pl.Series(["Hama", None, "حماة", "", "12", "a, \"b\"\n'c'", "x\0y"] * WORTH_IT)[:WORTH_IT],
        "lat": pl.Series([None, 0.0, 35.13] * WORTH_IT, dtype=pl.Float64)[:WORTH_IT],
        "day": pl.select(pl.date(2012, 1, 1) + pl.duration(days=pl.lit(NUMBERS) % 5000)).to_series(),
        "notes": pl.repeat(None, WORTH_IT, dtype=pl.String, eager=True),
        "said_by": pl.repeat("the office", WORTH_IT, eager=True),
    }
)


def _kept(path: Path, frame: pl.DataFrame) -> list[tuple[object, ...]]:
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        TABLE.create(connection)
        insert_frame(connection, TABLE, frame)
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(select(TABLE).order_by(TABLE.c.id))]
    engine.dispose()
    return found


def test_what_is_handed_over_is_what_would_have_been_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    handed = _kept(tmp_path / "handed.sqlite", FRAME)
    monkeypatch.setattr(frames, "can_hand_over", lambda _connection, _frame: False)
    assert handed == _kept(tmp_path / "told.sqlite", FRAME)
    assert [row[1:] for row in handed] == FRAME.rows()


def test_rows_of_one_value_are_rows_too(tmp_path: Path) -> None:
    found = _kept(tmp_path / "one.sqlite", FRAME.select("said_by"))
    assert len(found) == WORTH_IT
    assert found[-1] == (WORTH_IT, None, None, None, None, None, "the office")


def test_what_is_undone_leaves_nothing_and_the_connection_reads_on(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/register.sqlite")
    TABLE.create(engine)
    for _ in range(3):
        with engine.connect() as connection:
            for _ in range(4):
                insert_frame(connection, TABLE, FRAME)
            connection.rollback()
    with engine.connect() as connection:
        assert connection.execute(select(TABLE)).all() == []
        assert [name for _, name, _ in connection.exec_driver_sql("PRAGMA database_list")] == ["main"]


def test_no_file_is_left_once_its_rows_are_taken_or_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        TABLE.create(connection)
        begin_insert(connection, TABLE, FRAME)()
        assert list(tmp_path.iterdir()) == []
        given_up = HandedOver(FRAME)
        del given_up
        assert list(tmp_path.iterdir()) == []
        assert len(connection.execute(select(TABLE)).all()) == WORTH_IT
