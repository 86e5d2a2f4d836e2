"""The questions of the benchmark of answers, asked in a process that holds nothing else: its memory is for these."""

import json
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any, Final

from sqlalchemy import Engine, func, select
from sqlmodel import col

from db import queries
from db.columns.store import beside
from db.engine import open_register, reading
from db.filters import Filters
from db.history.revisions import revisions
from db.incidents.pages import incident_page
from db.models import Claim
from db.series.running import running
from db.sources.coverage import by_area, by_month, relays
from db.vocabulary import Corroboration, Measure, Series

DAY: Final = date(2012, 6, 1)
MOST_LINES: Final = 40
"""As many lines of a kind as a page has room for."""

Ask = Callable[[Any, Filters], Any]
OVERVIEW: Final[dict[str, Ask]] = {
    "headline": lambda session, view: queries.totals(session, view.but(series=Series.INCIDENT)),
    "series by month": lambda session, view: queries.totals(session, view.but(series=Series.INCIDENT), "month"),
    "by place": lambda session, view: queries.totals(session, view.but(series=Series.INCIDENT), "place"),
    "by source": lambda session, view: queries.totals(session, view.but(series=Series.INCIDENT), "source"),
    "tolls and stocks": lambda session, view: queries.largest(session, view.but(series=Series.STOCK), most=MOST_LINES),
    "standing line": queries.standing,
    "incidents, a page": lambda session, view: queries.incidents(session, view, limit=20),
    "sources": queries.sources,
}
"""What the overview asks; of tolls and stocks the largest lines, as a page shows them."""

OTHERS: Final[dict[str, Ask]] = {
    "claims, a page": lambda session, view: queries.claims(session, view, limit=100, offset=1_000),
    "contested incidents": lambda session, view: queries.incidents(
        session, view.but(corroboration=Corroboration.CONTESTED), limit=20
    ),
    "page of incidents": lambda session, view: incident_page(session, view, limit=50),
    "coverage": lambda session, view: (by_month(session, view), by_area(session, view), relays(session, view)),
    "revisions": revisions,
    "changed at": lambda session, _: queries.changed_at(session),
    "stocks over time": lambda session, view: running(session, view, Series.STOCK, most=12),
    "newest lines of every kind": lambda session, view: queries.largest(session, view, most=MOST_LINES, first="newest"),
    "who speaks of incidents": queries.speakers,
    "all lines": lambda session, view: queries.totals(session, view.but(series=Series.STOCK)),
}
"""What other pages and exports ask; without bars of their own."""


def answer_alone(path: str) -> dict[str, Any]:
    """What each question takes first, again and with filters not asked before, in ms, and what memory that took."""
    engine = beside(open_register(f"sqlite:///{path}"))
    before = own_mib()
    firsts = {name: took(engine, ask, Filters()) for name, ask in OVERVIEW.items()}
    days = (DAY + timedelta(days=number) for number in count())
    with reading(engine) as session:
        latest = session.scalar(select(func.max(col(Claim.recorded_at))))
    kinds: dict[str, Callable[[], Filters]] = {
        "again": Filters,
        "from a day": lambda: Filters(since=next(days)),
        "killed, from a day": lambda: Filters(since=next(days), measure=Measure.KILLED),
        "as of": lambda: Filters(as_of=latest),
        "as of, from a day": lambda: Filters(as_of=latest, since=next(days)),
    }
    told = {kind: {name: _median(engine, ask, view) for name, ask in OVERVIEW.items()} for kind, view in kinds.items()}
    whole = {
        "the same again": median(overview(engine, Filters()) for _ in range(5)),
        "of a new day": median(overview(engine, Filters(since=next(days))) for _ in range(5)),
        "of a new day and measure": median(
            overview(engine, Filters(since=next(days), measure=Measure.KILLED)) for _ in range(5)
        ),
    }
    own = own_mib() - before
    others = {
        name: [took(engine, ask, Filters(since=next(days))) for _ in range(2)][-1] for name, ask in OTHERS.items()
    }
    return {"first": firsts, **told, "whole": whole, "own": own, "others": others, "own of all": own_mib() - before}


def _median(engine: Engine, ask: Ask, view: Callable[[], Filters]) -> float:
    return median(took(engine, ask, view()) for _ in range(5))


def took(engine: Engine, ask: Ask, view: Filters) -> float:
    """The processor time of a question in a session of its own, in ms."""
    begin = time.process_time()
    with reading(engine) as session:
        ask(session, view)
    return (time.process_time() - begin) * 1000


def overview(engine: Engine, view: Filters) -> float:
    """The processor time of all questions of the overview, each in a session of its own, as the page's parts have."""
    return sum(took(engine, ask, view) for ask in OVERVIEW.values())


def own_mib() -> float:
    """The memory that this process shares with nobody."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("RssAnon"))


if __name__ == "__main__":
    print(json.dumps(answer_alone(sys.argv[2])))
