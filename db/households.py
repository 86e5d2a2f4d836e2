"""How many people households come to, by a household size that somebody stated; never where nobody did.

People that are worked out so are derived: they stand beside the claim that counts households, and no sum has them.
"""

from decimal import ROUND_HALF_UP, Decimal
from typing import Final, NamedTuple

LEAST_PEOPLE: Final = 1
MOST_PEOPLE: Final = 30
"""The bounds of a household size: what is beyond them is a slip or counts something else than households."""


class HouseholdSize(NamedTuple):
    """How many ``people`` a household has, from :data:`LEAST_PEOPLE` to :data:`MOST_PEOPLE`, and who says so."""

    people: float
    source: str


class People(NamedTuple):
    """Low, best and high in whole persons; None where the households have none."""

    low: int | None
    best: int | None
    high: int | None


def people_of(low: int | None, best: int | None, high: int | None, factor: float) -> People:
    """The people of households, each bound to the nearest whole person, a half up."""
    size = Decimal(str(factor))  # as it is written: 3 × 5.5 is 16.5 and not a little less
    return People(*(None if bound is None else _whole(bound * size) for bound in (low, best, high)))


def _whole(people: Decimal) -> int:
    return int(people.to_integral_value(ROUND_HALF_UP))
