"""Titles above a table that say that its figures are in thousands."""

from collections.abc import Callable

import pytest

from db.vocabulary import Severity
from ingest.readers.scales import scale_said
from ingest.readers.table import Table


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("IDPs by governorate, in thousands", "in thousands"),
        ("IDPs (In  Thousands)", "In  Thousands"),
        ("IDPs (thousands)", "(thousands)"),
        ("IDPs ('000)", "('000)"),
        ("Figures in 1000s of people", "in 1000s"),
        ("Returns × 1,000", "× 1,000"),
        ("النازحون (بالآلاف)", "بالآلاف"),
        ("Déplacés, en milliers", "en milliers"),
        ("Thousands flee as fighting nears Idleb", ""),
        ("Attack kills one in 1000 houses", ""),
        ("Budget in 000001", ""),
        ("Displaced in thousandsville", ""),
    ],
)
def test_words_of_scale_are_found_in_titles_and_nowhere_else(title: str, said: str) -> None:
    assert scale_said(title) == said


def test_a_title_that_says_thousands_is_warned_of_and_the_others_are_noted(table_of: Callable[..., Table]) -> None:
    table = table_of(b'"IDPs, in thousands"\nField office\nplace,idps,date\nIdleb,1200,2024\n')
    assert [(issue.severity, issue.code, issue.row) for issue in table.issues] == [
        (Severity.NOTE, "title_row", 1),
        (Severity.WARNING, "title_of_scale", 1),
        (Severity.NOTE, "title_row", 2),
    ]
    assert "'in thousands'" in table.issues[1].message
    assert table.rows[0].cells["idps"] == "1200"
