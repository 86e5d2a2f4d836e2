"""Late reports inside a total: "531 killed in 48 h, of whom 499 confirmed by a committee".

The 499 died on earlier days and were added now; the rest, 32, belongs to the period and is derived. The stated total
is kept in ``derived_from`` so that nobody adds all three (trap "daily ≠ change of cumulative" of the data model).
"""

from dataclasses import replace

from db.vocabulary import Basis, Quantifier, Series
from ingest.normalize.reading import Reading
from ingest.normalize.statement import Statement
from ingest.normalize.subsets import Part
from ingest.normalize.unreadable import unreadable


def split_late(total: Statement, late: Part, text: str) -> tuple[Statement, Statement]:
    """What belongs to the period, and the late reports. Raises where a figure is not exact, or the part is larger."""
    stated, added = total.reading, late.reading
    exact = stated.quantifier is Quantifier.EXACT and added.quantifier is Quantifier.EXACT
    if not exact or stated.best is None or added.best is None or added.best > stated.best:
        raise unreadable("measure_without_number", text)
    remainder = _remainder(stated, stated.best - added.best)
    period = replace(total, reading=remainder, basis=Basis.DERIVED, derived=True, derived_from=stated)
    reported = Statement(total.measure, Series.UNSPECIFIED, added, basis=late.basis, notes=("late_report",))
    return period, reported


def _remainder(stated: Reading, figure: int) -> Reading:
    return replace(stated, low=figure, best=figure, high=figure, rule="late_remainder/1")
