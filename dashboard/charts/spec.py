"""What a chart says, apart from how it is drawn: Plotly draws it on screen, typst on paper, both from these records.

Everything a reader sees is in the spec already in the reader's language (titles, labels, the sentence, the table), so
that the two drawings can't say different things. Numbers are whole people or households; None is "not known" and is
never drawn as 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from db.conventions.registry import Convention


@dataclass(frozen=True, slots=True)
class Figure:
    """Low, best and high, and ``text``, how they are printed: ``"4+"``, ``"8–12"``, ``"millions"``, ``"—"``.

    ``convention`` is whose convention makes the figure another than it is in the register, which ``text`` says too.
    """

    low: int | None
    best: int | None
    high: int | None
    text: str
    convention: Convention | None = None

    @property
    def open_ended(self) -> bool:
        """Whether there is something but no upper bound."""
        return self.high is None and (self.low is not None or self.best is not None)


@dataclass(frozen=True, slots=True)
class Table:
    """The same content as cells of text; ``numeric`` are the indexes of the columns that hold numbers (set flush)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()

    @property
    def told(self) -> tuple[int, ...]:
        """The columns in which any row says something, for where empty ones would only take room."""
        return tuple(at for at in range(len(self.columns)) if not self.rows or any(row[at] for row in self.rows))

    def only(self, kept: Sequence[int]) -> "Table":
        """The table with these columns alone."""
        return Table(
            tuple(self.columns[at] for at in kept),
            tuple(tuple(row[at] for at in kept) for row in self.rows),
            tuple(new for new, at in enumerate(kept) if at in self.numeric),
        )


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """What all charts have.

    ``id`` is stable and safe in a file name. ``sentence`` is the one-sentence summary, also the alternative
    text. ``unit`` says what the numbers count ("people killed"). ``notes`` are printed under the chart (policy, what is
    left out, how open bounds are drawn). ``source_line`` names the sources. ``rtl`` is true in Arabic.
    """

    id: str
    title: str
    sentence: str
    unit: str
    table: Table
    notes: tuple[str, ...] = ()
    source_line: str = ""
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class TimePoint:
    """One month (``start`` is its first day) and its label in words; ``figure`` is None where nothing is claimed."""

    start: date
    label: str
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class TimelineSpec(ChartSpec):
    """A band from low to high by month, marked at best; an open upper bound is an open end, not a value."""

    points: tuple[TimePoint, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """One area of the map. ``shade`` indexes ``MapSpec.classes``; None: no claim here."""

    pcode: str
    name: str
    figure: Figure | None
    shade: int | None


@dataclass(frozen=True, slots=True)
class MapSpec(ChartSpec):
    """Areas shaded in ``classes`` (labels from light to dark, readable in grey).

    ``outside`` lists what is known only to a wider area or to no area, as (label, printed figure): it is said beside
    the map and never drawn as a dot. ``boundary_note`` is the disclaimer on boundaries. ``within`` is the P-code of the
    governorate whose districts these are; empty: they are governorates. ``wider`` are the views to step back to, as
    (words, P-code), the widest first; without a P-code: all.
    """

    areas: tuple[Area, ...] = ()
    classes: tuple[str, ...] = ()
    no_claim_label: str = ""
    outside: tuple[tuple[str, str], ...] = ()
    boundary_note: str = ""
    within: str = ""
    wider: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RangeRow:
    """One claim on a shared axis.

    ``label`` is who says it, ``detail`` what it counts. ``part``: it is a part of the row above it that is not a
    part, set in from it and never added to it. Rows with the same ``group`` stand under one heading with those words.
    """

    label: str
    detail: str
    figure: Figure
    part: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class RangesSpec(ChartSpec):
    """Claims side by side on one axis from zero: a dot for best, a line from low to high, an arrow if it is open."""

    rows: tuple[RangeRow, ...] = ()
    axis_max: int = field(default=1)
