"""When one figure of a toll contradicts another, and when it only says less."""

import pytest

from db.lines.falls import Bounds, Change, Step, last_step, steps

Said = tuple[int | None, int | None, int | None]


def exact(number: int) -> Said:
    return number, number, number


def at_least(number: int) -> Said:
    return number, number, None


def figures(*said: Said | str) -> list[Bounds | None]:
    """Low, best and high; "~500" is about 500."""
    return [
        Bounds.of(None, int(each[1:]), None, about=True) if isinstance(each, str) else Bounds.of(*each, about=False)
        for each in said
    ]


@pytest.mark.parametrize(
    ("before", "now", "change"),
    [
        (exact(4327), exact(4324), Change.FALL),
        (exact(4327), exact(12), Change.RESET),
        (exact(4327), exact(4327), None),
        (exact(310_000), at_least(290_000), None),
        (exact(310_000), (200_000, None, None), None),  # hundreds of thousands
        ((200_000, None, None), exact(150_000), Change.FALL),
        (at_least(310_000), exact(290_000), Change.FALL),
        (exact(12), (8, None, 12), None),
        (exact(12), (8, None, 11), Change.FALL),
        ((8, 10, 12), (5, 6, 7), Change.FALL),
        ((8, 10, 12), (5, 6, 8), None),
        (exact(12), (None, None, 10), Change.FALL),  # fewer than 10
        ((None, 20, 20), exact(9), None),  # up to 20
        ("~4300", exact(4200), None),
        ("~4300", exact(12), Change.RESET),
        (exact(4300), "~4200", None),
        (exact(4300), "~12", Change.RESET),
        (exact(0), exact(0), None),
    ],
)
def test_a_toll_falls_where_the_new_figure_contradicts_the_old_one(
    before: Said | str, now: Said | str, change: Change | None
) -> None:
    *_, step = steps(figures(before, now))
    assert step == Step(0, change)


def test_what_says_less_leaves_the_figure_standing_that_said_more() -> None:
    said = figures(exact(4327), at_least(4000), (None, None, None), exact(4300), exact(4310))
    assert list(steps(said)) == [Step(None, None), Step(0, None), Step(0, None), Step(0, Change.FALL), Step(3, None)]


@pytest.mark.parametrize(
    ("said", "step"),
    [
        ([], None),
        ([exact(5)], None),
        ([exact(5), (None, None, None)], None),
        ([exact(4327), exact(4324), exact(4326)], Step(0, Change.FALL)),
        ([exact(4327), exact(4324), exact(4327)], None),
        ([exact(4327), exact(12), at_least(15)], Step(0, Change.RESET)),
        ([exact(4327), exact(12), at_least(4000)], None),
        ([exact(4327), exact(4324), at_least(4000)], Step(1, None)),
        ([exact(310_000), (200_000, None, None)], Step(0, None)),
        ([exact(310_000), (200_000, None, None), (200_000, None, None)], Step(0, None)),
        ([exact(310_000), (2_000_000, None, None)], None),
        ([exact(12), (8, None, 12)], None),
    ],
)
def test_the_last_figure_is_held_against_what_it_has_not_made_up_for(said: list[Said | str], step: Step | None) -> None:
    assert last_step(figures(*said)) == step
