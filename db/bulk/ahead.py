"""Making what comes next while what came before is being used."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def one_ahead(items: Iterator[T]) -> Iterator[T]:
    """The same items; each is made in a thread beside while the one before it is used.

    What making one raises, its turn raises.
    """
    with ThreadPoolExecutor(1) as beside:
        coming = beside.submit(_next, items)
        while found := coming.result():
            coming = beside.submit(_next, items)
            yield from found


def _next(items: Iterator[T]) -> tuple[T, ...]:
    """The next item alone; nothing at the end."""
    for item in items:
        return (item,)
    return ()
