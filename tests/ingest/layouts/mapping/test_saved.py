"""Maps that are kept: for the same columns, with who and when, the newest one holds."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, func, select

from db.engine import reading, writing
from db.models import ColumnMapRow
from ingest.layouts.mapping.column_map import ColumnMap, ColumnMapError
from ingest.layouts.mapping.mapped import AS_MAPPED
from ingest.layouts.mapping.saved import columns_digest, columns_of, keep_map, kept_map

HEADER = ("Ort", "Tote", "source")
MOMENT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
SAID = ColumnMap({"Ort": "place", "Tote": "killed"}, {"unit": "person"}, {"sex": {"w": "female"}})


def keep(engine: Engine, mapping: ColumnMap, by: str = "Rana", header: tuple[str, ...] = HEADER) -> None:
    with writing(engine) as session:
        keep_map(session, header, mapping, by, now=MOMENT)


def test_a_map_is_found_for_the_same_columns_in_any_order_and_spelling(engine: Engine) -> None:
    keep(engine, SAID)
    with reading(engine) as session:
        found = kept_map(session, ("SOURCE", "tote", "ort", "row", "problem", "what to do"))
        assert kept_map(session, ("Ort", "Tote", "source", "more")) is None
    assert found is not None
    assert found.columns == {"Ort": "place", "Tote": "killed", "source": "source"}
    assert (found.constants, found.words) == (SAID.constants, SAID.words)


def test_what_was_kept_is_used_and_said(engine: Engine) -> None:
    keep(engine, SAID)
    with reading(engine) as session:
        columns = columns_of(session, HEADER)
    assert columns.by_field["killed"] == "Tote"
    [said] = [issue for issue in columns.issues if issue.code == AS_MAPPED]
    assert said.message == "The columns were read as mapped on 2026-11-20 by Rana."
    assert "--map" in said.remedy


def test_without_a_map_names_tell_as_ever_and_a_map_that_is_given_wins(engine: Engine) -> None:
    with reading(engine) as session:
        assert columns_of(session, ("source", "killed")).by_field == {"source": "source", "killed": "killed"}
    keep(engine, SAID)
    with reading(engine) as session:
        given = columns_of(session, HEADER, ColumnMap({"Tote": "injured"}))
    assert given.by_field == {"injured": "Tote", "source": "source"}


def test_the_newest_map_holds_the_older_stays_and_the_same_is_kept_once(engine: Engine) -> None:
    keep(engine, SAID)
    keep(engine, SAID, "Samir")
    keep(engine, ColumnMap({"Ort": None, "Tote": "injured"}), "Samir")
    with reading(engine) as session:
        found = kept_map(session, HEADER)
        rows = session.scalar(select(func.count()).select_from(ColumnMapRow))
    assert found is not None
    assert found.field_of("Tote") == "injured"
    assert found.kept is not None
    assert found.kept.by == "Samir"
    assert rows == 2


def test_a_map_that_speaks_of_fields_that_are_no_more_is_refused_with_the_way_out(engine: Engine) -> None:
    with writing(engine) as session:
        row = ColumnMapRow(
            columns_sha256=columns_digest(HEADER), mapping={"columns": {"Ort": "x"}}, recorded_by="", recorded_at=MOMENT
        )
        session.add(row)
    with reading(engine) as session, pytest.raises(ColumnMapError, match="'x' is no field"):
        columns_of(session, HEADER)
