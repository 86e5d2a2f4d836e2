"""The columns of a file by a map: what is read, what is kept unread, and what doesn't go together."""

import polars as pl

from db.vocabulary import Measure, Severity
from ingest.layouts.columns import recognise
from ingest.layouts.mapping.column_map import ColumnMap
from ingest.layouts.mapping.mapped import AS_MAPPED, mapped
from ingest.readers.table import Table

HEADER = ("Ort", "Tote", "Geschlecht", "row")
SAID = ColumnMap(
    {"Ort": "place", "tote": "killed", "Geschlecht": "sex"}, {"source": "Office X"}, {"sex": {"w": "female"}}
)


def errors(header: tuple[str, ...], mapping: ColumnMap) -> list[str]:
    return [issue.code for issue in mapped(header, mapping).issues if issue.severity is Severity.ERROR]


def test_cells_are_read_by_field_with_constants_and_words() -> None:
    columns = mapped(HEADER, SAID)
    frame = pl.DataFrame({"Ort": ["Idleb", "Homs"], "Tote": ["4", ""], "Geschlecht": ["W", "x"], "row": ["2", "3"]})
    table = Table(HEADER, frame, pl.Series([2, 3]), "in memory")
    told = {field: columns.texts(table, field).to_list() for field in ("place", "killed", "sex", "source")}
    assert told == {
        "place": ["Idleb", "Homs"],
        "killed": ["4", ""],
        "sex": ["female", "x"],
        "source": ["Office X", "Office X"],
    }
    assert columns.rows(table).columns == ["line", "row", "place", "killed", "sex", "source"]
    assert (columns.measures, columns.form, columns.unread) == ((Measure.KILLED,), "wide", ())
    assert columns.by_field["place"] == "Ort"
    assert errors(HEADER, SAID) == []


def test_a_column_that_the_map_does_not_name_is_read_by_its_name() -> None:
    columns = mapped(("Tote", "Date", "weather", "source"), ColumnMap({"Tote": "killed"}))
    assert columns.by_field == {"killed": "Tote", "date": "Date", "source": "source"}
    assert columns.unread == ("weather",)
    assert [issue.column for issue in columns.issues if issue.code == "unread_column"] == ["weather"]


def test_a_map_may_keep_a_column_from_being_read_that_its_name_would() -> None:
    columns = mapped(("source", "killed", "injured"), ColumnMap({"killed": None}))
    assert columns.by_field == {"source": "source", "injured": "injured"}
    assert columns.unread == ("killed",)


def test_an_empty_map_reads_what_names_say() -> None:
    header = ("source", "date", "killed", "weather", "row", "Problem")
    by_name, by_map = recognise(header), mapped(header, ColumnMap({}))
    assert (by_map.by_field, by_map.unread) == (by_name.by_field, by_name.unread)


def test_two_holders_of_one_field_are_refused_with_both_named() -> None:
    assert errors(("source", "killed", "Tote"), ColumnMap({"Tote": "killed"})) == ["two_columns_one_field"]
    assert errors(("source", "killed", "killed (2)"), ColumnMap({})) == ["two_columns_one_field"]
    [issue, *_] = mapped(("source", "killed"), ColumnMap({}, {"source": "Office X"})).issues
    assert issue.code == "two_columns_one_field"
    assert issue.message == "Column 'source' and the constant 'Office X' both stand for 'source'."


def test_a_file_needs_a_source_and_a_figure() -> None:
    assert errors(("Ort", "Tote"), ColumnMap({"Tote": "killed"})) == ["no_source_column"]
    assert errors(("Ort",), ColumnMap({"Ort": "place"}, {"source": "X"})) == ["no_figure_column"]
    assert errors(("Zahl",), ColumnMap({"Zahl": "value"}, {"source": "X"})) == ["no_figure_column"]
    assert errors(("Zahl",), ColumnMap({"Zahl": "value"}, {"source": "X", "measure": "killed"})) == []
    assert errors(("Satz",), ColumnMap({"Satz": "excerpt"}, {"source": "X"})) == []


def test_a_column_that_the_file_has_not_got_is_no_small_thing() -> None:
    assert errors(("Ort", "Tote"), ColumnMap({"Toten": "killed", "Tote": "killed"}, {"source": "X"})) == [
        "no_such_column"
    ]


def test_it_is_said_that_a_map_was_used() -> None:
    [said] = [issue for issue in mapped(HEADER, SAID).issues if issue.code == AS_MAPPED]
    assert said.severity is Severity.NOTE


def test_what_the_name_of_a_column_says_of_its_figures_holds_under_a_map_too() -> None:
    fields = {"Killed (children)": "killed", "Tote": "killed", "HH": "idps", "Killed (in thousands)": "injured"}
    said = ColumnMap(fields)
    columns = mapped(("source", "Tote", "Killed (children)", "HH", "Killed (in thousands)"), said)
    assert columns.by_field == {
        "source": "source",
        "killed": "Tote",
        "killed/child": "Killed (children)",
        "idps/household": "HH",
        "injured": "Killed (in thousands)",
    }
    assert not any(issue.severity is Severity.ERROR for issue in columns.issues)
    assert columns.measures == (Measure.KILLED, Measure.INJURED, Measure.IDPS)


def test_two_columns_of_notes_are_both_read_by_a_map_and_a_constant_beside_them_is_refused() -> None:
    header = ("source", "killed", "Bemerkung", "notes")
    said = ColumnMap({"Bemerkung": "notes"})
    frame = pl.DataFrame({"source": ["A"], "killed": ["1"], "Bemerkung": ["one"], "notes": ["two"]})
    table = Table(header, frame, pl.Series([2]), "in memory")
    assert mapped(header, said).texts(table, "notes").to_list() == ["one; two"]
    assert errors(header, said) == []
    assert errors(header, ColumnMap({"Bemerkung": "notes"}, {"notes": "three"})) == ["two_columns_one_field"]
