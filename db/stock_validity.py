"""How long a stock stands: what a source last said of people in a state on a day holds for some months, not for ever.

How many is in ``stock_validity.yml``, by the layout of the file that said it. They are counted back from the day that a
view looks from (:func:`db.series.outdated.looked_from`). What speaks of an earlier day is *outdated*: it is told with
its day, apart from what holds.
"""

from calendar import monthrange
from collections.abc import Mapping
from datetime import MINYEAR, date
from functools import cache
from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict, PositiveInt


class Validity(BaseModel):
    """For how many ``months`` a stock stands as the latest of its line, and by whose practice."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    months: PositiveInt
    why: str
    why_ar: str

    def reason(self, language: str) -> str:
        """The practice that it follows, in ``language``; English for any other than Arabic."""
        return self.why_ar if language == "ar" else self.why


class StockValidity(BaseModel):
    """What holds for the files of some layouts, by their ids, and for all others."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    otherwise: Validity
    layouts: Mapping[str, Validity]

    def of(self, layout: str) -> Validity:
        """What holds for the files of a layout."""
        return self.layouts.get(layout, self.otherwise)


@cache
def stock_validity() -> StockValidity:
    """The validity of stocks, as written beside this code."""
    text = resources.files("db").joinpath("stock_validity.yml").read_text(encoding="utf-8")
    return StockValidity.model_validate(yaml.safe_load(text))


def oldest_day(looked_from: date, months: int) -> date:
    """The oldest day whose stock still stands: so many months back, or the last day of a month that is shorter."""
    year, month = divmod(looked_from.year * 12 + looked_from.month - 1 - months, 12)
    if year < MINYEAR:
        return date.min
    return date(year, month + 1, min(looked_from.day, monthrange(year, month + 1)[1]))
