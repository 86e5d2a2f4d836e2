"""Rows of which much repeats are written as they are, whichever way they are handed over."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Date, Double, Engine, Integer, MetaData, Table, Text, create_engine, select

from db.bulk import insert_frame
from db.repeating import insert_alike, insert_repeating

TABLE = Table(
    "seen",
    MetaData(),
    Column("row", Integer),
    Column("place", Text),
    Column("lat", Double),
    Column("day", Date),
    Column("notes", Text),
)
_SCHEMA = {"row": pl.Int64, "place": pl.String, "lat": pl.Float64, "day": pl.Date, "notes": pl.String}
_texts = st.none() | st.sampled_from(["", "Hama", "حماة", "a, \"b\"\n'c'"])
_rows = st.tuples(
    st.none() | st.integers(0, 2**40), _texts, st.none() | st.sampled_from([0.0, 35.13]), st.none() | st.dates(), _texts
)


def _written(engine: Engine, frame: pl.DataFrame, *, alike: bool) -> list[tuple[object, ...]]:
    with engine.begin() as connection:
        TABLE.drop(connection, checkfirst=True)
        TABLE.create(connection)
        if alike:
            insert_alike(connection, TABLE, frame, (("place", "lat"), ("day",), ("nothing",)))
        else:
            insert_frame(connection, TABLE, frame)
        return [tuple(row) for row in connection.execute(select(TABLE))]


@given(st.lists(_rows, max_size=40))
def test_what_repeats_is_written_as_if_it_did_not(rows: list[tuple[object, ...]]) -> None:
    frame = pl.DataFrame(rows * 20, schema=_SCHEMA, orient="row")
    engine = create_engine("sqlite://")
    assert _written(engine, frame, alike=True) == _written(engine, frame, alike=False) == frame.rows()


def test_numbers_stand_for_what_they_number(engine: Engine) -> None:
    places = pl.DataFrame({"place": ["Hama", None, "Homs"], "lat": [35.13, None, None]})
    frame = pl.DataFrame({"row": [4, 5, 6, 7], "at": pl.Series([2, 0, 1, 2], dtype=pl.Int32)})
    with engine.begin() as connection:
        TABLE.create(connection)
        insert_repeating(connection, TABLE, frame, {"at": places})
        found = [tuple(row) for row in connection.execute(select(TABLE).order_by(TABLE.c.row))]
        TABLE.drop(connection)
    assert found == [
        (4, "Homs", None, None, None),
        (5, "Hama", 35.13, None, None),
        (6, None, None, None, None),
        (7, "Homs", None, None, None),
    ]
