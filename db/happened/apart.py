"""Parts of totals that a view has without their totals, and incidents that were set aside: both are in no sum.

Who asks for civilians alone is not shown the total of all people of which a report gives the civilians as a part. To
count that part as a figure of its own is safe only where no other claim tells of the same people once more, which a
view can't see; so such parts are in no sum, and the view says how many they are.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np
import polars as pl
from sqlalchemy import select
from sqlmodel import Session, col

from db.columns.store import copy_for
from db.entries import chunks, table_of
from db.figures import GROUP
from db.filters import Filters
from db.happened.reconciled import active, happened_of
from db.happened.under_convention import judged_figures
from db.models import Claim
from db.selection.selecting import Selection, about_incidents
from db.views.frame import View, known, load
from db.vocabulary import ClaimStatus, Corroboration, Series


def parts_apart(session: Session, view: View) -> int:
    """How many claims of the view about incidents are parts of totals that stand and are not in it."""
    copy = copy_for(session)
    if not _may_cut(view.filters):
        return 0
    if copy is None:
        claims = load(session, view)
        return len(_without_total(session, view, _parts(happened_of(active(claims))), claims["id"].to_numpy()))
    selection = Selection.of(copy, session, view)
    return selection.once("parts apart", lambda: _apart_in_copy(session, selection))


def discounted_incidents(session: Session, view: View) -> int:
    """How many incidents of the view have whole claims that no sum holds because somebody set the incident aside."""
    if view.filters.corroboration is Corroboration.DISCOUNTED:
        return 0
    verdicts = view.judged.verdicts.filter(pl.col("verdict") == Corroboration.DISCOUNTED.number)
    gone = set(verdicts["incident"])
    ids = [number for number, code in view.judged.codes.items() if code in gone]
    copy = copy_for(session)
    if not ids:
        return 0
    if copy is None:
        told = happened_of(active(load(session, view))).filter(pl.col("subset_of").is_null())
        return told.filter(pl.col("incident_id").is_in(ids))["incident_id"].n_unique()
    whole = about_incidents(Selection.of(copy, session, view))
    return len(np.unique(np.concatenate([about[mask & np.isin(about, ids)] for _, mask, about in whole.each()])))


def with_parts(session: Session, view: View, claims: pl.DataFrame, figures: pl.DataFrame) -> pl.DataFrame:
    """The figures of incidents and, marked ``part`` and not counted, what their parts come to, told without totals.

    ``claims`` are those of the view about these incidents. Nothing is made of several parts of one kind that one source
    tells: nobody says whether they add up. Where the kind has a figure that counts, that stands alone.
    """
    if view.filters.corroboration is not None or not _may_cut(view.filters):
        return figures
    found = _without_total(session, view, _parts(claims), claims["id"].to_numpy())
    alone = pl.len().over(*GROUP, "source").max().over(GROUP) == 1
    parts = claims.filter(pl.col("id").is_in(found)).filter(alone).with_columns(subset_of=pl.lit(None, pl.String))
    if parts.is_empty():
        return figures
    told = judged_figures(session, parts, view.filters, view.judged, one_voice=True)
    beside = told.join(figures, on=list(GROUP), how="anti", nulls_equal=True, maintain_order="left")
    marked = beside.with_columns(counted=pl.lit(value=False), part=pl.lit(value=True))
    return pl.concat([figures.with_columns(part=pl.lit(value=False)), marked], how="diagonal_relaxed")


def _may_cut(filters: Filters) -> bool:
    """Whether a view may have a part and not its total: only where it asks for a population.

    A part has the source and the measure of its total, by its key, and an incident is in one month and one place with
    all that is said of it (:mod:`db.views.homes`).
    """
    return filters.population is not None


def _parts(claims: pl.DataFrame) -> list[int]:
    return claims.filter(pl.col("subset_of").is_not_null())["id"].to_list()


def _apart_in_copy(session: Session, selection: Selection) -> int:
    take, view = selection.copy.take, selection.view
    parts = selection.narrowed(
        mask
        & (part["series"] == Series.INCIDENT.number)
        & selection.counting(part)
        & (incident > 0)
        & (part["whole"] == 0)
        for part, mask, incident in selection.each()
    )
    return len(_without_total(session, view, take("id", parts.rows).tolist(), take("id", selection.rows)))


def _without_total(session: Session, view: View, parts: Iterable[int], shown: Any) -> list[int]:
    """Of these versions of parts those whose totals stood at the view's moment and are not among the ``shown``."""
    part = table_of(Claim).alias("part")
    statement = (
        select(part.c.id, col(Claim.id))
        .join(Claim, col(Claim.key) == part.c.subset_of)
        .where(known(Claim, view.filters), col(Claim.status).in_([ClaimStatus.ACTIVE, ClaimStatus.IN_REVIEW]))
    )
    chosen = (statement.where(part.c.id.in_(some)) for some in chunks(parts))
    pairs = [tuple(row) for one in chosen for row in session.connection().execute(one)]
    if not pairs:
        return []
    numbers, totals = np.array(pairs, np.int64).T
    found: list[int] = numbers[~np.isin(totals, shown)].tolist()
    return found
