"""Every page in Arabic, as the server sends it: Latin words are somebody's own and marked so, or names of formats."""

import csv
import json
import re
import shutil
from collections.abc import AsyncIterator, Iterable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote_plus

import httpx
import pytest

from dashboard import shell
from dashboard.app import create_app
from dashboard.components.ids import Frame
from dashboard.desk import Desk
from dashboard.settings import Settings
from db.vocabulary import registry
from ingest.layouts.fields import generic
from tests.dashboard.wording.latin import ARABIC, WORD, Said, said_by_component, said_by_page

INCIDENT_CODE: Final = "News article on Aleppo and Idlib/idlib-airstrikes"
ASKED: Final = {
    "/incident": f"code={quote_plus(INCIDENT_CODE)}",
    "/upload": "batch=1",
    "/quality": "look=homonym_place",
}
FORMATS: Final = frozenset(
    {"CSV", "Excel", "GeoJSON", "HXL", "ISO", "JSON", "JavaScript", "ODS", "PDF", "SVG", "XLSX", "ZIP", "gzip"}
)
OTHERS: Final = frozenset({"ACLED", "AOAV", "NUL", "REF", "Sijill"})
"""What is called so in Arabic too: formats; publishers, a character, an error of spreadsheets and this register."""
EXAMPLES: Final = frozenset({"une", "vingtaine"})
MASKS: Final = frozenset({"YYYY", "MM", "DD"})
CODES: Final = {*generic().fields, *(word for words in registry().values() for word in words)}
"""What files and filters write: an Arabic sentence that tells of it names it so."""
ALLOWED: Final = FORMATS | OTHERS | MASKS | EXAMPLES | {part for code in CODES for part in code.split("_")}
NAMES: Final = re.compile(r"[a-z_]+(/\d+)?|SY\d*|{[a-z]+}|(PDF: )?English|https://[\w.-]+")
"""Codes of problems, rules and layouts, P-codes, places for values, the other language, and addresses."""
HOLDS_CODE: Final = frozenset({"/method"})
"""Pages that show what files and programs write, column by column, and name the publishers."""
ADDRESSED: Final = {Frame.VIEW.value, Frame.PROVIDER.value, Frame.WIDE.value, "judge-changed", "decide-changed"}
"""What a part of a page is drawn anew for that nobody presses."""


@pytest.fixture(scope="module")
def settings(demo_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Those of a register with the demo, in which nobody writes."""
    folder = tmp_path_factory.mktemp("read")
    shutil.copy(demo_template, folder / "register.sqlite")
    return Settings(data_dir=folder)


@pytest.fixture(scope="module")
def app(settings: Settings) -> Any:
    return create_app(settings)


@pytest.fixture(scope="module")
def desk(settings: Settings) -> Iterator[Desk]:
    desk = Desk.of(settings)
    yield desk
    desk.engine.dispose()


def said_itself(said: Iterable[Said], *, names: bool = False) -> list[tuple[str, ...]]:
    """The texts in which a page speaks Latin words of its own, each with those words; ``names`` may stand in them."""
    spoken = (each for each in said if each.text != INCIDENT_CODE)  # which a tooltip can't mark
    found = (
        (each.text, *(word for word in each.own if not (word in ALLOWED or (names and _is_capital(word, each)))))
        for each in spoken
    )
    return sorted({(text, *words) for text, *words in found if words})


def _is_capital(word: str, said: Said) -> bool:
    return not word.islower() and bool(ARABIC.search(said.text))


def search_of(path: str) -> str:
    return f"?{ASKED[path]}&lang=ar" if path in ASKED else "?lang=ar"


@pytest.fixture(scope="module")
def brought() -> str:
    """All that the files of the demo say, as one text in small letters."""
    files = [file for file in (resources.files("ingest") / "demo").iterdir() if file.name.endswith(".csv")]
    texts = [file.read_text(encoding="utf-8") for file in files]
    rows = (row for text in texts for row in csv.DictReader(text.splitlines()))
    cells = (cell or "" for row in rows for name, cell in row.items() if name != "definition")
    return "\n".join([*cells, *(file.name for file in files), "demo", INCIDENT_CODE]).casefold()


def not_brought(said: Iterable[Said], brought: str) -> list[str]:
    """What stands on a page as somebody's own and is neither of the demo, nor a code, a format or a language."""
    return sorted(
        {text for each in said for text in each.others if not (_is_name(text) or text.strip("…").casefold() in brought)}
    )


def _is_name(text: str) -> bool:
    return bool(NAMES.fullmatch(text)) or not set(WORD.findall(text)) - ALLOWED


@pytest.mark.parametrize("path", [*shell.ROOMS, "/nowhere"])
def test_a_page_before_it_is_filled_says_nothing_in_latin_words(desk: Desk, path: str, brought: str) -> None:
    said = list(said_by_component(json.loads(_frame(desk, path))))
    assert said_itself(said, names=path in HOLDS_CODE) == []
    assert path in HOLDS_CODE or not_brought(said, brought) == []


def _frame(desk: Desk, path: str) -> str:
    """A page before it is filled, as it is sent."""
    return json.dumps(shell.frame(desk, path, search_of(path)), default=lambda part: part.to_plotly_json())


@pytest.mark.anyio
async def test_what_fills_the_pages_says_nothing_in_latin_words(app: Any, desk: Desk, brought: str) -> None:
    filling = [each for each in app._callback_list if _fills(each)]
    assert len(filling) > 30
    async with _reader(app) as reader:
        said = [each for callback in filling async for each in _drawn(reader, callback, _page_of(callback, desk))]
    assert said_itself(said) == []
    assert not_brought(said, brought) == []


def _page_of(callback: dict[str, Any], desk: Desk) -> str:
    """The first page that has what a callback fills."""
    filled = callback["output"].strip(".").split("...")[0].rsplit(".", 1)[0]
    return next(path for path in shell.ROOMS if f'"{filled}"' in _frame(desk, path))


def _fills(callback: dict[str, Any]) -> bool:
    """Whether a callback draws a part of a page whenever its address changes."""
    asked = {each["id"] for each in callback["inputs"]}
    return Frame.VIEW.value in asked and asked <= ADDRESSED and not callback["clientside_function"]


async def _drawn(reader: httpx.AsyncClient, callback: dict[str, Any], path: str) -> AsyncIterator[Said]:
    """What a callback draws for an address in Arabic."""
    values = {"search": search_of(path), "pathname": path}
    inputs = [each | {"value": values.get(each["property"])} for each in callback["inputs"]]
    state = [each | {"value": None} for each in callback["state"]]
    changed = [f"{each['id']}.{each['property']}" for each in callback["inputs"]]
    outputs = [
        dict(zip(("id", "property"), part.rsplit(".", 1), strict=True))
        for part in callback["output"].strip(".").split("...")
    ]
    told = {"output": callback["output"], "outputs": outputs if len(outputs) > 1 else outputs[0]}
    answer = await reader.post(
        "/_dash-update-component", json=told | {"inputs": inputs, "state": state, "changedPropIds": changed}
    )
    assert answer.status_code in {200, 204}, answer.text
    for props in (answer.json() if answer.content else {}).get("response", {}).values():
        for said in said_by_component({"type": "", "props": props}):
            yield said


def _reader(app: Any) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app.server), base_url="http://127.0.0.1:8050")


@pytest.mark.anyio
@pytest.mark.parametrize("path", [*shell.ROOMS, "/nowhere", "/lite"])
async def test_what_is_read_before_the_scripts_says_nothing_in_latin_words(app: Any, path: str, brought: str) -> None:
    async with _reader(app) as reader:
        page = (await reader.get(path + search_of(path))).text
    said = list(said_by_page(page))
    assert said_itself(said, names=path in HOLDS_CODE) == []
    assert path in HOLDS_CODE or not_brought(said, brought) == []
