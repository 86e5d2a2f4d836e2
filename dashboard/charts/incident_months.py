"""What recorded incidents tell of movements by month, as lines beside those that sources count over a period."""

from collections.abc import Sequence
from datetime import date

from dashboard.charts.running_lines import Reader
from db.answers import Total
from db.series.monthly import Month, MonthlyLine
from db.vocabulary import Measure, Population, Series, Unit

Kind = tuple[Measure, Population, Unit]


def incident_months(totals: Sequence[Total], reader: Reader) -> list[MonthlyLine]:
    """A line for each kind of ``totals`` by month; parts (children, women) and unknown months are in none."""
    text = reader.speaker.text
    kinds: dict[Kind, list[Month]] = {}
    for total in sorted(totals, key=lambda total: total.group or ""):
        if total.series is Series.INCIDENT and total.group and not (total.sex or total.age):
            start = date.fromisoformat(f"{total.group}-01")
            month = Month(start, total.low, total.best, total.high, total.claims, None, added=True)
            kinds.setdefault((total.measure, total.population, total.unit), []).append(month)
    return [
        MonthlyLine(
            measure=measure,
            population=population,
            unit=unit,
            source=text("all sources of the incidents"),
            origin=None,
            direct=True,
            sex=None,
            age=None,
            basis=None,
            definition=text("Added over incidents: the sum of what is claimed of each, lowest to highest."),
            months=tuple(months),
        )
        for (measure, population, unit), months in kinds.items()
    ]
