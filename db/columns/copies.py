"""A copy of the register at one state of it: columns in parts, and what was made of them."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import RLock
from typing import Any, Final, TypeVar

import numpy as np

from db.columns.numbers import COLUMNS, OPEN

T = TypeVar("T")

KEPT: Final = 4
"""Of each kind of thing made of a copy so many are kept."""
IN_MEMORY: Final = "words in memory"
CARRIED: Final[tuple[str, ...]] = ("sharing", "figures", "codes", "tree", IN_MEMORY)
"""What a copy that follows can go on from."""


@dataclass(frozen=True)
class Part:
    """Columns of a run of versions. ``superseded`` is this process's own, since a version may be closed later."""

    columns: Mapping[str, Any]
    superseded: Any
    offset: int

    @property
    def rows(self) -> int:
        """How many versions."""
        return len(self.superseded)

    def __getitem__(self, name: str) -> Any:
        return self.superseded if name == "superseded" else self.columns[name]

    def take(self, name: str, rows: Any) -> Any:
        """A column at these places."""
        return self[name].take(rows)


@dataclass(frozen=True)
class Copy:
    """The copy at one state of the register; immutable. ``places`` and ``definitions`` are texts by number, from 1.

    ``folder`` is where it is kept, ``made`` tells it from a copy that was made anew. ``before`` is the copy that this
    one followed in this process, whose own ``before`` is forgotten.
    """

    parts: tuple[Part, ...]
    until: int
    places: tuple[str, ...]
    definitions: tuple[str, ...]
    folder: Path
    made: str
    before: "Copy | None" = None
    kept: dict[str, OrderedDict[Any, Any]] = field(default_factory=dict, repr=False)
    lock: RLock = field(default_factory=RLock, repr=False)

    def remember(self, kind: str, asked: Any, make: Callable[[], T], most: int = KEPT) -> T:
        """What ``make`` makes of this copy when it is asked for; of each kind the last ``most`` are kept."""
        with self.lock:
            held = self.kept.setdefault(kind, OrderedDict())
            if asked not in held:
                held[asked] = make()
                while len(held) > most:
                    held.popitem(last=False)
            held.move_to_end(asked)
            found: T = held[asked]
            return found

    def carried(self, kind: str, asked: Any) -> Any:
        """What the copy before this one had made of that kind for the same question; None if nothing."""
        return self.before.kept.get(kind, {}).get(asked) if self.before else None

    def following(self, before: "Copy | None") -> "Copy":
        """This copy, going on from what an earlier state of it made; alone if it was made anew, with other ids."""
        if before is None or not before.rows or before.rows > self.rows or before.made != self.made:
            return self
        held = {kind: before.kept[kind] for kind in CARRIED if kind in before.kept}
        return replace(self, before=replace(before, before=None, kept=held))

    @property
    def rows(self) -> int:
        """How many versions of claims."""
        return sum(part.rows for part in self.parts)

    def take(self, name: str, rows: Any) -> Any:
        """A column at these row numbers, which ascend."""
        found, start = [], 0
        for part in self.parts:
            end = int(np.searchsorted(rows, part.offset + part.rows))
            found.append(part[name][rows[start:end] - part.offset if part.offset else rows[start:end]])
            start = end
        return found[0] if len(found) == 1 else np.concatenate([np.zeros(0, COLUMNS[name]), *found])

    def most(self, name: str) -> int:
        """The greatest value of a column; 0 in an empty copy."""
        return self.remember(
            f"most {name}", None, lambda: max((int(part[name].max()) for part in self.parts if part.rows), default=0)
        )


def micros(moment: Any) -> int:
    """A moment in microseconds since 1970, as the copy holds it."""
    return OPEN if moment is None else round(moment.timestamp() * 1_000_000)
