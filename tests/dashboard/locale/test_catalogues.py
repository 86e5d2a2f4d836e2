"""Every message of the code has its Arabic, and every Arabic message is still said somewhere."""

import ast
import re
from importlib import resources
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir

from dashboard.locale.catalogue import Catalogue, MessageId, catalogue_files, read_catalogue

ROOT = Path(__file__).parents[3]
KEYWORDS = {"text": None, "plural": (1, 2), "msg": None}
SAID_BY_CHARTS = ("charts", "locale", "wording")
ROOMS = {"charts.po": SAID_BY_CHARTS}
"""The rooms that a catalogue speaks for; every other catalogue speaks for the rest of the dashboard."""


def messages(folder: Path, *left_out: str) -> set[MessageId]:
    methods = [*((f"{room}/**", "ignore") for room in left_out), ("**.py", "python")]
    found = extract_from_dir(folder, method_map=methods, keywords=KEYWORDS)
    return {message if isinstance(message, str) else (message[0], message[1]) for _, _, message, _, _ in found}


def said_in(catalogue: str) -> set[MessageId]:
    dashboard = ROOT / "dashboard"
    if catalogue in ROOMS:
        return set().union(*(messages(dashboard / room) for room in ROOMS[catalogue]))
    return messages(dashboard, *SAID_BY_CHARTS)


def arabic(catalogue: str) -> Catalogue:
    file = resources.files("dashboard.locale") / "ar" / catalogue
    return read_catalogue(file, "ar") if file.is_file() else {}


def fields(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", text))


CATALOGUES = sorted({"charts.po", *(file.name for file in catalogue_files("ar"))})


def test_every_message_of_the_charts_is_translated() -> None:
    assert sorted(map(str, said_in("charts.po") - set(arabic("charts.po")))) == []


def test_every_message_of_the_pages_is_translated_once_they_have_a_catalogue() -> None:
    others = [name for name in CATALOGUES if name not in ROOMS]
    if not others:
        pytest.skip("the pages have no catalogue yet")
    translated: set[MessageId] = set().union(*(set(arabic(name)) for name in CATALOGUES))
    assert sorted(map(str, said_in("pages.po") - translated)) == []


@pytest.mark.parametrize("catalogue", CATALOGUES)
def test_no_translation_is_left_over(catalogue: str) -> None:
    assert sorted(map(str, set(arabic(catalogue)) - said_in(catalogue))) == []


@pytest.mark.parametrize("catalogue", CATALOGUES)
def test_translations_fill_in_the_same_values(catalogue: str) -> None:
    for message, texts in arabic(catalogue).items():
        allowed = fields(message if isinstance(message, str) else message[1])
        for text in texts:
            assert fields(text) <= allowed, message
            assert isinstance(message, tuple) or fields(text) == allowed, message


@pytest.mark.parametrize("catalogue", CATALOGUES)
def test_plurals_have_the_six_forms_of_arabic(catalogue: str) -> None:
    assert {len(texts) for message, texts in arabic(catalogue).items() if isinstance(message, tuple)} <= {6}


def test_two_catalogues_translate_a_message_the_same() -> None:
    seen: Catalogue = {}
    for name in CATALOGUES:
        for message, texts in arabic(name).items():
            assert seen.setdefault(message, texts) == texts, message


def test_messages_are_written_out_where_they_are_said() -> None:
    """``text(f"...")`` would never be translated: the extractor can't read it."""
    for room in SAID_BY_CHARTS:
        for file in (ROOT / "dashboard" / room).glob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "text":
                    assert not isinstance(node.args[0], ast.JoinedStr), f"{file.name}:{node.lineno}"
