"""The migrations make what the models say, and take it away again."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import CheckConstraint, Engine, inspect, select, text
from sqlmodel import SQLModel

from db import engine as register
from db.engine import RegisterError, migrate, open_register, reading, require_current
from db.filters import Filters
from db.ledger import Recorded
from db.models import TermRow
from db.queries import totals
from db.vocabulary import Measure, Unit, registry
from tests.db.conftest import make_claim


def test_the_migrated_tables_are_those_of_the_models(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_every_named_constraint_of_the_models_is_in_the_database(engine: Engine) -> None:
    """Alembic compares no CHECK constraints, so they are compared here."""
    found = inspect(engine)
    for table in SQLModel.metadata.sorted_tables:
        wanted = {str(check.name) for check in table.constraints if isinstance(check, CheckConstraint)}
        assert {check["name"] for check in found.get_check_constraints(table.name)} == wanted


def test_sqlite_holds_the_very_conditions_of_the_models(sqlite_engine: Engine) -> None:
    """PostgreSQL writes conditions anew; SQLite keeps their text, so that a changed condition shows."""
    found = inspect(sqlite_engine)
    for table in SQLModel.metadata.sorted_tables:
        wanted = {str(c.name): str(c.sqltext) for c in table.constraints if isinstance(c, CheckConstraint)}
        held = {str(check["name"]): check["sqltext"] for check in found.get_check_constraints(table.name)}
        assert held == wanted


def test_the_register_says_what_its_numbers_mean(engine: Engine) -> None:
    with engine.connect() as connection:
        said = {(row.vocabulary, row.word, row.number) for row in connection.execute(select(TermRow.__table__))}  # type: ignore[attr-defined]
    assert said == {(name, word, term.number) for name, words in registry().items() for word, term in words.items()}


def test_migrating_again_changes_nothing(engine: Engine, contents: Callable[[Engine], Any]) -> None:
    before = contents(engine)
    migrate(engine)
    assert contents(engine) == before


def test_downgrading_takes_every_table_away_and_upgrading_brings_it_back(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(register.__file__).parent / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    assert set(inspect(engine).get_table_names()) == {"alembic_version"}
    with pytest.raises(RegisterError, match="no register"):
        require_current(engine)
    migrate(engine)
    require_current(engine)


def test_a_register_of_another_version_is_refused_with_the_way_out(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0000'")
    with pytest.raises(RegisterError, match=r"version 0000, not \d+; run `sijill db upgrade`"):
        require_current(engine)


@pytest.mark.parametrize("url", ["mysql://host/name", "nonsense", "", "sqlite+nothing:///x"])
def test_a_url_of_another_database_is_refused_by_name(url: str) -> None:
    with pytest.raises(RegisterError, match="not a database URL"):
        open_register(url)


def test_a_register_is_made_in_a_folder_that_is_not_there_yet(tmp_path: Path) -> None:
    engine = open_register(f"sqlite:///{tmp_path}/new/folder/register.sqlite")
    migrate(engine)
    require_current(engine)
    engine.dispose()


def test_a_register_of_the_first_version_keeps_its_claims_and_their_incidents(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(register.__file__).parent / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0001")
        for statement in FIRST_VERSION:
            connection.execute(text(statement))
        command.upgrade(config, "head")
    with engine.connect() as connection:
        claims = connection.execute(
            text("SELECT key, version, low, verbatim, incident_id FROM claim ORDER BY id")
        ).all()
        assert claims == [
            ("a/1/killed", 1, 4, "four", 7),
            ("a/1/killed", 2, 5, "five", 7),
            ("a/2/killed", 1, 6, "six", None),
        ]
        assert connection.scalar(text("SELECT count(*) FROM judgement")) == 0
        assert connection.execute(text("SELECT number FROM batch_row")).scalars().all() == [3]


def test_the_problems_of_a_register_of_version_0009_are_all_kept_and_brought_back(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(register.__file__).parent / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0009")
        for statement in (*_RECORDED, PROBLEMS):
            connection.execute(text(statement))
        before = connection.execute(text(_TOLD_BEFORE)).all()
        command.upgrade(config, "head")
        assert connection.execute(text(_TOLD)).all() == before
        assert connection.execute(text("SELECT id FROM issue_kind ORDER BY id")).scalars().all() == [3, 4, 6, 7]
        command.downgrade(config, "0009")
        assert connection.execute(text(_TOLD_BEFORE)).all() == before
        command.upgrade(config, "head")
        connection.execute(text("INSERT INTO issue (kind_id, row) VALUES (3, 9)"))
        connection.execute(
            text(f"INSERT INTO issue_kind ({_SAID}) VALUES (1, 1, 'no_figure', 'b', 'y', 'No.', 'Mend.')")
        )
        assert connection.scalar(text("SELECT max(id) FROM issue_kind")) == 8


def test_figures_of_near_names_are_let_go_of_and_asked_anew(engine: Engine, put: Callable[..., Recorded]) -> None:
    for source, other in (("Field office", "Hospital"), ("Field ofice", "Survey")):
        put(make_claim(f"{source}/E", source=source, incident="E"))
        put(make_claim(f"{other}/S", source=other, incident="S"))
    config = Config()
    config.set_main_option("script_location", str(Path(register.__file__).parent / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0010")
        command.upgrade(config, "0011")
        left = connection.execute(text("SELECT DISTINCT code FROM figure JOIN incident ON incident.id = incident_id"))
        assert left.scalars().all() == ["S"]
        command.upgrade(config, "head")
    with reading(engine) as session:
        assert {total.group: total.best for total in totals(session, Filters(), "incident")} == {"E": 4, "S": 4}


def test_a_factor_that_nobody_sourced_is_let_go_of_and_what_refers_to_its_claim_stays(
    engine: Engine, put: Callable[..., Recorded]
) -> None:
    put(make_claim("a/1/displaced", measure=Measure.DISPLACED, unit=Unit.HOUSEHOLD))
    config = Config()
    config.set_main_option("script_location", str(Path(register.__file__).parent / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        connection.execute(
            text(
                "INSERT INTO redaction (id, batch_id, fields, exact, claims, texts, recorded_by, recorded_at, reason)"
                f" VALUES (1, 1, '[]', false, 1, 1, 'desk', {_WHEN}, 'a name')"
            )
        )
        connection.execute(text("INSERT INTO redacted_claim (redaction_id, claim_id, fields) VALUES (1, 1, '[]')"))
        command.downgrade(config, "0017")
        connection.execute(text("UPDATE claim SET factor = 5"))
        command.upgrade(config, "head")
        assert connection.execute(text("SELECT key, factor, factor_source FROM claim")).all() == [
            ("a/1/displaced", None, None)
        ]
        assert connection.scalar(text("SELECT count(*) FROM redacted_claim JOIN claim ON claim.id = claim_id")) == 1


_WHEN = "'2026-11-22 18:00:00'"
_SAID = 'batch_id, severity, code, "column", value, message, remedy'
PROBLEMS = f"""
    INSERT INTO issue (id, row, resolved_at, {_SAID}) VALUES
        (3, 2, NULL, 1, 1, 'no_figure', 'killed', 'x', 'No.', 'Mend it.'),
        (4, NULL, NULL, 1, 3, 'unread_column', NULL, NULL, 'Not read.', ''),
        (5, 7, {_WHEN}, 1, 1, 'no_figure', 'killed', 'x', 'No.', 'Mend it.'),
        (6, 8, NULL, 1, 1, 'no_figure', 'killed', NULL, 'No.', 'Mend it.'),
        (7, 2, NULL, 2, 1, 'no_figure', 'killed', 'x', 'No.', 'Mend it.'),
        (8, NULL, NULL, 1, 3, 'unread_column', NULL, NULL, 'Not read.', '')
"""
"""Problems of two batches, of which two say the same of several rows."""
_TOLD_BEFORE = f"SELECT id, row, resolved_at, {_SAID} FROM issue ORDER BY id"
_TOLD = f"""
    SELECT issue.id, row, resolved_at, {_SAID} FROM issue JOIN issue_kind ON issue_kind.id = kind_id ORDER BY issue.id
"""
_CLAIM = "INSERT INTO claim (id, key, version, source_id, batch_id, row, verbatim, measure, series, low, rule, unit,"
_CLAIM += " population, direct, recorded_at, superseded_at, revision_reason, status, fingerprint) VALUES"
_RECORDED = tuple(
    "INSERT INTO batch (id, file_name, sha256, layout, layout_version, recorded_by, recorded_at, status, rows, claims,"
    f" new, revised, unchanged, rejected, warnings) VALUES ({number}, 'f', '{'0' * 64}', 'generic', 1, '', {_WHEN}, 1,"
    " 2, 2, 2, 0, 0, 1, 0)"
    for number in (1, 2)
)
FIRST_VERSION = (
    f"INSERT INTO source (id, name, aliases, kind, confidential, recorded_at) VALUES (1, 'a', '[]', 1, false, {_WHEN})",
    "INSERT INTO batch (id, file_name, sha256, layout, layout_version, recorded_by, recorded_at, status, rows, claims,"
    " new, revised, unchanged, rejected, warnings)"
    f" VALUES (1, 'f', '{'0' * 64}', 'generic', 1, '', {_WHEN}, 1, 2, 2, 2, 0, 0, 1, 0)",
    "INSERT INTO batch_row (batch_id, number, rejected, cells) VALUES (1, 2, false, '{}'), (1, 3, true, '{}')",
    f"INSERT INTO incident (id, code, recorded_at) VALUES (7, 'strike', {_WHEN})",
    f"{_CLAIM} (1, 'a/1/killed', 1, 1, 1, 2, 'four', 1, 1, 4, 'r/1', 1, 1, true, {_WHEN}, {_WHEN}, NULL, 1, 'f')",
    f"{_CLAIM} (2, 'a/1/killed', 2, 1, 1, 2, 'five', 1, 1, 5, 'r/1', 1, 1, true, {_WHEN}, NULL, 1, 1, 'g')",
    f"{_CLAIM} (3, 'a/2/killed', 1, 1, 1, 3, 'six', 1, 2, 6, 'r/1', 1, 1, true, {_WHEN}, NULL, NULL, 1, 'h')",
    "INSERT INTO judgement (id, kind, incident_id, claim_key, decided_by, reason, recorded_at)"
    f" VALUES (1, 1, 7, 'a/1/killed', 'row/1', 'row', {_WHEN})",
)
"""A register of version 0001: two versions of a claim of an incident, one of a period, and a rejected row."""
