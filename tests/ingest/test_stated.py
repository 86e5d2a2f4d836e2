"""A file of which its sender says how it is to be read: what goes in, what is told, and what comes back to mend."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from db.models import Claim
from db.vocabulary import Severity
from ingest.layouts.mapping.checked import map_of
from ingest.layouts.stated import DecimalMark, Stated, stated_in_words
from ingest.normalize.date import DayOrder
from ingest.outcome import FileRefusedError, Outcome
from ingest.pipeline import ingest
from ingest.rejects import rejects_csv

Put = Callable[..., Outcome]
OpenClaims = Callable[[Engine], list[Claim]]

DAY, MONTH = Stated(days=DayOrder.DAY_FIRST), Stated(days=DayOrder.MONTH_FIRST)
COMMA, POINT = Stated(decimal=DecimalMark.COMMA), Stated(decimal=DecimalMark.POINT)
OPEN = "source,date,place,killed\nA,03/04/2024,Idleb,4\nA,2024-05-06,Homs,5\n"
CLEAR = "source,date,place,killed\nA,03/04/2024,Idleb,4\nA,11/25/2024,Homs,5\nA,05/05/2024,Hama,6\n"


def told(outcome: Outcome, severity: Severity) -> list[tuple[str, int | None]]:
    return [(issue.code, issue.row) for issue in outcome.issues if issue.severity is severity]


@pytest.mark.parametrize(("stated", "day"), [(DAY, date(2024, 4, 3)), (MONTH, date(2024, 3, 4))])
def test_the_order_that_is_stated_settles_the_days_and_is_told(
    put: Put, engine: Engine, open_claims: OpenClaims, stated: Stated, day: date
) -> None:
    assert put(OPEN, dry_run=True).rejected == 1
    outcome = put(OPEN, stated=stated)
    assert {claim.date_from for claim in open_claims(engine)} == {day, date(2024, 5, 6)}
    [note] = [issue for issue in outcome.issues if issue.code == "day_order_stated"]
    assert (note.severity, note.column) == (Severity.NOTE, "date")
    assert note.message.endswith("first, as was stated for the file.")


def test_a_file_that_contradicts_what_was_stated_loses_the_rows_that_do_and_those_that_could_be_either(
    put_sqlite: Put,
) -> None:
    outcome = put_sqlite(CLEAR, stated=DAY)
    assert told(outcome, Severity.ERROR) == [("ambiguous_day_month", 2), ("other_day_order", 3)]
    [warning] = [issue for issue in outcome.issues if issue.code == "day_order_contradicted"]
    assert warning.message == "'11/25/2024' does not have the day first, as was stated for the file."
    assert outcome.claims == 1


def test_dates_that_tell_their_order_need_no_statement(put_sqlite: Put) -> None:
    outcome = put_sqlite(CLEAR, stated=MONTH)
    assert outcome.claims == 3
    [note] = [issue for issue in outcome.issues if issue.code == "day_order_stated"]
    assert note.column == "date"
    clear = put_sqlite("source,date,place,killed\nA,2024-05-07,Homs,5\n", stated=DAY)
    [note] = [issue for issue in clear.issues if issue.code == "day_order_stated"]
    assert (note.column, note.message.endswith("none of them is read by that.")) == (None, True)


def test_a_file_sent_again_with_a_statement_changes_nothing_that_it_brought_before(put: Put) -> None:
    first = put(OPEN)
    again = put(OPEN, stated=DAY)
    assert (first.new, again.new, again.revised, again.unchanged) == (1, 1, 0, 1)
    assert again.batch != first.batch
    assert (put(OPEN, stated=DAY).new, put(OPEN).unchanged) == (0, 1)


def test_rejected_rows_tell_their_days_as_they_were_stated(put_sqlite: Put) -> None:
    outcome = put_sqlite("source,date,place,killed\nA,03/04/2024,Idleb,see report\n", stated=DAY)
    assert "2024-04-03" in rejects_csv(outcome)


def test_a_statement_settles_the_days_of_a_map_too(put: Put, engine: Engine, open_claims: OpenClaims) -> None:
    mapping = map_of({"columns": {"Tag": "date", "Tote": "killed"}, "constants": {"source": "A"}})
    put("Tag,Tote\n03/04/2024,4\n", mapping=mapping, stated=DAY)
    assert [claim.date_from for claim in open_claims(engine)] == [date(2024, 4, 3)]


def test_the_mark_that_is_stated_settles_figures_bounds_and_sentences_and_is_told(
    put: Put, engine: Engine, open_claims: OpenClaims
) -> None:
    rows = (
        "1,A,2024-05-06,displaced,1.200,,,,",
        '2,A,2024-05-07,displaced,,"1.500",1.700,1.900,',
        "3,A,2024-05-08,,,,,,نزح 2.500 شخص من المدينة",
    )
    content = "\n".join(["id,source,date,measure,value,low,best,high,excerpt", *rows]) + "\n"
    assert put(content, dry_run=True).rejected == 3
    outcome = put(content, stated=COMMA)
    assert outcome.rejected == 0
    assert sorted(claim.best or 0 for claim in open_claims(engine)) == [1200, 1700, 2500]
    [note] = [issue for issue in outcome.issues if issue.code == "decimal_mark_stated"]
    assert note.message == "The file was sent with the comma as its decimal mark; figures with a mark: 3."


def test_a_figure_with_the_other_mark_is_rejected(put_sqlite: Put) -> None:
    outcome = put_sqlite('source,date,killed\nA,2024-05-06,"1,200"\nA,2024-05-07,7\n', stated=COMMA)
    assert told(outcome, Severity.ERROR) == [("other_decimal_mark", 2)]


def test_a_decimal_comma_is_refused_where_numbers_are_kept_as_such(sqlite_engine: Engine, tmp_path: Path) -> None:
    file = tmp_path / "claims.json"
    file.write_text('[{"source": "A", "date": "2024-05-06", "killed": 1.125}]', encoding="utf-8")
    with pytest.raises(FileRefusedError) as refused:
        ingest(sqlite_engine, file, stated=COMMA)
    assert [issue.code for issue in refused.value.issues] == ["decimal_comma_of_numbers"]
    assert ingest(sqlite_engine, file, stated=POINT).rejected == 1


def test_what_is_stated_in_words_is_one_of_those_that_are_known() -> None:
    assert stated_in_words() == stated_in_words(sheet=" ") == Stated()
    assert stated_in_words(sheet="A ", day_order="month_first", decimal_mark="comma") == Stated(
        "A ", DayOrder.MONTH_FIRST, DecimalMark.COMMA
    )
    for words in ({"day_order": "mixed"}, {"day_order": "year"}, {"decimal_mark": ";"}):
        with pytest.raises(ValueError, match="is n"):
            stated_in_words(**words)
