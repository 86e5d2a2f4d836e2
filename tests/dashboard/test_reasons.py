"""Why something was judged, refused or undone, in the reader's language; what people wrote stays in their words."""

import re
from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.locale import speak
from dashboard.wording import reason_words, refusal_words, undone_words
from db.judgements.refusals import JudgementError, Named, refusals
from db.judgements.undoing import undoings, undone
from db.vocabulary import JudgementKind, Measure, Population
from ingest.incidents.explain import reasons
from ingest.incidents.reasons import because, read, templates

AR, EN = speak("ar"), speak("en")
ARABIC = re.compile("[\u0621-\u064a]")
LATIN = re.compile(r"[A-Za-z]")


def latin_outside_isolates(text: str) -> str:
    return "".join(LATIN.findall(re.sub("[\u2066-\u2068].*?\u2069", "", text)))


def test_every_sentence_of_the_rule_is_read_back_and_said_in_arabic() -> None:
    for code, template in templates()["sentences"].items():
        values = dict.fromkeys(re.findall(r"{(\w+)}", template.en), "7")
        found = read(because("sentences", code, **values) + ".")
        assert found is not None, code
        assert [(part.template, part.values) for part in found[0]] == [(template, values)], code


def test_every_template_has_the_same_values_in_both_languages() -> None:
    every = [*undoings().values(), *(template for group in templates().values() for template in group.values())]
    for template in every:
        assert ARABIC.search(template.ar), template.en
        assert set(re.findall(r"{(\w+)}", template.ar)) == set(re.findall(r"{(\w+)}", template.en)), template.en


def side(number: int, day: date, low: int, high: int | None) -> dict[str, Any]:
    """One of the two incidents, as the rule sees it."""
    figures = {f"{kind}_{end}": None for kind in ("killed_all", "injured") for end in ("low", "high")}
    about = {"id": number, "recorder": "Alpha", "date_from": day, "date_to": day, "place": "Tadef, Aleppo"}
    return about | figures | {"killed_civilian_low": low, "killed_civilian_high": high}


@pytest.mark.parametrize("stated", [True, False])
@pytest.mark.parametrize("km", [None, 3.25])
def test_what_the_rule_says_of_two_incidents_is_said_in_arabic(stated: bool, km: float | None) -> None:
    table = pl.DataFrame([side(1, date(2017, 3, 3), 4, 6), side(2, date(2017, 3, 4), 6, None)])
    scored = pl.DataFrame(
        {"left": [1], "right": [2], "stated": [stated], "reports": [2 if stated else 1], "km": [km]}
        | {"score": [0.8], "rival": [0.1]},
        schema_overrides={"km": pl.Float64},
    )
    told = reasons(table, scored)[0]
    said = reason_words(told, AR)
    assert latin_outside_isolates(said) == ""
    assert "3 آذار 2017" in said
    assert "مدنيون قتلى 4 إلى 6 مقابل مدنيون قتلى 6 فأكثر" in said
    assert reason_words(told, EN) == told


names = st.text(st.sampled_from("ab.;:,“” {}"), min_size=1, max_size=12).filter(lambda text: text.strip() == text)


@given(names, names, names)
def test_names_of_any_kind_never_lose_a_reason(recorder: str, place: str, code: str) -> None:
    """Where a name looks like the rule's own words, the pieces may be cut otherwise; nothing is left out of them."""
    first = "; ".join(
        (
            because("days", "same_day"),
            because("places", "apart", one=place, other=place, km="0.1"),
            because(
                "figures", "against", one=because("sides", "killed", figure="4"), other=because("sides", "nothing")
            ),
        )
    )
    apart, cites = because("sentences", "tells_apart", recorder=recorder), because("sentences", "cites", code=code)
    told = f"{first}. {apart}. {cites}."
    said = reason_words(told, AR)
    for value in (recorder, place, code):
        assert value in said


@pytest.mark.parametrize("words", ["the same hour", "Score it high.", "", "يوم واحد", "Same day; near"])
def test_what_people_write_stays_in_their_words(words: str) -> None:
    assert reason_words(words, AR) == words


@pytest.mark.parametrize("code", sorted(undoings()))
def test_why_a_judgement_ended_is_said_in_arabic(code: str) -> None:
    said = undone_words(undone(code, by="سالم", why="السبب", kind="حدثان", rule="7"), AR)
    assert ARABIC.search(said)
    assert latin_outside_isolates(said) == ""
    assert undone_words("because", AR) == "because"


@pytest.mark.parametrize("code", sorted(refusals()))
def test_every_refusal_is_said_in_arabic(code: str) -> None:
    special: dict[str, Any] = {
        "judged": Named(7, JudgementKind.MERGE, "سالم", date(2024, 12, 1)),
        "day": date(2024, 12, 1),
        "measure": Measure.KILLED,
        "population": Population.CIVILIAN,
        "there": ((Measure.KILLED, Population.UNKNOWN), (Measure.INJURED, Population.ALL)),
        "number": 7,
    }
    needed = re.findall(r"{(\w+)}", refusals()[code].en + refusals()[code].command)
    error = JudgementError(code, **{name: special.get(name, "أ") for name in needed})
    said = refusal_words(error, AR)
    assert LATIN.findall(said) == []
    assert said.endswith(".")
    assert "sijill" not in refusal_words(error, EN)
    assert "\n" not in str(error)
