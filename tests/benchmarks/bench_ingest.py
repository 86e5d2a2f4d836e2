"""How fast a file goes in: ``python tests/benchmarks/bench_ingest.py [--rows N]`` (``make bench``).

A file as field offices write them, in English and Arabic, is put into a new SQLite register. In the same run the same
file is put into a plain table by ``sqlite-utils insert --csv``, or where that is not installed by ``csv`` and one
``executemany``: the ratio says what reading, checking and recording claims costs over copying cells.
"""

import argparse
import csv
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

from db.engine import migrate, open_register
from ingest.outcome import Outcome
from ingest.pipeline import ingest

HEADER = (
    "id",
    "source",
    "origin",
    "date",
    "place",
    "governorate",
    "killed",
    "injured",
    "displaced",
    "population",
    "notes",
)
SOURCES = ("Field office North", "Rescue service", "Monitoring group", "مكتب الجنوب", "الدفاع المدني")
ORIGINS = ("", "", "", "Rescue service", "مستشفى المدينة")
PLACES = (
    *(("Idleb", "Idleb"), ("Aleppo", ""), ("إدلب", "إدلب"), ("", "حلب"), ("Ar-Raqqa", "Ar-Raqqa"), ("Dar'a", "Daraa")),
    *(("Jableh", "Lattakia"), ("", "Deir-ez-Zor"), ("حماة", "حماة"), ("A village", "Homs")),
)
FIGURES = (
    *("1", "2", "3", "4", "7", "12", "0", "at least 4", "8–12", "more than 20", "about 50", "dozens", "several", ""),
    *("٤", "١٢", "ما لا يقل عن أربعة", "بين ٨ و١٢", "عشرات", "4 (2 children, 1 woman)", "no one", "up to 20", "n/a"),
)
DISPLACED = ("", "", "", "", "200 families", "1,200", "٢٠٠ عائلة", "thousands", "1.2 million")
POPULATIONS = ("civilian", "civilians", "مدني", "", "all")
SEED = 20241129


def write_file(path: Path, rows: int) -> None:
    """A file of ``rows`` reports, the same for the same number."""
    chance = random.Random(SEED)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for number in range(1, rows + 1):
            day = f"{chance.randint(2012, 2024)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
            place, governorate = chance.choice(PLACES)
            figures = (chance.choice(FIGURES) or "1", chance.choice(FIGURES), chance.choice(DISPLACED))
            said = (chance.choice(SOURCES), chance.choice(ORIGINS), day, place, governorate, *figures)
            writer.writerow([number, *said, chance.choice(POPULATIONS), f"report {number}"])


def time_ingest(path: Path, folder: Path) -> tuple[float, Outcome]:
    """Seconds to put the file into a new register, and what it did."""
    engine = open_register(f"sqlite:///{folder}/register.sqlite")
    migrate(engine)
    begin = time.perf_counter()
    outcome = ingest(engine, path)
    seconds = time.perf_counter() - begin
    engine.dispose()
    return seconds, outcome


def time_plain(path: Path, folder: Path) -> tuple[float, str]:
    """Seconds to copy the file's cells into a plain table, and what did it."""
    target = folder / "plain.sqlite"
    begin = time.perf_counter()
    if find_spec("sqlite_utils") is not None:
        command = [sys.executable, "-m", "sqlite_utils", "insert", str(target), "reports", str(path), "--csv"]
        subprocess.run(command, check=True, capture_output=True)
        return time.perf_counter() - begin, "sqlite-utils insert --csv"
    with path.open(encoding="utf-8", newline="") as file, sqlite3.connect(target) as connection:
        rows = csv.reader(file)
        columns = next(rows)
        connection.execute(f"CREATE TABLE reports ({', '.join(columns)})")
        connection.executemany(f"INSERT INTO reports VALUES ({', '.join('?' * len(columns))})", rows)
    connection.close()
    return time.perf_counter() - begin, "csv and sqlite3.executemany"


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=100_000, help="rows of the file (default: 100,000)")
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory(prefix="sijill-bench-") as name:
        folder = Path(name)
        path = folder / "reports.csv"
        write_file(path, rows)
        plain_s, plain_name = time_plain(path, folder)
        seconds, outcome = time_ingest(path, folder)
        size_mb = path.stat().st_size / 1e6
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"file      {rows:,} rows, {size_mb:.1f} MB")
    print(f"register  {outcome.new:,} claims, {outcome.rejected:,} rows rejected, {outcome.warnings:,} warnings")
    print(f"ingest    {seconds:.2f} s, {rows / seconds:,.0f} rows/s, peak memory {peak_mb:,.0f} MB")
    print(f"plain     {plain_s:.2f} s ({plain_name})")
    print(f"ratio     {seconds / plain_s:.1f}")


if __name__ == "__main__":
    main()
