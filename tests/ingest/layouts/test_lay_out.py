"""A publisher's table is laid out column by column: each claim keeps its row, its order and the columns it is from."""

from collections.abc import Callable
from typing import Any

import polars as pl
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ingest.layouts.form import PublisherForm, column_name
from ingest.layouts.laid import LaidRow, laid_of
from ingest.layouts.lay_out import lay_out
from ingest.layouts.plan import Plan
from ingest.layouts.publisher import PublisherLayout, read_layout
from ingest.outcome import Outcome
from ingest.readers.table import Table
from tests.ingest.layouts.laying import EXAMPLE

SAID: dict[str, Any] = {
    **EXAMPLE,
    "nothing": ["n/k"],
    "skip": [{"when": {"Event": "^Total$"}, "why": "A total of other rows."}],
    "sections": [{"name": "hurt", "when": {"Event": "^Injured$"}, "why": "A heading."}],
    "fields": {"source": {"text": "Example"}, "id": "Event", "place": "Village | Town", "cause": "Cause"},
    "claims": [
        {"part": "all", "measure": "killed", "value": "Dead", "when": {"Kind": "^final$"}},
        {"part": "all", "measure": "killed", "low": "Dead", "issue": "early"},
        {"part": "women", "part_of": "all", "measure": "killed", "value": "Women", "drop_zero": True, "sex": "female"},
        {"part": "all", "measure": "injured", "value": "Dead", "section": "hurt"},
    ],
    "issues": {"early": {"severity": "note", "message": "The count goes on.", "remedy": "Send the final one."}},
}
COLUMNS = ("Event", "Kind", "Dead", "Women", "Village", "Town", "Cause")


def _layout() -> PublisherLayout:
    return read_layout("example.yml", yaml.safe_dump(SAID))


def _table(*rows: tuple[str, ...]) -> Table:
    frame = pl.DataFrame(list(rows), schema=dict.fromkeys(COLUMNS, pl.String), orient="row")
    return Table(COLUMNS, frame, pl.int_range(2, len(rows) + 2, eager=True), "by hand")


ROWS = (
    ("e1", "final", "4", "1", "", "Idleb", "mine"),
    ("e2", "early", "7", "0", "Jdideh", "", ""),
    ("Total", "", "11", "1", "", "", ""),
    ("e3", "final", "n/k", "0.0", "", "", ""),
    ("Injured", "", "", "", "", "", ""),
    ("e1", "", "9", "", "", "Idleb", ""),
)


def test_claims_stand_row_by_row_with_the_columns_that_they_are_from() -> None:
    laid = lay_out(Plan.of(_layout(), COLUMNS, {}), _table(*ROWS))
    told = [(row.number, row.texts["part"], row.texts["measure"], row.columns.get("place")) for row in laid.rows()]
    assert told == [
        (2, "all", "killed", "Town"),
        (2, "women", "killed", "Town"),
        (3, "all", "killed", "Village"),
        (7, "all", "injured", "Town"),
    ]
    first = next(laid.rows())
    assert first.columns == {"id": "Event", "place": "Town", "cause": "Cause", "value": "Dead"}
    skipped = [(row.number, row.code) for row in laid.skipped]
    assert skipped == [(4, "no_data"), (5, "no_figure"), (6, "section_heading")]
    assert laid.section == "hurt"
    assert list(laid.said("issue")) == [(3, "early")]


def test_claims_whose_fields_are_from_one_column_are_read_together() -> None:
    laid = lay_out(Plan.of(_layout(), COLUMNS, {}), _table(*ROWS))
    texts = list(laid.texts())
    from_columns = {(told.names.get("place"), told.names.get("value"), told.names.get("low")) for told in texts}
    assert from_columns == {("Town", "Dead", None), ("Town", "Women", None), ("Village", None, "Dead")}
    assert sum(len(told.rows) for told in texts) == 4
    assert all(told.rows["line"].to_list() == list(range(len(told.rows))) for told in texts)


def test_columns_of_a_table_may_be_called_as_fields_are() -> None:
    layout = read_layout("example.yml", yaml.safe_dump(SAID | {"fields": {"source": {"text": "x"}, "id": "at"}}))
    header = ("at", "row", "line", "turn", "Event", "Dead")
    frame = pl.DataFrame([("a", "b", "c", "d", "e", "5")], schema=dict.fromkeys(header, pl.String), orient="row")
    [row] = lay_out(Plan.of(layout, header, {}), Table(header, frame, pl.Series([2]), "by hand")).rows()
    assert (row.texts["id"], row.texts["low"]) == ("a", "5")


CELLS = st.sampled_from(["", " ", "n/k", "0", "00.0", "3", "Total", "Injured", "final", "early", "Idleb"])


@given(st.lists(st.tuples(*(CELLS for _ in COLUMNS)), min_size=1, max_size=12), st.integers(1, 12))
def test_a_table_is_laid_out_as_its_pieces_are(rows: list[tuple[str, ...]], cut: int) -> None:
    plan, table = Plan.of(_layout(), COLUMNS, {}), _table(*rows)
    whole, pieces, section = lay_out(plan, table), [], ""
    skipped = []
    for piece in table.pieces(cut):
        found = lay_out(plan, piece, section)
        section = found.section
        pieces += list(found.rows())
        skipped += found.skipped
    assert pieces == list(whole.rows())
    assert tuple(skipped) == whole.skipped
    assert section == whole.section
    assert sum(len(told.rows) for told in whole.texts()) == len(pieces)
    assert {row.number for row in pieces}.isdisjoint(row.number for row in skipped)
    assert {row.number for row in pieces} | {row.number for row in skipped} == set(table.numbers)


def test_rows_that_were_made_one_by_one_are_laid_like_others() -> None:
    rows = [LaidRow(5, {"id": "a", "value": "3"}, {"value": "Dead"}), LaidRow(7, {"id": "b"}, {})]
    laid = laid_of(rows)
    assert list(laid.rows()) == rows
    assert laid.columns == {"value": "Dead"}
    assert sorted(laid.values("id")) == ["a", "b"]
    assert list(laid_of([]).texts()) == []


def test_a_problem_keeps_the_name_of_the_column_that_it_is_in() -> None:
    fields = PublisherForm.of(_table(*ROWS), _layout()).fields
    assert column_name(fields, "Town") == "Town"
    assert column_name(fields, "place") == "Town"
    assert column_name(fields, "killed") == "Dead"
    assert column_name(fields, "origin") == "origin"
    assert column_name({"from": "Begin"}, "date") == "Begin"


def test_a_problem_of_a_place_is_told_in_the_column_of_the_place(put_sqlite: Callable[..., Outcome]) -> None:
    outcome = put_sqlite("source,date,location,measure,value\nOffice,2024-01-02,Nowhere at all,killed,see report\n")
    assert {(issue.code, issue.column) for issue in outcome.issues} == {
        ("unknown_place", "location"),
        ("unreadable_words", "value"),
    }
