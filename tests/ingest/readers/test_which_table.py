"""Which table of a workbook is read: its sheets, those that are hidden, and tables below one another in one."""

from collections.abc import Callable

from db.vocabulary import Severity
from ingest.issues import Issue
from ingest.readers.table import Table
from tests.ingest.readers.sheets import Book, cells, fill

TableOf = Callable[..., Table]


def test_the_first_shown_sheet_is_read_and_the_others_are_named(table_of: TableOf, workbook: Book) -> None:
    book, done = workbook
    hidden, shown = book.add_worksheet("Lists"), book.add_worksheet("Reports")
    shown.activate()
    shown.set_first_sheet()
    hidden.hide()
    fill(hidden, [["code"], ["x"]])
    fill(shown, [["source", "killed"], ["A", 4]])
    fill(book.add_worksheet("More"), [["source", "killed"], ["B", 5]])
    book.add_worksheet("Nothing")
    data = done()
    table = table_of(data)
    assert (table.sheet, table.sheets) == ("Reports", ("Lists", "Reports", "More"))
    others, unseen = table.issues
    assert (others.severity, others.code, "More" in others.message) == (Severity.WARNING, "other_sheets", True)
    assert (unseen.severity, unseen.code) == (Severity.NOTE, "hidden_sheets")
    assert unseen.message == "The workbook has hidden sheets too, which were not read: Lists."
    assert cells(table_of(data, sheet="More")) == [["B", "5"]]
    assert table_of(data, sheet="More").issues == (unseen,)
    assert table_of(data, sheet="Lists").issues == ()


def test_a_sheet_that_is_not_there_is_refused_with_those_that_are(
    refusal_of: Callable[..., Issue], workbook: Book
) -> None:
    book, done = workbook
    fill(book.add_worksheet("Reports"), [["a", "b"], ["x", 1]])
    issue = refusal_of(done(), sheet="reports 2")
    assert (issue.code, "Reports" in issue.message) == ("no_such_sheet", True)
    assert refusal_of(b"a,b\n1,2\n", sheet="Reports").code == "no_such_sheet"


def test_a_sheet_is_found_by_its_name_with_and_without_the_space_at_its_end(table_of: TableOf, workbook: Book) -> None:
    book, done = workbook
    fill(book.add_worksheet("Data "), [["a", "b"], ["x", 1]])
    fill(book.add_worksheet("Data"), [["a", "b"], ["y", 2]])
    fill(book.add_worksheet("More "), [["a", "b"], ["z", 3]])
    data = done()
    found = [cells(table_of(data, sheet=name))[0][0] for name in ("Data ", "Data", "More ", "More")]
    assert found == ["x", "y", "z", "z"]


def test_a_second_table_in_a_sheet_is_a_table_of_its_own(table_of: TableOf, workbook: Book) -> None:
    book, done = workbook
    first, second = [["place", "Homs", "Hama"], ["Homs", 1, 2]], [["place", "Idleb"], ["Homs", 3]]
    fill(book.add_worksheet("Flows"), [*first, [], ["Returns"], *second])
    data = done()
    assert cells(table_of(data)) == [["Homs", "1", "2"]]
    assert [issue.code for issue in table_of(data, sheet="Flows").issues] == ["other_sheets"]
    table = table_of(data, sheet="Flows (from row 4)")
    assert (table.header, cells(table), table.rows[0].number) == (("place", "Idleb"), [["Homs", "3"]], 6)
