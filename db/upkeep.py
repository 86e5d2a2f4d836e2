"""Figures kept up to date, in the transaction that changes claims, judgements or grades, for the incidents touched.

What is stored is what :func:`db.figures.reconcile` says of the register as it stands: a figure that no longer holds is
superseded, never overwritten, so that the figures of any evening can be asked for.
"""

from collections.abc import Callable, Iterable, Set
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

import polars as pl
from sqlalchemy import Connection, Select, bindparam, func, or_, select, update
from sqlmodel import Session, col

from db.bulk.frames import begin_insert, moment_text
from db.entries import chunks, table_of
from db.figures import GROUP, reconciled
from db.filters import Filters
from db.judgements.judged import Judged, with_judgements
from db.models import Claim, Figure, Judgement
from db.types import as_stored
from db.views.frame import View, read
from db.vocabulary import ClaimStatus, JudgementKind, Policy, Series

KIND = ("measure", "population", "sex", "age", "unit")
"""What claims of one incident are of, so that they are reconciled."""
STATED: Final[dict[str, Any]] = {
    "incident_id": pl.Int64,
    **dict.fromkeys((*KIND, "policy"), pl.Int16),
    **dict.fromkeys(("low", "best", "high"), pl.Int64),
    "quantifier": pl.Int16,
    **dict.fromkeys(("vague_word", "chosen"), pl.String),
    **dict.fromkeys(("claims", "origins", "members"), pl.Int64),
    "corroboration": pl.Int16,
    "counted": pl.Boolean,
}
"""What a figure states, as columns of a frame; what differs in any of these is another figure."""

_ABOUT_INCIDENTS = (
    col(Claim.superseded_at).is_(None),
    col(Claim.series) == Series.INCIDENT,
    col(Claim.status) == ClaimStatus.ACTIVE,
    col(Claim.subset_of).is_(None),
)


def after_batch(
    session: Session, batch: int, now: datetime, *, but: Callable[[int], bool] = lambda _incident: False
) -> None:
    """Bring the figures up to date that the versions of a batch may have changed; also when it was withdrawn.

    ``but`` says of which incidents they are up to date.
    """
    needing = _needing(session.connection(), _of_batch(batch))
    refresh_figures(session, [incident for incident in needing if not but(incident)], now)


def after_grade(session: Session, source: int, now: datetime) -> None:
    """The same for a source that has been graded: policies go by grades."""
    spoke = or_(col(Claim.source_id) == source, col(Claim.origin_id) == source)
    connection = session.connection()
    refresh_figures(session, _needing(connection, [select(col(Claim.incident_id)).where(spoke)]), now)


def refresh_figures(session: Session, incidents: Iterable[int], now: datetime) -> None:
    """Reconcile these incidents, and those that are one with them, and store what has changed since."""
    connection = session.connection()
    view = View.of(session, Filters())
    families = _families(view.judged, _with_moved(connection, set(incidents)))
    for some in chunks(sorted(families)):
        ids = [number for root in some for number in families[root]]
        _store(connection, _stated(session, view, some, ids), _open(connection, ids), now)


def out_of_date(session: Session) -> list[int]:
    """The incidents, by the root of each, of which stored figures are not what claims come to; none, if all is well."""
    connection = session.connection()
    view = View.of(session, Filters())
    every = _needing(connection, [select(col(Claim.incident_id))])
    families = _families(view.judged, {view.judged.roots.get(number, number) for number in every})
    found: set[int] = set()
    for some in chunks(sorted(families)):
        ids = [number for root in some for number in families[root]]
        gone, fresh = _differing(_stated(session, view, some, ids), _open(connection, ids))
        found.update(gone["incident_id"], fresh["incident_id"])
    return sorted({view.judged.roots.get(number, number) for number in found})


def _with_moved(connection: Connection, incidents: set[int]) -> set[int]:
    """These incidents, and those that claims left for them or came to from them by a judgement, standing or undone."""
    of_claims = select(col(Judgement.claim_key), col(Judgement.incident_id)).where(
        col(Judgement.claim_key).is_not(None), col(Judgement.incident_id).is_not(None)
    )
    judged = connection.execute(of_claims.distinct()).all()
    keys = {key for key, incident in judged if key and incident in incidents}
    own = (select(col(Claim.incident_id)).where(col(Claim.key).in_(some)) for some in chunks(sorted(keys)))
    moved = {incident for key, incident in judged if key in keys and incident is not None}
    return incidents | moved | _ids(connection, *own)


def _families(judged: Judged, incidents: Set[int]) -> dict[int, list[int]]:
    """From each incident that stands to itself and all that are merged with it."""
    families = {judged.roots.get(number, number): [judged.roots.get(number, number)] for number in incidents}
    for merged, root in judged.roots.items():
        if root in families:
            families[root].append(merged)
    return families


def _of_batch(batch: int) -> list[Select[Any]]:
    """The incidents of a batch's versions, of those that they superseded, and those that judgements link them to."""
    own = col(Claim.batch_id) == batch
    revised = col(Claim.key).in_(select(col(Claim.key)).where(own, col(Claim.version) > 1))
    linked = (
        select(col(Judgement.incident_id))
        .join(Claim, col(Claim.key) == col(Judgement.claim_key))
        .where(own, col(Judgement.kind) == JudgementKind.LINK)
    )
    return [
        select(col(Claim.incident_id)).where(own),
        select(col(Claim.incident_id)).where(revised, col(Claim.superseded_at).is_(None)),  # apart: an index for each
        select(col(Claim.incident_id)).where(revised, col(Claim.superseded_at).is_not(None)),
        linked,
    ]


def _needing(connection: Connection, touched: list[Select[Any]]) -> set[int]:
    """Of these incidents those with a figure to reconcile or one that is stored, and all that were judged."""
    kinds = tuple(getattr(Claim, name) for name in KIND)
    several = _ids(
        connection,
        *(
            select(col(Claim.incident_id))
            .where(*_ABOUT_INCIDENTS, col(Claim.incident_id).in_(some))
            .group_by(col(Claim.incident_id), *kinds)
            .having(func.count() > 1)
            for some in touched
        ),
    )
    stored = _ids(
        connection,
        *(
            select(col(Figure.incident_id)).where(
                col(Figure.superseded_at).is_(None), col(Figure.incident_id).in_(some)
            )
            for some in touched
        ),
    )
    judged = _ids(connection, select(col(Judgement.incident_id)), select(col(Judgement.other_id)))
    return several | stored | (judged & _ids(connection, *touched) if judged else set())


def _ids(connection: Connection, *statements: Select[Any]) -> set[int]:
    return {number for statement in statements for (number,) in connection.execute(statement.distinct()) if number}


def _stated(session: Session, view: View, roots: list[int], ids: list[int]) -> pl.DataFrame:
    """What the figures of these incidents are now."""
    own = read(session, view, *_ABOUT_INCIDENTS, col(Claim.incident_id).in_(ids))
    linked = read(session, view, *_ABOUT_INCIDENTS, col(Claim.key).in_(_linked_to(ids)))  # apart: an index for each
    found = pl.concat([own, linked]).unique("id", maintain_order=True)
    counts = pl.col("status") == ClaimStatus.ACTIVE.number  # which a claim that is held back for review does not
    return stated_of(found.filter(counts, pl.col("incident_id").is_in(roots)), view.judged)


def stated_of(claims: pl.DataFrame, judged: Judged) -> pl.DataFrame:
    """What the figures of these claims are: a row for each kind and policy where several claims are told.

    ``claims`` are as :func:`db.views.frame.read` gives them, of incidents and whole.
    """
    special = pl.concat([judged.verdicts["incident"], judged.overrides["incident"]])
    members = claims.group_by("incident_id", *GROUP).agg(members=pl.len())
    kept = members.filter((pl.col("members") > 1) | pl.col("incident").is_in(special.implode()))
    told = claims.join(kept.select(GROUP), on=list(GROUP), how="semi", nulls_equal=True)
    alone = replace(judged, covers=Judged().covers)  # whether a part is in view, each view must see for itself
    figures = [
        with_judgements(found, alone).with_columns(policy=pl.lit(policy.number, pl.Int16))
        for policy, found in zip(Policy, reconciled(told, Policy), strict=True)
    ]
    joined = pl.concat(figures).join(kept, on=list(GROUP), how="left", nulls_equal=True)
    return joined.rename({"word": "vague_word"}).select(pl.col(name).cast(kind) for name, kind in STATED.items())


def _linked_to(ids: list[int]) -> Select[Any]:
    """The keys of the claims that judgements link to these incidents."""
    return select(col(Judgement.claim_key)).where(
        col(Judgement.kind) == JudgementKind.LINK,
        col(Judgement.undone_at).is_(None),
        col(Judgement.incident_id).in_(ids),
    )


def _open(connection: Connection, ids: list[int]) -> pl.DataFrame:
    columns = [as_stored(getattr(Figure, name)) for name in STATED]
    statement = select(col(Figure.id), *columns).where(
        col(Figure.superseded_at).is_(None), col(Figure.incident_id).in_(ids)
    )
    return pl.DataFrame(connection.execute(statement).fetchall(), schema={"id": pl.Int64} | STATED, orient="row")


def begin_first(connection: Connection, stated: pl.DataFrame, now: datetime) -> Callable[[], None]:
    """Begin to store figures where none are (see ``db.bulk.frames.begin_insert``)."""
    return begin_insert(connection, table_of(Figure), stated.with_columns(recorded_at=pl.lit(moment_text(now))))


def _store(connection: Connection, stated: pl.DataFrame, held: pl.DataFrame, now: datetime) -> None:
    gone, fresh = _differing(stated, held)
    table = table_of(Figure)
    if len(gone):
        close = update(table).where(table.c.id == bindparam("of")).values(superseded_at=now)
        connection.execute(close, [{"of": number} for number in gone["id"]])
    if len(fresh):
        begin_first(connection, fresh, now)()


def _differing(stated: pl.DataFrame, held: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The stored figures that hold no more, and those that hold and are not stored."""
    on = list(STATED)
    gone = held.join(stated, on=on, how="anti", nulls_equal=True)
    return gone, stated.join(held, on=on, how="anti", nulls_equal=True)
