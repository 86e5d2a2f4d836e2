"""Movements by month: a panel of bars for each source and definition, on one time axis."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dashboard.charts.axis import counted_in
from dashboard.charts.figures import bound_cells, bound_columns, figure_of, has_figure, in_words, most_of
from dashboard.charts.line_totals import total_of
from dashboard.charts.notes import bound_notes
from dashboard.charts.panels import Curve, Panel, PanelsSpec, Spot
from dashboard.charts.running_lines import Reader, cut, cut_note, panel
from dashboard.charts.spec import Table
from dashboard.charts.time_axis import day_ticks
from dashboard.locale import NO_FIGURE, Speaker
from dashboard.wording import counted, definition_words, kind_of_count, said_by, source_line, starting
from db.answers import Total
from db.series.monthly import Month, Monthly, MonthlyLine
from db.vocabulary import Series

MOST_PANELS: Final = 6


def monthly_chart(chart: str, title: str, found: Monthly, reader: Reader) -> PanelsSpec:
    """The movements of ``found`` by month, those with most claims drawn, all in the table."""
    speaker = reader.speaker
    drawn = [line for line in found.lines if any(has_figure(as_total(line, month)) for month in line.months)]
    panels = _on_one_axis([_panel(line, reader) for line in drawn[:MOST_PANELS]], speaker)
    figures = [spot.figure for each in panels for curve in each.curves for spot in curve.spots]
    return PanelsSpec(
        id=chart,
        title=title,
        sentence=_sentence(drawn, found, reader),
        unit=counted_in((line.unit for line in drawn[:MOST_PANELS]), speaker),
        table=_table(found.lines, reader),
        notes=(*_notes(found, len(panels), len(drawn) - len(panels), reader), *bound_notes(figures, speaker))
        if found.lines
        else (),
        source_line=source_line([_who(line, reader) for line in drawn], speaker),
        rtl=speaker.rtl,
        panels=panels,
    )


def as_total(line: MonthlyLine, month: Month) -> Total:
    """One month of a line as a total."""
    return total_of(line, month, Series.PERIOD, month.claims)


def days_words(month: Month, speaker: Speaker) -> str:
    """Of how many of its days a month has figures; empty where it has all."""
    if month.covered is None:
        return ""
    fewest, most = month.covered
    if fewest != most:
        told = {"n": fewest, "most": most, "all": month.days}
        return speaker.text("figures for {n} to {most} of {all} days, by place", **told)
    if month.places != 1:
        return speaker.text("figures for {n} of {all} days in each place", n=fewest, all=month.days)
    return speaker.text("figures for {n} of {all} days", n=fewest, all=month.days)


def _who(line: MonthlyLine, reader: Reader) -> str:
    return said_by(as_total(line, line.months[-1]), reader.speaker, reader.names)


def _what(line: MonthlyLine, speaker: Speaker) -> str:
    return counted(line.measure, speaker, unit=line.unit, population=line.population, sex=line.sex, age=line.age)


def _panel(line: MonthlyLine, reader: Reader) -> Panel:
    speaker = reader.speaker
    spots = tuple(
        Spot(month.start, speaker.month(month.start), figure_of(total, speaker), aside=days_words(month, speaker))
        for month in line.months
        if has_figure(total := as_total(line, month))
    )
    kind = kind_of_count(as_total(line, line.months[-1]), speaker)
    detail = speaker.listing([part for part in (definition_words(line.definition, speaker), kind) if part])
    return panel(_what(line, speaker), [Curve(_who(line, reader), detail, spots)], speaker, bars=True)


def _on_one_axis(panels: Sequence[Panel], speaker: Speaker) -> tuple[Panel, ...]:
    """All panels from the first to the last day of any, so that they can be read against each other."""
    if not panels:
        return ()
    first, last = min(each.first for each in panels), max(each.last for each in panels)
    ticks = day_ticks(first, last, speaker)
    return tuple(replace(each, first=first, last=last, ticks=ticks) for each in panels)


def _sentence(lines: Sequence[MonthlyLine], found: Monthly, reader: Reader) -> str:
    """The peak and the latest month of the line with most claims; that nothing could be added, or that nothing is."""
    speaker = reader.speaker
    if not lines and found.lines:
        return speaker.text("Movements are known to the month, and none can be added to a month's sum. See the table.")
    if not lines:
        return speaker.text("No movement in this view is known to the month.")
    line = lines[0]
    months = [month for month in line.months if has_figure(as_total(line, month))]
    latest, most = months[-1], _most(line, months)
    words = {
        "counted": _what(line, speaker),
        "who": _who(line, reader),
        "month": speaker.month(latest.start),
        "figure": _said(line, latest, speaker),
    }
    if most is None or most is latest:
        return starting(speaker.text("{counted} in {month}: {figure} ({who}).", **words))
    return starting(
        speaker.text(
            "{counted}: most in {peak} ({peak_figure}), latest in {month} ({figure}), as {who} counts.",
            peak=speaker.month(most.start),
            peak_figure=_said(line, most, speaker),
            **words,
        )
    )


def _most(line: MonthlyLine, months: Sequence[Month]) -> Month | None:
    """The month with most; None where that is not known, as one with days without a figure may have more."""
    totals = [_whole(month, as_total(line, month)) for month in months]
    most = most_of(totals)
    return next((month for month, total in zip(months, totals, strict=True) if total is most), None)


def _whole(month: Month, total: Total) -> Total:
    """What is known of all days of a month: of some of them alone, the least."""
    return total if month.covered is None else replace(total, best=None, high=None)


def _said(line: MonthlyLine, month: Month, speaker: Speaker) -> str:
    """A month's figure as a sentence says it, with what it leaves out."""
    said = in_words(as_total(line, month), speaker)
    return speaker.listing([part for part in (said, days_words(month, speaker)) if part])


def _notes(found: Monthly, drawn: int, not_drawn: int, reader: Reader) -> tuple[str, ...]:
    speaker, text = reader.speaker, reader.speaker.text
    notes = [text("Movements are not people: one person may move more than once.")]
    if drawn:
        notes += [
            text("A bar adds one source's movements of a month over places that lie apart; sources are never added."),
            text("Months without a mark have no figure; that is not the same as none."),
        ]
    if not_drawn:
        lines = speaker.plural("{n} smaller line", "{n} smaller lines", not_drawn)
        notes.append(text("In the table only: {what}.", what=lines))
    unadded = sum(not month.added for line in found.lines for month in line.months)
    if unadded:
        months = speaker.plural("{n} month", "{n} months", unadded)
        notes.append(text("Not added, because their claims may be of the same movements: {months}.", months=months))
    gaps = sum(month.covered is not None for line in found.lines for month in line.months)
    if gaps:
        months = speaker.plural("{n} month", "{n} months", gaps)
        notes.append(
            text("Without a figure for some of their days: {months}. The table says for how many.", months=months)
        )
    if found.longer:
        claims = speaker.plural("{n} claim", "{n} claims", found.longer)
        notes.append(text("Not in this chart, because they are of no one month: {claims}.", claims=claims))
    return (*notes, *cut_note(sum(len(line.months) for line in found.lines), reader))


def _table(lines: Sequence[MonthlyLine], reader: Reader) -> Table:
    text = reader.speaker.text
    columns = (
        text("Month"),
        text("What"),
        text("Who says so"),
        *bound_columns(reader.speaker),
        text("Claims"),
        text("Places"),
        text("Definition"),
    )
    rows = (_row(line, month, reader) for line in lines for month in reversed(line.months))
    return Table(columns, cut(rows, reader), numeric=(3, 4, 5, 6, 7, 8))


def _row(line: MonthlyLine, month: Month, reader: Reader) -> tuple[str, ...]:
    speaker = reader.speaker
    bounds = bound_cells(as_total(line, month), speaker)
    named, days = speaker.month(month.start), days_words(month, speaker)
    return (
        f"{named} ({days})" if days else named,
        starting(_what(line, speaker)),
        _who(line, reader),
        *(bounds if month.added else (speaker.text("not added"), *bounds[1:])),
        speaker.number(month.claims),
        speaker.number(month.places),
        definition_words(line.definition, speaker) or NO_FIGURE,
    )
