"""Maps that are kept: for the same columns, with who and when, the newest one holds."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, func, select

from db.engine import reading, writing
from db.models import ColumnMapRow
from db.vocabulary import Severity
from ingest.layouts.mapping.carried import CARRIED, NOT_CARRIED
from ingest.layouts.mapping.column_map import ColumnMap, ColumnMapError
from ingest.layouts.mapping.mapped import AS_MAPPED, mapped
from ingest.layouts.mapping.offer import Offer
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


def test_a_source_that_was_stated_for_an_earlier_file_is_carried_over_and_told(engine: Engine) -> None:
    header = ("Ort", "Tote")
    keep(
        engine, ColumnMap({"Ort": "place", "Tote": "killed"}, {"source": "Partner A", "unit": "person"}), header=header
    )
    with reading(engine) as session:
        columns = columns_of(session, header)
        given = columns_of(session, header, ColumnMap({"Ort": "place", "Tote": "killed"}, {"source": "Partner B"}))
    [told] = [issue for issue in columns.issues if issue.code == CARRIED]
    assert (told.severity, told.value) == (Severity.WARNING, "Partner A")
    assert "'Partner A' for 'source'" in told.message
    assert "upload page" in told.remedy
    assert "--map" in told.remedy
    assert CARRIED not in {issue.code for issue in given.issues}


def test_of_a_place_the_page_can_not_say_otherwise(engine: Engine) -> None:
    keep(engine, ColumnMap({"Ort": None, "Tote": "killed"}, {"place": "Ariha"}))
    with reading(engine) as session:
        [told] = [issue for issue in columns_of(session, HEADER).issues if issue.code == CARRIED]
    assert "'Ariha' for 'place'" in told.message
    assert "upload page" not in told.remedy


@pytest.mark.parametrize("field", ["date", "month", "year", "from", "to", "as_of"])
def test_a_day_is_never_kept_and_a_file_without_it_is_refused(engine: Engine, field: str) -> None:
    keep(engine, ColumnMap({"Ort": "place", "Tote": "killed"}, {field: "2024-11-30"}))
    with reading(engine) as session:
        [row] = session.scalars(select(ColumnMapRow))
        columns = columns_of(session, HEADER)
    assert "2024-11-30" not in str(row.mapping)
    assert field not in columns.by_field
    [told] = [issue for issue in columns.issues if issue.code == NOT_CARRIED]
    assert told.severity is Severity.ERROR
    assert repr(field) in told.message


def test_a_file_without_its_day_of_publication_is_warned_of(engine: Engine) -> None:
    keep(engine, ColumnMap({"Ort": "place", "Tote": "killed"}, {"published": "2024-12-02"}))
    with reading(engine) as session:
        [told] = [issue for issue in columns_of(session, HEADER).issues if issue.code == NOT_CARRIED]
    assert told.severity is Severity.WARNING


def test_the_days_of_a_map_that_was_kept_with_them_are_left_out_too(engine: Engine) -> None:
    kept = ColumnMap({"Ort": "place", "Tote": "idps", "source": "source"}, {"as_of": "2024-11-30", "unit": "person"})
    with writing(engine) as session:
        session.add(
            ColumnMapRow(
                columns_sha256=columns_digest(HEADER), mapping=kept.as_data(), recorded_by="", recorded_at=MOMENT
            )
        )
    with reading(engine) as session:
        found = kept_map(session, HEADER)
    assert found is not None
    assert found.constants == {"unit": "person"}
    assert found.days == {"as_of"}


def test_that_a_day_is_to_be_stated_is_kept_with_what_is_said_without_one(engine: Engine) -> None:
    keep(engine, ColumnMap({"Ort": "place", "Tote": "idps"}, {"as_of": "2024-11-30"}))
    with reading(engine) as session:
        offered = Offer((), kept_map(session, HEADER))
    said = offered.with_words({"Ort": "place", "Tote": "idps"})
    assert [issue.code for issue in mapped(HEADER, said).issues if issue.severity is Severity.ERROR] == [NOT_CARRIED]
    keep(engine, said)
    with reading(engine) as session:
        found = kept_map(session, HEADER)
    assert found is not None
    assert found.days == {"as_of"}
    in_column = offered.with_words({"Ort": "as_of", "Tote": "idps"})
    assert NOT_CARRIED not in {issue.code for issue in mapped(HEADER, in_column).issues}
