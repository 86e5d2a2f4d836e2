"""How fast a register answers: ``python -m tests.benchmarks.bench_questions [--rows N ...]`` (``make bench``).

Registers of field reports are asked what the overview asks, through their columnar copy: first in a new process, then
again, with filters that were not asked before, and as of a moment. In the same run the same sums are asked of SQLite as
SQL, and the counts by source and place of Datasette, from the same file. Times are of the processor, of this process.
"""

import argparse
import asyncio
import gc
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from db.columns.store import beside
from db.engine import migrate, open_register
from db.filters import Filters
from ingest.pipeline import ingest
from tests.benchmarks.answering import OVERVIEW, overview
from tests.benchmarks.contenders import ROOT, sijill
from tests.benchmarks.field_reports import write_file

ROWS = (10_000, 100_000, 1_000_000)
MOST_MS, LEAST_AGAINST_SQL, LEAST_AGAINST_DATASETTE, MOST_REFRESH_MS, MOST_MIB = 50, 8, 30, 500, 100
OVERVIEW_MS = 150
KINDS = ("again", "from a day", "killed, from a day", "as of", "as of, from a day")
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


def refresh_alone(path: str, more: str) -> dict[str, float]:
    """From the commit of a file to the whole overview anew, in a process that had answered before."""
    engine = beside(open_register(f"sqlite:///{path}"))
    gc.collect()
    gc.freeze()  # as the server does once it is up
    overview(engine, Filters())
    ingest(open_register(f"sqlite:///{path}"), Path(more), file_name="more.csv", recorded_by="bench")
    return {"after": overview(engine, Filters())}


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
        from datasette.app import Datasette  # type: ignore[import-untyped]  # noqa: PLC0415  (a peer)
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
    after = _alone("refresh", path, more)["after"]
    _print_bar("overview after 1,000 new claims", after, "ms", MOST_REFRESH_MS)


def _print_answers(path: Path, told: dict[str, Any]) -> None:
    kinds = ["first", *KINDS]
    print("  " + " " * 18 + "".join(f"{kind:>20}" for kind in (*kinds, "SQL", "SQL/from a day", "Datasette/…")))
    for name in OVERVIEW:
        asked, fresh = sql_ms(path, SQL[name]), max(told["from a day"][name], 0.01)
        served = datasette_ms(path, FACETS[name]) if name in FACETS else None
        cells = [f"{told[kind][name]:.1f}" for kind in kinds]
        cells += [f"{asked:.1f}", f"{asked / fresh:.1f}", "" if served is None else f"{served / fresh:.1f}"]
        print(f"  {name:18}" + "".join(f"{cell:>20}" for cell in cells))
    print("  ratios are of answers to filters that were not asked before")
    _print_bar("slowest warm question", max(told[kind][name] for kind in KINDS for name in OVERVIEW), "ms", MOST_MS)
    for what, ms in told["whole"].items():
        _print_bar(f"overview, {what}", ms, "ms", OVERVIEW_MS)
    _print_bar("memory of the worker's own", told["own"], "MiB", MOST_MIB)
    print(f"  bars of the ratios: SQL at least {LEAST_AGAINST_SQL}, Datasette at least {LEAST_AGAINST_DATASETTE}")
    print("  what other pages ask, of a new day, without bars (ms):")
    print("   ", ", ".join(f"{name} {ms:.0f}" for name, ms in told["others"].items()))
    print(f"    memory of the worker's own after these {told['own of all']:.1f} MiB")


def _print_bar(what: str, value: float, unit: str, most: float) -> None:
    print(f"  {what:36}{value:8.1f} {unit:4}{'met' if value <= most else 'NOT MET'} (at most {most})")


def _alone(what: str, *paths: Path) -> dict[str, Any]:
    module = "tests.benchmarks.answering" if what == "answer" else "tests.benchmarks.bench_questions"
    command = [sys.executable, "-m", module, what, *map(str, paths)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def main(arguments: Sequence[str]) -> None:
    """Run the benchmark, or the process of it that asks again after more claims."""
    if arguments[:1] == ["refresh"]:
        print(json.dumps(refresh_alone(*arguments[1:])))
    else:
        parser = argparse.ArgumentParser(description=__doc__)
        parser.add_argument("--rows", type=int, nargs="+", default=ROWS)
        for rows in parser.parse_args(arguments).rows:
            with TemporaryDirectory(prefix="sijill-bench-") as folder:
                run(rows, Path(folder))


if __name__ == "__main__":
    main(sys.argv[1:])
