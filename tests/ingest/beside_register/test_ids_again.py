"""An id that comes again in each round of a survey, or for each day of a toll: every round is kept under its day."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Engine

from db.engine import reading
from db.filters import Filters
from db.queries import totals
from db.vocabulary import Measure, Severity
from ingest.outcome import Outcome

Put = Callable[..., Outcome]
STOCKS = "id,source,as_of,governorate,idps\n"
TOLLS = "id,source,from,as_of,killed,series\n"
BACK = "id,source,as_of,idps,killed,reason\n"
JANUARY = STOCKS + "1,Camps,2024-01-31,Idleb,1000\n2,Camps,2024-01-31,Hama,50\n"
FEBRUARY = STOCKS + "1,Camps,2024-02-29,Idleb,1100\n2,Camps,2024-02-29,Hama,60\n"


def _standing(engine: Engine, until: date | None = None) -> list[tuple[Measure, int | None, date | None]]:
    with reading(engine) as session:
        return [(line.measure, line.best, line.speaks_of) for line in totals(session, Filters(until=until))]


def _counts(outcome: Outcome) -> list[int]:
    return [outcome.new, outcome.revised, outcome.unchanged, outcome.rejected, outcome.retracted]


def _told(outcome: Outcome) -> list[tuple[int | None, str]]:
    return [(issue.row, issue.code) for issue in outcome.issues if issue.severity is not Severity.NOTE]


def test_a_round_under_the_ids_of_the_round_before_leaves_that_as_it_was(engine: Engine, put: Put) -> None:
    put(JANUARY)
    outcome = put(FEBRUARY)
    assert (_counts(outcome), _told(outcome)) == ([2, 0, 0, 0, 0], [])
    january, february = date(2024, 1, 31), date(2024, 2, 29)
    assert _standing(engine) == [(Measure.IDPS, 1100, february), (Measure.IDPS, 60, february)]
    assert _standing(engine, january) == [(Measure.IDPS, 1000, january), (Measure.IDPS, 50, january)]


def test_a_figure_of_a_round_that_is_sent_again_is_corrected(engine: Engine, put: Put) -> None:
    put(JANUARY + FEBRUARY.removeprefix(STOCKS))
    outcome = put(JANUARY.replace("1000", "1050"))
    assert (_counts(outcome), _told(outcome)) == ([0, 1, 1, 0, 0], [])


def test_a_toll_under_one_id_is_kept_for_each_of_its_days_and_taken_back_for_one(engine: Engine, put: Put) -> None:
    put(TOLLS + "T,MoH,2023-10-07,2024-01-31,27000,cumulative\n")
    assert _counts(put(TOLLS + "T,MoH,2023-10-07,2024-02-29,30000,cumulative\n")) == [1, 0, 0, 0, 0]
    assert _standing(engine) == [(Measure.KILLED, 30000, date(2024, 2, 29))]
    assert _counts(put(BACK + "T,MoH,2024-02-29,,,retraction\n")) == [0, 0, 0, 0, 1]
    assert _standing(engine) == [(Measure.KILLED, 27000, date(2024, 1, 31))]


def test_a_retraction_that_does_not_say_of_which_round_is_rejected(put_sqlite: Put) -> None:
    put_sqlite(JANUARY)
    outcome = put_sqlite(BACK + "1,Camps,,,,retraction\n")
    assert (_counts(outcome), _told(outcome)) == ([0, 0, 0, 1, 0], [(2, "nothing_to_revise")])


def test_a_day_shortly_before_one_that_the_id_has_is_told(engine: Engine, put: Put) -> None:
    put(FEBRUARY)
    outcome = put(STOCKS + "1,Camps,2024-02-27,Idleb,1110\n2,Camps,2024-01-31,Hama,50\n")
    assert (_counts(outcome), _told(outcome)) == ([2, 0, 0, 0, 0], [(2, "earlier_round")])
    [said] = [issue.message for issue in outcome.issues if issue.code == "earlier_round"]
    days = "batch 1, row 2 (2024-02-29, Idleb); the row says 2024-02-27."
    assert said == f"The register has this id for {days} Both are kept."


def test_a_correction_of_a_day_must_take_the_figure_back_under_the_old_one(put_sqlite: Put) -> None:
    put_sqlite(JANUARY)
    outcome = put_sqlite(STOCKS.replace("idps", "idps,reason") + "1,Camps,2024-01-30,Idleb,1000,correction\n")
    assert _told(outcome) == [(2, "nothing_to_revise")]
    assert "under the old day" in outcome.issues[-1].remedy


def test_a_toll_under_the_id_of_an_incident_is_rejected(engine: Engine, put: Put) -> None:
    put("id,source,date,killed\nT,MoH,2024-01-31,27000\n")
    outcome = put(TOLLS + "T,MoH,2023-10-07,2024-01-31,27000,cumulative\n")
    assert (_counts(outcome), _told(outcome)) == ([0, 0, 0, 1, 0], [(2, "id_used_before")])


def test_a_stock_whose_day_is_filled_in_stands_before_the_undated_one(put: Put, engine: Engine) -> None:
    put(STOCKS + "1,Camps,,Idleb,1100\n")
    assert _counts(put(JANUARY)) == [2, 0, 0, 0, 0]
    assert [best for _, best, _ in _standing(engine)] == [1000, 50]


@pytest.mark.parametrize(
    ("columns", "first", "second"),
    [
        ("from,to", "2024-01-01,2024-01-07", "2024-01-08,2024-01-14"),
        ("month", "2024-01", "2024-02"),
    ],
)
def test_another_week_or_month_under_an_id_is_no_correction(
    engine: Engine, put: Put, columns: str, first: str, second: str
) -> None:
    header = f"id,source,{columns},governorate,displaced\n"
    put(f"{header}IDL,Camps,{first},Idleb,700\n")
    outcome = put(f"{header}IDL,Camps,{second},Idleb,900\n")
    assert (_counts(outcome), _told(outcome)) == ([0, 0, 0, 1, 0], [(2, "id_used_before")])
    assert [best for _, best, _ in _standing(engine)] == [700]


def test_a_week_that_grows_by_a_day_is_corrected(put_sqlite: Put) -> None:
    header = "id,source,from,to,governorate,displaced\n"
    put_sqlite(f"{header}IDL,Camps,2024-01-01,2024-01-07,Idleb,700\n")
    assert _counts(put_sqlite(f"{header}IDL,Camps,2024-01-01,2024-01-08,Idleb,710\n")) == [0, 1, 0, 0, 0]
