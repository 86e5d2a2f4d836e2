"""Incidents by their codes: found, or made once, with ids that the database gives nobody else."""

from datetime import UTC, datetime

import polars as pl
from sqlalchemy import Engine, select

from db.engine import writing
from db.entries import table_of
from db.models import Incident
from db.writing.incident_rows import incident_ids

NOW = datetime(2024, 12, 1, tzinfo=UTC)


def _ids(engine: Engine, *codes: str | None) -> list[int | None]:
    with writing(engine) as session:
        ids, insert = incident_ids(session.connection(), pl.Series(codes, dtype=pl.String), NOW)
        insert()
        return ids.to_list()


def test_a_code_has_one_incident_whenever_it_comes(engine: Engine) -> None:
    first = _ids(engine, "strike", None, "raid", "strike")
    assert first[1] is None
    assert first[0] == first[3] != first[2]
    second = _ids(engine, "flood", "raid", None)
    assert second[1:] == [first[2], None]
    assert second[0] not in {*first, None}
    table = table_of(Incident)
    with writing(engine) as session:
        found = session.execute(select(table.c.code, table.c.id)).all()
    assert {code: number for code, number in found} == {"strike": first[0], "raid": first[2], "flood": second[0]}  # noqa: C416


def test_an_incident_that_the_database_numbers_comes_behind_those(engine: Engine) -> None:
    numbers = _ids(engine, "strike", "raid")
    with writing(engine) as session:
        session.add(made := Incident(code="flood", recorded_at=NOW))
        session.flush()
        assert made.id not in numbers
    assert _ids(engine, "flood") == [made.id]


def test_no_codes_make_no_incident(engine: Engine) -> None:
    assert _ids(engine, None) == [None]
    assert _ids(engine) == []
