"""What is wrong with a register is found and told; what is worked out from claims is mended, nothing else touched."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select, text
from sqlmodel import col

from db.columns.store import beside, copy_for
from db.drafts import BatchDraft, ClaimDraft
from db.engine import open_register, reading, writing
from db.keeping.check import check
from db.keeping.mend import refigure
from db.ledger import record
from db.models import Figure

Make = Callable[..., ClaimDraft]


@pytest.fixture
def contested(engine: Engine, claim: Make, batch: Callable[..., BatchDraft]) -> Engine:
    """A register with an incident of which two sources tell, so that its figures are stored."""
    with writing(engine) as session:
        record(session, batch(claim(best=4), claim("office/2/killed", source="Monitor", best=9)))
    return engine


def codes(engine: Engine) -> list[str]:
    return [finding.code for finding in check(engine)]


def test_a_register_that_is_sound_is_found_so_with_its_copy_and_without(contested: Engine, tmp_path: Path) -> None:
    assert codes(contested) == []
    copied = beside(contested, tmp_path)
    assert codes(copied) == []
    with reading(copied) as session:
        assert copy_for(session) is not None


def test_a_stored_figure_that_nobody_claims_is_found_and_worked_out_anew(contested: Engine) -> None:
    with contested.begin() as connection:
        connection.execute(text("UPDATE figure SET low = 1"))
    [found] = check(contested)
    assert (found.code, "come to (1): " in found.message, "--mend" in found.remedy) == ("figures_differ", True, True)
    assert refigure(contested) == 1
    assert codes(contested) == []
    with reading(contested) as session:
        said = session.scalar(select(func.count()).where(col(Figure.low) == 1, col(Figure.superseded_at).is_not(None)))
    assert said, "what was said until now can still be seen"


def test_a_figure_that_is_missing_is_found_and_put_in(contested: Engine) -> None:
    with contested.begin() as connection:
        connection.execute(text("DELETE FROM figure"))
    assert codes(contested) == ["figures_differ"]
    assert refigure(contested) == 1
    assert codes(contested) == []
    assert refigure(contested) == 0


def test_a_copy_that_says_something_else_is_found(contested: Engine, tmp_path: Path) -> None:
    copied = beside(contested, tmp_path)
    assert codes(copied) == []
    with contested.begin() as connection:  # behind the back of the ledger, so that the copy does not hear of it
        connection.execute(text("UPDATE claim SET low = low + 1, best = best + 1, high = high + 1"))
    refigure(contested)
    assert codes(copied) == ["copy_differs"]


@pytest.fixture
def file(sqlite_demo_url: str) -> Iterator[sqlite3.Connection]:
    """The demo's database, opened past Sijill."""
    with closing(sqlite3.connect(sqlite_demo_url.removeprefix("sqlite:///"))) as connection:
        yield connection


def test_a_reference_to_nothing_is_found(file: sqlite3.Connection, sqlite_demo_url: str) -> None:
    file.execute("PRAGMA foreign_keys = OFF")
    file.execute("DELETE FROM document")
    file.commit()
    engine = open_register(sqlite_demo_url)
    found = list(check(engine))
    engine.dispose()
    assert {finding.code for finding in found} == {"nothing_there"}
    assert "refers to a row of document" in found[0].message


def test_a_row_that_breaks_a_condition_is_found(file: sqlite3.Connection, sqlite_demo_url: str) -> None:
    file.execute("PRAGMA ignore_check_constraints = ON")
    file.execute("UPDATE batch SET sha256 = 'short'")
    file.commit()
    engine = open_register(sqlite_demo_url)
    found = list(check(engine))
    engine.dispose()
    assert {finding.code for finding in found} == {"damaged"}
    assert "CHECK constraint failed in batch" in found[0].message
