"""A table beside the first one: its figures are never those of the rows that they stand beside."""

from collections.abc import Callable

import pytest

from ingest.layouts.mapping.column_map import ColumnMap
from ingest.outcome import FileRefusedError, Outcome

Put = Callable[..., Outcome]
HEADER = "source,date,place,killed"
ROWS = ["Office,2024-11-01,Idleb,3", "Office,2024-11-02,Hama,4", "Office,2024-11-03,Homs,5"]


def _beside(header: str, *cells: str) -> str:
    lines = [f"{row},{cell}" for row, cell in zip(ROWS, cells, strict=True)]
    return "\n".join([f"{HEADER},{header}", *lines, ""])


@pytest.mark.parametrize(
    "text",
    [
        _beside(",,injured", ",Daraa,80", ",Total,80", ",,"),
        _beside(",,injured", ",Daraa,80", ",Aleppo,90", ",Total,170"),
        _beside(",Kind,injured", ",shelling,80", ",,", ",,"),
        _beside(",,Injured (women),note", ",Daraa,80,", ",,,", ",,,x"),
    ],
)
def test_a_table_behind_a_blank_column_refuses_the_file(put_sqlite: Put, text: str) -> None:
    with pytest.raises(FileRefusedError) as refused:
        put_sqlite(text)
    [issue] = refused.value.issues
    assert issue.code == "table_beside"
    assert "blank column 5" in issue.message


@pytest.mark.parametrize(
    "text",
    [
        _beside(",injured", ",80", ",90", ",70"),
        _beside(",injured", ",80", ",90", ","),
        _beside(",,injured", ",1,80", ",2,90", ",3,70"),
        _beside(",injured", ",80", ",90", ",70") + "Source: MoH\n\n(field teams)\n",
        _beside(",,unknown", ",Daraa,80", ",Total,80", ",,"),
    ],
)
def test_a_blank_column_within_a_table_changes_nothing(put_sqlite: Put, text: str) -> None:
    outcome = put_sqlite(text)
    assert (outcome.rejected, "table_beside" in {issue.code for issue in outcome.issues}) == (0, False)


def test_who_says_that_the_other_table_is_not_read_has_the_first_one_read(put_sqlite: Put) -> None:
    text = _beside(",,injured", ",Daraa,80", ",Total,80", ",,")
    outcome = put_sqlite(text, mapping=ColumnMap(columns={"injured": None}))
    assert (outcome.new, outcome.rejected) == (3, 0)
