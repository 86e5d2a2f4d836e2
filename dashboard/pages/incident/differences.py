"""Why the claims of one incident differ: in whom, how, over which time, where and as of when they count."""

from collections.abc import Callable, Sequence
from typing import Final

from dashboard.charts.comparison import as_line
from dashboard.charts.figures import bound_cells, bound_columns, figure_of, size
from dashboard.charts.spec import ChartSpec, Table
from dashboard.locale import NO_FIGURE, Speaker, msg
from dashboard.pages.incident.ids import Listing
from dashboard.wording import (
    SourceNames,
    area_words,
    counted,
    definition_words,
    how_counted,
    said_by,
    starting,
    when_words,
    who_is_counted,
)
from db.answers import ClaimRecord

Aspect = Callable[[ClaimRecord, Speaker], str]


def _period(claim: ClaimRecord, speaker: Speaker) -> str:
    return when_words(claim.date_from, claim.date_to, claim.date_precision, speaker)


def _place(claim: ClaimRecord, speaker: Speaker) -> str:
    named = (claim.place_name_ar or claim.place_name) if speaker.rtl else claim.place_name
    return named or (area_words(claim.place, speaker) if claim.place else speaker.text("not stated"))


def _as_of(claim: ClaimRecord, speaker: Speaker) -> str:
    day = claim.speaks_of or claim.published
    return speaker.text("not stated") if day is None else speaker.day(day)


def _definition(claim: ClaimRecord, speaker: Speaker) -> str:
    return definition_words(claim.definition, speaker)


def _blamed(claim: ClaimRecord, _speaker: Speaker) -> str:
    return claim.attributed_to or ""


ASPECTS: Final[tuple[tuple[str, Aspect], ...]] = (
    (msg("who is counted"), lambda each, speaker: who_is_counted(each.population, speaker)),
    (msg("how people are counted"), lambda each, speaker: how_counted(each.basis, speaker)),
    (msg("over which period"), _period),
    (msg("where"), _place),
    (msg("as of when"), _as_of),
    (msg("definition"), _definition),
    (msg("who is held responsible"), _blamed),
)
"""In what claims can differ, and the words of each."""
_BEFORE: Final = (0, 1, 2)
_FIRST_ASPECT: Final = 6
"""Columns of the table: what, who and the figure; the first aspect, behind the bounds of the figure."""


def differences(
    claims: Sequence[ClaimRecord], speaker: Speaker, names: SourceNames, *, in_short: bool = False
) -> ChartSpec:
    """The claims of one measure side by side, the largest first, with what sets each apart from the largest.

    ``in_short``, for a page: the figure without its bounds apart, and only the aspects that set any claims apart.
    """
    text = speaker.text
    groups = _groups(claims)
    compared = [own for own in groups if len(own) > 1]
    columns = (
        text("What"),
        text("Who says so"),
        *bound_columns(speaker),
        *(starting(text(name)) for name, _ in ASPECTS),
        text("Differs from the largest in"),
    )
    rows = tuple(_row(claim, own, speaker, names) for own in compared for claim in own)
    table = Table(columns, rows, numeric=(2, 3, 4, 5))
    return ChartSpec(
        id=Listing.DIFFERENCES.value,
        title=text("Why do these differ?"),
        sentence=" ".join(_why(own, speaker) for own in compared)
        or text("No two claims about this incident count the same thing, so none can be compared."),
        unit=text("people"),
        table=table.only([*_BEFORE, *_apart(compared, speaker), len(columns) - 1]) if in_short else table,
        notes=(text("Claims are compared, never added. Parts of a claim (children, women) are not in this table."),),
        rtl=speaker.rtl,
    )


def _apart(compared: Sequence[Sequence[ClaimRecord]], speaker: Speaker) -> list[int]:
    """The columns of the aspects in which any claims of one measure differ."""
    ways = {way for own in compared for way in _differing(own, speaker)}
    return [at for at, (name, _) in enumerate(ASPECTS, start=_FIRST_ASPECT) if speaker.text(name) in ways]


def _groups(claims: Sequence[ClaimRecord]) -> list[list[ClaimRecord]]:
    """The claims that speak of the same measure, none of them a part of another; the largest first."""
    found: dict[tuple[int, ...], list[ClaimRecord]] = {}
    for claim in claims:
        if claim.subset_of is None:
            words = (claim.measure, claim.unit, claim.sex, claim.age)
            found.setdefault(tuple(word.number if word else 0 for word in words), []).append(claim)
    return [sorted(own, key=_largest_first) for _, own in sorted(found.items())]


def _largest_first(claim: ClaimRecord) -> tuple[int, str]:
    return -size(as_line(claim)), claim.key


def _why(own: Sequence[ClaimRecord], speaker: Speaker) -> str:
    """What sets the claims of one measure apart, in a sentence; that nothing stated does, if so."""
    largest, least = as_line(own[0]), as_line(own[-1])
    heading = starting(_what(own[0], speaker))
    most, fewest = figure_of(largest, speaker).text, figure_of(least, speaker).text
    if most == fewest:
        return speaker.text("{heading}: all say {figure}.", heading=heading, figure=most)
    said = {"heading": heading, "least": fewest, "most": most}
    ways = _differing(own, speaker)
    if not ways:
        return speaker.text("{heading}: {least} to {most}; nothing that the sources state explains it.", **said)
    return speaker.text("{heading}: {least} to {most}; they differ in {ways}.", **said, ways=speaker.listing(ways))


def _what(claim: ClaimRecord, speaker: Speaker) -> str:
    return counted(claim.measure, speaker, unit=claim.unit, sex=claim.sex, age=claim.age)


def _differing(own: Sequence[ClaimRecord], speaker: Speaker) -> list[str]:
    return [speaker.text(name) for name, say in ASPECTS if len({say(claim, speaker) for claim in own}) > 1]


def _row(claim: ClaimRecord, own: Sequence[ClaimRecord], speaker: Speaker, names: SourceNames) -> tuple[str, ...]:
    return (
        starting(_what(claim, speaker)),
        said_by(claim, speaker, names),
        *bound_cells(as_line(claim), speaker),
        *(say(claim, speaker) or NO_FIGURE for _, say in ASPECTS),
        speaker.listing(_differing([own[0], claim], speaker)) or NO_FIGURE,
    )
