"""`sijill layouts` as a person uses it."""

import csv
import io
from collections.abc import Callable
from typing import Any

from ingest.layouts.describe import described_layouts
from tests.dashboard.cli.conftest import Sijill

Ask = Callable[..., Any]


def test_every_layout_is_listed_with_publisher_and_licence(sijill: Sijill, ask: Ask) -> None:
    rows = ask("layouts", "--format", "json")
    assert [row["layout"] for row in rows] == [layout.id for layout in described_layouts()]
    assert all(row["publisher"] and row["licence"] and row["version"] for row in rows)
    assert "Uppsala Conflict Data Program" in sijill("layouts").stdout


def test_one_layout_is_explained(sijill: Sijill) -> None:
    told = sijill("layouts", "ucdp_ged").stdout
    assert "UCDP Georeferenced Event Dataset (GED) and Candidate Events (ucdp_ged, version 1)" in told
    assert "Deaths in single events of organised violence" in told
    assert "  https://ucdp.uu.se/downloads/ged/ged241.pdf" in told
    assert "Told by its columns:\n  id, type_of_violence, date_prec" in told
    lines = [" ".join(line.split()) for line in told.splitlines()]
    assert (
        "side_a Killed, combatants best: deaths_a Deaths of side A, {side_a} Part of total; A 0 makes no claim" in lines
    )
    assert "place where_coordinates" in lines


def test_skipped_rows_and_problems_of_its_own_are_told(sijill: Sijill) -> None:
    told = sijill("layouts", "hapi_conflict_events").stdout
    assert "Rows left out:\n  No event was recorded; HAPI fills every month with zeros." in told
    assert "Problems of its own:\n  zero_may_be_unknown (note): Events were recorded" in told


def test_a_layout_is_told_to_programs_a_row_a_statement(sijill: Sijill, ask: Ask) -> None:
    rows = ask("layouts", "ucdp_ged", "--format", "json")
    assert {"about": "field", "name": "place", "text": "where_coordinates"} in rows
    text = sijill("layouts", "ucdp_ged", "--format", "csv").stdout.removeprefix("\ufeff")
    assert next(csv.DictReader(io.StringIO(text)))["text"] == rows[0]["text"]


def test_a_layout_that_there_is_not_is_refused_with_the_way_to_those_there_are(sijill: Sijill) -> None:
    assert "`sijill layouts` lists" in sijill("layouts", "nobody", ok=False).stderr
    assert "`sijill template --columns`" in sijill("layouts", "generic", ok=False).stderr
