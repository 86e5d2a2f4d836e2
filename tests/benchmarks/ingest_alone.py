"""Put one file into a migrated register, in a process of its own: ``python -m tests.benchmarks.ingest_alone URL FILE``.

Prints one line of JSON: seconds, seconds of processor and peak memory in bytes, and what became of the rows.
"""

import json
import resource
import sys
import time
from pathlib import Path

from db.engine import open_register
from ingest.pipeline import ingest


def main() -> None:
    """Run and print; starting Python is not measured."""
    engine = open_register(sys.argv[1])
    begin, begin_cpu = time.perf_counter(), time.process_time()
    outcome = ingest(engine, Path(sys.argv[2]))
    told = {
        "seconds": time.perf_counter() - begin,
        "processor_s": time.process_time() - begin_cpu,
        "peak_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        "claims": outcome.claims,
        "rejected": outcome.rejected,
        "warnings": outcome.warnings,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
