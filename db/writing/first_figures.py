"""The figures of incidents that a file tells of for the first time: its own claims are all there is of them.

Nothing is read back. They are the figures that :mod:`db.upkeep` would find in the register once the claims are there.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import polars as pl
from sqlalchemy import Connection, func, select
from sqlmodel import Session, col

from db.filters import Filters
from db.frame import grades, with_ranks, with_speakers, with_words
from db.judgements.judged import Judged
from db.models import Incident
from db.upkeep import KIND, stated_of, store_first
from db.vocabulary import ClaimStatus, Series

_TOLD = (
    *("key", "source_id", "source", "origin_id", "origin", "direct", "measure", "population", "sex", "age", "unit"),
    *("low", "best", "high", "quantifier", "verbatim", "span_start", "span_end", "subset_of", "incident_id"),
    *("incident", "date_to", "speaks_of", "published", "attributed_to"),
)
"""What reconciling looks at, and the words for which a number stands."""


def newest_incident(connection: Connection) -> int:
    """The highest id of an incident; 0 where there is none. What gets a higher one was never claimed of or judged."""
    return connection.scalar(select(func.max(col(Incident.id)))) or 0


class FirstFigures:
    """The figures of incidents with ids above ``newest``, worked out beside while the claims are written.

    A claim that the register had before may have been judged: the incidents to which a new version brings it are left.
    """

    def __init__(self, session: Session, claims: pl.DataFrame, newest: int, now: datetime) -> None:
        came = claims.select("incident_id", "version").filter(pl.col("incident_id") > newest)
        self._moved = frozenset(came.filter(pl.col("version") > 1)["incident_id"])
        self._newest, self._now = newest, now
        beside = ThreadPoolExecutor(1)
        self._found = beside.submit(first_figures, claims, grades(session, Filters()), now, newest, self._moved)
        beside.shutdown(wait=False)

    def store(self, connection: Connection) -> None:
        """Store them."""
        store_first(connection, self._found.result(), self._now)

    def hold(self, incident: int) -> bool:
        """Whether the figures of an incident are among them, if it has any."""
        return incident > self._newest and incident not in self._moved


def first_figures(
    claims: pl.DataFrame,
    given: list[tuple[int, int | None, int]],
    now: datetime,
    newest: int,
    moved: frozenset[int],
) -> pl.DataFrame:
    """The figures of incidents above ``newest`` that are not ``moved``, as a frame of ``db.upkeep.STATED``.

    ``claims`` are as ``db.writing.claim_rows.with_ids`` gives them, ``given`` as :func:`db.frame.grades` does.
    """
    of = ["incident_id", *KIND]
    about = claims.select(*of, at=pl.int_range(pl.len(), dtype=pl.UInt32)).filter(
        claims["series"] == Series.INCIDENT.number,
        claims["status"] == ClaimStatus.ACTIVE.number,
        claims["subset_of"].is_null(),
        pl.col("incident_id") > newest,
        ~pl.col("incident_id").is_in(list(moved)),
    )
    several = about.filter(pl.struct(of).is_duplicated())["at"]
    told = claims.select(_TOLD)[several]
    told = told.with_columns(recorded_at=pl.lit(now).dt.convert_time_zone("UTC"))
    return stated_of(with_ranks(with_speakers(with_words(told)), given), Judged())
