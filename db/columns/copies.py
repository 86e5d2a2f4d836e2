"""A copy of the register at one state of it: columns in parts, and what was made of them."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import RLock
from typing import Any, Final, TypeVar

import numpy as np

from db.columns.numbers import COLUMNS, NO_DAY, OPEN
from db.columns.segments import Segment

T = TypeVar("T")

KEPT: Final = 4
"""Of each kind of thing made of a copy so many are kept."""
LONG: Final = 5_000
"""Lists of more records than these are long."""
KEPT_LONG: Final = 1
"""Of long lists so many are kept."""
IN_MEMORY: Final = "words in memory"
CARRIED: Final[tuple[str, ...]] = ("sharing", "homes", "figures", "codes", "tree", "told", IN_MEMORY)
"""What a copy that follows can go on from."""


@dataclass(frozen=True)
class Part:
    """Columns of a run of versions. ``superseded`` is this process's own, since a version may be closed later.

    ``made`` is what was made of ``columns``, which stay as they are, while other copies may begin with the same ones.
    """

    columns: Mapping[str, Any]
    superseded: Any
    offset: int
    made: dict[Any, Any] = field(default_factory=dict, repr=False)

    @property
    def rows(self) -> int:
        """How many versions."""
        return len(self.superseded)

    def __getitem__(self, name: str) -> Any:
        return self.superseded if name == "superseded" else self.columns[name]

    def take(self, name: str, rows: Any) -> Any:
        """A column at these places."""
        return self[name].take(rows)

    def stretch(self, begin: int, end: int) -> "Part":
        """Some of the rows, from one place to before another."""
        columns = {name: values[begin:end] for name, values in self.columns.items()}
        return Part(columns, self.superseded[begin:end], self.offset + begin)

    def once(self, asked: Any, make: Callable[[Mapping[str, Any]], T]) -> T:
        """What ``make`` makes of the columns, made once; it must look at nothing else."""
        if asked not in self.made:
            self.made[asked] = make(self.columns)
        found: T = self.made[asked]
        return found

    def most(self, name: str) -> int:
        """The greatest value of a column; ``NO_DAY``, which is below all, if there is none."""
        return self.once(("most", name), lambda columns: int(columns[name].max()) if self.rows else NO_DAY)


@dataclass(frozen=True)
class Copy:
    """The copy at one state of the register; immutable. ``places`` and ``definitions`` are texts by number, from 1.

    ``folder`` is where it is kept, ``made`` tells it from a copy that was made anew, ``segments`` are what its parts
    are made of. ``before`` is the copy that this one followed in this process, whose own ``before`` is forgotten.
    ``long`` says where long lists are kept.
    """

    parts: tuple[Part, ...]
    until: int
    places: tuple[str, ...]
    definitions: tuple[str, ...]
    folder: Path
    made: str
    segments: tuple[Segment, ...] = ()
    before: "Copy | None" = None
    kept: dict[str, OrderedDict[Any, Any]] = field(default_factory=dict, repr=False)
    long: list[tuple[dict[Any, Any], Any]] = field(default_factory=list, repr=False)
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

    def keep_few(self, made: dict[Any, Any], asked: Any) -> None:
        """Forget earlier long lists where ``made`` has one more; records of all lines take much memory."""
        if isinstance(made[asked], list) and len(made[asked]) > LONG:
            self.long.append((made, asked))
            while len(self.long) > KEPT_LONG:
                earlier, answered = self.long.pop(0)
                earlier.pop(answered, None)

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
        return max((part.most(name) for part in self.parts if part.rows), default=0)


def micros(moment: Any) -> int:
    """A moment in microseconds since 1970, as the copy holds it."""
    return OPEN if moment is None else round(moment.timestamp() * 1_000_000)
