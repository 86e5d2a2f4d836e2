"""Questions that a sum speaks to: 30 by one recorder, 10 and 20 by another."""

from typing import Any

import pytest

from db.vocabulary import JudgementKind
from ingest.incidents.adding_up import with_sums
from ingest.incidents.reasons import read
from ingest.incidents.verdicts import Verdict
from tests.ingest.incidents.conftest import Sides

WHOLE = {"recorder": "Beta"}


def _asked(*pairs: tuple[int, int], kind: JudgementKind = JudgementKind.POSSIBLE) -> list[Verdict]:
    return [Verdict(kind, one, other, 0.5, "Score 0.50.") for one, other in pairs]


def test_each_question_of_the_sum_says_so_and_no_other_does(sides: Sides) -> None:
    frame = sides({"killed": 30} | WHOLE, {"killed": 10}, {"killed": 20}, {"killed": 7})
    found = list(with_sums(_asked((1, 2), (3, 1), (1, 4)), frame))
    told = (
        "Score 0.50. Beta:1 counts as many as Alpha:2 + Alpha:3 do one by one (10 + 20 = 30), and may tell them in one."
    )
    assert [verdict.reason for verdict in found] == [told, told, "Score 0.50."]
    assert [(verdict.incident, verdict.other) for verdict in found] == [(1, 2), (3, 1), (1, 4)]
    assert len(read(told) or ()) == 2


@pytest.mark.parametrize(
    "killed",
    [(30, 10, 21), (30, 30, 10), (30, 10, None), (None, 10, 20), (0, 0, 0)],
    ids=["no sum", "one of them alone", "a part that is not known", "a whole that is not known", "nobody"],
)
def test_what_does_not_add_up_stays_as_it_was(sides: Sides, killed: tuple[int | None, ...]) -> None:
    frame = sides(*({"killed": number} | (WHOLE if at == 0 else {}) for at, number in enumerate(killed)))
    asked = _asked((1, 2), (1, 3))
    assert list(with_sums(asked, frame)) == asked


def test_parts_are_of_one_recorder(sides: Sides) -> None:
    changes: list[dict[str, Any]] = [{"killed": 30} | WHOLE, {"killed": 10}, {"killed": 20, "recorder": "Gamma"}]
    asked = _asked((1, 2), (1, 3))
    assert list(with_sums(asked, sides(*changes))) == asked


def test_what_is_judged_already_is_not_asked_again(sides: Sides) -> None:
    frame = sides({"killed": 30} | WHOLE, {"killed": 10}, {"killed": 20})
    judged = _asked((1, 2), (1, 3), kind=JudgementKind.MERGE)
    assert list(with_sums(judged, frame)) == judged
