"""What a process keeps from one state of the copy to the next, and what it does not."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sqlalchemy import Engine

from db.columns.copies import LONG, Copy
from db.columns.growing import SEGMENTS
from db.columns.numbers import OPEN
from db.columns.store import beside, copy_for
from db.drafts import BatchDraft, ClaimDraft
from db.engine import reading, writing
from db.filters import Filters
from db.ledger import record
from db.lines.told_order import _ranks, _short_days, _short_moments
from db.queries import incidents, totals
from db.selection.selecting import Selection
from db.views.frame import View
from tests.db.histories import DAYS

Claims = Callable[..., ClaimDraft]
Batches = Callable[..., BatchDraft]


def _copy(engine: Engine) -> Copy:
    with reading(engine) as session:
        found = copy_for(session)
    assert found is not None
    return found


def _record(engine: Engine, batch: Batches, *claims: ClaimDraft, number: int) -> None:
    with writing(engine) as session:
        record(session, batch(*claims, sha256=f"{number:064}"))


def test_what_is_closed_in_a_later_copy_stays_open_in_the_earlier_one_on_the_same_map(
    sqlite_engine: Engine, claim: Claims, batch: Batches
) -> None:
    engine = beside(sqlite_engine)
    _record(engine, batch, claim(best=4), number=1)
    earlier = _copy(engine)
    _record(engine, batch, claim(best=5), number=2)
    later = _copy(engine)
    assert later.segments[0] is earlier.segments[0]
    assert earlier.parts[0]["superseded"].tolist() == [OPEN]
    assert later.parts[0]["superseded"].tolist() != [OPEN]


def test_many_small_segments_become_one_beside_the_base(sqlite_engine: Engine, claim: Claims, batch: Batches) -> None:
    engine = beside(sqlite_engine)
    for number in range(SEGMENTS + 1):
        _record(engine, batch, claim(f"{number}/killed", incident=f"event-{number}", best=number), number=number)
        before = _copy(engine)
    manifest = json.loads((Path(f"{sqlite_engine.url.database}.columns") / "manifest.json").read_text(encoding="utf-8"))
    assert [until for _, _, until in manifest["segments"]] == [1, SEGMENTS + 1]
    assert [segment.rows for segment in before.segments] == [1, SEGMENTS]
    again = _copy(beside(sqlite_engine))
    assert again.take("low", np.arange(again.rows)).tolist() == list(range(SEGMENTS + 1))


def test_homes_follow_a_claim_that_moves_an_incident_and_one_that_is_revised(
    sqlite_engine: Engine, claim: Claims, batch: Batches
) -> None:
    engine = beside(sqlite_engine)
    views = [Filters(), Filters(since=DAYS[1]), Filters(until=DAYS[0])]

    def check() -> list[int]:
        for view in views:
            with reading(engine) as copied, reading(sqlite_engine) as plain:
                assert totals(copied, view, "month") == totals(plain, view, "month"), view
                assert totals(copied, view, "place") == totals(plain, view, "place"), view
                assert incidents(copied, view, limit=9) == incidents(plain, view, limit=9), view
        with reading(engine) as session:
            return [len(totals(session, view)) for view in views]

    late = {"incident": "one", "date_from": DAYS[1], "date_to": DAYS[1]}
    early = {"incident": "one", "date_from": DAYS[0], "date_to": DAYS[0]}
    _record(engine, batch, claim("office/1/killed", best=4, **late), number=1)
    assert check() == [1, 1, 0]
    _record(engine, batch, claim("office/2/killed", source="Monitor", best=5, **early), number=2)
    assert check() == [1, 0, 1]
    _record(engine, batch, claim("office/2/killed", source="Monitor", best=5, **late), number=3)
    assert check() == [1, 1, 0]


def test_of_long_lists_the_last_one_alone_is_kept(sqlite_engine: Engine, claim: Claims, batch: Batches) -> None:
    engine = beside(sqlite_engine)
    _record(engine, batch, claim(best=4), number=1)
    made: list[int] = []

    def ask(session: Any, view: Filters, length: int) -> None:
        selection = Selection.of(_of(session), session, View.of(session, view))

        def make() -> list[int]:
            made.append(length)
            return [0] * length

        selection.once(length, make)

    views = [Filters(since=day) for day in DAYS[:2]]
    with reading(engine) as session:
        for view in (views[0], views[0], views[1], views[1], views[0]):
            ask(session, view, LONG + 1)
            ask(session, view, 3)
    assert made.count(LONG + 1) == 3
    assert made.count(3) == 2


def _of(session: Any) -> Copy:
    found = copy_for(session)
    assert found is not None
    return found


@pytest.mark.parametrize("days", [10, 4_000, 3_000_000])
def test_the_order_of_told_claims_is_the_same_in_short_numbers(days: int) -> None:
    random = np.random.default_rng(days)
    said, published = (random.integers(-5, days, 500).astype(np.int32) for _ in range(2))
    said[::7] = published[::5] = np.iinfo(np.int32).min
    recorded = np.repeat(random.integers(0, 4, 50), 10) * 10**12
    found = _ranks(_short_moments(recorded), _short_days(published), _short_days(said))
    assert found.tolist() == _ranks(recorded, published, said).tolist()
    assert len(set(found.tolist())) > 1
