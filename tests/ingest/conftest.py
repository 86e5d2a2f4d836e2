"""One line to put a file into a register."""

from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from db.engine import reading
from db.models import Claim
from ingest.outcome import Outcome
from ingest.pipeline import ingest


@pytest.fixture(scope="session")
def ingest_text(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Outcome]:
    """Write text or bytes to a file and put it into a register."""
    folder, numbers = tmp_path_factory.mktemp("files"), count(1)

    def into(engine: Engine, content: str | bytes, **options: Any) -> Outcome:
        path: Path = folder / f"{next(numbers)}.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return ingest(engine, path, **options)

    return into


@pytest.fixture
def put(engine: Engine, ingest_text: Callable[..., Outcome]) -> Callable[..., Outcome]:
    """Put text or bytes into the register of the test, on both engines."""
    return lambda content, **options: ingest_text(engine, content, **options)


@pytest.fixture
def put_sqlite(sqlite_engine: Engine, ingest_text: Callable[..., Outcome]) -> Callable[..., Outcome]:
    """Put text or bytes into the register of the test, on SQLite."""
    return lambda content, **options: ingest_text(sqlite_engine, content, **options)


@pytest.fixture(scope="session")
def open_claims() -> Callable[[Engine], list[Claim]]:
    """The claims that stand, in the order in which they were recorded."""

    def read(engine: Engine) -> list[Claim]:
        with reading(engine) as session:
            standing = select(Claim).where(Claim.superseded_at.is_(None)).order_by(Claim.id)  # type: ignore[union-attr,arg-type]
            return list(session.scalars(standing))

    return read
