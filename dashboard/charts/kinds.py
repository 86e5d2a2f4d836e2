"""One chart shows one kind; the kinds that it leaves out are named under it, never added."""

from collections.abc import Sequence
from typing import NamedTuple

from dashboard.locale import Speaker
from dashboard.wording import counted, mid_sentence
from db.answers import Total
from db.vocabulary import Measure, Population, Series, Unit


class Kind(NamedTuple):
    """What may be added up over incidents, and nothing else with it."""

    measure: Measure
    population: Population
    unit: Unit

    def counted(self, speaker: Speaker) -> str:
        """What is counted, "civilians killed"."""
        return counted(self.measure, speaker, unit=self.unit, population=self.population)

    def described(self, speaker: Speaker) -> str:
        """The kind apart from the others of its measure, "people killed (not stated)"."""
        if self.population in (Population.UNKNOWN, Population.ALL):
            who = mid_sentence(speaker.term(self.population))
            return speaker.text("{counted} ({who})", counted=self.counted(speaker), who=who)
        return self.counted(speaker)


def one_kind(totals: Sequence[Total], measure: Measure) -> tuple[Kind, list[Total], list[Kind]]:
    """The kind of ``measure`` with most claims, its totals, and the kinds left out.

    Parts of a total (children, women) are nowhere among them.
    """
    kinds: dict[Kind, list[Total]] = {}
    for total in totals:
        if total.measure is measure and total.series is Series.INCIDENT and not (total.sex or total.age):
            kinds.setdefault(Kind(measure, total.population, total.unit), []).append(total)
    if not kinds:
        return Kind(measure, Population.UNKNOWN, Unit.PERSON), [], []
    first, *others = sorted(
        kinds, key=lambda kind: (-sum(t.claims for t in kinds[kind]), kind.population.number, kind.unit.number)
    )
    return first, kinds[first], others
