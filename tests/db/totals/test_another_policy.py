"""A view of one corroboration answers under each policy, whichever was asked for before."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from db.columns.store import beside
from db.engine import reading
from db.filters import Filters
from db.ledger import Recorded
from db.queries import incidents, totals
from db.views.groups import By
from db.vocabulary import Corroboration, Policy
from tests.db.conftest import make_claim


@pytest.mark.parametrize("by", [None, "month", "place", "source"])
def test_the_policy_asked_for_first_is_not_that_of_the_next(
    engine: Engine, tmp_path: Path, by: By | None, put: Callable[..., Recorded]
) -> None:
    put(make_claim("a", source="Office", best=9, published=date(2024, 12, 2)))
    put(make_claim("b", source="Radio", best=5, published=date(2024, 12, 1)))
    copied = beside(engine, tmp_path)
    found = {}
    for policy in (Policy.LOWEST, Policy.LATEST, Policy.LOWEST):
        view = Filters(corroboration=Corroboration.CONTESTED, policy=policy)
        with reading(copied) as session:
            [incident] = incidents(session, view, limit=5)
            found[policy] = (incident.figures[0].best, sorted(total.best or 0 for total in totals(session, view, by)))
    apart = [5, 9] if by == "source" else None
    assert found == {Policy.LOWEST: (5, apart or [5]), Policy.LATEST: (9, apart or [9])}
