"""A workbook with merged cells, taken in: every row has its area, and no figure counts more than once."""

import io
from collections.abc import Callable
from typing import Any

import pytest
import xlsxwriter
from sqlalchemy import Engine

from db.models import Claim
from db.vocabulary import Severity
from ingest.outcome import Outcome


@pytest.mark.parametrize("column", ["killed", "children killed", "killed (women)", "households displaced"])
def test_a_figure_over_three_rows_is_rejected_and_an_area_over_them_is_that_of_each(
    sqlite_engine: Engine, put_sqlite: Callable[..., Outcome], open_claims: Callable[[Engine], list[Claim]], column: str
) -> None:
    out = io.BytesIO()
    book: Any = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["source", "date", "governorate", "place", column, "injured"])
    for row, town in enumerate(("Azaz", "Manbij", "Afrin"), 1):
        sheet.write_row(row, 3, [town, "", row])
    for at, value in ((0, "Civil Defence"), (1, "2024-11-29"), (2, "Aleppo"), (4, 12)):
        sheet.merge_range(1, at, 3, at, value)
    book.close()
    outcome = put_sqlite(out.getvalue())
    assert [(issue.code, issue.row) for issue in outcome.issues if issue.severity is Severity.ERROR] == [
        ("merged_figure", 2)
    ]
    claims = open_claims(sqlite_engine)
    assert [(claim.row, claim.measure, claim.best) for claim in claims] == [(3, "injured", 2), (4, "injured", 3)]
    assert all("Aleppo" in str(claim.place) for claim in claims)
