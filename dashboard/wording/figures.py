"""Low, best and high in print: ``"4+"`` for tables and labels, ``"at least 4"`` for sentences.

A bound that nobody claimed is never printed as a number, and a vague word ("millions") is printed as the word, never as
the least it allows. A best never stands without its range, "10 (8–12)", and where neither end of that is known it says
so, "7 (range open)". "About" is said only of what a source called about. A number that a convention reads in words is
marked by whose it is, since nobody claims it.
"""

from typing import Final, NamedTuple

from dashboard.locale import Speaker, msg
from db.answers import ClaimRecord, Total
from db.conventions.registry import Convention
from db.vocabulary import Quantifier


class _Phrases(NamedTuple):
    """How each shape of a figure is put."""

    at_least: str
    more_than: str
    at_most: str
    less_than: str
    about: str
    between: str
    within: str
    open: str
    word: str
    nothing: str
    read: str


_PRINTED: Final = _Phrases(
    at_least=msg("{n}+"),
    more_than=msg("> {n}"),
    at_most=msg("≤ {n}"),
    less_than=msg("< {n}"),
    about=msg("~{n}"),
    between=msg("{low}–{high}"),
    within=msg("{best} ({range})"),
    open=msg("range open"),
    word="{word}",
    nothing="—",
    read=msg("{figure} ({convention}’s convention)"),
)
_SPOKEN: Final = _Phrases(
    at_least=msg("at least {n}"),
    more_than=msg("more than {n}"),
    at_most=msg("at most {n}"),
    less_than=msg("fewer than {n}"),
    about=msg("about {n}"),
    between=msg("between {low} and {high}"),
    within=msg("{best} ({range})"),
    open=msg("the range is open at both ends"),
    word=msg("“{word}”"),
    nothing=msg("no figure"),
    read=msg("{figure} by {convention}’s convention"),
)

_VAGUE_WORDS: Final = {
    "several": msg("several"),
    "a few": msg("a few"),
    "some": msg("some"),
    "tens": msg("tens"),
    "dozens": msg("dozens"),
    "scores": msg("scores"),
    "hundreds": msg("hundreds"),
    "thousands": msg("thousands"),
    "tens of thousands": msg("tens of thousands"),
    "hundreds of thousands": msg("hundreds of thousands"),
    "millions": msg("millions"),
    "عدد": msg("several"),
    "عدد من": msg("several"),
    "عدة": msg("several"),
    "بضعة": msg("a few"),
    "بعض": msg("some"),
    "عشرات": msg("tens"),
    "مئات": msg("hundreds"),
    "آلاف": msg("thousands"),
    "عشرات الآلاف": msg("tens of thousands"),
    "مئات الآلاف": msg("hundreds of thousands"),
    "ملايين": msg("millions"),
}


def vague_word(verbatim: str) -> str:
    """The vague word in a claim's exact words ("displaced millions across"); all of the words if none is known."""
    spoken = verbatim.lower()
    return max((word for word in _VAGUE_WORDS if word in spoken), key=len, default=verbatim)


def figure_text(
    low: int | None,
    best: int | None,
    high: int | None,
    *,
    quantifier: Quantifier | None = None,
    word: str | None = None,
    convention: Convention | None = None,
    speaker: Speaker,
) -> str:
    """A figure as printed in tables, cards and charts: "4+", "> 300,000", "8–12", "10 (8–12)", "~50", "millions", "—".

    ``word`` is the vague word of a single claim; without it a vague figure counts as its low, open above ("2,048+").
    ``convention`` is whose convention makes the figure another than it is in the register.
    """
    return _put(_PRINTED, (low, best, high), quantifier, word, convention, speaker)


def figure_words(
    low: int | None,
    best: int | None,
    high: int | None,
    *,
    quantifier: Quantifier | None = None,
    word: str | None = None,
    convention: Convention | None = None,
    speaker: Speaker,
) -> str:
    """The same figure as a sentence says it: "at least 4", "more than 300,000", "10 (between 8 and 12)"."""
    return _put(_SPOKEN, (low, best, high), quantifier, word, convention, speaker)


def claim_word(claim: ClaimRecord) -> str | None:
    """The vague word that a claim gives in place of a figure; None for a claim with a number."""
    if claim.quantifier is not Quantifier.VAGUE:
        return None
    return claim.verbatim[slice(*claim.span)] if claim.span else vague_word(claim.verbatim)


def claim_text(claim: ClaimRecord, speaker: Speaker) -> str:
    """The figure of one claim as printed."""
    figure = (claim.low, claim.best, claim.high)
    return figure_text(*figure, quantifier=claim.quantifier, word=claim_word(claim), speaker=speaker)


def total_text(total: Total, speaker: Speaker) -> str:
    """The figure of a total as printed."""
    figure = (total.low, total.best, total.high)
    quantifier, word, convention = total.quantifier, total.word, total.convention
    return figure_text(*figure, quantifier=quantifier, word=word, convention=convention, speaker=speaker)


def total_words(total: Total, speaker: Speaker) -> str:
    """The figure of a total as a sentence says it."""
    figure = (total.low, total.best, total.high)
    quantifier, word, convention = total.quantifier, total.word, total.convention
    return figure_words(*figure, quantifier=quantifier, word=word, convention=convention, speaker=speaker)


def _put(
    phrases: _Phrases,
    figure: tuple[int | None, int | None, int | None],
    quantifier: Quantifier | None,
    word: str | None,
    convention: Convention | None,
    speaker: Speaker,
) -> str:
    put = _plain(phrases, figure, quantifier, word, speaker)
    if convention is None:
        return put
    return speaker.text(phrases.read, figure=put, convention=speaker.term(convention))


def _plain(
    phrases: _Phrases,
    figure: tuple[int | None, int | None, int | None],
    quantifier: Quantifier | None,
    word: str | None,
    speaker: Speaker,
) -> str:
    low, best, high = figure
    if word is not None:
        return speaker.text(phrases.word, word=speaker.text(_VAGUE_WORDS.get(word.strip().lower(), word)))
    if best is None and low is None and high is None:
        return speaker.text(phrases.nothing)
    if low is None and high is None and best is not None and quantifier is Quantifier.ABOUT:
        return speaker.text(phrases.about, n=best)
    bounds = _bounds(phrases, low, high, quantifier, speaker)
    exact = low is not None and low == high
    open_at_best = best in (low, high) and (low is None or high is None)
    if best is None or exact or open_at_best:
        return bounds
    return speaker.text(phrases.within, best=best, range=bounds)


def _bounds(
    phrases: _Phrases, low: int | None, high: int | None, quantifier: Quantifier | None, speaker: Speaker
) -> str:
    """What is said of the bounds."""
    if low is None and high is None:
        return speaker.text(phrases.open)
    if low is None and high is not None:
        return speaker.text(phrases.less_than if quantifier is Quantifier.LESS_THAN else phrases.at_most, n=high)
    if high is None and low is not None:
        return speaker.text(phrases.more_than if quantifier is Quantifier.MORE_THAN else phrases.at_least, n=low)
    if low is None or high is None or low == high:
        return speaker.number(low)
    return speaker.text(phrases.between, low=low, high=high)
