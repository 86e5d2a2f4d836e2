"""A word of an address that nobody reads is told, on every page, with the word that was probably meant."""

from html import unescape
from pathlib import Path

import pytest

from dashboard.address import OF_ONE_PAGE, nearest, require_known
from dashboard.components.standing_line import CHANGES
from dashboard.desk import Desk
from dashboard.lite.first import first_response
from dashboard.lite.page import lite_page
from dashboard.locale import speak
from dashboard.mending import mended_address
from dashboard.settings import Settings
from dashboard.shell import ROOMS, standing
from dashboard.view import View
from dashboard.wording.filters import filter_words
from db.filters import FILTERS, FilterError
from tests.dashboard.wording.latin import ARABIC, Said

EVERY_VIEW = [path for path, room in ROOMS.items() if room.FILTERED]
MISSPELT = [
    ("mesure=killed", "measure"),
    ("Measure=killed", "measure"),
    ("amp;measure=killed", "measure"),
    ("kind&sorce=OHCHR", "source"),
    ("asof=2024-01-01", "as_of"),
    ("shwo=injured", "show"),
]


@pytest.fixture
def desk(sqlite_url: str, tmp_path: Path) -> Desk:
    return Desk.of(Settings(database_url=sqlite_url, data_dir=tmp_path))


@pytest.mark.parametrize(("query", "meant"), MISSPELT)
def test_a_misspelt_filter_is_told_with_the_one_that_was_meant(query: str, meant: str) -> None:
    with pytest.raises(FilterError) as refused:
        View.from_search(f"?{query}")
    assert f"did you mean '{meant}'?" in str(refused.value)


@pytest.mark.parametrize(
    "query", [*(query for query, _ in MISSPELT), "xyzzy=1", "measure=killed&measure=injured", "show=x"]
)
def test_it_is_told_in_arabic(query: str) -> None:
    with pytest.raises(FilterError) as refused:
        View.from_search(f"?{query}")
    told = filter_words(refused.value, speak("ar"))
    assert ARABIC.search(told)
    assert not Said(told, marked=False).own


def test_a_word_that_is_near_no_filter_is_told_alone() -> None:
    with pytest.raises(FilterError, match=r"^'xyzzy' is not known here; leave it out"):
        require_known("?xyzzy=1")
    assert nearest("xyzzy", FILTERS) is None


def test_a_filter_that_is_given_twice_is_told_instead_of_one_of_the_two_being_taken() -> None:
    with pytest.raises(FilterError, match=r"'measure' is given more than once"):
        require_known("?measure=killed&measure=injured")
    require_known("?measure=&measure=killed")  # as a form sends what was not filled in


@pytest.mark.parametrize(
    "query",
    [
        "utm_source=news&utm_x=1",
        "UTM_Source=x&gad_source=1&srsltid=y",
        "fbclid=a&gclid=b&mc_eid=c",
        "mesure=",
        "lang=ar&digits=arab",
    ],
)
def test_what_others_hang_on_a_link_and_what_says_nothing_is_left_alone(query: str) -> None:
    assert View.from_search(f"?{query}").filters == View.from_search("").filters


@pytest.mark.parametrize("name", [*OF_ONE_PAGE, "show"])
def test_what_a_page_reads_is_known(name: str) -> None:
    require_known(f"?{name}=1")


@pytest.mark.parametrize("path", EVERY_VIEW)
@pytest.mark.parametrize(("lang", "told"), [("en", "did you mean 'measure'?"), ("ar", "هل قصدت")])
def test_no_page_shows_a_figure_under_a_misspelt_filter(desk: Desk, path: str, lang: str, told: str) -> None:
    first = first_response(desk, path, ROOMS[path], f"?mesure=killed&lang={lang}")
    assert first.status == 422
    assert told in unescape(first.body)
    assert "<table" not in first.body


@pytest.mark.parametrize(
    ("query", "meant", "said"),
    [
        ("mesure=killed", "?measure=killed", "measure=killed"),
        ("Measure=killed&lang=ar", "?measure=killed&lang=ar", "measure=killed"),
        ("amp;measure=killed", "?measure=killed", "measure=killed"),
        ("lang=ar&sorce=White+Helmets&plase=SY07", "?lang=ar&source=White+Helmets&place=SY07", "White Helmets"),
        ("shwo=injured&utm_x=1&page=2", "?show=injured&utm_x=1&page=2", "show=injured"),
    ],
)
def test_an_address_is_mended_where_it_is_clear_what_was_meant(query: str, meant: str, said: str) -> None:
    found = mended_address(f"?{query}", speak("en"))
    assert found is not None
    assert (found.search, said in found.said) == (meant, True)


@pytest.mark.parametrize(
    "query",
    [
        "measure=killed",
        "measure=kiled",
        "xyzzy=1",
        "mesure=kiled",
        "mesure=killed&xyzzy=1",
        "mesure=killed&measure=injured",
        "mesure=killed&meassure=killed",
        "pgae=2",  # is as near to a page's number as to a place
        "mesure=killed&from=2024-02-01&to=2024-01-01",
        "utm_source=x",
    ],
)
def test_no_address_is_offered_that_may_not_be_meant_or_is_refused_too(query: str) -> None:
    assert mended_address(f"?{query}", speak("en")) is None


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_mended_address_is_a_link_on_every_page_and_the_plain_one(desk: Desk, lang: str) -> None:
    search = f"?mesure=killed&lang={lang}"
    said = {"en": "Show this page with measure=killed", "ar": "اعرض هذه الصفحة مع \u2068measure=killed\u2069"}[lang]
    _, plain = lite_page(desk, search)
    assert f'<a href="/lite?measure=killed&amp;lang={lang}">{said}</a>' in plain
    first = first_response(desk, "/tolls", ROOMS["/tolls"], search)
    assert f'<a href="/tolls?measure=killed&amp;lang={lang}">{said}</a>' in first.body
    assert f"Link(children={said!r}, href='?measure=killed&lang={lang}')" in str(standing(desk, search))
    assert "Link(" not in str(standing(desk, "?xyzzy=1"))


@pytest.mark.parametrize(("lang", "told"), [("en", "did you mean 'measure'?"), ("ar", "هل قصدت")])
def test_the_plain_page_and_the_full_one_tell_it_at_their_top(desk: Desk, lang: str, told: str) -> None:
    search = f"?mesure=killed&lang={lang}"
    status, page = lite_page(desk, search)
    assert (status, told in unescape(page)) == (422, True)
    assert told in str(standing(desk, search))
    assert CHANGES in EVERY_VIEW
