"""What changed since the moment of a view: on the standing line, on its page, on the plain page and as CSV."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from sqlalchemy import Engine

from dashboard import shell
from dashboard.desk import Desk
from dashboard.lite.page import lite_page
from dashboard.pages.changes.listing import changes_part, changes_spec
from dashboard.pages.drawing import draw_part
from dashboard.pages.quality.look import PER_PAGE
from dashboard.view import View
from db.engine import reading, writing
from db.ledger import record
from db.vocabulary import RevisionReason
from db.withdrawal import withdraw
from tests.conftest import Fill
from tests.dashboard.pages.conftest import Read
from tests.db.conftest import make_batch, make_claim

THEN = datetime(2024, 12, 2, 18, tzinfo=UTC)
AT = "?as_of=2024-12-02T18:00:00Z"


@pytest.fixture
def mended(begin_with: Callable[[Fill], None], empty_desk: Desk) -> Desk:
    """One claim mended after the moment, one that came, and one whose file was withdrawn."""
    begin_with(mend)
    return empty_desk


def mend(engine: Engine) -> None:
    with writing(engine) as session:
        record(session, make_batch(make_claim("m", source="Monitor")), now=THEN)
        gone = record(session, make_batch(make_claim("g", source="Radio", best=8)), now=THEN).batch or 0
        late = make_claim("m", source="Monitor", best=9, revision_reason=RevisionReason.LATE_REPORT)
        record(session, make_batch(late, make_claim("n", source="Gazette", best=2)), now=THEN + timedelta(hours=1))
    with writing(engine) as session:
        withdraw(session, gone, by="Rana", reason="the wrong month", now=THEN + timedelta(hours=2))


def rows(desk: Desk, search: str) -> tuple[Any, ...]:
    with reading(desk.engine) as session:
        return changes_spec(session, View.from_search(search)).table.rows


def test_the_standing_line_says_how_much_changed_and_leads_to_the_list(mended: Desk, read: Read) -> None:
    line = shell.standing(mended, AT)
    assert "Since then: 1 claim added, 1 claim revised, 1 claim taken back" in read(line)
    assert led_to(line) == ["/method", "/changes"]
    assert "Since then" not in read(shell.standing(mended, ""))
    unchanged = shell.standing(mended, "?as_of=2024-12-03")
    assert "Since then: nothing has changed" in read(unchanged)
    assert led_to(unchanged) == ["/method"]


def led_to(line: list[Any]) -> list[str]:
    """The pages to which the parts of a standing line lead."""
    return [urlsplit(part.href).path for part in line if hasattr(part, "href")]


def test_the_list_says_what_was_claimed_of_which_day_then_and_now_in_which_words_and_why(mended: Desk) -> None:
    told = {row[2]: (row[1], *row[4:8]) for row in rows(mended, AT)}
    assert told == {
        "People killed: Gazette, 29 November 2024": ("Claim added", "—", "2", "2", ""),
        "People killed: Monitor, 29 November 2024": ("Claim revised", "4", "9", "9", "Late report"),
        "People killed: Radio, 29 November 2024": ("Taken back with its file", "8", "—", "8", "the wrong month"),
    }


def test_the_list_is_of_the_view_alone(mended: Desk) -> None:
    assert [row[2] for row in rows(mended, f"{AT}&source=Monitor")] == ["People killed: Monitor, 29 November 2024"]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_is_told_in_both_languages(mended: Desk, language: str, read: Read) -> None:
    told = read(draw_part(mended, f"{AT}&lang={language}", changes_part))
    assert "Gazette" in told
    assert ("Claim revised" in told) == (language == "en")


def test_a_view_of_now_says_how_to_ask(mended: Desk, read: Read) -> None:
    assert "Set “As known on” to a day that has passed" in read(draw_part(mended, "", changes_part))


def test_a_long_list_is_turned_page_by_page_and_never_past_its_end(empty_desk: Desk, read: Read) -> None:
    with writing(empty_desk.engine) as session:
        record(session, make_batch(*(make_claim(f"n-{number}", source=f"S{number}") for number in range(PER_PAGE + 1))))
    search = "?as_of=2020-01-01"
    first, last = (read(draw_part(empty_desk, f"{search}{page}", changes_part)) for page in ("", "&at=7"))
    assert first.count("Claim added") == PER_PAGE
    assert last.count("Claim added") == 1
    assert "26 to 26 of 26" in last


def test_the_plain_page_lists_them_too(mended: Desk) -> None:
    page = lite_page(mended, AT).page
    assert "Since then: 1 claim added" in page
    assert "Taken back with its file" in page
    assert "Claims that changed" not in lite_page(mended, "").page
