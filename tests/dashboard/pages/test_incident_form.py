"""Judging an incident by the form of its page."""

from typing import Any

import pytest

from dashboard.desk import Desk
from dashboard.pages.drawing import draw_part
from dashboard.pages.incident.ids import Do, Judge
from dashboard.pages.incident.judge import choices, judge
from dashboard.pages.incident.words import words
from tests.dashboard.pages.conftest import Read
from tests.dashboard.pages.one_incident import at, table

SIGNED = {Judge.BY: "Rana", Judge.REASON: "two lists compared"}


def test_the_form_offers_what_there_is(filled: Desk) -> None:
    offered = choices(filled, at())
    assert [each["value"] for each in offered.kinds] == ["killed unknown"]
    assert sorted(each["value"] for each in offered.claims) == ["g", "m", "w"]
    assert [each["value"] for each in offered.judgements] == ["1"]


def press(desk: Desk, deed: Do, search: str = "", **typed: str) -> Any:
    return judge(desk, search or at(), deed, SIGNED | {Judge[name.upper()]: value for name, value in typed.items()})


def figure(desk: Desk) -> tuple[str, ...]:
    spec = table(desk, "incident-figures", at())
    return (spec.table.rows[0][1], spec.table.rows[0][7])


def test_a_figure_is_set_in_any_digits_and_undone(filled: Desk) -> None:
    done = press(filled, Do.OVERRIDE, kind="killed unknown", low="٥", best="1,006", high="")
    assert (done.number, done.told) == (2, "Judgement 2 is recorded: Figure chosen by a person.")
    assert figure(filled)[0] == "1,006 (5+)"
    assert "set by Rana" in table(filled, "incident-figures", at()).sentence
    assert press(filled, Do.UNDO, judgement="2").told == "Judgement 2 is undone: Figure chosen by a person."
    assert figure(filled)[0] == "10 (4–10)"


def test_it_is_merged_and_split(filled: Desk, read: Read) -> None:
    done = press(filled, Do.MERGE, other="road")
    assert done.number == 2
    assert "Office" in read(draw_part(filled, at("road"), words))
    assert press(filled, Do.SPLIT, judgement="2").number == 3
    assert "Office" not in read(draw_part(filled, at(), words))
    again = press(filled, Do.MERGE, other="road")
    assert (again.number, "can't be merged" in again.detail) == (None, True)


def test_it_is_discounted_or_confirmed_but_not_both(filled: Desk) -> None:
    assert press(filled, Do.DISCOUNT).number == 2
    assert figure(filled)[1] == "Discounted"
    explained = table(filled, "incident-figures", at()).sentence
    assert explained.endswith("Sums leave it out: it is discounted.")
    refused = press(filled, Do.CONFIRM)
    assert (refused.number, "undo judgement 2 first" in refused.detail) == (None, True)
    press(filled, Do.UNDO, judgement="2")
    press(filled, Do.CONFIRM)
    assert figure(filled)[1] == "Confirmed"


def test_a_claim_is_taken_out_and_two_are_told_apart(filled: Desk) -> None:
    assert press(filled, Do.SPLIT_CLAIM, claim="m").number == 2
    assert press(filled, Do.DISTINCT, other="road").number == 3


@pytest.mark.parametrize(
    ("deed", "typed", "told"),
    [
        (Do.DISCOUNT, {"by": " "}, "Say who judges"),
        (Do.DISCOUNT, {"reason": ""}, "Say why"),
        (Do.MERGE, {}, "Write the code of the other incident."),
        (Do.MERGE, {"other": "nowhere"}, "no incident 'nowhere'"),
        (Do.OVERRIDE, {"best": "4"}, "Choose what the figure counts."),
        (Do.OVERRIDE, {"kind": "killed unknown", "best": "about 4"}, "“about 4” is no whole number."),
        (Do.OVERRIDE, {"kind": "killed unknown"}, "at least one of low, best and high"),
        (Do.UNDO, {}, "Choose the judgement to take back."),
        (Do.SPLIT, {"judgement": "1"}, "can be split"),
        (Do.SPLIT_CLAIM, {}, "Choose the claim"),
    ],
)
def test_what_can_not_be_judged_is_said_and_changes_nothing(
    filled: Desk, deed: Do, typed: dict[str, str], told: str
) -> None:
    before = table(filled, "incident-history", at())
    outcome = press(filled, deed, **typed)
    assert outcome.number is None
    assert told in f"{outcome.told} {outcome.detail}"
    assert table(filled, "incident-history", at()) == before


def test_a_claim_is_held_for_review_and_released(filled: Desk) -> None:
    before = figure(filled)
    assert press(filled, Do.HOLD).told == "Choose the claim to hold for review."
    done = press(filled, Do.HOLD, claim="m")
    assert done.told == "Judgement 2 is recorded: Held for review."
    assert figure(filled) != before
    listed = {row[2]: row for row in table(filled, "incident-history", at()).table.rows}
    assert listed["m"][1] == "Judgement 2: Held for review"
    assert press(filled, Do.RELEASE, claim="m").told == "Judgement 2 is undone: Held for review."
    assert figure(filled) == before
    assert press(filled, Do.RELEASE, claim="m").detail == "M is not held for review."
