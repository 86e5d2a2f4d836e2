"""From totals to the figures of a chart and the cells of its table."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dashboard.charts.spec import Figure
from dashboard.locale import Speaker
from dashboard.wording import total_text, total_words
from db.answers import Total
from db.vocabulary import Quantifier


def figure_of(total: Total, speaker: Speaker) -> Figure:
    """The figure of a total as a chart draws and prints it."""
    return Figure(total.low, total.best, total.high, total_text(total, speaker), total.convention)


def in_words(total: Total, speaker: Speaker) -> str:
    """The figure of a total as a sentence says it."""
    return total_words(total, speaker)


def bound_columns(speaker: Speaker) -> tuple[str, str, str, str]:
    """The headings of :func:`bound_cells`."""
    return speaker.text("Figure"), speaker.text("Low"), speaker.text("Best"), speaker.text("High")


def bound_cells(total: Total, speaker: Speaker) -> tuple[str, str, str, str]:
    """The figure as printed, then low, best and high; a vague word has no numbers."""
    text = figure_of(total, speaker).text
    bounds = (None, None, None) if total.word is not None else (total.low, total.best, total.high)
    low, best, high = (speaker.number(bound) for bound in bounds)
    return text, low, best, high


def has_figure(total: Total) -> bool:
    """Whether any number is claimed; "casualties were reported" is a claim without one."""
    return total.low is not None or total.best is not None or total.high is not None


def size(total: Total) -> int:
    """What figures are put in order by: best, else low, else high."""
    return next((bound for bound in (total.best, total.low, total.high) if bound is not None), -1)


def least(total: Total) -> int | None:
    """The least that is claimed: low, or a best that a source says is about right; None where the low end is open."""
    return total.best if total.low is None and total.quantifier is Quantifier.ABOUT else total.low


def envelope(totals: Sequence[Total]) -> Total:
    """Totals of one kind, over incidents in different places, as one.

    The low leaves out what has no low; best and high are None unless every part has one. One total is left as it is.
    """
    first, *rest = totals
    if not rest:
        return first
    return replace(
        first,
        low=_sum_of_known(total.low for total in totals),
        best=_sum_if_all_known(total.best for total in totals),
        high=_sum_if_all_known(total.high for total in totals),
        claims=sum(total.claims for total in totals),
        incidents=sum(total.incidents for total in totals),
        quantifier=None,
        word=None,
        convention=next((total.convention for total in totals if total.convention), None),
    )


def _sum_of_known(bounds: Iterable[int | None]) -> int | None:
    known = [bound for bound in bounds if bound is not None]
    return sum(known) if known else None


def _sum_if_all_known(bounds: Iterable[int | None]) -> int | None:
    all_bounds = list(bounds)
    known = [bound for bound in all_bounds if bound is not None]
    return sum(known) if len(known) == len(all_bounds) else None
