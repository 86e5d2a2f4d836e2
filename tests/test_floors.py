"""The house: what people see is over what reads files, which is over the register, and imports only go down.

Within a floor no rooms import each other in a circle: whoever reads one of them can read it without the others.
"""

import ast
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FLOORS = ("db", "ingest", "dashboard")


def imported(file: Path) -> Iterator[str]:
    """What a file imports, wherever in it, in full: a name from a package may be a module of it."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room_of(floor: Path, file: Path) -> str:
    """The folder or the single file right on the floor that a file is in."""
    return file.relative_to(floor).parts[0].removesuffix(".py")


def leaning(floor: Path) -> dict[str, set[str]]:
    """Each room of a floor with the other rooms that it imports from."""
    files = sorted(floor.rglob("*.py"))
    rooms: dict[str, set[str]] = {room_of(floor, file): set() for file in files}
    for file in files:
        paths = (name.split(".") for name in imported(file))
        rooms[room_of(floor, file)] |= {path[1] for path in paths if path[0] == floor.name and path[1:2]}
    return {room: others & rooms.keys() - {room} for room, others in rooms.items()}


def circle(rooms: Mapping[str, set[str]]) -> list[str]:
    """Rooms of which each imports the next one and the last one the first; none where there is no circle."""
    try:
        TopologicalSorter(rooms).prepare()
    except CycleError as error:
        return list(reversed(error.args[1]))
    return []


@pytest.mark.parametrize("floor", FLOORS)
def test_imports_only_go_down(floor: str) -> None:
    above = {*FLOORS[FLOORS.index(floor) + 1 :], "tests"}
    files = sorted((ROOT / floor).rglob("*.py"))
    assert len(files) > 10
    named = [(file, name.partition(".")[0]) for file in files for name in imported(file)]
    assert [f"{file.relative_to(ROOT)}: {name}" for file, name in named if name in above] == []


@pytest.mark.parametrize("floor", FLOORS)
def test_no_rooms_of_a_floor_import_each_other_in_a_circle(floor: str) -> None:
    rooms = leaning(ROOT / floor)
    assert any(rooms.values())
    assert circle(rooms) == []


def test_a_circle_is_found(tmp_path: Path) -> None:
    floor = tmp_path / "house"
    (floor / "pages").mkdir(parents=True)
    (floor / "pages" / "one.py").write_text("from house.api import rows\n", "utf-8")
    (floor / "api.py").write_text("def late():\n    from house import desk\n", "utf-8")
    (floor / "desk.py").write_text("import house.pages.one\n", "utf-8")
    (floor / "alone.py").write_text("import ast\nimport house.desk\n", "utf-8")
    found = circle(leaning(floor))
    assert (len(found), {*found}) == (4, {"pages", "api", "desk"})
