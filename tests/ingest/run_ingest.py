"""Put one file into a register from a process of its own: ``run_ingest.py URL FILE``; tells its progress on stdout."""

import sys
from pathlib import Path

from db.engine import migrate, open_register
from ingest.pipeline import ingest


def tell(step: str, done: int, total: int | None) -> None:
    print(step, done, total, flush=True)


if __name__ == "__main__":
    engine = open_register(sys.argv[1])
    migrate(engine)
    ingest(engine, Path(sys.argv[2]), progress=tell)
