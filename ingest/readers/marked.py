"""What a spreadsheet shows of a sheet otherwise than calamine tells it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Marked:
    """The numbers of rows with something in them, as the spreadsheet counts them, in order.

    ``hidden_columns`` are ranges of columns from 0, whatever is in them. ``shown`` are the texts of cells as people see
    them, that show their number as a percentage or with words, or have raised or struck letters, by (row, column)
    from 0.
    """

    hidden: tuple[int, ...] = ()
    struck: tuple[int, ...] = ()
    hidden_columns: tuple[range, ...] = ()
    shown: dict[tuple[int, int], str] = field(default_factory=dict)
