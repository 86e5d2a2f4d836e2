"""The demo register: three claims of one article, the tolls of Syria as each source claims them, yearly displacement.

The figures are public and named with their sources; the reliability notes and grades are the demo's own assessment. The
yearly stocks are totals of UNHCR's Refugee Data Finder (CC BY 4.0), which also carries IDMC's.
"""

from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from sqlalchemy import Engine, select
from sqlmodel import col

from db.engine import reading, writing
from db.ledger import describe_source
from db.models import Claim
from ingest.outcome import Outcome
from ingest.pipeline import ingest
from ingest.sources import read_sources

CLAIM_FILES = ("article.csv", "tolls.csv", "displacement.csv")
RECORDED_BY = "demo"


def load_demo(engine: Engine) -> Iterator[Outcome]:
    """Load the demo's sources, then its files one by one; what is in the register already is left as it is."""
    folder = Path(str(resources.files("ingest.demo")))
    with writing(engine) as session:
        for source in read_sources((folder / "sources.csv").read_text(encoding="utf-8")):
            describe_source(session, source)
    for name in CLAIM_FILES:
        yield ingest(engine, folder / name, recorded_by=RECORDED_BY, strict=True)


def is_empty(engine: Engine) -> bool:
    """Whether the register holds no claim at all."""
    with reading(engine) as session:
        return session.scalars(select(col(Claim.id)).limit(1)).first() is None
