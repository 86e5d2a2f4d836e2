"""Notes below a table are told once and are no rows that failed; what they explain stands beside marked figures."""

from collections.abc import Callable

import pytest

from db.vocabulary import Severity
from ingest.layouts.mapping.column_map import ColumnMap
from ingest.outcome import Outcome

Put = Callable[..., Outcome]
HEADER = "governorate,source,date,killed,injured\n"
ROWS = "Idleb,Office,2024-11-01,4,2\nHama,Office,2024-11-02,3*,1\nHoms,Office,2024-11-03,5 (a),1\n"


def _codes(outcome: Outcome) -> set[str]:
    return {issue.code for issue in outcome.issues if issue.severity is not Severity.NOTE}


def _notes(outcome: Outcome) -> list[str]:
    return [issue.message for issue in outcome.issues if issue.code == "notes_below"]


def test_they_are_told_once_with_their_numbers_and_are_no_rows_that_failed(put_sqlite: Put) -> None:
    outcome = put_sqlite(f"{HEADER}Idleb,Office,2024-11-01,4,2\n\nSource: MoH,,,,\nfield teams,,,,\n")
    [told] = _notes(outcome)
    assert "“4: Source: MoH / 5: field teams”" in told
    assert (outcome.new, outcome.rejected, outcome.skipped, _codes(outcome)) == (2, 0, 2, set())


def test_what_they_explain_of_a_mark_is_told_beside_the_figures_that_carry_it(put_sqlite: Put) -> None:
    outcome = put_sqlite(f"{HEADER}{ROWS}Note: * preliminary,,,,\n[a] with the injured,,,,\n")
    marked = {issue.row: issue.message for issue in outcome.issues if issue.code == "footnote_mark"}
    assert "“preliminary”" in marked[3]
    assert "“with the injured”" in marked[4]


def test_a_mark_that_no_note_explains_is_told_as_unread(put_sqlite: Put) -> None:
    outcome = put_sqlite(f"{HEADER}{ROWS}* preliminary,,,,\n")
    [told] = [issue.message for issue in outcome.issues if issue.code == "footnote_mark" and issue.row == 4]
    assert "is not read" in told


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Note: figures in thousands,,,,", "title_of_scale"),
        ("* Figures are cumulative since 7 October,,,,", "title_of_totals"),
    ],
)
def test_what_changes_every_figure_is_warned_of(put_sqlite: Put, line: str, code: str) -> None:
    outcome = put_sqlite(f"{HEADER}Idleb,Office,2024-11-01,4,2\n{line}\n")
    assert [(issue.row, issue.code) for issue in outcome.issues if issue.severity is Severity.WARNING] == [(3, code)]


@pytest.mark.parametrize(
    "line",
    [
        "Note: figures may change, see the annex",
        "المصدر: وزارة الصحة,, ,,",
        "Примітка: попередні дані,,,,",
        "Preliminary figures of the field teams,,,,",
        "† preliminary,,,,",
        ",Source: MoH,,,",
    ],
)
def test_lines_of_many_kinds(put_sqlite: Put, line: str) -> None:
    outcome = put_sqlite(f"{HEADER}Idleb,Office,2024-11-01,4,2\n{line}\n")
    assert (len(_notes(outcome)), outcome.rejected) == (1, 0)


@pytest.mark.parametrize(
    "line",
    [
        "Homs,,,,",
        "Note: camps,Office,2024-11-01,7,",
        "Source: MoH,,,12,",
        ",,,Note: none,",
        "* Homs,Office,2024-11-03,,",
    ],
)
def test_rows_that_may_be_of_the_table_are_rows(put_sqlite: Put, line: str) -> None:
    outcome = put_sqlite(f"{HEADER}Idleb,Office,2024-11-01,4,2\n{line}\n")
    assert _notes(outcome) == []
    assert outcome.rejected + (outcome.new - 2) == 1


def test_prose_above_other_rows_is_rejected_as_a_row(put_sqlite: Put) -> None:
    outcome = put_sqlite(f"{HEADER}Idleb,Office,2024-11-01,4,2\nNote: the north,,,,\nHama,Office,2024-11-02,3,1\n")
    assert (_notes(outcome), outcome.rejected, outcome.new) == ([], 1, 4)


def test_a_sentence_that_figures_are_read_from_is_no_note(put_sqlite: Put) -> None:
    said = ColumnMap(columns={}, constants={"source": "Office", "date": "2024-11-01"})
    outcome = put_sqlite("excerpt,place\n4 people were killed in the shelling,\n", mapping=said)
    assert (_notes(outcome), outcome.new) == ([], 1)


def test_a_total_above_the_notes_is_rejected_and_blanks_of_notes_are_none_of_a_merged_cell(put_sqlite: Put) -> None:
    outcome = put_sqlite(f"{HEADER}{ROWS}Total,,,12,4\nSource: MoH,,,,\nPrepared by: OCHA,,,,\n* estimate,,,,\n")
    assert (outcome.new, outcome.rejected) == (6, 1)
    assert "looks_merged" not in _codes(outcome)
