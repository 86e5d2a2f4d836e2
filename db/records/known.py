"""Conditions on what had been recorded at the moment that a view looks at."""

from collections.abc import Iterable
from typing import Any

from sqlmodel import col

from db.filters import Filters


def recorded_by(model: Any, filters: Filters) -> Iterable[Any]:
    """That a row of the model was recorded by then."""
    return before(col(model.recorded_at), filters)


def before(column: Any, filters: Filters) -> Iterable[Any]:
    """That the moment of the column had come by then."""
    if filters.as_of is not None:
        yield column <= filters.as_of
