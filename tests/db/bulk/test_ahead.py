"""What comes next is made while what came before is used, and comes in its turn."""

from collections.abc import Iterator
from threading import Event

import pytest

from db.bulk.ahead import one_ahead

PATIENCE_S = 30.0


@pytest.mark.parametrize("items", [[], [0], ["", None, 0, "x"]])
def test_the_same_items_come_in_their_order(items: list[object]) -> None:
    assert list(one_ahead(iter(items))) == items


def test_the_next_is_made_while_one_is_used_and_none_after_it() -> None:
    made = [Event(), Event(), Event()]

    def items() -> Iterator[int]:
        for number, event in enumerate(made):
            event.set()
            yield number

    ahead = one_ahead(items())
    assert next(ahead) == 0
    assert made[1].wait(PATIENCE_S)
    assert not made[2].is_set()
    assert list(ahead) == [1, 2]


def test_what_making_one_raises_comes_in_its_turn() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise OSError("the disk is full")

    ahead = one_ahead(items())
    assert next(ahead) == 1
    with pytest.raises(OSError, match="disk"):
        next(ahead)
