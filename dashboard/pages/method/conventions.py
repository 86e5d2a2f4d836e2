"""The section on conventions: which words each reads as which numbers, what else it does, and where that is written."""

from collections.abc import Iterator

from dash import html
from dash.development.base_component import Component

from dashboard.locale import Speaker
from dashboard.pages.method.ids import Method, convention_anchor
from dashboard.pages.method.parts import Cell, drawer, drawers, english, labelled, meanings, section, word_table
from db.conventions.registry import Citation, Convention, Reading


def conventions(speaker: Speaker) -> Component:
    """How other recorders read vague words; the register itself keeps the words."""
    text = speaker.text
    about = text(
        "How other recorders turn words such as “dozens” into numbers. Claims stay as they were said; a convention "
        "that is chosen in the filter bar changes figures alone, and each such figure says so."
    )
    parts = drawers(_one(convention, speaker) for convention in Convention)
    return section(Method.CONVENTIONS, text("Conventions for vague words"), about, parts)


def _one(convention: Convention, speaker: Speaker) -> Component:
    said = meanings(_said(convention, speaker))
    words = convention.entry.words
    table = [_words(words, speaker)] if words else []
    return drawer(
        convention_anchor(convention.value), labelled(speaker.term(convention), convention.value), said, *table
    )


def _said(convention: Convention, speaker: Speaker) -> Iterator[tuple[Cell, Cell]]:
    """What it does, term by term."""
    text, entry = speaker.text, convention.entry
    yield text("What it does"), convention.term.meaning(speaker.language)
    yield text("For"), speaker.listing([speaker.term(measure) for measure in entry.measures])
    yield text("Sources that conflict"), entry.conflicts_ar if speaker.rtl else entry.conflicts
    yield text("Harm without a number"), entry.unnumbered_ar if speaker.rtl else entry.unnumbered
    yield text("Written down in"), html.Ul([html.Li(_cited(citation, speaker)) for citation in entry.sources])


def _cited(citation: Citation, speaker: Speaker) -> Component:
    return html.A(english(citation.title, speaker), href=citation.url)


def _words(words: tuple[Reading, ...], speaker: Speaker) -> Component:
    text = speaker.text
    heads = (text("Words"), text("Low"), text("Best"), text("High"))
    rows = ((_forms(each), *_bounds(each, speaker)) for each in words)
    return word_table(text("Words and the numbers that they are read as"), heads, rows)


def _forms(reading: Reading) -> Component:
    """The words in their order, of whichever script each is."""
    first, *rest = (html.Bdi(form) for form in reading.forms)
    return html.Span([first, *(part for form in rest for part in (" · ", form))])


def _bounds(reading: Reading, speaker: Speaker) -> tuple[Cell, ...]:
    return tuple(speaker.number(bound) for bound in (reading.low, reading.best, reading.high))
