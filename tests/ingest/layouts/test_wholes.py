"""Rounds of DTM: a reason that the newest round does not have is not added to it."""

from collections.abc import Callable

from sqlalchemy import Engine

from db.engine import reading
from db.filters import Filters
from db.queries import totals
from ingest.layouts.laid import LaidRow
from ingest.layouts.wholes import Wholes
from ingest.outcome import Outcome

Put = Callable[..., Outcome]

HEADER = (
    "operation,admin0Name,admin0Pcode,admin1Name,admin1Pcode,numPresentIdpInd,reportingDate,roundNumber,"
    "displacementReason,idpOriginAdmin1Pcode\n"
)


def _row(number: int, day: str, reason: str, figure: int) -> str:
    return f"Ops,Afghanistan,AFG,Kabul,AF01,{figure},{day}T00:00:00,{number},{reason},Not available\n"


FIRST = [_row(1, "2022-04-30", "Conflict", 10), _row(1, "2022-04-30", "Other reason", 5)]
SECOND = [_row(2, "2022-12-31", "Conflict", 12), _row(2, "2022-12-31", "Conflict; Insecurity", 3)]


def _standing(engine: Engine) -> list[tuple[int | None, bool, str]]:
    with reading(engine) as session:
        found = totals(session, Filters())
    return sorted((line.best, line.part_of is not None, line.definition or "") for line in found)


def test_the_newest_round_stands_whole_with_its_own_reasons_alone(sqlite_engine: Engine, put_sqlite: Put) -> None:
    outcome = put_sqlite(HEADER + "".join(FIRST + SECOND))
    assert (outcome.claims, outcome.rejected, outcome.warnings) == (6, 0, 0)
    assert _standing(sqlite_engine) == [
        (3, True, "IDPs present; reason: Conflict; Insecurity; Ops"),
        (12, True, "IDPs present; reason: Conflict; Ops"),
        (15, False, "IDPs present; Ops"),
    ]


def test_a_round_that_comes_in_a_later_file_takes_the_place_of_the_one_before(
    sqlite_engine: Engine, put_sqlite: Put
) -> None:
    put_sqlite(HEADER + "".join(FIRST))
    assert [best for best, part, _ in _standing(sqlite_engine) if not part] == [15]
    put_sqlite(HEADER + "".join(SECOND))
    assert [best for best, _, _ in _standing(sqlite_engine)] == [3, 12, 15]


def test_a_whole_of_which_a_part_is_no_bare_number_is_at_least_the_others() -> None:
    texts = {"id": "r1", "subset_of": "all", "whole": "people", "measure": "idps", "part": "people", "cause": "war"}
    wholes = Wholes()
    wholes.add([LaidRow(2, texts | {"value": "10"}, {}), LaidRow(3, texts | {"value": "dozens"}, {})])
    wholes.add([LaidRow(4, texts | {"value": "5"}, {}), LaidRow(5, {"measure": "idps", "value": "7"}, {})])
    whole = {"id": "all", "measure": "idps", "definition": "people", "value": "at least 15", "basis": "derived"}
    assert list(wholes.rows()) == [LaidRow(2, whole, {})]
