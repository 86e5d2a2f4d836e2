"""Lines keep their numbers, and new ones get the next."""

import numpy as np

from db.lines.line_numbers import LineNumbers


def test_lines_are_numbered_in_the_order_in_which_they_are_met() -> None:
    numbers = LineNumbers([])
    assert numbers.of(["camp", "town", "camp"]) == [0, 1, 0]
    assert numbers.of(["town", "village"]) == [1, 2]
    assert numbers.added.shape == (3, 16)


def test_known_lines_keep_their_numbers_and_only_new_ones_are_added() -> None:
    first = LineNumbers([])
    first.of(["camp", "town"])
    second = LineNumbers([first.added])
    second.of(["village"])
    third = LineNumbers([first.added, second.added])
    assert third.of(["village", "camp", "city", "town", "city"]) == [2, 0, 3, 1, 3]
    assert third.added.shape == (1, 16)
    assert LineNumbers([first.added, second.added, third.added]).of(["city"]) == [3]


def test_lines_whose_hashes_begin_alike_are_told_apart() -> None:
    first = LineNumbers([])
    first.of(["camp"])
    near = np.array(first.added)
    near[0, -1] ^= 1
    assert LineNumbers([near]).of(["camp"]) == [1]
