"""Claims and batches to record, made in one line each."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from hashlib import sha256
from itertools import count
from typing import Any

import pytest
from sqlalchemy import Engine

from db.claim_frame import frame_of
from db.columns.store import beside
from db.drafts import BatchDraft, ClaimDraft
from db.engine import open_register, reading, writing
from db.filters import Filters
from db.ledger import Recorded, record
from db.queries import claims, incidents, sources, standing, totals
from db.vocabulary import Measure, Quantifier, Series

_numbers = count(1)


def make_claim(key: str = "office/1/killed", **changes: Any) -> ClaimDraft:
    """Four people killed in Idleb on 29 November 2024, as a field office says, but for the changes."""
    best = changes.get("best", 4)
    fields: dict[str, Any] = {
        "key": key,
        "row": 2,
        "source": "Field office",
        "direct": "origin" not in changes,
        "verbatim": str(best),
        "span": (0, len(str(best))),
        "measure": Measure.KILLED,
        "series": Series.INCIDENT,
        "rule": "whole_number/1",
        "low": best,
        "best": best,
        "high": best,
        "quantifier": Quantifier.EXACT,
        "date_from": date(2024, 11, 29),
        "date_to": date(2024, 11, 29),
        "place": "Idleb",
        "pcode": "SY07",
    }
    fields |= changes
    if fields["series"] is Series.INCIDENT:
        fields.setdefault("incident", "event-1")
    return ClaimDraft(**fields)


def make_batch(*claims: ClaimDraft, **changes: Any) -> BatchDraft:
    """A file of its own with these claims, a row for each."""
    name = f"file-{next(_numbers)}.csv"
    fields: dict[str, Any] = {
        "file_name": name,
        "sha256": sha256(name.encode()).hexdigest(),
        "layout": "generic",
        "layout_version": 1,
        "recorded_by": "test",
        "rows": len(claims),
        "claims": frame_of(claims),
    }
    return BatchDraft(**fields | changes)


@pytest.fixture(scope="session")
def claim() -> Callable[..., ClaimDraft]:
    return make_claim


@pytest.fixture(scope="session")
def batch() -> Callable[..., BatchDraft]:
    return make_batch


@pytest.fixture
def put(engine: Engine) -> Callable[..., Recorded]:
    """Record claims as a file of their own, at a moment (default: now)."""

    def into(*claims: ClaimDraft, now: datetime | None = None, **changes: Any) -> Recorded:
        with writing(engine) as session:
            return record(session, make_batch(*claims, **changes), now=now)

    return into


@pytest.fixture(scope="session")
def answers() -> Callable[..., dict[str, Any]]:
    """The full answers of every question that pages ask, for comparing two moments."""

    def ask(engine: Engine, filters: Filters | None = None) -> dict[str, Any]:
        view = filters or Filters()
        with reading(engine) as session:
            return {
                "standing": standing(session, view),
                "claims": claims(session, view),
                "incidents": incidents(session, view),
                "sources": sources(session, view),
                **{f"totals by {by}": totals(session, view, by) for by in (None, "month")},
            }

    return ask


@pytest.fixture(params=["register", "copy"])
def asked(request: pytest.FixtureRequest, sqlite_engine: Engine) -> Iterator[Engine]:
    """The register itself, or its copy."""
    if request.param == "register":
        yield sqlite_engine
    else:
        copied = beside(open_register(str(sqlite_engine.url)))
        yield copied
        copied.dispose()
