"""Files of one publisher, or of one event, side by side: none takes the other's claims for its own."""

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml

from ingest.layouts.recognise import fitting_layouts, publisher_of

HERE = Path(__file__).parent


def _golden(name: str) -> dict[str, Any]:
    told: dict[str, Any] = yaml.safe_load((HERE / "golden" / f"{name}.yml").read_text(encoding="utf-8"))
    return told


def _claims(name: str) -> list[dict[str, str]]:
    golden = _golden(name)
    return [golden["shared"] | row.get("shared", {}) | claim for row in golden["rows"] for claim in row["claims"]]


def test_claims_of_unlike_files_never_have_one_key() -> None:
    """Gaza, the West Bank and Lebanon are told by one source, each with a report a day.

    The sheets of OCHA's workbook on Syria tell the same movements in several shapes, and correct each other. So do
    IDMC's figures, provisional first and validated later.
    """
    layouts = defaultdict(set)
    for path in sorted((HERE / "golden").iterdir()):
        for claim in _claims(path.stem):
            if "id" in claim and "source" in claim:
                key = tuple(claim.get(name) for name in ("source", "id", "measure", "sex", "age", "part"))
                layouts[key].add(_golden(path.stem)["layout"])
    one_table = {name for found in layouts.values() for name in found if name.startswith("ocha_syria")}
    shared = {key: found for key, found in layouts.items() if len(found) > 1 and not found <= one_table}
    assert {frozenset(found) for found in shared.values()} == {frozenset({"idmc_idu", "idmc_gidd_figures"})}


def test_an_attack_on_aid_and_health_workers_is_one_incident_with_claims_of_both() -> None:
    aid, health = (_claims(name) for name in ("insecurity_insight", "insecurity_insight-health"))
    assert {claim["incident"] for claim in health} <= {claim["incident"] for claim in aid}
    killed = [claim["part"] for claim in (*aid, *health) if claim["measure"] == "killed" and "part_of" not in claim]
    assert killed == ["aid_workers", "health_workers"]


def test_a_file_of_all_professions_is_not_taken_for_one_of_them() -> None:
    columns = [
        "Date",
        "Country",
        *(f"{who} Workers {what}" for who in ("Aid", "Health") for what in ("Killed", "Injured", "Kidnapped")),
    ]
    assert publisher_of(columns) is None


@pytest.mark.parametrize(
    "columns",
    [
        ["COUNTRY", "YEAR", "FATALITIES"],
        [
            "Country",
            "Admin1",
            "Admin2",
            "ISO3",
            "Admin2 Pcode",
            "Admin1 Pcode",
            "Month",
            "Year",
            "Events",
            "Fatalities",
        ],
    ],
    ids=["by country and year", "by district and month"],
)
def test_tables_of_acled_that_have_one_look_for_several_counts_are_of_no_layout(columns: list[str]) -> None:
    """All fatalities and those of civilians have the same columns; only the name of the file tells which it is."""
    assert fitting_layouts(columns) == ()


@pytest.mark.parametrize(
    "columns",
    [
        ["id", "name", "en_name", "age", "dob", "sex", "source"],
        ["id", "en_name", "name", "age", "dob", "sex", "update"],
        ["name", "name_en", "notes"],
        [
            "IBC code",
            "Name or Identifying Details",
            "Age",
            "Sex",
            "Marital Status",
            "Parental Status",
            "Earliest Date",
            "Latest Date",
            "Location",
        ],
    ],
    ids=["killed in Gaza", "killed in Gaza, version 3", "journalists killed in Gaza", "Iraq Body Count"],
)
def test_a_list_of_victims_by_name_is_of_no_layout(columns: list[str]) -> None:
    assert fitting_layouts(columns) == ()
