"""Lines over time made by hand, and a reader of them."""

from datetime import date
from typing import Any

from dashboard.charts.running_lines import Reader
from dashboard.locale import speak
from db.lines.falls import Change
from db.series.running import Point, Running, RunningLine
from db.vocabulary import Measure, Population, Quantifier, Series, Unit

EN = Reader(speak("en"), {}, {"SY02": "Aleppo", "SY07": "Idleb"}, {"syrian arab rep.": "Syria", "aleppo": "Aleppo"})
AR = Reader(speak("ar"), {"OHCHR": "مفوضية"}, {"SY02": "حلب", "SY07": "إدلب"}, {"aleppo": "حلب"})
SINCE = date(2024, 1, 1)


def point(day: date, best: int | None, **changes: Any) -> Point:
    """An exact figure unless ``changes`` say otherwise."""
    fields = {"key": f"k/{day}/{best}", "day": day, "low": best, "best": best, "high": best, "word": None}
    fields |= {"quantifier": Quantifier.EXACT, "change": None, "before": None}
    return Point(**{**fields, **changes})


def line(*points: Point, **changes: Any) -> RunningLine:
    """People killed in Aleppo as the Ministry counts them since January 2024."""
    fields: dict[str, Any] = {
        "measure": Measure.KILLED,
        "series": Series.CUMULATIVE,
        "population": Population.UNKNOWN,
        "unit": Unit.PERSON,
        "source": "Ministry",
        "origin": None,
        "direct": True,
        "part": False,
        "place": "Aleppo",
        "pcode": "SY02",
        "spot": "SY02",
        "since": SINCE,
    }
    return RunningLine(points=points, **fields | changes)


FALLING = line(
    point(date(2024, 2, 1), 4237),
    point(date(2024, 3, 1), 4327),
    point(date(2024, 4, 1), 4324, change=Change.FALL, before=point(date(2024, 3, 1), 4327)),
    point(date(2024, 5, 1), 900, change=Change.RESET, before=point(date(2024, 4, 1), 4324)),
    point(date(2024, 6, 1), 1200, high=None, quantifier=Quantifier.AT_LEAST),
)
RANGED = line(
    point(date(2024, 2, 15), None, low=3000, high=5000, quantifier=Quantifier.RANGE),
    point(date(2024, 4, 15), None, low=4000, high=6500, quantifier=Quantifier.RANGE),
    source="Monitor",
    population=Population.CIVILIAN,
)
CHILDREN = line(point(date(2024, 2, 1), 40), part=True)


def these(*lines: RunningLine, more: int = 0, undated: int = 0, unplaced: int = 0) -> Running:
    """An answer of the register."""
    return Running(lines, more, undated, unplaced)
