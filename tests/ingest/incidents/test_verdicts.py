"""What the rule judges, and what keeps it from judging."""

from datetime import UTC, date, datetime
from typing import Any

import polars as pl
import pytest

from db.judgements.standing import Judged, Standing
from db.vocabulary import JudgementKind
from ingest.incidents.verdicts import Verdict, cited_verdicts, consistent, former_verdicts, with_questions
from tests.ingest.incidents.conftest import Sides

CODES = {number: f"code-{number}" for number in range(9)}
MERGE, POSSIBLE, COVERS = JudgementKind.MERGE, JudgementKind.POSSIBLE, JudgementKind.COVERS
NAMED = {"one": pl.Int64, "other": pl.Int64, "cited": pl.String, "bearers": pl.Int64}


def merge(one: int, other: int, score: float = 0.9) -> Verdict:
    return Verdict(MERGE, one, other, score, "near.")


def judged(kind: JudgementKind, one: int, other: int) -> Judged:
    return Judged(1, kind, one, other, "Ana", None, "she was there", datetime(2024, 1, 1, tzinfo=UTC))


def kept(verdicts: list[Verdict], held: Standing) -> list[tuple[JudgementKind, int, int]]:
    return [(each.kind, each.incident, each.other) for each in consistent(verdicts, held, CODES)]


def test_the_surer_of_two_comes_first_and_the_other_becomes_a_question_where_one_recorder_tells_two_apart() -> None:
    held = Standing([], {1: ["UCDP"], 2: ["Airwars"], 3: ["ACLED"], 4: ["Airwars"]})
    found = kept([merge(3, 4, 0.7), merge(1, 3, 0.8), merge(1, 2, 0.9)], held)
    assert found == [(MERGE, 1, 2), (MERGE, 1, 3), (POSSIBLE, 3, 4)]


def test_a_recorder_may_say_itself_that_two_codes_are_one_event() -> None:
    held = Standing([], {1: ["Airwars"], 2: ["Airwars"]})
    assert consistent([merge(1, 2)], held, CODES, stated=frozenset({0})) == [merge(1, 2)]


def test_what_people_told_apart_is_neither_merged_nor_asked_again() -> None:
    held = Standing([judged(JudgementKind.DISTINCT, 1, 2)])
    assert kept([merge(1, 2), Verdict(POSSIBLE, 2, 1, 0.4, "near.")], held) == []


def test_what_people_told_apart_holds_through_a_third() -> None:
    held = Standing([judged(JudgementKind.DISTINCT, 1, 3)])
    assert kept([merge(1, 2, 0.9), merge(2, 3, 0.8)], held) == [(MERGE, 1, 2)]


def test_what_people_merged_is_not_judged_again() -> None:
    held = Standing([judged(MERGE, 1, 2), judged(MERGE, 2, 3)])
    assert kept([merge(1, 2), merge(1, 3)], held) == []


def test_verdicts_come_out_the_same_in_whatever_order_they_are_tried() -> None:
    recorders = {1: ["a"], 2: ["b"], 3: ["c"], 4: ["a"]}
    verdicts = [merge(1, 2, 0.7), merge(2, 3, 0.7), merge(3, 4, 0.7), merge(2, 4, 0.7)]
    forth, back = kept(verdicts, Standing([], recorders)), kept(verdicts[::-1], Standing([], recorders))
    assert forth == back


@pytest.mark.parametrize(
    ("rows", "kinds"),
    [
        ([(1, 2, "S1", 1)], [MERGE]),
        ([(1, 2, "S1", 1), (1, 3, "S2", 1)], [COVERS, COVERS]),
        ([(1, 2, "S1", 2), (1, 3, "S1", 2)], [POSSIBLE, POSSIBLE]),
        ([(1, 4, "S3", 1)], [POSSIBLE]),
    ],
)
def test_a_cited_code_is_an_answer_unless_several_bear_it_or_the_days_are_far(
    sides: Sides, rows: list[tuple[int, int, str, int]], kinds: list[JudgementKind]
) -> None:
    beta = {"recorder": "Beta"}
    frame = sides({}, beta, beta, beta | {"day": date(2017, 5, 3)})
    cited = pl.DataFrame(rows, schema=NAMED, orient="row")
    assert [verdict.kind for verdict in cited_verdicts(frame, cited)] == kinds


@pytest.mark.parametrize(
    ("batch", "day", "bearers", "kinds"),
    [
        (2, date(2017, 3, 3), 1, [MERGE]),
        (2, date(2017, 3, 3), 2, [POSSIBLE]),
        (2, date(2017, 4, 3), 1, [POSSIBLE]),
        (1, date(2017, 3, 3), 1, []),
    ],
)
def test_a_former_code_joins_an_earlier_file_to_a_later_one(
    sides: Sides, batch: int, day: date, bearers: int, kinds: list[JudgementKind]
) -> None:
    frame = sides({"batch": batch}, {"day": day})
    former = pl.DataFrame([(1, 2, "S1", bearers)], schema=NAMED, orient="row")
    assert [verdict.kind for verdict in former_verdicts(frame, former)] == kinds


def _of_all(
    low: int | None, high: int | None, civilians: tuple[int | None, int | None] = (None, None)
) -> dict[str, Any]:
    """Ends of a side that counts all who were killed and, of them, civilians."""
    ends = {"killed_all_low": low, "killed_all_high": high}
    return ends | {"killed_civilian_low": civilians[0], "killed_civilian_high": civilians[1]}


INJURED = {"killed": None, "injured_low": 3, "injured_high": 5}


@pytest.mark.parametrize(
    ("whole", "part", "kind"),
    [
        ({"killed": 12}, {"killed": 12}, COVERS),
        ({"killed": 12}, {"killed": 13}, POSSIBLE),
        (_of_all(5, 12, (1, 2)), {"killed": 12}, COVERS),  # who is not known to be a civilian may be one
        (_of_all(5, 12, (1, 2)), {"killed": 13}, POSSIBLE),
        (_of_all(5, None), {"killed": 13}, COVERS),
        ({"killed": 12}, _of_all(40, 40), COVERS),  # the whole counts civilians, the part all
        ({"killed": 12}, _of_all(40, 40, (13, 20)), POSSIBLE),
        ({"killed": 12}, {"killed": None}, COVERS),
        (INJURED, INJURED | {"injured_low": 5}, COVERS),
        (INJURED, INJURED | {"injured_low": 6}, POSSIBLE),
        (INJURED, {"killed": 900}, COVERS),
    ],
)
def test_a_part_larger_than_its_whole_is_a_question(
    sides: Sides, whole: dict[str, Any], part: dict[str, Any], kind: JudgementKind
) -> None:
    frame = sides(whole, part | {"recorder": "Beta"})
    [found] = with_questions([Verdict(COVERS, 1, 2, 0.9, "near.")], frame)
    assert (found.kind, found.incident, found.other, found.score) == (kind, 1, 2, 0.9)
    assert found.reason.endswith("so a person is asked.") is (kind is POSSIBLE)
    merged = Verdict(MERGE, 1, 2, 0.9, "near.")
    assert list(with_questions([merged], frame)) == [merged]


def test_a_question_about_a_larger_part_names_both_ends(sides: Sides) -> None:
    [found] = with_questions([Verdict(COVERS, 1, 2, 0.9, "near.")], sides({"killed": 6}, {"killed": 60}))
    assert found.reason == "near. The one has 6 killed at most, the other 60 at least, so a person is asked."
