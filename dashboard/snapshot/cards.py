"""The figures of a document's first page: its cards and its sentences, as many as there is room for."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from sqlmodel import Session

from dashboard.locale import Speaker
from dashboard.sections import Section, in_sections, newest_by_turns, parts_of, wholes
from dashboard.snapshot.content import HeadlineCard
from dashboard.snapshot.discreet import Veil
from dashboard.wording import (
    SourceNames,
    by_convention,
    counted,
    coverage,
    fallen_words,
    headline,
    kind_of_count,
    periods_words,
    said_by,
    starting,
    time_frame,
    total_text,
)
from db.answers import Total
from db.filters import Filters
from db.series.fallen import Fallen, fallen

SUMMARY_SENTENCES = 5

PARTS_OF_A_CARD = 2
"""Parts of a figure that its card has room for; its chart has all."""
MOST_CARDS = 10
CARDS_OF_A_SECTION = (8, 5, 4, 3, 2)
"""Figures that the first page has room for, and how many of each kind of number, as far as all of them have room."""


class CardReader(NamedTuple):
    """Whom the cards speak to, the names of sources in their language, and the tolls that fell."""

    speaker: Speaker
    names: SourceNames
    fallen: Mapping[str, Fallen]

    def fell(self, total: Total) -> str:
        """What a toll was that fell or began anew, inside a sentence; empty for any other figure."""
        found = self.fallen.get(total.key or "")
        return fallen_words(found, self.speaker) if found else ""


def fallen_on(session: Session, filters: Filters, totals: list[Total], veil: Veil) -> dict[str, Fallen]:
    """The tolls of the first page that stand below what they were, which is as veiled as they are."""
    found = fallen(session, filters, [total for *_, own in _shown(totals) for total in own])
    return {key: replace(fell, before=veil.total(fell.before)) for key, fell in found.items()}


def summary(totals: list[Total], reader: CardReader) -> tuple[str, ...]:
    """The first figures of the document as sentences, in the order of the cards."""
    first = [total for *_, own in _shown(totals) for total in own]
    return tuple(_sentence(total, reader) for total in first[:SUMMARY_SENTENCES])


def _sentence(total: Total, reader: CardReader) -> str:
    """A figure, and what it was where it is a toll that fell."""
    said, fell = headline(total, reader.speaker, reader.names), reader.fell(total)
    return f"{said} {starting(fell)}." if fell else said


def _shown(totals: list[Total]) -> list[tuple[Section, list[Total], list[Total]]]:
    """Each section, all its totals, and those of its wholes that the first page has room for, as many of each.

    They are the newest, and of one day the largest; each measure has its turn, as on the overview.
    """
    found = [(section, own, wholes(own)) for section, own in _standing(totals)]
    room = (most for most in CARDS_OF_A_SECTION if sum(min(most, len(first)) for *_, first in found) <= MOST_CARDS)
    most = next(room, CARDS_OF_A_SECTION[-1])
    return [(section, own, newest_by_turns(first, most)) for section, own, first in found]


def cards(totals: list[Total], reader: CardReader) -> list[HeadlineCard]:
    """A card for each total that is shown and no part of another; parts are said in its note."""
    return [
        _card(total, parts_of(total, own), reader, group=_group(section, len(first), len(wholes(own)), reader.speaker))
        for section, own, first in _shown(totals)
        for total in first
    ]


def _group(section: Section, shown: int, every: int, speaker: Speaker) -> str:
    """The kind that cards are of, and of how many figures they are, where some have none."""
    kind = speaker.text(section.heading)
    return kind if shown == every else speaker.text("{kind} ({n} of {all} figures)", kind=kind, n=shown, all=every)


def without_card(totals: list[Total]) -> int:
    """How many figures have no card."""
    return sum(len(wholes(own)) for _, own in _standing(totals)) - sum(len(first) for *_, first in _shown(totals))


def _standing(totals: list[Total]) -> list[tuple[Section, list[Total]]]:
    """Each section with its totals, but for stocks that no longer stand."""
    return in_sections([total for total in totals if not total.outdated])


def _card(total: Total, parts: list[Total], reader: CardReader, *, group: str) -> HeadlineCard:
    speaker = reader.speaker
    what = counted(total.measure, speaker, unit=total.unit, population=total.population, sex=total.sex, age=total.age)
    notes = [starting(note) for note in (by_convention(total, speaker), reader.fell(total)) if note]
    said = [_part(total, part, speaker) for part in parts[:PARTS_OF_A_CARD]]
    return HeadlineCard(
        label=starting(what),
        figure=total_text(replace(total, convention=None), speaker),  # whose convention it is stands in the note
        counts=starting(speaker.listing([part for part in (total.place or "", kind_of_count(total, speaker)) if part])),
        when=starting(time_frame(total, speaker)),
        said_by=said_by(total, speaker, reader.names) or coverage(total, speaker),
        note=speaker.clauses([*notes, *said]),
        group=group,
    )


def _part(whole: Total, part: Total, speaker: Speaker) -> str:
    which = kind_of_count(part, speaker, apart_from=whole)
    said = speaker.text("of which {part}: {figure}", part=which, figure=total_text(part, speaker))
    return speaker.listing([each for each in (said, periods_words(part, whole, speaker)) if each])
