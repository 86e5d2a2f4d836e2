"""How fast a file goes in: ``python -m tests.benchmarks.bench_ingest [--rows N] [--engine E]`` (``make bench``).

A file as field offices send it, in English and Arabic, is read, checked and recorded in a new register on SQLite and on
PostgreSQL. In the same run the same file is copied cell by cell into a plain table by ``sqlite-utils insert --csv``, by
the ``.import`` of the ``sqlite3`` shell and by PostgreSQL's ``COPY``: the ratios say what Sijill's work costs beyond
that. Sijill is timed from opening the register to the end of the commit, a peer as its whole command. What SQLite takes
to be told the rows that Sijill wrote, with its checks, references and indexes and without reading the file, stands
beside them, and what a month's file costs that comes to the full register.

``--shape events`` does the same with a publisher's file, of three times the columns and two claims and more a row. The
bars are stated for the first.
"""

import argparse
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from db.engine import migrate, open_register
from tests import postgresql
from tests.benchmarks import contenders, event_rows, field_reports
from tests.benchmarks.contenders import Run

ENGINES = ("sqlite", "postgresql")
SHAPES: dict[str, Callable[[Path, int], None]] = {"reports": field_reports.write_file, "events": event_rows.write_file}
MOST_MIB = 1.5 * 1024
MORE_ROWS = 10_000
FASTER_THAN_SQLITE_UTILS, SLOWER_THAN_IMPORT, SLOWER_THAN_COPY = 5.0, 2.0, 1.8


def on_sqlite(path: Path, folder: Path, rows: int) -> Iterator[str]:
    """The table of the runs on SQLite, and their ratios beside the bars."""
    url = f"sqlite:///{folder}/register.sqlite"
    _make_register(url)
    slow, bare = contenders.sqlite_utils(path, folder), contenders.dot_import(path, folder)
    ours = contenders.sijill(path, url, "Sijill, SQLite")
    floor = contenders.bare_rows(folder / "register.sqlite", folder)
    yield from _table((bare, slow, ours, floor), rows)
    yield _later(url, folder)
    yield f"{'':8} {ours.processor_s / floor.processor_s:8.1f} times the processor of telling SQLite those rows"
    if slow is None:
        yield "sqlite-utils is not installed (`make bench` installs it): no ratio against it"
    else:
        ratio = slow.seconds / ours.seconds
        yield _bar("times as fast as sqlite-utils", ratio, "at least", FASTER_THAN_SQLITE_UTILS)
    if bare is None:
        yield "there is no sqlite3 shell here (Debian: apt-get install sqlite3): no ratio against it"
    else:
        yield _bar("times as long as the shell's .import", ours.seconds / bare.seconds, "at most", SLOWER_THAN_IMPORT)
    yield _bar("MiB at the peak", ours.peak_mib or 0, "at most", MOST_MIB)


def on_postgresql(path: Path, folder: Path, rows: int) -> Iterator[str]:
    """The table of the runs on PostgreSQL, and their ratio beside the bar."""
    binaries = postgresql.programs()
    if binaries is None:
        yield f"PostgreSQL is not measured: {postgresql.NOT_FOUND}"
        return
    with TemporaryDirectory(prefix="sijill-pg-") as own, postgresql.started(binaries, Path(own)) as server:
        server.run("CREATE DATABASE register")
        _make_register(server.url("register"))
        bare = contenders.copy(path, server, binaries)
        ours = contenders.sijill(path, server.url("register"), "Sijill, PostgreSQL")
        later = _later(server.url("register"), folder)
    yield from _table((bare, ours), rows)
    yield later
    if bare is None:
        yield "there is no psql here (Debian: apt-get install postgresql-client): no ratio against COPY"
    else:
        yield _bar("times as long as COPY", ours.seconds / bare.seconds, "at most", SLOWER_THAN_COPY)
    yield _bar("MiB at the peak", ours.peak_mib or 0, "at most", MOST_MIB)


def _later(url: str, folder: Path) -> str:
    """What a month's file costs that comes to the full register."""
    path = folder / "later.csv"
    field_reports.write_file(path, MORE_ROWS, field_reports.LAST_MONTH)
    run = contenders.sijill(path, url, "")
    return f"{'':8} {run.seconds:8.1f} s, {run.processor_s:.1f} of processor, for {MORE_ROWS:,} rows more: {run.told}"


def _make_register(url: str) -> None:
    engine = open_register(url)
    migrate(engine)
    engine.dispose()


def _table(runs: Iterable[Run | None], rows: int) -> Iterator[str]:
    yield f"{'':26} {'seconds':>8} {'processor':>9} {'rows/s':>10} {'peak MiB':>9}"
    for run in filter(None, runs):
        peak = f"{run.peak_mib:,.0f}" if run.peak_mib else ""
        speed = rows / run.seconds
        yield f"{run.name:26} {run.seconds:8.1f} {run.processor_s:9.1f} {speed:10,.0f} {peak:>9}  {run.told}".rstrip()


def _bar(what: str, measured: float, bound: str, bar: float) -> str:
    met = measured >= bar if bound == "at least" else measured <= bar
    return f"{'met' if met else 'NOT MET':8} {measured:8,.1f} {what} ({bound} {bar:,g})"


def main(arguments: Sequence[str] | None = None) -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000, help="rows of the file (default: 1,000,000)")
    parser.add_argument("--engine", choices=ENGINES, help="one of the two (default: both)")
    parser.add_argument("--shape", choices=SHAPES, default="reports", help="what the rows are (default: reports)")
    asked = parser.parse_args(arguments)
    with TemporaryDirectory(prefix="sijill-bench-") as name:
        path = Path(name) / "reports.csv"
        SHAPES[asked.shape](path, asked.rows)
        print(f"{asked.rows:,} rows, {path.stat().st_size / 1e6:.1f} MB")
        for engine, run in zip(ENGINES, (on_sqlite, on_postgresql), strict=True):
            if asked.engine in {None, engine}:
                folder = Path(name) / engine
                folder.mkdir()
                for line in run(path, folder, asked.rows):
                    print(line, flush=True)


if __name__ == "__main__":
    main()
