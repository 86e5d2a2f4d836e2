"""Notes by key, as they stood at a moment."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine

from db.drafts import ClaimDraft
from db.engine import reading
from db.filters import Filters
from db.series.noted import notes_of

FIRST, SECOND = datetime(2024, 1, 1, tzinfo=UTC), datetime(2024, 2, 1, tzinfo=UTC)


def test_notes_are_those_that_stood_at_the_moment(
    engine: Engine, put: Callable[..., Any], claim: Callable[..., ClaimDraft]
) -> None:
    put(claim("a", notes="not comparable"), claim("b", notes=None), claim("c", notes="of others"), now=FIRST)
    put(claim("a", best=5, notes="comparable after all"), now=SECOND)
    with reading(engine) as session:
        assert notes_of(session, Filters(), ["a", "b", "a"]) == {"a": "comparable after all"}
        assert notes_of(session, Filters(as_of=FIRST), ["a", "b"]) == {"a": "not comparable"}
        assert notes_of(session, Filters(), []) == {}
