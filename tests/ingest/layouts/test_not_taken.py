"""Tables that are known and refused: lists of victims by name, and tables that do not say what they count."""

import pytest

from ingest.layouts.not_taken import refusal_of

NAMES = [
    ["id", "name", "en_name", "age", "dob", "sex", "source"],
    ["id", "en_name", "name", "age", "dob", "sex", "update"],
    ["name", "name_en", "notes"],
    ["IBC code", "Name or Identifying Details", "Age", "Sex", "Earliest Date", "Latest Date", "Location"],
    ["No.", "Name", "Status", "Sex", "Province", "Date of death", "Cause of Death", "Actors", "source", "killed"],
]
ALIKE = [
    ["COUNTRY", "YEAR", "FATALITIES"],
    ["Country", "Admin1", "Admin2", "ISO3", "Admin2 Pcode", "Admin1 Pcode", "Month", "Year", "Events", "Fatalities"],
]


def _code(header: list[str]) -> str | None:
    refusal = refusal_of(header)
    return refusal.code if refusal else None


@pytest.mark.parametrize("header", NAMES)
def test_a_list_of_victims_by_name_is_refused_whatever_is_added_to_it(header: list[str]) -> None:
    assert _code(header) == "people_by_name"
    assert _code([*header, "source", "killed"]) == "people_by_name"


@pytest.mark.parametrize("header", ALIKE)
def test_a_table_that_does_not_say_what_it_counts_is_refused_until_somebody_says_so(header: list[str]) -> None:
    assert _code(header) == "tables_alike"
    assert _code([*header, "source", "definition"]) is None


def test_a_form_with_a_column_of_names_is_none_of_these() -> None:
    assert _code(["source", "date", "place", "name", "sex", "age", "killed"]) is None
