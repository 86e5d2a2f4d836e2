"""One incident: claims in their words, the figure and why, and the history."""

from typing import Any

import pytest
from dash import html
from dash.development.base_component import Component

from dashboard.components.chart_card import Part as CardPart
from dashboard.desk import Desk
from dashboard.pages import incident, incidents
from dashboard.pages.drawing import draw_chart, draw_part
from dashboard.pages.incident.charts import CHARTS, LISTINGS
from dashboard.pages.incident.head import head
from dashboard.pages.incident.judge import choices
from dashboard.pages.incident.words import words
from dashboard.view import View
from db.deciding import judging, verdicts
from db.engine import reading, writing
from db.ledger import record
from db.sources.sourcing import set_confidential
from db.vocabulary import Credibility, Measure, PlacePrecision, Population, RevisionReason
from db.withdrawal import withdraw
from tests.dashboard.pages.conftest import Read
from tests.dashboard.pages.one_incident import CODE, at, table
from tests.db.conftest import make_batch, make_claim


def marks(drawn: Any) -> list[str]:
    if isinstance(drawn, html.Mark):
        return [str(drawn.children)]
    if isinstance(drawn, (list, tuple)):
        return [mark for part in drawn for mark in marks(part)]
    return marks(drawn.children) if isinstance(drawn, Component) and hasattr(drawn, "children") else []


def found_in(drawn: Any, kind: type[Component]) -> list[Component]:
    if isinstance(drawn, (list, tuple)):
        return [found for part in drawn for found in found_in(part, kind)]
    if isinstance(drawn, kind):
        return [drawn]
    return found_in(drawn.children, kind) if isinstance(drawn, Component) and hasattr(drawn, "children") else []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_part_is_drawn_in_both_languages(filled: Desk, language: str, read: Read) -> None:
    search = at(more=f"&lang={language}")
    told = read(draw_part(filled, search, head)) + read(draw_part(filled, search, words))
    assert CODE in told
    assert "people died <b>" in told
    for chart, make in CHARTS.items():
        parts = dict(zip(CardPart, draw_chart(filled, chart, make, search, dark=False, drawn_at=None), strict=True))
        assert parts[CardPart.BANNER] is None
        assert parts[CardPart.FIGURE]["data"]
    for listing in LISTINGS:
        spec = table(filled, listing, search)
        assert spec.title
        assert spec.sentence
        assert spec.table.rows


def test_the_number_is_marked_in_the_words_and_a_relay_stands_with_its_origin(filled: Desk, read: Read) -> None:
    drawn = draw_part(filled, at(), words)
    assert sorted(marks(drawn)) == ["10", "4", "4"]
    assert "Passed on by Gazette; it counts as the same voice." in read(drawn)
    with reading(filled.engine) as session:
        spec: Any = CHARTS["incident-claims"](session, View.from_search(at()))
    assert [(row.label, row.part) for row in spec.rows[1:]] == [
        ("Monitor", False),
        ("White Helmets", False),
        ("passed on by Gazette", True),
    ]


def test_a_claim_says_where_by_what_cause_how_credible_and_what_is_noted(empty_desk: Desk, read: Read) -> None:
    said = {"place": "Idlib", "place_precision": PlacePrecision.P4, "cause": "shelling", "incident": CODE}
    told = make_claim("w", credibility=Credibility("2"), notes="A hospital list; at_least_may_reach", **said)
    long = make_claim("m", source="Monitor", notes="Headlines: " + "a street, " * 40, incident=CODE)
    with writing(empty_desk.engine) as session:
        record(session, make_batch(told, long))
    drawn = draw_part(empty_desk, at(), words)
    text = read(drawn)
    for part in ("Idleb", "precision: governorate", "Shelling", "2: Probably true", "A hospital list"):
        assert part in text
    assert "The “at least” before another figure may reach this one." in text
    (folded,) = found_in(drawn, html.Details)
    assert "a street" in read(folded)
    with reading(empty_desk.engine) as session:
        spec: Any = CHARTS["incident-claims"](session, View.from_search(at()))
    where = spec.table.columns.index("Where")
    assert {row[where] for row in spec.table.rows} == {"Idleb"}
    assert spec.table.columns[-3:] == ("Cause", "Credibility", "Notes")


def test_a_confidential_voice_is_marked(filled: Desk, read: Read) -> None:
    mark = "Confidential: not named in PDFs and public exports"
    assert mark not in read(draw_part(filled, at(), words))
    with writing(filled.engine) as session:
        set_confidential(session, "Monitor", True, by="Ana", reason="in danger")
    assert read(draw_part(filled, at(), words)).count(mark) == 1


def test_the_figure_is_told_under_every_policy_with_its_reason(filled: Desk) -> None:
    spec = table(filled, "incident-figures", at(more="&policy=lowest"))
    row = ("People killed (not stated)", "10 (4–10)", "10", "10", "4", "2", "2", "Contested")
    assert spec.table.rows == (row,)
    assert "Lowest (chosen)" in spec.table.columns
    assert spec.sentence.startswith("People killed (not stated): 4. Lowest: The lowest of the claims")
    assert "the figure follows White Helmets" in spec.sentence


def test_why_claims_differ_is_said(filled: Desk) -> None:
    spec = table(filled, "incident-differences", at())
    assert spec.sentence == "People killed: 4 to 10; they differ in how people are counted, definition."
    assert spec.table.rows[-1][-1] == "how people are counted, definition"


def test_on_the_page_claims_stand_side_by_side_in_what_sets_them_apart_alone(filled: Desk) -> None:
    view = View.from_search(at())
    with reading(filled.engine) as session:
        spec = LISTINGS["incident-differences"](session, view, 25)
    assert spec.table.columns == (
        *("What", "Who says so", "Figure", "How people are counted", "Definition", "Differs from the largest in"),
    )
    assert spec.table.rows[0][:3] == ("People killed", "Monitor", "10")


def test_the_history_holds_revisions_and_judgements_the_newest_first(filled: Desk) -> None:
    spec = table(filled, "incident-history", at())
    happened = [row[1] for row in spec.table.rows]
    assert happened.count("Claim recorded") == 3
    revised = next(row for row in spec.table.rows if row[1] == "Claim revised")
    assert (revised[3], revised[4], revised[6]) == ("9", "10", "Late report")
    assert any(row[1] == "Judgement 1: Possible duplicate" and row[6] == "the same hour" for row in spec.table.rows)
    assert spec.sentence.startswith("1 revision of a claim and 1 judgement.")


def test_a_figure_that_a_person_set_says_of_what_and_two_incidents_are_both_named(filled: Desk) -> None:
    with writing(filled.engine) as session:
        verdicts.override(session, CODE, Measure.KILLED, Population.UNKNOWN, (4, 5, 6), by="Rana", reason="a list")
    rows = {row[1]: row for row in table(filled, "incident-history", at()).table.rows}
    chosen = rows["Judgement 2: Figure chosen by a person"]
    assert (chosen[2], chosen[4]) == (f"People killed: {CODE}", "5 (4–6)")
    assert rows["Judgement 1: Possible duplicate"][2] == f"{CODE} + road"


def test_a_reclassified_claim_says_from_what_to_what_and_a_restored_one_that_it_is(filled: Desk) -> None:
    moved = make_claim(
        "w",
        source="White Helmets",
        best=4,
        population=Population.COMBATANT,
        revision_reason=RevisionReason.RECLASSIFICATION,
        incident=CODE,
    )
    with writing(filled.engine) as session:
        batch = record(session, make_batch(moved)).batch
    (revised,) = [row for row in table(filled, "incident-history", at()).table.rows if row[6].startswith("Reclass")]
    assert revised[6] == "Reclassification; who is counted: from not stated to combatants"
    with writing(filled.engine) as session:
        withdraw(session, batch, by="Rana", reason="the wrong list")
    restored = table(filled, "incident-history", at()).table.rows[0]
    assert (restored[1], restored[6]) == ("Claim restored", "who is counted: from combatants to not stated")


def test_what_may_be_the_same_is_shown_with_the_way_there(filled: Desk, read: Read) -> None:
    told = read(draw_part(filled, at(more="&policy=latest"), head))
    assert "Possible duplicate" in told
    assert "road" in told
    assert "the same hour" in told


def test_a_neighbour_whose_file_was_withdrawn_is_told_to_be_gone(filled: Desk, read: Read) -> None:
    gone = "Its claims no longer stand."
    assert gone not in read(draw_part(filled, at(), head))
    with writing(filled.engine) as session:
        record(session, make_batch(make_claim("n", source="Office", incident="bridge")))
        judging.covers(session, "bridge", CODE, by="Ana", reason="its list")
        withdraw(session, 3, by="Ana", reason="the wrong file")
    told = read(draw_part(filled, at(), head))
    assert told.count(gone) == 1
    assert "لم تعد إفاداته قائمة." in read(draw_part(filled, at(more="&lang=ar"), head))
    assert "No claim of this view" in read(draw_part(filled, at("bridge"), head))


@pytest.mark.parametrize("search", ["", "?code=nowhere", "?code=road&from=1990-01-01&to=1990-12-31"])
def test_an_incident_that_is_not_in_the_view_is_told_with_the_way_out(filled: Desk, search: str, read: Read) -> None:
    told = read(draw_part(filled, search, head))
    assert "No claim of this view" in told or "names no incident" in told
    assert draw_part(filled, search, words) == []
    for listing in LISTINGS:
        assert table(filled, listing, search).table.rows == ()
    assert choices(filled, search).claims == []


def test_the_tables_have_names_of_their_own() -> None:
    assert not set(incident.TABLES) & set(incidents.TABLES)
    assert set(incident.TABLES) == {"incident-claims", "incident-figures", "incident-differences", "incident-history"}
