"""The house: what people see is over what reads files, which is over the register, and imports only go down."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FLOORS = ("db", "ingest", "dashboard")


def imported(file: Path) -> Iterator[str]:
    """The packages that a file imports from, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("floor", FLOORS)
def test_imports_only_go_down(floor: str) -> None:
    above = {*FLOORS[FLOORS.index(floor) + 1 :], "tests"}
    files = sorted((ROOT / floor).rglob("*.py"))
    assert len(files) > 10
    upwards = [f"{file.relative_to(ROOT)}: {name}" for file in files for name in imported(file) if name in above]
    assert upwards == []
