"""Incidents as the matcher sees them, made in one line each."""

from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl
import pytest

from ingest.incidents.sides import SIDES

Sides = Callable[..., pl.DataFrame]


@pytest.fixture
def sides() -> Sides:
    """Rows of a frame: four civilians killed in Tadef on 3 March 2017, as Alpha says, but for the changes."""

    def of(*changes: dict[str, Any]) -> pl.DataFrame:
        rows = [_row(number, change) for number, change in enumerate(changes, 1)]
        return pl.DataFrame(rows, schema=SIDES)

    return of


def _row(number: int, changes: dict[str, Any]) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(SIDES)
    day, recorder, killed = (
        changes.get(name, usual) for name, usual in (("day", date(2017, 3, 3)), ("recorder", "Alpha"), ("killed", 4))
    )
    row |= {"id": number, "code": f"{recorder}:{number}", "recorder": recorder, "recorders": [recorder], "batch": 1}
    row |= {
        "date_from": day,
        "date_to": day,
        "place": "Tadef, Aleppo",
        "governorate": "SY02",
        "lat": 36.35,
        "lon": 37.53,
    }
    row |= {f"killed_civilian_{end}": killed for end in ("low", "best", "high")}
    row |= {"parties": [], "text": "", "former": []}
    return row | {name: value for name, value in changes.items() if name in SIDES}
