"""What holds for every chart, whatever is claimed: it prints no number that its table lacks, and never a 0 for None."""

import re
from dataclasses import asdict

from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.displacement import movements, stocks
from dashboard.charts.figures import figure_of
from dashboard.charts.governorates import governorate_map
from dashboard.charts.spec import ChartSpec, Figure, MapSpec, RangesSpec, TimelineSpec
from dashboard.charts.timeline import timeline
from dashboard.charts.tolls import tolls
from dashboard.locale import speak
from db.answers import Total
from db.vocabulary import Measure, Population, Quantifier, Series
from tests.dashboard.charts.demo import NAMES, PLACES, STOCKS, TOLLS, total

EN = speak("en")
MEASURES = (Measure.KILLED, Measure.DISPLACED, Measure.REFUGEES)


@st.composite
def totals(draw: st.DrawFn, groups: st.SearchStrategy[str | None]) -> Total:
    numbers = sorted(draw(st.lists(st.integers(0, 3_000_000), min_size=3, max_size=3)))
    low, best, high = (number if draw(st.booleans()) else None for number in numbers)
    series = draw(st.sampled_from(list(Series)))
    return total(
        draw(st.sampled_from(MEASURES)),
        low,
        best,
        high,
        series=series,
        population=draw(st.sampled_from(list(Population))),
        quantifier=draw(st.sampled_from([None, Quantifier.AT_LEAST, Quantifier.MORE_THAN, Quantifier.LESS_THAN])),
        group=draw(groups),
        source=None if series is Series.INCIDENT else draw(st.sampled_from(["SOHR", "OHCHR"])),
    )


MONTHS = st.sampled_from(["2024-10", "2024-11", "2025-02", None])
PCODES = st.sampled_from([*NAMES, "SY", "SY0700", "TR", None])


def numbers_in(text: str) -> set[str]:
    return {number.rstrip(",") for number in re.findall(r"\d[\d,]*", text)}


def printed(spec: ChartSpec) -> set[str]:
    """The numbers that a chart prints outside its table; classes are ranges, not figures."""
    texts = [spec.title, spec.sentence, *spec.notes]
    match spec:
        case TimelineSpec():
            texts += [point.figure.text for point in spec.points if point.figure]
        case MapSpec():
            texts += [area.figure.text for area in spec.areas if area.figure] + [text for _, text in spec.outside]
        case RangesSpec():
            texts += [f"{row.label} {row.detail} {row.figure.text}" for row in spec.rows]
    return set().union(*map(numbers_in, texts))


def in_table(spec: ChartSpec) -> set[str]:
    return set().union(*(numbers_in(cell) for row in spec.table.rows for cell in row))


@given(st.lists(totals(MONTHS), max_size=8))
def test_a_timeline_prints_nothing_that_its_table_lacks(rows: list[Total]) -> None:
    by_month = list({(row.group, row.population): row for row in rows}.values())
    spec = timeline(by_month, Measure.KILLED, EN)
    assert printed(spec) <= in_table(spec)


@given(st.lists(totals(PCODES), max_size=8))
def test_a_map_prints_nothing_that_its_table_lacks(rows: list[Total]) -> None:
    spec = governorate_map(rows, Measure.KILLED, PLACES, EN)
    assert printed(spec) <= in_table(spec)


@given(st.lists(totals(st.none()), max_size=8))
def test_ranges_print_nothing_that_their_tables_lack(rows: list[Total]) -> None:
    for spec in (tolls([*rows, *TOLLS], EN), stocks([*rows, *STOCKS], EN), movements(rows, EN), tolls(rows, EN)):
        assert printed(spec) <= in_table(spec)
        assert all(bound is None or bound <= spec.axis_max for row in spec.rows for bound in _bounds(row.figure))


@given(totals(st.none()))
def test_a_bound_that_nobody_claims_stays_unknown(one: Total) -> None:
    figure = figure_of(one, EN)
    assert _bounds(figure) == (one.low, one.best, one.high)
    assert ("0" in numbers_in(figure.text)) <= (0 in _bounds(figure))


def _bounds(figure: Figure) -> tuple[int | None, ...]:
    values = asdict(figure)
    return values["low"], values["best"], values["high"]
