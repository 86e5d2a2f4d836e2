"""The database refuses by itself what can't be true, and its errors name what they refuse."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import CheckConstraint, Connection, Engine, Table, insert, literal_column
from sqlalchemy.exc import IntegrityError, StatementError
from sqlmodel import SQLModel

from db.drafts import ClaimDraft
from db.engine import writing
from db.ledger import record

GOLDEN: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    Path(__file__).with_name("constraints.yml").read_text(encoding="utf-8")
)
TABLES = SQLModel.metadata.tables
KNOWN_WORD = "_is_a_known_word"
NO_WORD = 99
MONDAY = datetime(2024, 12, 2, tzinfo=UTC)

RIGHT: dict[str, dict[str, Any]] = {
    "place": {"pcode": "XX1", "level": "country", "name_en": "Somewhere", "aliases": []},
    "place_set": {
        **{"id": 1, "kind": "points", "country": "SY", "level": "settlement", "file_name": "a.csv", "sha256": "0" * 64},
        **{"dataset": "COD-PS SY", "read": 1, "new": 1, "changed": 0, "unchanged": 0, "refused": 0},
    },
    "place_mention": {"kind": "points", "pcode": "SY", "set_id": 1},
    "place_population": {"pcode": "SY", "year": 2024, "people": 1, "said_by": "COD-PS SY", "file_name": "a.csv"},
    "place_change": {"pcode": "SY", "confidential": True, "decided_by": "desk", "reason": "..."},
    "source": {"id": 1, "name": "Field office", "aliases": [], "kind": "ngo", "confidential": False},
    "grade": {
        "source_id": 1,
        "reliability": "B",
        "assessor": "desk",
        "assessed_on": date(2024, 12, 1),
        "reason": "...",
    },
    "source_change": {"source_id": 1, "field": "confidential", "after": "yes", "decided_by": "desk", "reason": "..."},
    "batch": {
        **{"id": 1, "file_name": "a.csv", "sha256": "0" * 64, "layout": "generic", "layout_version": 1},
        **{"recorded_by": "desk", "status": "recorded", "rows": 1, "claims": 1, "new": 1, "revised": 0},
        **{"unchanged": 0, "rejected": 0, "warnings": 0},
    },
    "issue_kind": {
        **{"id": 1, "batch_id": 1, "severity": "error", "code": "no_figure", "message": "...", "remedy": "..."}
    },
    "issue": {"kind_id": 1},
    "withdrawal": {"batch_id": 1, "recorded_by": "desk", "reason": "sent by mistake"},
    "resolution": {
        "batch_id": 1,
        "code": "no_figure",
        "issues": 1,
        "recorded_by": "desk",
        "reason": "asked the office",
    },
    "redaction": {
        **{"id": 1, "batch_id": 1, "fields": ["notes"], "exact": True, "claims": 1, "texts": 1},
        **{"recorded_by": "desk", "reason": "names a witness"},
    },
    "incident": {"id": 1, "code": "event-1"},
    "claim": {
        **{"key": "key-1", "version": 1, "source_id": 1, "batch_id": 1, "row": 2, "verbatim": "4", "rule": "r/1"},
        **{"measure": "killed", "series": "incident", "unit": "person", "population": "civilian", "direct": False},
        **{"status": "active"},
    },
    "judgement": {"kind": "link", "incident_id": 1, "claim_key": "key-1", "decided_by": "row/1", "reason": "..."},
    "figure": {
        **{"incident_id": 1, "measure": "killed", "population": "civilian", "unit": "person", "policy": "envelope"},
        **{"claims": 2, "origins": 2, "members": 2, "corroboration": "corroborated", "counted": True},
    },
    "column_map": {"columns_sha256": "0" * 64, "mapping": {"columns": {}}, "recorded_by": "desk"},
}
"""A row of each table that is right."""

REFERRED = ("source", "batch", "incident", "place_set", "issue_kind")


def _cases() -> Iterator[tuple[str, Table, dict[str, Any]]]:
    for table in TABLES.values():
        for check in sorted(table.constraints, key=lambda constraint: str(constraint.name)):
            if not isinstance(check, CheckConstraint):
                continue
            name = str(check.name)
            column = name.removeprefix(f"ck_{table.name}_").removesuffix(KNOWN_WORD)
            cases = [{column: NO_WORD}] if name.endswith(KNOWN_WORD) else GOLDEN.get(name, [])
            yield from ((name, table, changes) for changes in cases)


CASES = list(_cases())


@pytest.fixture
def connection(lasting_engine: Engine) -> Iterator[Connection]:
    """A register that holds what rows refer to; rolled back at the end."""
    with lasting_engine.connect() as connection, connection.begin() as transaction:
        for name in REFERRED:
            _insert(connection, TABLES[name], {})
        yield connection
        transaction.rollback()


def _insert(connection: Connection, table: Table, changes: dict[str, Any]) -> None:
    """Put in the right row, changed. A number for a word goes past the types, which would refuse it before."""
    row = RIGHT[table.name] | ({"recorded_at": MONDAY} if "recorded_at" in table.columns else {})
    raw = {name: literal_column(str(value)) if isinstance(value, int) else value for name, value in changes.items()}
    connection.execute(insert(table).values(row | raw))


def test_every_named_constraint_has_a_row_that_it_must_refuse() -> None:
    checks = {str(c.name) for t in TABLES.values() for c in t.constraints if isinstance(c, CheckConstraint)}
    assert {name for name, _, _ in CASES} == checks
    assert set(GOLDEN) <= checks


@pytest.mark.parametrize("name", RIGHT)
def test_a_row_that_is_right_goes_in(connection: Connection, name: str) -> None:
    if name not in REFERRED:
        _insert(connection, TABLES[name], {})


@pytest.mark.parametrize(("name", "table", "changes"), CASES, ids=[f"{name} {changes}" for name, _, changes in CASES])
def test_a_row_that_can_not_be_true_is_refused_by_name(
    connection: Connection, name: str, table: Table, changes: dict[str, Any]
) -> None:
    numbered = {"id": 2} if table.name in REFERRED else {}
    with pytest.raises(IntegrityError, match=name):
        _insert(connection, table, numbered | changes)


@pytest.mark.parametrize(
    ("table", "changes"),
    [
        ("claim", {"source_id": 77}),
        ("claim", {"origin_id": 77}),
        ("claim", {"batch_id": 77}),
        ("claim", {"document_id": 77}),
        ("claim", {"pcode": "ZZ99"}),
        ("judgement", {"incident_id": 77}),
        ("grade", {"source_id": 77}),
        ("place", {"parent": "ZZ99"}),
    ],
    ids=str,
)
def test_a_reference_to_nothing_is_refused(connection: Connection, table: str, changes: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        _insert(connection, TABLES[table], changes)


def test_a_claim_has_one_open_version(connection: Connection) -> None:
    _insert(connection, TABLES["claim"], {})
    with pytest.raises(IntegrityError, match=r"uq_claim_one_open_version|claim\.key"):
        _insert(connection, TABLES["claim"], {"version": 2, "revision_reason": 1})


def test_a_version_is_given_once(connection: Connection) -> None:
    _insert(connection, TABLES["claim"], {"superseded_at": MONDAY})
    with pytest.raises(IntegrityError, match=r"uq_claim_superseded_version|claim\.version"):
        _insert(connection, TABLES["claim"], {"superseded_at": MONDAY})


def test_a_word_that_is_not_in_the_vocabulary_does_not_reach_the_database(connection: Connection) -> None:
    with pytest.raises(StatementError, match="'slain' is not a valid Measure"):
        _insert(connection, TABLES["claim"], {"measure": "slain"})


def test_a_moment_without_a_time_zone_is_refused(connection: Connection) -> None:
    with pytest.raises(StatementError, match="has no time zone"):
        _insert(connection, TABLES["source"], {"id": 2, "recorded_at": datetime(2024, 12, 2)})  # noqa: DTZ001


def test_a_refused_claim_leaves_nothing_of_its_batch(
    engine: Engine,
    claim: Callable[..., ClaimDraft],
    batch: Callable[..., Any],
    contents: Callable[[Engine], Any],
) -> None:
    before = contents(engine)
    wrong = claim("office/2/killed", low=9, best=4, high=4, source="Somebody new", incident="event-new")
    with (
        pytest.raises(IntegrityError, match="ck_claim_low_best_high_in_order"),
        writing(engine) as session,
    ):
        record(session, batch(claim(), wrong))
    assert contents(engine) == before
