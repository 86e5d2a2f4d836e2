"""The page on method tells all that the registries hold, in both languages."""

from collections.abc import Iterator
from typing import Any

import pytest
from dash import html
from dash.development.base_component import Component

from dashboard.desk import Desk
from dashboard.locale import Language, speak
from dashboard.pages.method.ids import Method, convention_anchor, layout_anchor
from dashboard.pages.method.layout import layout
from dashboard.pages.method.words import TITLES
from dashboard.wording import column_words, layout_about
from db.conventions.registry import Convention
from db.vocabulary import Policy, registry
from ingest.issue_codes import issue_codes
from ingest.layouts.describe import described_layouts
from ingest.layouts.template import column_help
from ingest.reading_rules import reading_rules
from tests.dashboard.pages.conftest import Read


def parts(drawn: Any) -> Iterator[Component]:
    if isinstance(drawn, Component):
        yield drawn
        yield from parts(getattr(drawn, "children", None))
    elif isinstance(drawn, (list, tuple)):
        for part in drawn:
            yield from parts(part)


def found(drawn: Component, anchor: str) -> Component:
    [one] = [part for part in parts(drawn) if getattr(part, "id", None) == anchor]
    return one


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_word_rule_column_and_problem_is_told(empty_desk: Desk, read: Read, language: Language) -> None:
    told = read(layout(empty_desk, "", speak(language)))
    terms = [term for words in registry().values() for term in words.values()]
    assert [term.en for term in terms if term.label(language) not in told or term.meaning(language) not in told] == []
    entries = {code: entry for group in issue_codes().values() for code, entry in group.codes.items()}
    entries |= {rule: entry for group in reading_rules().values() for rule, entry in group.rules.items()}
    assert [code for code, entry in entries.items() if code not in told or entry.told(language) not in told] == []
    speaker = speak(language)
    assert [name for name, _, about in column_help() if column_words(name, about, speaker) not in told] == []


def test_every_vocabulary_but_the_policies_has_a_heading_of_its_own() -> None:
    assert {*TITLES, Policy.vocabulary()} == set(registry())


@pytest.mark.parametrize("described", described_layouts(), ids=lambda described: described.id)
def test_a_layout_tells_its_claims_columns_licence_and_pages(empty_desk: Desk, read: Read, described: Any) -> None:
    drawer = found(layout(empty_desk, "", speak("en")), layout_anchor(described.id))
    told = read(drawer)
    said = [described.name, described.publisher, described.about, described.licence, *described.documentation]
    said += [*described.skipped, *described.left_alone, *described.issues, *described.fields.values()]
    said += [text for claim in described.claims for text in (claim.definition, claim.only_if, *claim.figures.values())]
    assert [text for text in said if text not in told] == []
    links = [part.href for part in parts(drawer) if isinstance(part, html.A)]
    assert links == list(described.documentation)


def test_a_claim_says_what_it_counts_which_column_it_is_and_what_it_is_a_part_of(empty_desk: Desk, read: Read) -> None:
    drawer = found(layout(empty_desk, "", speak("en")), layout_anchor("ucdp_ged"))
    rows = [read(part) for part in parts(drawer) if isinstance(part, html.Tr)]
    told = "civilians Killed, civilians best: deaths_civilians Deaths of civilians Part of total; A 0 makes no claim"
    assert told in rows
    assert "total Killed, everyone low; best; high Direct deaths in an event of organised violence" in rows


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("convention", Convention)
def test_a_convention_tells_its_words_rules_and_sources(
    empty_desk: Desk, read: Read, convention: Convention, language: Language
) -> None:
    drawer = found(layout(empty_desk, "", speak(language)), convention_anchor(convention.value))
    told, entry = read(drawer), convention.entry
    said = [convention.term.meaning(language), *(form for reading in entry.words for form in reading.forms)]
    said += [entry.conflicts_ar, entry.unnumbered_ar] if language == "ar" else [entry.conflicts, entry.unnumbered]
    assert [text for text in said if text not in told] == []
    links = [part.href for part in parts(drawer) if isinstance(part, html.A)]
    assert links == [citation.url for citation in entry.sources]


def test_the_contents_lead_to_every_section(empty_desk: Desk) -> None:
    drawn = layout(empty_desk, "", speak("en"))
    [contents] = [part for part in parts(drawn) if isinstance(part, html.Nav)]
    linked = [part.href for part in parts(contents) if isinstance(part, html.A)]
    sections = [part.id for part in parts(drawn) if isinstance(part, html.Section)]
    assert linked == [f"#{anchor}" for anchor in sections]
    assert set(Method) == {*sections, Method.PAGE, Method.DRAWN}


def test_a_layout_is_told_in_arabic_and_what_is_only_english_is_marked_so(empty_desk: Desk, read: Read) -> None:
    drawn = found(layout(empty_desk, "", speak("ar")), layout_anchor("unhcr_population"))
    english = [part.children for part in parts(drawn) if getattr(part, "lang", None) == "en"]
    assert english == ["CC BY 4.0"]
    assert layout_about("unhcr_population", speak("ar")) in read(drawn)
    assert [part for part in parts(layout(empty_desk, "", speak("en"))) if getattr(part, "lang", None)] == []


def test_the_page_is_built_once_for_a_language_and_its_digits(empty_desk: Desk) -> None:
    assert layout(empty_desk, "", speak("ar")) is layout(empty_desk, "?place=SY07", speak("ar"))
    assert layout(empty_desk, "", speak("ar")) is not layout(empty_desk, "", speak("ar", "arab"))
