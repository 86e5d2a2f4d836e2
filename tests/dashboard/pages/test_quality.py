"""The page on quality over the demo register, over a file with problems, and over two recorders of one event."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote_plus

import pytest
from dash.development.base_component import Component
from sqlalchemy import Engine

from dashboard.desk import Desk
from dashboard.locale import speak
from dashboard.pages.quality.callbacks import PARTS, draw
from dashboard.pages.quality.charts import LISTINGS
from dashboard.pages.quality.closing import close, files
from dashboard.pages.quality.ids import Close, Listing, Quality
from dashboard.pages.quality.look import PER_PAGE, Look
from dashboard.view import View
from dashboard.wording import issue_meaning
from db import queries
from db.deciding.judging import distinct, possible
from db.deciding.open_pairs import how_many_pairs, open_pairs
from db.deciding.reviewing import hold
from db.engine import open_register, reading, writing
from db.filters import Filters
from db.open_issues import open_issues, open_kinds
from db.sources.wanting import wanting
from db.vocabulary import Severity
from db.withdrawal import withdraw
from ingest.demo import load_demo
from ingest.issue_codes import issue_codes
from ingest.pipeline import ingest
from tests.conftest import Fill
from tests.dashboard.pages.conftest import Read

WRONG = "id,source,date,place,killed\n" + "".join(f"x{n},A,2024-11-01,Nowhere {n},{n}\n" for n in range(1, 31))


@pytest.fixture
def troubled(begin_with: Callable[[Fill], None], empty_desk: Desk) -> Desk:
    """The demo and a file of thirty rows whose places nobody knows."""
    begin_with(trouble)
    return empty_desk


def trouble(engine: Engine) -> None:
    list(load_demo(engine))
    with TemporaryDirectory() as folder:
        file = Path(folder) / "wrong.csv"
        file.write_text(WRONG, encoding="utf-8")
        ingest(engine, file, recorded_by="test")


def hrefs(drawn: Any) -> Iterator[str]:
    if isinstance(drawn, Component):
        if href := getattr(drawn, "href", None):
            yield href
        yield from hrefs(getattr(drawn, "children", None))
    elif isinstance(drawn, (list, tuple)):
        for part in drawn:
            yield from hrefs(part)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("place", sorted(PARTS))
def test_every_part_is_drawn_in_both_languages(troubled: Desk, place: str, language: str, read: Read) -> None:
    told = read(draw(troubled, place, f"?lang={language}"))
    assert len(told) > 20
    assert "could not be read" not in told


@pytest.mark.parametrize("place", sorted(PARTS))
def test_every_part_of_an_empty_register_is_a_sentence(empty_desk: Desk, place: str, read: Read) -> None:
    assert read(draw(empty_desk, place, ""))


def test_problems_are_counted_by_kind_with_their_meaning_and_lead_to_the_file(troubled: Desk, read: Read) -> None:
    drawn = draw(troubled, Quality.ISSUES, "?lang=ar&measure=killed")
    assert "unknown_place" in read(drawn)
    assert issue_meaning("unknown_place", speak("ar")) in read(drawn)
    with reading(troubled.engine) as session:
        (kind,) = [kind for kind in open_kinds(session, Filters()) if kind.newest.code == "unknown_place"]
    assert (kind.count, kind.files, kind.newest.severity) == (30, 1, Severity.WARNING)
    assert f"/upload?lang=ar&batch={kind.newest.batch}" in list(hrefs(drawn))
    assert "?lang=ar&measure=killed&look=unknown_place" in list(hrefs(drawn))


def test_the_rows_of_a_kind_are_turned_page_by_page_the_newest_first(troubled: Desk, read: Read) -> None:
    first = draw(troubled, Quality.ISSUES, "?look=unknown_place")
    assert "1 to 25 of 30" in read(first)
    assert "Nowhere 30" in read(first)
    assert "?look=unknown_place&at=2" in list(hrefs(first))
    second = draw(troubled, Quality.ISSUES, "?look=unknown_place&at=2")
    assert "26 to 30 of 30" in read(second)
    assert ("Nowhere 5" in read(second), "Nowhere 30" in read(second)) == (True, False)
    assert "No open problem" in read(draw(troubled, Quality.ISSUES, "?look=unknown_place&at=9"))
    assert draw(troubled, Quality.PAIRS, "?look=unknown_place") == []


@pytest.mark.parametrize(
    ("look", "files"),
    [
        ("unknown_place", ["/api/v1/places/unknown-spellings.csv", "/api/v1/places/unknown.csv"]),
        ("unknown_governorate", ["/api/v1/places/unknown-spellings.csv"]),
        ("several_of_one_event", []),
    ],
)
@pytest.mark.parametrize(("lang", "said"), [("en", "whoever keeps the register"), ("ar", "لمن يحفظ السجل")])
def test_names_that_are_not_known_come_as_files_for_whoever_keeps_the_register(
    empty_desk: Desk, begin_with: Callable[[Fill], None], read: Read, look: str, files: list[str], lang: str, said: str
) -> None:
    begin_with(unplaced)
    drawn = draw(empty_desk, Quality.ISSUES, f"?look={look}&lang={lang}")
    assert [href for href in hrefs(drawn) if href.startswith("/api/")] == files
    assert (said in read(drawn), "sijill places load" in read(drawn)) == (bool(files), bool(files))


def unplaced(engine: Engine) -> None:
    rows = "x,A,2024-11-01,Nowhereland,,1,E\ny,A,2024-11-01,,Yoville,2,E\nz,A,2024-11-01,,Yoville,3,E\n"
    with TemporaryDirectory() as folder:
        file = Path(folder) / "unplaced.csv"
        file.write_text(f"id,source,date,governorate,place,killed,incident\n{rows}", encoding="utf-8")
        ingest(engine, file, recorded_by="test")


def test_the_problems_of_a_withdrawn_file_are_closed_but_not_at_an_earlier_moment(troubled: Desk) -> None:
    with reading(troubled.engine) as session:
        before = queries.changed_at(session)
        (found,) = open_issues(session, Filters(), "unknown_place", limit=1)
    with writing(troubled.engine) as session:
        withdraw(session, found.batch, by="test", reason="wrong file")
    with reading(troubled.engine) as session:
        assert open_issues(session, Filters(), "unknown_place", limit=1) == []
        assert open_issues(session, Filters(as_of=before), "unknown_place", limit=1) == [found]


def test_every_code_of_the_registry_has_a_meaning_and_an_unknown_one_has_none() -> None:
    codes = [code for group in issue_codes().values() for code in group.codes]
    assert all(issue_meaning(code, speak(language)) for code in codes for language in ("en", "ar"))  # type: ignore[arg-type]
    assert issue_meaning("no_such_code", speak("en")) == ""


@pytest.mark.parametrize(
    "search", ["", "measure=killed", "source=OHCHR", "from=2020-01-01", "reliability=B", "place=SY"]
)
def test_gaps_by_source_come_to_what_the_standing_line_says(troubled: Desk, search: str) -> None:
    filters = Filters.from_query(search)
    with reading(troubled.engine) as session:
        found, standing = wanting(session, filters), queries.standing(session, filters)
    names = ("claims", "unlocated", "undated", "ungraded")
    sums = tuple(sum(getattr(each, name) for each in found) for name in names)
    assert sums == tuple(getattr(standing, name) for name in names)
    assert max((each.newest for each in found if each.newest), default=None) == standing.newest


def test_gaps_are_the_same_with_and_without_the_columnar_copy(troubled: Desk) -> None:
    with_copy = Desk.of(troubled.settings)
    plain = open_register(troubled.settings.register_url)
    with reading(with_copy.engine) as one, reading(plain) as other:
        assert wanting(one, Filters()) == wanting(other, Filters())
    with_copy.engine.dispose()
    plain.dispose()


def test_silent_sources_are_told_the_longest_silent_first(troubled: Desk) -> None:
    with reading(troubled.engine) as session:
        spec = LISTINGS[Listing.STALE](session, View())
        stale = {each.source: each.behind_days for each in wanting(session, Filters()) if each.stale}
    assert stale
    assert [row[0] for row in spec.table.rows] == sorted(stale, key=lambda name: (-(stale[name] or 0), name))


@pytest.fixture
def doubtful(troubled: Desk) -> Desk:
    """Twenty-nine pairs among thirty incidents, of which the last is scored."""
    with writing(troubled.engine) as session:
        codes = sorted(each.code for each in queries.incidents(session, Filters(source="A")))
        asked = [possible(session, one, other, by="test", reason=f"{one}, {other}") for one, other in pairwise(codes)]
        asked[-1].score = 0.81
    return troubled


def test_pairs_that_wait_show_both_sides_with_score_and_reason_until_a_person_has_said(
    doubtful: Desk, read: Read
) -> None:
    with reading(doubtful.engine) as session:
        found = open_pairs(session, Filters(), limit=PER_PAGE)
        assert how_many_pairs(session, Filters()) == 29
    assert (len(found), found[0].score) == (PER_PAGE, 0.81)
    one, other = found[0].one, found[0].other
    assert one is not None
    assert other is not None
    assert found[0].reason == f"{one.code}, {other.code}"
    drawn = draw(doubtful, Quality.PAIRS, "?lang=en&measure=killed")
    assert all(words in read(drawn) for words in (one.code, other.code, found[0].reason, "Score 0.81, asked by test"))
    assert "people killed: 9" in read(drawn)
    assert f"/incident?lang=en&code={quote_plus(one.code)}" in list(hrefs(drawn))
    assert "1 to 25 of 29" in read(draw(doubtful, Quality.PAIRS, "?look=pairs"))
    assert draw(doubtful, Quality.ISSUES, "?look=pairs") == []
    with writing(doubtful.engine) as session:
        distinct(session, one.code, other.code, by="an editor", reason="two villages")
    with reading(doubtful.engine) as session:
        assert how_many_pairs(session, Filters()) == 28
        assert open_pairs(session, Filters(), limit=1)[0].score is None


def test_nobody_is_asked_about_incidents_whose_claims_no_longer_stand(doubtful: Desk, read: Read) -> None:
    before = datetime.now(UTC)
    with writing(doubtful.engine) as session:
        withdraw(session, 4, by="test", reason="wrong file")
    assert "No pair of incidents waits for a person." in read(draw(doubtful, Quality.PAIRS, ""))
    with reading(doubtful.engine) as session:
        assert how_many_pairs(session, Filters()) == 0
        assert how_many_pairs(session, Filters(as_of=before)) == 29


def test_a_table_with_many_rows_shows_the_first_and_leads_through_all_of_them(
    desk: Desk, tmp_path: Path, read: Read
) -> None:
    file = tmp_path / "many.csv"
    rows = "".join(f"y{n},Source {n:02},1990-01-01,Aleppo,{n}\n" for n in range(1, 41))
    file.write_text(f"id,source,date,place,killed\n{rows}", encoding="utf-8")
    ingest(desk.engine, file, recorded_by="test")
    with reading(desk.engine) as session:
        silent = len(LISTINGS[Listing.STALE](session, View()).table.rows)
    first = draw(desk, Listing.STALE, "?lang=en")
    assert silent >= 40
    assert f"Look through all {silent} rows" in read(first)
    assert "?lang=en&look=stale-sources" in list(hrefs(first))
    assert ("Source 01" in read(first), "Source 40" in read(first)) == (True, False)
    last = draw(desk, Listing.STALE, "?look=stale-sources&at=2")
    assert f"26 to {silent} of {silent}" in read(last)
    assert ("Source 01" in read(last), "Source 40" in read(last)) == (False, True)
    assert "/api/v1/charts/stale-sources.csv?look=stale-sources&at=2" in list(hrefs(last))
    others = [place for place in PARTS if place != Listing.STALE]
    assert [draw(desk, place, "?look=stale-sources") for place in others] == [[] for _ in others]


def test_an_address_looks_at_one_thing_and_keeps_the_filters() -> None:
    look = Look.of("?place=SY07&look=pairs&at=3")
    assert (look.what, look.page, look.offset) == ("pairs", 3, 50)
    assert look.at(None) == "?place=SY07"
    assert look.at("pairs", 2) == "?place=SY07&look=pairs&at=2"
    assert [Look.of(f"?at={written}").page for written in ("0", "-1", "x", "٣", "99999999")] == [1, 1, 1, 3, 1]
    assert look.elsewhere("/incident", code="A b") == "/incident?code=A+b"


CODE = "unknown_place"


def test_problems_of_a_kind_are_closed_by_the_form(troubled: Desk, read: Read) -> None:
    search = f"?look={CODE}"
    (offered,) = files(troubled, search)
    assert "(30 open)" in offered["label"]
    typed = {
        Close.FILE.value: offered["value"],
        Close.BY.value: "Rana",
        Close.REASON.value: "asked",
        Close.ROW.value: "",
    }
    first = close(troubled, search, typed | {Close.ROW.value: "٢"})
    assert (first.number, first.told) == (1, "1 problem is closed.")
    assert close(troubled, search, typed).told == "29 problems are closed."
    assert files(troubled, search) == []
    assert "No open problem of this kind." in read(draw(troubled, Quality.ISSUES.value, search))


@pytest.mark.parametrize(
    ("blank", "told"),
    [
        ({Close.FILE.value: ""}, "Choose the file."),
        ({Close.BY.value: " "}, "Say who judges"),
        ({Close.REASON.value: ""}, "Say why"),
        ({Close.ROW.value: "two"}, "“two” is no row."),
        ({Close.ROW.value: "999"}, "No problem of this kind is open there."),
    ],
)
def test_what_can_not_be_closed_says_why_and_changes_nothing(troubled: Desk, blank: dict[str, str], told: str) -> None:
    search = f"?look={CODE}"
    (offered,) = files(troubled, search)
    typed = {Close.FILE.value: offered["value"], Close.BY.value: "Rana", Close.REASON.value: "asked"}
    outcome = close(troubled, search, typed | blank)
    assert outcome.number is None
    assert told in outcome.told
    assert files(troubled, search) == [offered]


def test_without_a_kind_there_is_nothing_to_close(troubled: Desk) -> None:
    assert files(troubled, "") == files(troubled, "?look=pairs") == files(troubled, "?look=odd&from=never") == []


def test_claims_in_review_are_listed_with_who_holds_them_back_and_why(troubled: Desk) -> None:
    with writing(troubled.engine) as session:
        key = queries.claims(session, Filters(source="A"), limit=1)[0].key
        hold(session, key, by="Rana", reason="another place?")
    with reading(troubled.engine) as session:
        spec = LISTINGS[Listing.REVIEW](session, View())
        nothing = LISTINGS[Listing.REVIEW](session, View.from_search("?source=White+Helmets"))
    assert spec.sentence == "1 claim waits for a person and is in no figure until it is released."
    ((claim, what, _, who, _, by, _, why),) = spec.table.rows
    assert (claim, what, who, by, why) == (key, "People killed", "A", "Rana", "another place?")
    assert nothing.sentence == "No claim of this view is in review."
