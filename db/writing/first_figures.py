"""The figures of incidents that a file tells of for the first time: its own claims are all there is of them.

Nothing is read back. They are the figures that :mod:`db.upkeep` would find in the register once the claims are there.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import polars as pl
from sqlalchemy import Connection
from sqlmodel import Session

from db.filters import Filters
from db.judgements.judged import Judged
from db.upkeep import KIND, STATED, begin_first, stated_of
from db.views.frame import grades, with_ranks, with_speakers, with_words
from db.vocabulary import ClaimStatus, Series

_TOLD = (
    *("key", "source_id", "source", "origin_id", "origin", "direct", "measure", "population", "sex", "age", "unit"),
    *("low", "best", "high", "quantifier", "verbatim", "span_start", "span_end", "subset_of", "incident_id"),
    *("incident", "date_to", "speaks_of", "published", "attributed_to"),
)
"""What reconciling looks at, and the words for which a number stands."""


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

    def begin_storing(self, connection: Connection) -> Callable[[], None]:
        """Begin to store them (see ``db.bulk.frames.begin_insert``)."""
        return begin_first(connection, self._found.result(), self._now)

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

    ``claims`` are as ``db.writing.claim_rows.with_ids`` gives them, ``given`` as :func:`db.views.frame.grades` does.
    """
    of = ["incident_id", *KIND]
    about = claims.select(*of, at=pl.int_range(pl.len(), dtype=pl.UInt32)).filter(
        claims["series"] == Series.INCIDENT.number,
        claims["status"] == ClaimStatus.ACTIVE.number,
        claims["subset_of"].is_null(),
        pl.col("incident_id") > newest,
        ~pl.col("incident_id").is_in(list(moved)),
    )
    several = about.filter(pl.struct(of).is_duplicated()).sort("incident_id", maintain_order=True)
    return pl.concat(
        [
            pl.DataFrame(schema=STATED),
            *(_stated(claims.select(_TOLD)[some["at"]], given, now) for some in _by_incidents(several)),
        ]
    )


INCIDENTS = 25_000
"""Incidents whose figures are worked out at a time: those of different ones have nothing to do with each other."""


def _by_incidents(claims: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Claims sorted by incident, in pieces none of which shares an incident with another."""
    own = claims["incident_id"]
    ids = own.unique(maintain_order=True)
    for some in (ids[at : at + INCIDENTS] for at in range(0, len(ids), INCIDENTS)):
        yield claims[own.search_sorted(int(some[0]), "left") : own.search_sorted(int(some[-1]), "right")]


def _stated(told: pl.DataFrame, given: list[tuple[int, int | None, int]], now: datetime) -> pl.DataFrame:
    dated = told.with_columns(recorded_at=pl.lit(now).dt.convert_time_zone("UTC"))
    return stated_of(with_ranks(with_speakers(with_words(dated)), given), Judged())
