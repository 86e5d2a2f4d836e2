"""What is kept of a file is enough to mend it long after."""

from pathlib import Path

from sqlalchemy import Engine

from db.engine import reading
from ingest.kept import kept_outcome
from ingest.pipeline import ingest
from ingest.rejects import rejects_csv

FILE = """id,source,date,place,killed
a1,Field office,2024-11-30,Aleppo,5
a2,Field office,2024-13-45,Aleppo,?
a3,Field office,2024-11-30,Aleppo,6,too much
"""


def test_the_rejected_rows_come_back_from_the_register_as_they_came_from_the_ingest(
    engine: Engine, tmp_path: Path
) -> None:
    path = tmp_path / "reports.csv"
    path.write_text(FILE, encoding="utf-8")
    outcome = ingest(engine, path)
    with reading(engine) as session:
        kept = kept_outcome(session, 1)
    assert outcome.rejected > 0
    assert rejects_csv(kept) == rejects_csv(outcome)
