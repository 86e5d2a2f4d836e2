"""Filling an empty register: what is taken away to be quick is there again afterwards, to the letter."""

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest
from sqlalchemy import Connection, Engine, inspect
from sqlalchemy.exc import IntegrityError

from db.bulk.first_load import WORTH_IT, made_after
from db.drafts import BatchDraft, ClaimDraft
from db.engine import reading, writing
from db.entries import table_of
from db.ledger import Recorded, record
from db.models import BatchIssue, Claim
from db.writing import recall

Put = Callable[..., Recorded]
MakeClaim = Callable[..., ClaimDraft]
MakeBatch = Callable[..., BatchDraft]

TABLES = (table_of(Claim), table_of(BatchIssue))


def _built(connection: Connection) -> list[Any]:
    """Indexes and references of the tables, as the database has them."""
    found = inspect(connection)
    indexes = [
        (each["name"], each["column_names"], each["unique"], sorted(map(str, each["dialect_options"].values())))
        for table in TABLES
        for each in found.get_indexes(table.name)
    ]
    return sorted(map(repr, (*indexes, *(each for table in TABLES for each in found.get_foreign_keys(table.name)))))


def test_all_is_made_again_as_it_was(engine: Engine) -> None:
    with writing(engine) as session:
        connection = session.connection()
        before = _built(connection)
        with made_after(connection, TABLES, WORTH_IT, empty=True):
            within = _built(connection)
        assert _built(connection) == before
    assert len(within) < len(before)
    assert not any("ix_" in part or "uq_" in part for part in within)


@pytest.mark.parametrize(("rows", "empty"), [(WORTH_IT - 1, True), (WORTH_IT, False)])
def test_nothing_is_taken_away_for_few_rows_or_beside_others(engine: Engine, rows: int, empty: bool) -> None:
    with writing(engine) as session:
        connection = session.connection()
        before = _built(connection)
        with made_after(connection, TABLES, rows, empty=empty):
            assert _built(connection) == before


def test_what_the_register_forbids_is_refused_at_the_end_and_leaves_nothing(
    engine: Engine, put: Put, claim: MakeClaim
) -> None:
    put(claim())
    with reading(engine) as session:
        before = _built(session.connection())
    copied = "INSERT INTO claim SELECT id + 1, {} FROM claim".format(
        ", ".join(f'"{column.name}"' for column in table_of(Claim).c if column.name != "id")
    )
    with pytest.raises(IntegrityError), writing(engine) as session:  # noqa: PT012  (all of it is one transaction)
        connection = session.connection()
        with made_after(connection, TABLES, WORTH_IT, empty=True):
            connection.exec_driver_sql(copied)
    with reading(engine) as session:
        assert _built(session.connection()) == before
        assert len(recall.open_versions(session.connection(), pl.Series(["office/1/killed"]))) == 1


def test_a_large_first_file_is_in_the_register_as_it_was_claimed(
    engine: Engine, batch: MakeBatch, claim: MakeClaim
) -> None:
    some = batch(claim(), claim("office/2/injured", origin="Rescue service", place="", notes='a "quoted"\nline, 3'))
    numbers = pl.DataFrame({"number": range(WORTH_IT // 2)})
    many = some.claims.join(numbers, how="cross").with_columns(
        key=pl.concat_str("key", pl.lit("/"), "number"), row=pl.int_range(2, WORTH_IT + 2, dtype=pl.Int64)
    )
    with writing(engine) as session:
        before = _built(session.connection())
        done = record(session, batch(claims=many.drop("number"), rows=WORTH_IT))
    assert done.new == WORTH_IT
    with reading(engine) as session:
        held = recall.open_versions(session.connection(), many["key"])
        assert _built(session.connection()) == before
    claimed = [name for name in many.columns if name in recall.CLAIMED]
    assert held.sort("row").select("row", *claimed).equals(many.select("row", *claimed))
