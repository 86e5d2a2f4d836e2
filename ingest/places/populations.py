"""Lists of populations as drafts: what each country's rows say, and which can't be used."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from db.gazetteer.populations import PopulationDraft
from db.vocabulary import Severity
from ingest.issues import Issue
from ingest.normalize.countries import country_of
from ingest.normalize.date import YEARS
from ingest.places.drafts import Known
from ingest.places.population_list import PopulationEntry, PopulationList


@dataclass(slots=True)
class ReadPopulations:
    """Drafts and how many rows are refused, by country code; areas in which nobody lives are neither."""

    by_country: dict[str, list[PopulationDraft]] = field(default_factory=dict)
    refused: Counter[str] = field(default_factory=Counter)
    issues: list[Issue] = field(default_factory=list)


def read_populations(listed: PopulationList, known: Known, valid_on: date | None) -> ReadPopulations:
    """The populations of places that the gazetteer has; of the year of ``valid_on`` where a row says none."""
    read = ReadPopulations()
    for entry in listed.entries:
        holds = known[entry.pcode].country if entry.pcode in known else None
        year = entry.year or (valid_on.year if valid_on else None)
        if holds is None or entry.people is None or year is None or year not in YEARS:
            begins = holds or (found.code if (found := country_of(entry.pcode)) else "")
            read.refused[begins] += 1
            read.by_country.setdefault(begins, [])
            read.issues.append(_refused(entry, listed.column, known=holds is not None))
        elif entry.people:
            read.by_country.setdefault(holds, []).append(PopulationDraft(entry.pcode, entry.people, year))
    return read


def _refused(entry: PopulationEntry, column: str, *, known: bool) -> Issue:
    if not known:
        message = f"The P-code {entry.pcode!r} is not in the gazetteer."
        remedy = "Correct it, or load the boundaries or points that have the place first."
        return Issue(Severity.ERROR, "unknown_pcode", message, remedy, entry.number, None, entry.pcode)
    if entry.people is None:
        message = f"{entry.text!r} is no number of people."
        return Issue(Severity.ERROR, "no_population", message, "Mend or clear it.", entry.number, column, entry.text)
    message = "The row does not say of which year its population is."
    remedy = "Say it with --date, such as 2024-01-01."
    return Issue(Severity.ERROR, "no_population", message, remedy, entry.number, column, entry.text)
