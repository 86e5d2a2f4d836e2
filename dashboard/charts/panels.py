"""What a chart of panels says: figures over time, a panel for each kind, lines in it that are never joined."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dashboard.charts.spec import ChartSpec, Figure

Tick = tuple[date, str]
"""Where the time axis is named, and how."""


class Mark(StrEnum):
    """What a point says beside its figure: the line falls here, or its count begins again and the line breaks."""

    FALL = "fall"
    RESET = "reset"


@dataclass(frozen=True, slots=True)
class Spot:
    """A figure on a day (of a bar: the first of its month). ``label`` and ``aside`` tell of it when pointed at."""

    day: date
    label: str
    figure: Figure
    mark: Mark | None = None
    mark_text: str = ""
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Curve:
    """One line: who says it (``label``), what it counts (``detail``), its figures with the oldest first."""

    label: str
    detail: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """Curves of one kind on axes of their own. ``bars``: figures of months, each a bar, of one curve."""

    heading: str
    curves: tuple[Curve, ...]
    ticks: tuple[Tick, ...]
    first: date
    last: date
    axis_max: int
    bars: bool = False


@dataclass(frozen=True, slots=True)
class PanelsSpec(ChartSpec):
    """Panels one under the other."""

    panels: tuple[Panel, ...] = ()
