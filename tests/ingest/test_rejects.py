"""Rejected rows as a file: nothing of a row is lost on the way, and what is not mended is rejected again."""

import csv
import io
from collections.abc import Callable

import pytest

from db.drafts import RowDraft
from db.vocabulary import Severity
from ingest.layouts.stated import DecimalMark, Stated
from ingest.outcome import Outcome
from ingest.readers.table import OVERFLOW
from ingest.rejects import rejects_csv

Put = Callable[..., Outcome]
SHIFTED = "source,date,place,killed,injured\nOCHA,2024-05-08,Homs,2,3\nOCHA,2024-05-08,Idleb, Ariha,12,4\n"


def _rows(outcome: Outcome) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(rejects_csv(outcome).removeprefix("\ufeff"))))


def test_what_stands_beyond_the_columns_is_in_the_rejects(put_sqlite: Put) -> None:
    [row] = _rows(put_sqlite(SHIFTED))
    assert (row["injured"], row[OVERFLOW]) == ("12", "4")


def test_rejects_sent_again_unmended_are_rejected_again(put_sqlite: Put) -> None:
    """Without the cell that stood outside, 12 killed and 4 injured would be read as “Ariha” killed and 12 injured."""
    again = put_sqlite(rejects_csv(put_sqlite(SHIFTED)))
    assert (again.new, again.rejected) == (0, 1)
    assert "too_many_cells" in {issue.code for issue in again.issues}
    assert _rows(put_sqlite(rejects_csv(again)))[0][OVERFLOW] == "4"


def test_a_mended_row_goes_in(put_sqlite: Put) -> None:
    [row] = _rows(put_sqlite(SHIFTED))
    row |= {"place": "Idleb, Ariha", "killed": "12", "injured": "4", OVERFLOW: ""}
    out = io.StringIO()
    writer = csv.DictWriter(out, list(row))
    writer.writeheader()
    writer.writerow(row)
    outcome = put_sqlite(out.getvalue())
    assert (outcome.rejected, outcome.new) == (0, 2)


def test_a_file_without_strays_has_no_such_column(put_sqlite: Put) -> None:
    [row] = _rows(put_sqlite("source,date,killed\nOCHA,2024-05-08,many and few\n"))
    assert OVERFLOW not in row
    assert isinstance(put_sqlite("source,date,killed\nOCHA,2024-05-08,x x\n").rejects[0], RowDraft)


def test_a_date_that_only_its_column_told_is_written_in_full_so_that_it_is_read_as_before(
    put_sqlite: Callable[..., Outcome],
) -> None:
    lines = ("03/04/2024,Idleb,four?five", "28/04/2024,Idleb,2", "13/04/2024,Hama,about six of ten", "2/3/24,Hama,x")
    rows = "".join(f"Office,{line}\n" for line in lines)
    outcome = put_sqlite(f"source,date,place,killed\n{rows}")
    assert [row["date"] for row in _rows(outcome)] == ["2024-04-03", "13/04/2024", "2024-03-02"]


FIGURES = (
    *("1.200", "1,200", "12,5", "12.5", "1.200,5", "1,200.5", "1 200", "١٬٢٠٠", "٢٫٥٠٠"),
    *("=1+2", "@x", "-3", "a; b", "a, b"),
)
AS_SENT = {
    "comma": "id,source,date,place,killed,lat,lon\n"
    + "".join(f'{n},Office,2024-11-01,Idleb,"{text}",35.5,36.5\n' for n, text in enumerate(FIGURES)),
    "semicolon": "id;source;date;place;killed;lat;lon\n"
    + "".join(f'{n};Office;2024-11-01;Idleb;"{text}";35,5;36,5\n' for n, text in enumerate(FIGURES)),
}


@pytest.mark.parametrize("text", AS_SENT.values(), ids=AS_SENT.keys())
@pytest.mark.parametrize("decimal", [None, *DecimalMark])
def test_rejects_sent_again_as_they_are_are_rejected_for_the_same_reasons(
    put_sqlite: Put, text: str, decimal: DecimalMark | None
) -> None:
    first = put_sqlite(text, stated=Stated(decimal=decimal))
    again = put_sqlite(rejects_csv(first), stated=Stated(decimal=decimal))
    assert (again.new, again.rejected) == (0, first.rejected)
    assert _why(again) == _why(first)


@pytest.mark.parametrize("text", AS_SENT.values(), ids=AS_SENT.keys())
@pytest.mark.parametrize("decimal", DecimalMark)
def test_rejects_sent_again_are_read_as_the_file_would_have_been(
    put_sqlite: Put, text: str, decimal: DecimalMark
) -> None:
    """What was open is settled by what is stated then; commas before decimals elsewhere change nothing."""
    first = put_sqlite(text)
    again = put_sqlite(rejects_csv(first), stated=Stated(decimal=decimal))
    ids = {row.cells["id"] for row in first.rejects}
    whole = {row.cells["id"] for row in put_sqlite(text, stated=Stated(decimal=decimal)).rejects}
    assert {row.cells["id"] for row in again.rejects} == ids & whole
    assert again.new == (decimal is DecimalMark.COMMA)  # "1.200", which are 1,200 people


def _why(outcome: Outcome) -> list[str]:
    return [issue.code for issue in outcome.issues if issue.severity is Severity.ERROR]
