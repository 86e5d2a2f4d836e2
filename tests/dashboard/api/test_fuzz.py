"""Open-ended requests to every address that the API describes: none makes it fail, and all are answered as it says."""

from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from dashboard.app import create_app
from dashboard.settings import Settings
from db.engine import open_register
from ingest.demo import load_demo

HERE = {"Host": "127.0.0.1:8050"}
FEW = settings(
    max_examples=3,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
    database=None,
)
NOT_PROMISED = [
    positive_data_acceptance,  # a place or a source has to be one that the register knows
    negative_data_rejection,  # a blank filter is no limit, and words are read in small and capital letters
]
LONG_WORK = ("GET /api/v1/snapshot.pdf", "POST /api/v1/jobs/snapshot", "POST /api/v1/jobs/export/{table}/{form}")
"""What goes on after it was answered, or takes a second each time."""


def operations(url: str, folder: Path) -> list[Any]:
    """Every address of the API over the demo, as it describes itself."""
    engine = open_register(url)
    list(load_demo(engine))
    engine.dispose()
    app = create_app(Settings(database_url=url, data_dir=folder, max_upload_mb=1))
    described = schemathesis.openapi.from_asgi("/openapi.json", app.server, headers=HERE)
    every = [found.ok() for found in described.include(path_regex="^/api/v1").get_all_operations()]
    return [operation for operation in every if operation.label not in LONG_WORK]


def ask_openly(operation: Any, mode: GenerationMode) -> None:
    """Ask an address in ways that fit its description, or in ways that don't."""

    @FEW
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate(headers=HERE, excluded_checks=NOT_PROMISED)

    ask()


def test_no_request_as_described_makes_the_api_fail(register_url: str, tmp_path: Path) -> None:
    for operation in operations(register_url, tmp_path):
        ask_openly(operation, GenerationMode.POSITIVE)


def test_no_request_of_another_kind_makes_the_api_fail(sqlite_url: str, tmp_path: Path) -> None:
    asked = 0
    for operation in operations(sqlite_url, tmp_path):
        if operation.query or operation.body:  # any text is a path, so an address without more can't be asked wrongly
            ask_openly(operation, GenerationMode.NEGATIVE)
            asked += 1
    assert asked > 20
