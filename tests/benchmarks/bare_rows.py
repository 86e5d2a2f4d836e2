"""The least that SQLite takes for the same rows: ``python -m tests.benchmarks.bare_rows REGISTER NEW``.

The claims, problems, incidents and figures of a filled register are told to an empty copy of it, which has the same
tables, checks and references, in one transaction: nothing is read, worked out or looked at, the rows are there as
tuples before the clock runs, and the indexes are built at the end. Prints one line of JSON: seconds and processor.
"""

import json
import sqlite3
import sys
import time

TIMED = ("incident", "claim", "issue_kind", "issue", "figure")


def main() -> None:
    """Run and print."""
    filled = sqlite3.connect(sys.argv[1])
    made = sqlite3.connect(sys.argv[2], isolation_level=None)
    made.execute("PRAGMA journal_mode = WAL")
    made.execute("PRAGMA synchronous = NORMAL")
    found = filled.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
    for kind, name, _, statement in found:
        if kind == "table" and not name.startswith("sqlite_"):
            made.execute(statement)
    small = [name for kind, name, _, _ in found if kind == "table" and name not in TIMED and name != "batch_file"]
    made.execute("BEGIN")
    for name in small:
        _tell(made, name, *_rows(filled, name))
    made.execute("COMMIT")
    rows = {name: _rows(filled, name) for name in TIMED}
    made.execute("PRAGMA foreign_keys = ON")
    begin, begin_cpu = time.perf_counter(), time.process_time()
    made.execute("BEGIN IMMEDIATE")
    for name, (columns, told) in rows.items():
        _tell(made, name, columns, told)
    for kind, _, table, statement in found:
        if kind == "index" and table in TIMED:
            made.execute(statement)
    made.execute("COMMIT")
    print(json.dumps({"seconds": time.perf_counter() - begin, "processor_s": time.process_time() - begin_cpu}))


def _rows(filled: sqlite3.Connection, table: str) -> tuple[list[str], list[tuple[object, ...]]]:
    """The columns of a table that say anything, and its rows."""
    names = [row[1] for row in filled.execute(f'PRAGMA table_info("{table}")')]
    told = filled.execute(f'SELECT {", ".join(f"""count("{name}")""" for name in names)} FROM "{table}"').fetchone()
    kept = [name for name, count in zip(names, told, strict=True) if count]
    columns = ", ".join(f'"{name}"' for name in kept)
    return kept, filled.execute(f'SELECT {columns} FROM "{table}" ORDER BY rowid').fetchall() if kept else []


def _tell(made: sqlite3.Connection, table: str, columns: list[str], rows: list[tuple[object, ...]]) -> None:
    if rows:
        named, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
        made.executemany(f'INSERT INTO "{table}" ({named}) VALUES ({marks})', rows)


if __name__ == "__main__":
    main()
