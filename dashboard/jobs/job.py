"""One piece of long work, as far as it has come."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from typing import Any

from dashboard.rows.records import Row


class State(StrEnum):
    """Where a job is. ``LOST``: Sijill stopped in the middle of it, and nobody works on it any more."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    LOST = "lost"

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come of it."""
        return self not in (State.WAITING, State.RUNNING)


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a job: ``facts`` are plain values; ``file`` is what its file is called, if it wrote one.

    ``result`` is for who waits in the same process, and is soon forgotten.
    """

    facts: Mapping[str, Any] = field(default_factory=dict)
    file: str | None = None
    media_type: str = ""
    result: object = None


@dataclass(frozen=True, slots=True)
class Job:
    """``token`` is told to nobody but who started it. ``name`` is what is made or read, as people call it.

    ``done`` of ``all`` counts rows of the step it is at; ``all`` is None where nobody knows how many there are.
    ``issues`` say why it failed.
    """

    token: str
    kind: str
    name: str
    state: State = State.WAITING
    step: str = ""
    done: int = 0
    all: int | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    file: str | None = None
    media_type: str = ""
    issues: Sequence[Row] = ()

    def row(self) -> dict[str, Any]:
        """The job as plain values."""
        return asdict(self)

    @classmethod
    def of_row(cls, row: Mapping[str, Any]) -> "Job":
        """What :meth:`row` wrote; of another version, what is known."""
        known = {each.name: row[each.name] for each in fields(cls) if each.name in row}
        return cls(**known | {"state": State(known["state"])})
