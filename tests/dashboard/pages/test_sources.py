"""Sources: what people decide about one by the form, and what the page says of it afterwards."""

from typing import Any

import pytest

from dashboard.desk import Desk
from dashboard.lite.page import lite_page
from dashboard.markup import plain
from dashboard.pages.drawing import draw_part
from dashboard.pages.overview.sections import sources_section
from dashboard.pages.sources.changed import source_changes
from dashboard.pages.sources.decide import choices, decide
from dashboard.pages.sources.ids import Decide, Do
from dashboard.pages.sources.profiles import LISTED, OPEN, profiles
from dashboard.view import View
from db.engine import reading, writing
from db.ledger import record
from db.sources import sourcing
from tests.dashboard.pages.conftest import Read
from tests.db.conftest import make_batch, make_claim

SIGNED = {Decide.SOURCE: "Office", Decide.BY: "Rana", Decide.REASON: "its lists were right"}


@pytest.fixture
def filled(empty_desk: Desk) -> Desk:
    """An office and a monitor speak."""
    with writing(empty_desk.engine) as session:
        record(session, make_batch(make_claim("o", source="Office"), make_claim("m", source="Monitor", best=9)))
    return empty_desk


def press(desk: Desk, deed: Do, search: str = "", **typed: str) -> Any:
    return decide(desk, search, deed, SIGNED | {Decide[name.upper()]: value for name, value in typed.items()})


def changed(desk: Desk, search: str = "") -> tuple[tuple[str, ...], ...]:
    with reading(desk.engine) as session:
        return source_changes(session, View.from_search(search)).table.rows


def test_a_source_is_graded_and_regraded_with_the_history_shown(filled: Desk, read: Read) -> None:
    done = press(filled, Do.GRADE, grade="B", day="٢٠٢٤-١٢-٠١")
    assert done.told == "Office: graded B: usually reliable (claims of every kind)."
    press(filled, Do.GRADE, grade="D", measure="injured", reason="it guesses the injured")
    press(filled, Do.GRADE, grade="C", reason="later lists were not")
    told = read(draw_part(filled, "", profiles))
    assert "C: fairly reliable (claims of every kind), by Rana" in told
    assert "B: usually reliable (claims of every kind), by Rana on 1 December 2024. its lists were right" in told
    assert "D: not usually reliable (Injured)" in told
    assert "In force until" in told


def test_an_address_that_would_run_as_a_script_is_no_link(filled: Desk) -> None:
    with writing(filled.engine) as session:
        for name, url in (("Office", "javascript:alert(1)"), ("Monitor", "https://example.org/m")):
            sourcing.describe(session, name, {"url": url}, by="Rana", reason="as it says")
    drawn = str(plain(draw_part(filled, "", profiles)))
    assert 'href="https://example.org/m"' in drawn
    assert "javascript:alert(1)" in drawn
    assert 'href="javascript' not in drawn


def test_a_filter_that_can_not_be_used_is_refused_in_the_readers_language(filled: Desk) -> None:
    refused = press(filled, Do.CONFIDENTIAL, "?lang=ar&from=yesterday")
    assert refused.number is None
    assert "yesterday" in refused.detail
    assert "is not a day" not in refused.detail
    assert "is not a day" in press(filled, Do.CONFIDENTIAL, "?from=yesterday").detail


def test_a_confidential_source_is_marked_and_the_change_told(filled: Desk, read: Read) -> None:
    mark = "not named in PDFs and public exports"
    assert mark not in read(draw_part(filled, "", profiles))
    assert press(filled, Do.CONFIDENTIAL).told == "Office: confidential from now on."
    assert read(draw_part(filled, "", profiles)).count(mark) == 1
    assert "سري" in read(draw_part(filled, "?lang=ar", profiles))
    assert press(filled, Do.PUBLIC).told == "Office: may be named from now on."
    assert [row[1:] for row in changed(filled)] == [
        ("Office", "Confidential", "yes", "no", "Rana", "its lists were right"),
        ("Office", "Confidential", "no", "yes", "Rana", "its lists were right"),
    ]
    assert changed(filled, "?lang=ar")[0][2:5] == ("السرية", "نعم", "لا")


@pytest.mark.parametrize(("language", "mark"), [("en", "not named in PDFs and public exports"), ("ar", "سري")])
def test_the_overview_and_the_plain_page_mark_a_confidential_source(
    filled: Desk, read: Read, language: str, mark: str
) -> None:
    press(filled, Do.CONFIDENTIAL)
    search = f"?lang={language}"
    assert read(draw_part(filled, search, sources_section)).count(mark) == 1
    assert lite_page(filled, search).page.count(mark) == 1


def test_a_register_of_many_sources_shows_each_and_opens_them_one_by_one(empty_desk: Desk, read: Read) -> None:
    claims = [make_claim(f"k{n}", source=f"Office {n:02}", incident=f"e{n}") for n in range(60)]
    with writing(empty_desk.engine) as session:
        record(session, make_batch(*claims))
    cards, heading, others, least = draw_part(empty_desk, "?lang=en", profiles)
    assert (len(cards.children), len(others.children)) == (OPEN, LISTED)
    assert heading.children == f"{60 - OPEN} more sources"
    assert read(least).startswith(f"{60 - OPEN - LISTED} more sources")
    assert all(f"Office {n:02}" in read([cards, others, least]) for n in range(60))
    assert "/sources?lang=en&amp;source=Office+59" in plain(least)


def test_a_source_gets_another_name_and_a_note(filled: Desk, read: Read) -> None:
    assert press(filled, Do.ADD_ALIAS, alias="Field desk").number == 1
    assert press(filled, Do.REMOVE_ALIAS, alias="field desk").number == 2
    assert press(filled, Do.DESCRIBE, kind="ngo", note="Counts by phone.").number == 4
    assert "Counts by phone." in read(draw_part(filled, "", profiles))
    assert [row[2:5] for row in changed(filled)] == [
        ("Reliability note (English)", "—", "Counts by phone."),
        ("Kind", "Not known", "Non-governmental organisation"),
        ("Another name", "Field desk", "—"),
        ("Another name", "—", "Field desk"),
    ]


@pytest.mark.parametrize(
    ("deed", "typed", "told"),
    [
        (Do.GRADE, {"source": ""}, "Choose the source."),
        (Do.GRADE, {"grade": "B", "by": " "}, "Say who judges"),
        (Do.GRADE, {"grade": "B", "reason": ""}, "Say why"),
        (Do.GRADE, {}, "Choose a grade."),
        (Do.GRADE, {"grade": "B", "day": "1 May"}, "“1 May” is no day"),
        (Do.GRADE, {"grade": "B", "day": "2100-01-01"}, "in the future"),
        (Do.PUBLIC, {}, "Office is not confidential."),
        (Do.ADD_ALIAS, {}, "Write the other name."),
        (Do.ADD_ALIAS, {"alias": "Monitor"}, "a source of its own"),
        (Do.DESCRIBE, {}, "Write what is to be known"),
        (Do.GRADE, {"source": "Nobody", "grade": "B"}, "There is no source 'Nobody'."),
    ],
)
def test_what_can_not_be_decided_is_said_and_changes_nothing(
    filled: Desk, deed: Do, typed: dict[str, str], told: str, read: Read
) -> None:
    before = (changed(filled), read(draw_part(filled, "", profiles)))
    outcome = press(filled, deed, **typed)
    assert outcome.number is None
    assert told in f"{outcome.told} {outcome.detail}"
    assert (changed(filled), read(draw_part(filled, "", profiles))) == before


def test_a_refusal_is_said_in_arabic_on_an_arabic_page(filled: Desk) -> None:
    assert press(filled, Do.PUBLIC, "?lang=ar").detail == "المصدر \u2068Office\u2069 ليس سرياً."


def test_every_source_of_the_register_can_be_chosen_whatever_the_filters(filled: Desk) -> None:
    assert [option["value"] for option in choices(filled, "?from=1990-01-01&to=1990-12-31")] == ["Monitor", "Office"]
