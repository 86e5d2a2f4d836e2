"""Names in Arabic: of publishers, of areas without a P-code, of rules, and of the places that problems speak of."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from dashboard.locale import speak
from dashboard.wording import area_words, issue_words, judge_name, judge_words, names_in, source_words
from dashboard.wording.known_names import known_names
from db.gazetteer.places import shipped_places
from db.vocabulary import Severity
from ingest.issues import Issue
from ingest.layouts.publisher import publisher_layouts
from tests.dashboard.wording.latin import unisolated

AR, EN = speak("ar"), speak("en")


def constants(said: object, field: str) -> Iterator[str]:
    """What layouts write into a field of every row, or into those of some rows."""
    if isinstance(said, dict):
        for name, each in said.items():
            yield from _texts(each) if name == field else constants(each, field)
    elif isinstance(said, (list, tuple)):
        for each in said:
            yield from constants(each, field)


def _texts(said: object) -> Iterator[str]:
    if isinstance(said, dict):
        for name, each in said.items():
            if name == "text" and isinstance(each, str):
                yield each
            elif name == "words" and isinstance(each, dict):
                yield from each.values()
            else:
                yield from _texts(each)
    elif isinstance(said, (list, tuple)):
        for each in said:
            yield from _texts(each)


def written_by_layouts(*fields: str) -> set[str]:
    dumped = [layout.model_dump(exclude_none=True) for layout in publisher_layouts()]
    return {text for layout in dumped for field in fields for text in constants(layout, field) if text}


def test_every_source_that_layouts_name_has_an_arabic_name_and_no_other_has() -> None:
    assert known_names().sources.keys() == written_by_layouts("source", "origin")


def test_a_source_goes_by_the_name_that_people_gave_it_first() -> None:
    assert source_words("OCHA", "أوتشا", AR) == "أوتشا"
    assert source_words("OCHA", None, AR) == known_names().sources["OCHA"]
    assert source_words("Radio Fresh", None, AR) == "Radio Fresh"
    assert source_words("OCHA", "أوتشا", EN) == "OCHA"


def test_every_place_that_layouts_name_has_an_arabic_name() -> None:
    named = written_by_layouts("place", "governorate", "country")
    assert "Gaza Strip" in named
    assert {name for name in named if area_words(name, AR) == name} == set()
    assert (area_words("Gaza Strip", AR), area_words("Gaza Strip", EN)) == ("قطاع غزة", "Gaza Strip")


def test_every_place_that_the_register_is_born_with_has_an_arabic_name() -> None:
    assert [place["pcode"] for place in shipped_places() if not place["name_ar"]] == []


def test_a_rule_is_told_by_what_it_does() -> None:
    assert judge_words("rule match@1", AR) == "قاعدة المطابقة (الإصدار 1)"
    assert judge_words("rule other@1", AR) == "القاعدة \u2068other@1\u2069"
    assert judge_words("rule match@1", EN) == "rule match@1"
    assert (judge_words("Rana", AR), judge_name("Rana", AR)) == ("Rana", "Rana")


def homonyms(remedy: str = "") -> Issue:
    message = "'Idlib' fits Idleb (governorate, SY07) and Jdideh (district, SY9999)."
    return Issue(Severity.NOTE, "homonym_place", message, remedy)


@pytest.mark.parametrize("numerals", ["latn", "arab"])
def test_the_places_of_a_problem_go_by_the_names_of_the_gazetteer(sqlite_engine: Engine, numerals: str) -> None:
    issue = homonyms("The row keeps Idleb (governorate, SY07).")
    speaker = speak("ar", "arab" if numerals == "arab" else "latn")
    with Session(sqlite_engine) as session:
        places = names_in(session, [issue], speaker)
    assert places == {"SY07": "إدلب"}
    message, remedy = (unisolated(words) for words in issue_words(issue, speaker, places))
    assert message == "الاسم «Idlib» يصح على أكثر من مكان: إدلب (محافظة، SY07)، وJdideh (منطقة، SY9999)."
    assert remedy == "يحتفظ الصف بالمكان إدلب (محافظة، SY07)."


def test_a_population_is_told_with_the_name_of_its_place(sqlite_engine: Engine) -> None:
    message = "9,000,000 is more than the 4,100,000 people of SY02 in 2017 (OCHA)."
    issue = Issue(Severity.WARNING, "above_population", message, "")
    with Session(sqlite_engine) as session:
        places = names_in(session, [issue], AR)
    assert "حلب (SY02)" in unisolated(issue_words(issue, AR, places)[0])
    assert "سكان SY02 " in unisolated(issue_words(issue, AR)[0])


def test_for_english_nobody_is_asked(sqlite_engine: Engine) -> None:
    with Session(sqlite_engine) as session:
        assert names_in(session, [homonyms()], EN) == {}
