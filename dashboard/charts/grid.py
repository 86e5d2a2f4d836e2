"""What a chart of cells says: how much each row holds of each column, in few classes."""

from dataclasses import dataclass

from dashboard.charts.spec import ChartSpec


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that holds something: its column, its class, and what it says when pointed at."""

    column: int
    shade: int
    text: str


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row: its words stand over its cells. A column without a cell holds nothing."""

    label: str
    detail: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class GridSpec(ChartSpec):
    """Rows over the same ``columns`` (their names), shaded in ``classes`` (labels from light to dark).

    ``named`` are the columns whose names there is room for.
    """

    rows: tuple[GridRow, ...] = ()
    columns: tuple[str, ...] = ()
    named: tuple[int, ...] = ()
    classes: tuple[str, ...] = ()
