"""What households come to in people: whole persons, a half up, by a size that somebody stated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.households import LEAST_PEOPLE, MOST_PEOPLE, People, people_of

bounds = st.none() | st.integers(0, 10**10)
sizes = st.integers(LEAST_PEOPLE * 100, MOST_PEOPLE * 100).map(lambda hundredths: hundredths / 100)


@pytest.mark.parametrize(
    ("households", "factor", "people"),
    [
        ((200, 200, 200), 5.1, (1020, 1020, 1020)),
        ((150, 150, None), 5.4, (810, 810, None)),
        ((180, None, 260), 5.0, (900, None, 1300)),
        ((3, 3, 3), 5.5, (17, 17, 17)),
        ((5, 5, 5), 4.1, (21, 21, 21)),
        ((0, 0, 0), 5.1, (0, 0, 0)),
        ((None, None, None), 5.1, (None, None, None)),
        ((10**10, None, None), 4.7, (47 * 10**9, None, None)),
    ],
)
def test_households_are_multiplied_and_a_half_goes_up(
    households: tuple[int | None, int | None, int | None], factor: float, people: tuple[int | None, ...]
) -> None:
    assert people_of(*households, factor) == people


@given(bounds, bounds, bounds, sizes)
def test_bounds_stay_in_order_and_none_is_made_up(
    low: int | None, best: int | None, high: int | None, factor: float
) -> None:
    told = sorted(bound for bound in (low, best, high) if bound is not None)
    ordered = (None if bound is None else told.pop(0) for bound in (low, best, high))
    people = people_of(*ordered, factor)
    known = [bound for bound in people if bound is not None]
    assert known == sorted(known)
    assert [bound is None for bound in people] == [bound is None for bound in (low, best, high)]


def test_a_household_of_one_is_a_person() -> None:
    assert people_of(4, 5, 6, 1.0) == People(4, 5, 6)
