"""A figure of a line over time as a total, so that it is worded and printed as any other."""

from db.answers import Total
from db.series.monthly import Month, MonthlyLine
from db.series.running import Point, RunningLine
from db.vocabulary import Series


def total_of(line: RunningLine | MonthlyLine, figure: Point | Month, series: Series, claims: int) -> Total:
    """What the line counts, of whom and by whose word, with the bounds of one of its figures."""
    return Total(
        measure=line.measure,
        series=series,
        population=line.population,
        unit=line.unit,
        low=figure.low,
        best=figure.best,
        high=figure.high,
        claims=claims,
        incidents=0,
        quantifier=figure.quantifier,
        word=figure.word,
        sex=line.sex,
        age=line.age,
        source=line.source,
        origin=line.origin,
        basis=line.basis,
        definition=line.definition,
        convention=figure.convention,
    )
