"""Incidents by month: totals grouped by month, to a band from low to high."""

from collections.abc import Sequence
from datetime import date

from dashboard.charts.figures import bound_cells, bound_columns, figure_of, has_figure, in_words, most_of, none_counted
from dashboard.charts.kinds import one_kind
from dashboard.charts.notes import bound_notes, other_kinds_note, policy_note
from dashboard.charts.spec import Figure, Table, TimelineSpec, TimePoint
from dashboard.locale import Speaker
from dashboard.wording import starting
from db.answers import Total
from db.vocabulary import Measure, Policy


def timeline(
    totals: Sequence[Total],
    measure: Measure,
    speaker: Speaker,
    *,
    policy: Policy = Policy.ENVELOPE,
    source_line: str = "",
    recorded: int = 0,
) -> TimelineSpec:
    """The timeline of ``measure`` from totals by month (``group`` is ``2024-11``; None: the month is not known).

    It shows the kind with most claims and names the others. Months between the first and the last that nobody speaks of
    are points without a figure. ``recorded`` are the incidents of the view.
    """
    kind, rows, others = one_kind(totals, measure)
    counts = kind.counted(speaker)
    dated = sorted((row for row in rows if row.group is not None), key=lambda row: row.group or "")
    undated = [row for row in rows if row.group is None]
    points = _points({row.group: row for row in dated if row.group}, speaker)
    return TimelineSpec(
        id=f"timeline-{measure.value}",
        title=starting(speaker.text("{counted} in recorded incidents, by month", counted=counts)),
        sentence=_sentence(dated, undated, counts, speaker) if rows else none_counted(counts, recorded, speaker),
        unit=counts,
        table=_table([*dated, *undated], speaker),
        notes=_notes(rows, undated, speaker, policy) + other_kinds_note(others, speaker),
        source_line=source_line,
        rtl=speaker.rtl,
        points=points,
    )


def _points(by_month: dict[str, Total], speaker: Speaker) -> tuple[TimePoint, ...]:
    """A point for each month from the first to the last."""
    if not by_month:
        return ()
    month, last = _first_day(min(by_month)), _first_day(max(by_month))
    points = []
    while month <= last:
        total = by_month.get(f"{month:%Y-%m}")
        figure: Figure | None = figure_of(total, speaker) if total and has_figure(total) else None
        points.append(TimePoint(month, speaker.month(month), figure))
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return tuple(points)


def _first_day(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


def _sentence(dated: Sequence[Total], undated: Sequence[Total], counts: str, speaker: Speaker) -> str:
    numbered = [total for total in dated if has_figure(total)]
    if not numbered:
        return _without_month(undated, counts, speaker)
    said = _of_months(numbered, counts, speaker)
    if numbered[-1] is dated[-1]:
        return said
    later = speaker.text("Later months have claims without a number.")
    return f"{said} {later}"


def _without_month(undated: Sequence[Total], counts: str, speaker: Speaker) -> str:
    """What is said where no month has a number."""
    figures = speaker.listing([in_words(total, speaker) for total in undated if has_figure(total)])
    if not figures:
        return starting(speaker.text("{counted} in recorded incidents: no number is stated.", counted=counts))
    message = speaker.text(
        "{counted} in recorded incidents: {figure}; the month is not known.", counted=counts, figure=figures
    )
    return starting(message)


def _of_months(numbered: Sequence[Total], counts: str, speaker: Speaker) -> str:
    latest, most = numbered[-1], most_of(numbered)
    values = {"counted": counts, "month": speaker.month(latest.group), "figure": in_words(latest, speaker)}
    if len(numbered) == 1:
        message = speaker.text("{counted} in recorded incidents in {month}: {figure}.", **values)
    elif most is None:
        message = speaker.text(
            "{counted} in recorded incidents: latest in {month} ({figure}). Which month had most is not known.",
            **values,
        )
    elif most is latest:
        message = speaker.text(
            "{counted} in recorded incidents: most in the latest month, {month} ({figure}).", **values
        )
    else:
        message = speaker.text(
            "{counted} in recorded incidents: most in {peak} ({peak_figure}), latest in {month} ({figure}).",
            peak=speaker.month(most.group),
            peak_figure=in_words(most, speaker),
            **values,
        )
    return starting(message)


def _table(rows: Sequence[Total], speaker: Speaker) -> Table:
    columns = (speaker.text("Month"), *bound_columns(speaker), speaker.text("Claims"), speaker.text("Incidents"))
    cells = tuple(
        (
            speaker.month(row.group) if row.group else speaker.text("Month not known"),
            *bound_cells(row, speaker),
            speaker.number(row.claims),
            speaker.number(row.incidents),
        )
        for row in rows
    )
    return Table(columns, cells, numeric=(1, 2, 3, 4, 5, 6))


def _notes(rows: Sequence[Total], undated: Sequence[Total], speaker: Speaker, policy: Policy) -> tuple[str, ...]:
    if not rows:
        return ()
    notes = [policy_note(policy, speaker), *bound_notes([figure_of(row, speaker) for row in rows], speaker)]
    if undated:
        figures = speaker.listing([figure_of(row, speaker).text for row in undated])
        notes.append(speaker.text("Not on the timeline, because the month is not known: {figures}.", figures=figures))
    return (*notes, speaker.text("Months without a mark have no figure; that is not the same as none."))
