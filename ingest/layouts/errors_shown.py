"""Cells of a text file that show an error of a spreadsheet program (#REF!): read as not known, and told.

In workbooks the reader tells them, by the addresses of the cells.
"""

from collections.abc import Collection, Iterator
from typing import Final

from ingest.issues import Issue
from ingest.readers.problems import warning
from ingest.readers.table import Table

_ERRORS: Final = ("#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!")
"""“#N/A” is left out: people write it for what is not known."""
_MOST_NAMED: Final = 5


def errors_shown(table: Table, columns: Collection[str]) -> Iterator[Issue]:
    """A warning of such cells in these columns of a file that has no sheets."""
    if table.sheet is not None:
        return
    found = [
        (int(table.numbers[at]), column, table.frame[column][at])
        for column in dict.fromkeys(columns)
        if column in table.header
        for at in table.frame[column].str.to_uppercase().is_in(list(_ERRORS)).arg_true()
    ]
    if found:
        named = ", ".join(f"“{column}” {row} {text}" for row, column, text in sorted(found)[:_MOST_NAMED])
        more = " …" if len(found) > _MOST_NAMED else ""
        message = f"{len(found):,} cells show an error instead of a value: {named}{more}."
        yield warning("formula_errors", message, "Mend their formulas, or fill in the values.")
