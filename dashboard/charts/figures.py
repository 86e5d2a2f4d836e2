"""From totals to the figures of a chart and the cells of its table."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import inf
from operator import itemgetter

from dashboard.charts.spec import Figure
from dashboard.locale import Speaker
from dashboard.wording import starting, total_text, total_words
from db.answers import Total


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


def best_known(total: Total) -> int | None:
    """What figures are compared and shaded by: best, else the least that is claimed; None of an upper bound alone."""
    if total.best is None or (total.low is None and total.best == total.high):
        return total.low
    return total.best


def most_of(totals: Sequence[Total]) -> Total | None:
    """The largest of figures; None where that is not known, because one without a best may be larger."""
    known = [(size, total) for total in totals if (size := best_known(total)) is not None]
    if not known:
        return None
    largest, most = max(known, key=itemgetter(0))
    rivals = (total for total in totals if total is not most and _reaches(total) > largest)
    return most if next(rivals, None) is None else None


def _reaches(total: Total) -> float:
    """How large a figure may be; of one with a best that is what it is compared by."""
    size = best_known(total)
    if size is not None and total.best is not None:
        return size
    return inf if total.high is None else total.high


def none_counted(counts: str, recorded: int, speaker: Speaker) -> str:
    """What a chart without a figure says: that there is no incident, or that no figure of those ``recorded`` counts."""
    if not recorded:
        return speaker.text("No recorded incident in this view.")
    said = speaker.text("{counted}: no recorded incident in this view has a figure that counts.", counted=counts)
    return starting(said)


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
        unbounded=sum(total.unbounded for total in totals),
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
