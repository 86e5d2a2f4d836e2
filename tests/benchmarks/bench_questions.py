"""How fast a register answers: ``python -m tests.benchmarks.bench_questions [--rows N ...]`` (``make bench``).

Registers of field reports are asked what the overview asks, through their columnar copy: first in a new process, then
warm, with filters that were not asked before, and as of a moment. In the same run the same sums are asked of SQLite as
SQL, and the counts by source and place of Datasette, from the same file. Times are of the processor, of this process.
"""

import argparse
import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Engine, func, select
from sqlmodel import col

from db import queries
from db.columns.store import beside
from db.engine import migrate, open_register, reading
from db.filters import Filters
from db.models import Claim
from db.vocabulary import Measure, Series
from ingest.pipeline import ingest
from tests.benchmarks.contenders import ROOT, sijill
from tests.benchmarks.field_reports import write_file

ROWS = (10_000, 100_000, 1_000_000)
MOST_MS, LEAST_AGAINST_SQL, LEAST_AGAINST_DATASETTE, MOST_REFRESH_MS, MOST_MIB = 50, 8, 30, 500, 100
OVERVIEW_MS = 150
DAY = date(2012, 6, 1)

Ask = Callable[[Any, Filters], Any]
QUESTIONS: dict[str, Ask] = {
    "headline": lambda session, view: queries.totals(session, view.but(series=Series.INCIDENT)),
    "series by month": lambda session, view: queries.totals(session, view.but(series=Series.INCIDENT), "month"),
    "by place": lambda session, view: queries.totals(session, view.but(series=Series.INCIDENT), "place"),
    "by source": lambda session, view: queries.totals(session, view.but(series=Series.INCIDENT), "source"),
    "tolls and stocks": lambda session, view: queries.totals(session, view.but(series=Series.STOCK)),
    "standing line": queries.standing,
    "incidents, a page": lambda session, view: queries.incidents(session, view, limit=20),
    "sources": queries.sources,
}
STANDS = "superseded_at IS NULL AND series = 1 AND status = 1 AND subset_of IS NULL AND incident_id IS NOT NULL"
_KIND = "measure, population, sex, age, unit"
_RECONCILED = (
    f"SELECT incident_id, {_KIND}, {{group}} AS grouped, min(low) AS low, max(best) AS best, max(high) AS high,"
    f" count(*) AS n FROM claim WHERE {STANDS} GROUP BY incident_id, {_KIND}"
)
_SUM = (
    f"SELECT {_KIND}, grouped, sum(low), sum(best), sum(high), sum(n), count(*) FROM ({{inner}})"
    f" GROUP BY {_KIND}, grouped"
)
_OPEN = "FROM claim WHERE superseded_at IS NULL"
SQL = {
    "headline": _SUM.format(inner=_RECONCILED.format(group="NULL")),
    "series by month": _SUM.format(inner=_RECONCILED.format(group="strftime('%Y-%m', min(date_from))")),
    "by place": _SUM.format(inner=_RECONCILED.format(group="min(pcode)")),
    "by source": _SUM.format(inner=_RECONCILED.format(group="min(source_id)")),
    "tolls and stocks": "SELECT source_id, origin_id, pcode, place, measure, max(speaks_of), low, best, high"
    f" {_OPEN} AND series = 4 AND status = 1 GROUP BY 1, 2, 3, 4, 5",
    "standing line": f"SELECT count(*), count(DISTINCT incident_id), max(date_to) {_OPEN}",
    "incidents, a page": f"SELECT incident_id, max(date_to) FROM claim WHERE {STANDS}"
    " GROUP BY incident_id ORDER BY max(date_to) DESC LIMIT 20",
    "sources": f"SELECT source_id, count(*), min(date_from), max(date_to) {_OPEN} GROUP BY 1",
}
"""The same questions as SQL; the sums over incidents in the simplest form that still reconciles (widest range)."""
FACETS = {"by source": "source_id", "by place": "pcode"}


def answer_alone(path: str) -> dict[str, Any]:
    """In a process of its own: what each question takes first and warm, and how much memory is this process's own."""
    engine = beside(open_register(f"sqlite:///{path}"))
    before = _own_mib()
    firsts = {name: _took(engine, ask, Filters()) for name, ask in QUESTIONS.items()}
    days = (DAY + timedelta(days=number) for number in count())
    with reading(engine) as session:
        latest = session.scalar(select(func.max(col(Claim.recorded_at))))
    kinds: dict[str, Callable[[], Filters]] = {
        "warm": Filters,
        "from a day": lambda: Filters(since=next(days)),
        "killed, from a day": lambda: Filters(since=next(days), measure=Measure.KILLED),
        "as of": lambda: Filters(as_of=latest),
        "as of, from a day": lambda: Filters(as_of=latest, since=next(days)),
    }
    told = {kind: {name: _median(engine, ask, view) for name, ask in QUESTIONS.items()} for kind, view in kinds.items()}
    return {"first": firsts, **told, "own": _own_mib() - before}


def _median(engine: Engine, ask: Ask, view: Callable[[], Filters]) -> float:
    return median(_took(engine, ask, view()) for _ in range(5))


def _took(engine: Engine, ask: Ask, view: Filters) -> float:
    begin = time.process_time()
    with reading(engine) as session:
        ask(session, view)
    return (time.process_time() - begin) * 1000


def _own_mib() -> float:
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("RssAnon"))


def refresh_alone(path: str, more: str) -> dict[str, float]:
    """From the commit of a file to the whole overview anew, in a process that had answered before."""
    engine = beside(open_register(f"sqlite:///{path}"))
    _overview(engine)
    warm = _overview(engine)
    ingest(open_register(f"sqlite:///{path}"), Path(more), file_name="more.csv", recorded_by="bench")
    return {"warm": warm, "after": _overview(engine)}


def _overview(engine: Engine) -> float:
    begin = time.process_time()
    with reading(engine) as session:
        for ask in QUESTIONS.values():
            ask(session, Filters())
    return (time.process_time() - begin) * 1000


def sql_ms(path: Path, statement: str) -> float:
    """The processor time of a statement on the same file, after one that warmed it."""
    engine = open_register(f"sqlite:///{path}")
    found = []
    with engine.connect() as connection:
        for _ in range(3):
            begin = time.process_time()
            connection.exec_driver_sql(statement).fetchall()
            found.append((time.process_time() - begin) * 1000)
    return min(found)


def datasette_ms(path: Path, column: str) -> float | None:
    """The processor time of a facet of the claims, as Datasette serves it; None where it is not installed."""
    try:
        from datasette.app import Datasette  # noqa: PLC0415  (a peer of the benchmark alone)
    except ImportError:
        return None

    async def ask() -> float:
        served = Datasette([str(path)], settings={"facet_time_limit_ms": 60_000, "sql_time_limit_ms": 60_000})
        address = f"/{path.stem}/claim.json?_facet={column}&_size=0&_nocount=1"
        found = []
        for _ in range(2):
            begin = time.process_time()
            answer = await served.client.get(address)
            found.append((time.process_time() - begin) * 1000)
            if answer.status_code != 200:
                raise RuntimeError(answer.text[:200])
        return min(found)

    return asyncio.run(ask())


def run(rows: int, folder: Path) -> None:
    """Make a register of a file of ``rows`` and print what it takes to ask it."""
    file, more, path = folder / "reports.csv", folder / "more.csv", folder / "register.sqlite"
    write_file(file, rows)
    write_file(more, 2_000)
    lines = more.read_text(encoding="utf-8").splitlines(keepends=True)
    more.write_text("".join([lines[0], *(f"later-{line}" for line in lines[1_000:])]), encoding="utf-8")
    migrate(open_register(f"sqlite:///{path}"))
    made = sijill(file, f"sqlite:///{path}", "")
    begin = time.perf_counter()
    _alone("answer", path)
    print(f"\n{rows:,} rows: {made.told}; the copy made and asked in {time.perf_counter() - begin:.1f} s")
    _print_answers(path, _alone("answer", path))
    told = _alone("refresh", path, more)
    for name, took, most in (
        ("whole overview, warm", told["warm"], OVERVIEW_MS),
        ("and after 1,000 new claims", told["after"], MOST_REFRESH_MS),
    ):
        print(f"  {name:30}{took:9.1f} ms   {_met(took <= most)} (at most {most})")


def _print_answers(path: Path, told: dict[str, Any]) -> None:
    kinds = [kind for kind in told if kind != "own"]
    print("  " + " " * 18 + "".join(f"{kind:>20}" for kind in (*kinds, "SQL", "SQL/warm", "Datasette/warm")))
    for name in QUESTIONS:
        asked, warm = sql_ms(path, SQL[name]), max(told["warm"][name], 0.01)
        served = datasette_ms(path, FACETS[name]) if name in FACETS else None
        cells = [f"{told[kind][name]:.1f}" for kind in kinds]
        cells += [f"{asked:.1f}", f"{asked / warm:.1f}", "" if served is None else f"{served / warm:.1f}"]
        print(f"  {name:18}" + "".join(f"{cell:>20}" for cell in cells))
    most = max(told[kind][name] for kind in kinds[1:] for name in QUESTIONS)
    print(f"  slowest warm question         {most:9.1f} ms   {_met(most <= MOST_MS)} (at most {MOST_MS})")
    print(
        f"  memory of the worker's own    {told['own']:9.1f} MiB  {_met(told['own'] <= MOST_MIB)} (at most {MOST_MIB})"
    )
    print(f"  bars of the ratios: SQL at least {LEAST_AGAINST_SQL}, Datasette at least {LEAST_AGAINST_DATASETTE}")


def _met(is_met: bool) -> str:
    return "met" if is_met else "NOT MET"


def _alone(what: str, *paths: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.benchmarks.bench_questions", what, *map(str, paths)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def main(arguments: Sequence[str]) -> None:
    """Run the benchmark, or one of its processes."""
    if arguments[:1] == ["answer"]:
        print(json.dumps(answer_alone(arguments[1])))
    elif arguments[:1] == ["refresh"]:
        print(json.dumps(refresh_alone(*arguments[1:])))
    else:
        parser = argparse.ArgumentParser(description=__doc__)
        parser.add_argument("--rows", type=int, nargs="+", default=ROWS)
        for rows in parser.parse_args(arguments).rows:
            with TemporaryDirectory(prefix="sijill-bench-") as folder:
                run(rows, Path(folder))


if __name__ == "__main__":
    main(sys.argv[1:])
