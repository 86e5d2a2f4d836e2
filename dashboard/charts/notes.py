"""The notes that are printed under charts: what a reader must know before using a number."""

from collections.abc import Sequence
from typing import Final

from dashboard.charts.kinds import Kind
from dashboard.charts.spec import Figure
from dashboard.locale import Speaker, msg
from dashboard.wording import convention_words
from db.vocabulary import Policy

_POLICIES: Final = {
    Policy.ENVELOPE: msg(
        "Where claims about one incident differ, the lowest low and the highest high are kept (policy: envelope)."
    ),
    Policy.MOST_RELIABLE: msg(
        "Where claims about one incident differ, the best-graded source is followed (policy: most reliable)."
    ),
    Policy.LATEST: msg("Where claims about one incident differ, the latest is followed (policy: latest)."),
    Policy.LOWEST: msg("Where claims about one incident differ, the lowest is followed (policy: lowest)."),
}


def policy_note(policy: Policy, speaker: Speaker) -> str:
    """How claims that differ became one figure."""
    return speaker.text(_POLICIES[policy])


def range_note(figures: Sequence[Figure], speaker: Speaker) -> tuple[str, ...]:
    """What a range is, if there is one."""
    if not any(figure.low is not None and figure.high is not None and figure.low < figure.high for figure in figures):
        return ()
    return (
        speaker.text(
            "A range runs from the lowest to the highest number claimed: an envelope, not a confidence interval."
        ),
    )


def convention_notes(figures: Sequence[Figure], speaker: Speaker) -> tuple[str, ...]:
    """By whose convention words are numbers here, where they are."""
    read = dict.fromkeys(figure.convention for figure in figures if figure.convention)
    return tuple(convention_words(convention, speaker) for convention in read)


def bound_notes(figures: Sequence[Figure], speaker: Speaker) -> tuple[str, ...]:
    """What open ends, ranges and vague words mean, for the shapes that are drawn."""
    notes = [*range_note(figures, speaker), *convention_notes(figures, speaker)]
    if any(figure.open_ended for figure in figures):
        notes.append(speaker.text("An arrow marks an open end: no upper bound is claimed."))
    if any(figure.low is None and figure.high is not None for figure in figures):
        notes.append(
            speaker.text(
                "Where only an upper bound is claimed, a dashed line runs up to it: the lower end is not known."
            )
        )
    if any(is_vague(figure) for figure in figures):
        notes.append(
            speaker.text("A vague word is printed as it was said; its mark stands at the least that the word allows.")
        )
    return tuple(notes)


def other_kinds_note(others: Sequence[Kind], speaker: Speaker) -> tuple[str, ...]:
    """The kinds that are not in the chart."""
    if not others:
        return ()
    named = speaker.listing([kind.described(speaker) for kind in others])
    return (speaker.text("Not in this chart, because different kinds are never added: {kinds}.", kinds=named),)


def is_vague(figure: Figure) -> bool:
    """Whether the figure is a word: it has a least that the word allows and no digit in print."""
    return figure.low is not None and not any(letter.isdigit() for letter in figure.text)
