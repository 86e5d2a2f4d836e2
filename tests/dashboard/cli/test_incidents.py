"""`sijill incidents` as a person uses it."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.dashboard.cli.conftest import First, Reports, Sijill

HEADER = "id,source,date,place,lat,lon,killed,incident,origin"
TADEF = '"Tadef, Aleppo",36.35,37.53'
ALPHA = f"1,Alpha,2017-03-03,{TADEF},14,A:1,"
BETA = f"1,Beta,2017-03-03,{TADEF},14,B:1,Alpha"
SIGNED = ("--by", "Ana", "--reason", "she was there")


@pytest.fixture
def two(begin_with: Callable[[First], None], sijill: Sijill) -> Sijill:
    """A register in which two recorders tell of one event, the one on the other's word."""
    begin_with(tell_twice)
    return sijill


def tell_twice(sijill: Sijill, reports: Reports) -> None:
    sijill("ingest", reports(HEADER, ALPHA, name="alpha.csv"))
    sijill("ingest", reports(HEADER, BETA, name="beta.csv"))


def test_matching_tells_what_it_found_and_a_dry_run_keeps_nothing(two: Sijill, ask: Callable[..., Any]) -> None:
    dry = ask("incidents", "match", "--dry-run", "--json")[0]
    assert dry == {"incidents": 2, "merged": 1, "covered": 0, "possible": 0, "new": 1, "undone": 0, "dry_run": True}
    told = two("incidents", "match").stdout
    assert "2 incidents: 1 pairs are one event" in told
    assert ask("incidents", "match", "--json")[0]["new"] == 0


def test_what_is_split_stays_split(two: Sijill, ask: Callable[..., Any]) -> None:
    two("incidents", "match")
    assert "two events" in two("incidents", "split", "A:1", "B:1", *SIGNED).stdout
    assert ask("incidents", "match", "--json")[0]["new"] == 0
    told = two("incidents", "merge", "A:1", "B:1", *SIGNED, ok=False).stderr
    assert "she was there" in told
    assert "sijill incidents undo" in told


def test_questions_are_listed_with_both_sides_and_answered(
    sijill: Sijill, ask: Callable[..., Any], reports: Callable[..., str]
) -> None:
    sijill("ingest", reports(HEADER, ALPHA, ALPHA.replace("1,Alpha", "2,Alpha").replace("A:1", "A:2")))
    sijill("ingest", reports(HEADER, BETA, name="beta.csv"))
    sijill("incidents", "match")
    found = ask("incidents", "review", "--json")
    assert {(row["one"], row["other"]) for row in found} == {("B:1", "A:1"), ("B:1", "A:2")}
    assert {row["one_figures"] for row in found} == {"killed 14"}
    table = " ".join(sijill("incidents", "review").stdout.split())
    assert "B:1: killed 14 A:1: killed 14 Same day;" in table
    sijill("incidents", "merge", "A:1", "B:1", *SIGNED)
    sijill("incidents", "distinct", "A:2", "B:1", *SIGNED)
    assert "No question waits." in sijill("incidents", "review").stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("merge", "A:1", "C:1", *SIGNED), "no incident 'C:1'"),
        (("merge", "A:1", "B:1", "--reason", "near"), "say who judges"),
        (("split", *SIGNED), "name two incidents, or a claim"),
        (("split", "--claim", "nothing", *SIGNED), "no claim 'nothing'"),
        (("undo", "77", *SIGNED), "no judgement 77"),
        (("covers", "A:1", "A:1", *SIGNED), "name two"),
        (("match", "--since", "3 March"), "write it as 2024-11-30"),
    ],
)
def test_what_can_not_be_done_is_told_in_one_line(two: Sijill, arguments: tuple[str, ...], told: str) -> None:
    error = two("incidents", *arguments, ok=False).stderr
    assert told in error
    assert error.startswith("sijill: ")
    assert error.count("\n") == 1


def test_a_claim_is_split_from_its_incident(two: Sijill) -> None:
    assert "not the same incident" in two("incidents", "split", "--claim", "Beta/1/killed", *SIGNED).stdout


def test_a_claim_is_put_to_the_incident_that_it_is_about(two: Sijill, ask: Callable[..., Any]) -> None:
    assert "same incident" in two("incidents", "link", "Beta/1/killed", "A:1", *SIGNED).stdout
    rows = ask("totals", "--measure", "killed", "--by", "incident", "--format", "json")
    assert [(row["incident"], row["best"]) for row in rows] == [("A:1", 14)]
    assert "is about A:1 already" in two("incidents", "link", "Beta/1/killed", "A:1", *SIGNED, ok=False).stderr


def test_a_split_says_which_verdicts_on_the_one_event_ended(two: Sijill, ask: Callable[..., Any]) -> None:
    two("incidents", "match")
    two("incidents", "override", "B:1", "killed", "--best", "3", *SIGNED)
    told = " ".join(two("incidents", "split", "A:1", "B:1", *SIGNED).stdout.split())
    assert "With the one event ended what was judged of it: 2 (figure chosen by a person)." in told
    assert best_killed(ask) == [28]


def best_killed(ask: Callable[..., Any]) -> list[int | None]:
    return [row["best"] for row in ask("totals", "--measure", "killed", "--format", "json")]


def test_a_figure_is_set_listed_and_taken_back(two: Sijill, ask: Callable[..., Any]) -> None:
    two("incidents", "match")
    told = two("incidents", "override", "A:1", "killed", "--low", "2", "--best", "3", *SIGNED).stdout
    assert "Figure chosen by a person" in told or "figure chosen by a person" in told
    assert best_killed(ask) == [3]
    held = ask("incidents", "judgements", "B:1", "--format", "json")
    assert [(row["judgement"], row["low"], row["best"], row["high"]) for row in held[1:]] == [
        ("Figure chosen by a person", 2, 3, None)
    ]
    two("incidents", "undo", str(held[1]["number"]), *SIGNED)
    assert best_killed(ask) == [14]
    assert "undone by Ana" in ask("incidents", "judgements", "A:1", "--format", "json")[1]["undone"]


def test_a_figure_of_people_of_whom_no_claim_is_left_is_listed_as_counting_nowhere(
    two: Sijill, ask: Callable[..., Any], reports: Callable[..., str]
) -> None:
    two("incidents", "override", "A:1", "killed", "--best", "3", *SIGNED)
    assert [row["counts"] for row in ask("incidents", "judgements", "A:1", "--format", "json")] == [None]
    two("ingest", reports(f"{HEADER},population", f"{ALPHA},civilian", name="later.csv"))
    listed = ask("incidents", "judgements", "A:1", "--format", "json")
    assert [row["counts"] for row in listed] == ["nowhere: no claim of those people is left"]


def test_an_incident_is_discounted_or_confirmed_but_not_both(two: Sijill, ask: Callable[..., Any]) -> None:
    assert "discounted" in two("incidents", "discount", "A:1", *SIGNED).stdout
    assert best_killed(ask) == [14]  # the other recorder's incident alone
    error = two("incidents", "confirm", "A:1", *SIGNED, ok=False).stderr
    assert "undo judgement 1 first" in error
    two("incidents", "undo", "1", *SIGNED)
    assert "confirmed" in two("incidents", "confirm", "A:1", *SIGNED).stdout
    assert best_killed(ask) == [28]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("override", "A:1", "killed", *SIGNED), "at least one of low, best and high"),
        (("override", "A:1", "killed", "--low", "5", "--high", "4", *SIGNED), "must rise; 5, 4 does not"),
        (("override", "A:1", "injured", "--best", "5", *SIGNED), "there is killed, unknown"),
        (("discount", "nowhere", *SIGNED), "no incident 'nowhere'"),
        (("judgements", "nowhere"), "no incident 'nowhere'"),
    ],
)
def test_a_verdict_that_can_not_be_made_is_told_in_one_line(two: Sijill, arguments: tuple[str, ...], told: str) -> None:
    error = two("incidents", *arguments, ok=False).stderr
    assert told in error
    assert error.count("\n") == 1


def test_an_incident_that_nobody_judged_says_so(two: Sijill) -> None:
    assert two("incidents", "judgements", "A:1").stdout == "Nothing was judged of it.\n"


def test_an_account_that_is_the_sum_of_others_is_offered_as_one_that_tells_them_in_one(
    sijill: Sijill, ask: Callable[..., Any], reports: Callable[..., str]
) -> None:
    """The place is a governorate's name; how far the two are apart is known by their own points."""
    rows = ("W,Alpha,2024-11-10,Idleb,35.93,36.43,30,,", "P,Beta,2024-11-10,Idleb,35.93,36.43,10,,")
    sijill("ingest", reports(HEADER, *rows, "Q,Beta,2024-11-10,Idleb,35.935,36.44,20,,"))
    sijill("incidents", "match")
    found = ask("incidents", "review", "--json")
    assert {(row["one"], row["other"], row["told_in_one_by"]) for row in found} == {
        ("Alpha/W", "Beta/P", "Alpha/W"),
        ("Alpha/W", "Beta/Q", "Alpha/W"),
    }
    assert "“Idleb” and “Idleb”, 0.0 km apart" in found[0]["evidence"] + found[1]["evidence"]
    table = " ".join(sijill("incidents", "review").stdout.split())
    assert "(10 + 20 = 30)" in table
    assert "`sijill incidents covers A B`" in table
    sijill("incidents", "covers", "Alpha/W", "Beta/P", *SIGNED)
    sijill("incidents", "covers", "Alpha/W", "Beta/Q", *SIGNED)
    assert "No question waits." in sijill("incidents", "review").stdout
    assert ask("totals", "--measure", "killed", "--format", "json")[0]["best"] == 30
