"""What the words mean: kinds of number, policies, vocabularies, reading rules, columns of the template, problems."""

from typing import Final

from dash import html
from dash.development.base_component import Component

from dashboard.locale import Speaker, msg
from dashboard.pages.method.ids import Method, problem_anchor, rule_anchor, word_anchor
from dashboard.pages.method.parts import Cell, coded, drawer, drawers, english, labelled, meanings, section, word_table
from dashboard.sections import SECTIONS
from dashboard.wording import column_words
from db.vocabulary import Policy, Term, registry
from ingest.issue_codes import issue_codes
from ingest.layouts.template import column_help
from ingest.reading_rules import reading_rules

TITLES: Final = {
    "measure": msg("Measures: what is counted"),
    "series": msg("Series: what a number covers"),
    "quantifier": msg("How firmly a figure is stated"),
    "population": msg("Populations"),
    "sex": msg("Sex"),
    "age": msg("Age"),
    "basis": msg("Basis: how a figure was established"),
    "unit": msg("Units"),
    "source_kind": msg("Kinds of sources"),
    "reliability": msg("Reliability of a source"),
    "credibility": msg("Credibility of a claim"),
    "place_precision": msg("How precisely a place is known"),
    "date_precision": msg("How precisely a day is known"),
    "claim_status": msg("Standing of a claim"),
    "revision_reason": msg("Reasons for a revision"),
    "place_level": msg("Levels of places"),
    "severity": msg("Severity of a problem"),
    "judgement_kind": msg("Judgements of editors"),
    "batch_status": msg("Standing of a recorded file"),
    "corroboration": msg("Corroboration"),
}
"""The headings of the vocabularies. The policies have a section of their own."""


def kinds(speaker: Speaker) -> Component:
    """The kinds that numbers come in."""
    text = speaker.text
    entries = [(text(kind.heading), text(kind.explanation)) for kind in SECTIONS]
    about = text("Numbers of different kinds are never added.")
    return section(Method.KINDS, text("Kinds of number"), about, meanings(entries))


def policies(speaker: Speaker) -> Component:
    """How several claims of one incident become the figure that is shown."""
    text = speaker.text
    entries = [(labelled(speaker.term(word), word), _meaning(word.term, speaker)) for word in Policy]
    about = text("Which figure is shown where several sources claim one of the same incident. The filter bar chooses.")
    return section(Method.POLICIES, text("Policies"), about, meanings(entries))


def vocabularies(speaker: Speaker) -> Component:
    """Every controlled word with its definition, beside the code that files and filters use."""
    text = speaker.text
    body = drawers(_vocabulary(name, title, speaker) for name, title in TITLES.items())
    about = text("The words that claims are described with. Files and filters use the codes.")
    return section(Method.WORDS, text("Words and their definitions"), about, body)


def rules(speaker: Speaker) -> Component:
    """The rules that turn words into figures and days, by the ids that claims carry."""
    text, language = speaker.text, speaker.language
    body = drawers(
        drawer(
            rule_anchor(name),
            group.told(language),
            meanings((coded(rule), told.told(language)) for rule, told in group.rules.items()),
        )
        for name, group in reading_rules().items()
    )
    about = text("A cell is read by one of these rules to its last character, or not at all.")
    return section(Method.RULES, text("How words are read"), about, body)


def template(speaker: Speaker) -> Component:
    """The columns of the form that people fill in."""
    text = speaker.text
    heads = (text("Column"), text("What it is"), text("Also read as"))
    rows: list[tuple[Cell, ...]] = [
        (coded(name), english(column_words(name, about, speaker), speaker), html.Bdi(others))
        for name, others, about in column_help()
    ]
    title = text("Columns of the template")
    about = text("Each is known by other names, too, whatever their capitals, spaces and underscores.")
    table = drawer(f"{Method.TEMPLATE}-columns", text("Show the columns"), word_table(title, heads, rows))
    return section(Method.TEMPLATE, title, about, drawers([table]))


def problems(speaker: Speaker) -> Component:
    """Every code that a problem can carry, with its meaning."""
    text, language = speaker.text, speaker.language
    body = drawers(
        drawer(
            problem_anchor(name),
            group.told(language),
            meanings((coded(code), told.told(language)) for code, told in group.codes.items()),
        )
        for name, group in issue_codes().items()
    )
    about = text("Every kind of problem that reading a file can raise. An error keeps the row out; a warning does not.")
    return section(Method.PROBLEMS, text("Problems and their codes"), about, body)


def _vocabulary(name: str, title: str, speaker: Speaker) -> Component:
    words = registry()[name].items()
    entries = [(labelled(term.label(speaker.language), code), _meaning(term, speaker)) for code, term in words]
    return drawer(word_anchor(name), speaker.text(title), meanings(entries))


def _meaning(term: Term, speaker: Speaker) -> Cell:
    """The definition in the reader's language, or in English marked as such."""
    return english(term.definition, speaker) if term.definition_ar is None else term.meaning(speaker.language)
