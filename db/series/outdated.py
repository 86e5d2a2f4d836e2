"""Stocks that no longer stand: the latest of their line, but of a day too long before the one that a view looks from.

That day is the same whenever a view is asked for, so that the same register and filters give the same answer: the
newest day of any stock that the register knew at the view's moment, whatever the view chooses of it; or the end of the
view's period, where that is earlier. A stock of a day after it was recorded is a plan or a mistake and moves nothing.
"""

from datetime import UTC, date

import polars as pl
from sqlalchemy import func, select
from sqlmodel import Session, col

from db.columns.store import copy_for
from db.judgements.waiting import waiting
from db.lines import stock_days
from db.models import Batch, Claim
from db.selection.selecting import Selection
from db.stock_validity import oldest_day, stock_validity
from db.views.versions import known
from db.views.view import View
from db.vocabulary import ClaimStatus, Series

DAY = pl.coalesce("speaks_of", "date_to", "date_from", "published")
"""The day of a stock, which orders its line too."""


def looked_from(session: Session, view: View) -> date | None:
    """The day from which a view looks at stocks; None for a register that knew none."""
    copy = copy_for(session)
    if copy is not None:
        return stock_days.looked_from(Selection.of(copy, session, view))
    newest, until = _newest(session, view), view.filters.until
    return min(newest, until) if newest and until else newest


def _newest(session: Session, view: View) -> date | None:
    days = func.coalesce(col(Claim.speaks_of), col(Claim.date_to), col(Claim.date_from), col(Claim.published))
    statement = (
        select(days, col(Batch.recorded_at))
        .join(Batch, col(Batch.id) == col(Claim.batch_id))
        .where(
            known(Claim, view.filters),
            col(Claim.series) == Series.STOCK,
            col(Claim.status) == ClaimStatus.ACTIVE,
            col(Claim.key).not_in(waiting(session.connection(), view.filters)),
            days.is_not(None),
        )
        .distinct()
    )
    told = session.connection().execute(statement)
    return max((day for day, recorded in told if day <= recorded.astimezone(UTC).date()), default=None)


def with_outdated(session: Session, view: View, claims: pl.DataFrame) -> pl.DataFrame:
    """Claims (``batch_id``, ``series`` and days) with ``outdated``: whether they are of stocks that no longer stand."""
    since = looked_from(session, view)
    if since is None:
        return claims.with_columns(outdated=pl.lit(value=False))
    oldest = _oldest_by_batch(session, since)
    least = pl.col("batch_id").replace_strict(
        oldest, default=oldest_day(since, stock_validity().otherwise.months), return_dtype=pl.Date
    )
    stock = pl.col("series") == Series.STOCK.number
    return claims.with_columns(outdated=(stock & (least > DAY)).fill_null(value=False))


def _oldest_by_batch(session: Session, since: date) -> dict[int, date]:
    """The oldest day whose stock still stands, by the id of its batch, where its layout says more than most do."""
    validity = stock_validity()
    of_layouts = select(col(Batch.id), col(Batch.layout)).where(col(Batch.layout).in_(validity.layouts))
    return {
        number: oldest_day(since, validity.of(layout).months)
        for number, layout in session.connection().execute(of_layouts)
        if number is not None
    }
