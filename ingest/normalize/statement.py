"""What one sentence says about one measure and one group."""

from dataclasses import dataclass

from db.vocabulary import Basis, Measure, Series
from ingest.normalize.reading import Reading


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim in a sentence. ``reading.verbatim`` is the whole text and ``reading.span`` the figure in it.

    ``group`` is the population group of a movement ("400,000 refugees returned"). ``period_hours`` and ``period_days``
    are the length of a window, where it has a fixed one; ``window`` are the words of the window ("over three days",
    "since 2011") and ``since`` the words after "since", for the reader of dates. ``times`` are
    the words of the times that the sentence may give to the figure, the likeliest first. ``derived`` figures are
    computed from ``derived_from``, the figure that the sentence states. ``notes`` are codes of things a person should
    know: ``late_report``; ``at_least_may_reach`` (an "at least" before it may extend to it; also
    ``more_than_may_reach`` and ``about_may_reach``); ``period_may_reach``; ``subset_scope_unclear``; ``revised`` (the
    figure took the place of one before it); ``several_figures`` (the text counts the same people of this measure twice
    or more, so that no figure is said of one event); ``harmed_before`` (the text also speaks of people who were harmed
    before, whom no statement counts); ``people_left_out`` (it speaks of more people than were read).
    """

    measure: Measure
    series: Series
    reading: Reading
    basis: Basis | None = None
    group: Measure | None = None
    period_hours: int | None = None
    period_days: int | None = None
    window: str | None = None
    since: str | None = None
    times: tuple[str, ...] = ()
    derived: bool = False
    derived_from: Reading | None = None
    notes: tuple[str, ...] = ()
