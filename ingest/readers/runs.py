"""Cells of whose letters some are raised or struck through: calamine gives all of them alike, 12¹ as 121."""

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET  # expat itself limits what entities may grow to

from ingest.readers.parts import holds

_SHARED: Final = "xl/sharedStrings.xml"
_MARK: Final = re.compile(rb"superscript|<(?:\w+:)?strike[\s/>]")
_SHARED_CELL: Final = re.compile(
    rb'<(?:\w+:)?c\s(?=[^>]*\st="s")(?=[^>]*\br="([A-Z]+)(\d+)")[^>]*>\s*<(?:\w+:)?v>(\d+)<'
)
_INLINE_CELL: Final = re.compile(
    rb'<(?:\w+:)?c\s(?=[^>]*\st="inlineStr")(?=[^>]*\br="([A-Z]+)(\d+)")[^>]*>\s*<(?:\w+:)?is>(.*?)</(?:\w+:)?is>',
    re.DOTALL,
)
_PREFIX: Final = re.compile(rb"(</?)\w+:")
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_STROKE: Final = "\u0336"
_OFF: Final = {"0", "false"}

Cell = tuple[bytes, bytes, str]
"""The letters of a cell's column, the digits of its row, and its text."""


class Run(NamedTuple):
    """Letters of one format."""

    text: str
    raised: bool
    struck: bool


def text_of(runs: Sequence[Run]) -> str:
    """The text with raised digits as such, and a stroke through each struck letter where others stand beside it."""
    all_struck = all(run.struck for run in runs if run.text.strip())
    return "".join(_written(run, stroke=run.struck and not all_struck) for run in runs)


def _written(run: Run, *, stroke: bool) -> str:
    text = run.text.translate(_RAISED) if run.raised else run.text
    return "".join(f"{letter}{_STROKE}" for letter in text) if stroke else text


def shared_texts(archive: zipfile.ZipFile) -> dict[int, str]:
    """The texts with such letters among those that the cells of an XLSX workbook share, by number."""
    if _SHARED not in archive.namelist() or not holds(archive, _SHARED, _MARK):
        return {}
    found: dict[int, str] = {}
    number = 0
    with archive.open(_SHARED) as file:
        for _, element in ET.iterparse(file):  # noqa: S314
            if _name(element) == "si":
                runs = list(_runs(element))
                if _is_marked(runs):
                    found[number] = text_of(runs)
                number += 1
                element.clear()
    return found


def marked_texts(block: bytes, shared: dict[int, str]) -> Iterator[Cell]:
    """The cells with such letters in a part of a sheet that ends where a row does."""
    for column, row, number in _SHARED_CELL.findall(block) if shared else ():
        if (text := shared.get(int(number))) is not None:
            yield column, row, text
    for column, row, inside in _INLINE_CELL.findall(block) if _MARK.search(block) else ():
        runs = list(_runs(ET.fromstring(b"<is>%s</is>" % _PREFIX.sub(rb"\1", inside))))  # noqa: S314
        if _is_marked(runs):
            yield column, row, text_of(runs)


def _runs(element: ET.Element) -> Iterator[Run]:
    """The runs of a text; what tells how its words sound is none of it."""
    for child in element:
        if _name(child) == "t":
            yield Run(child.text or "", raised=False, struck=False)
        elif _name(child) == "r":
            parts = {_name(part): part for part in child}
            formats = {_name(each): each.get("val") for each in parts.get("rPr", ())}
            struck = "strike" in formats and formats["strike"] not in _OFF
            text = parts["t"].text if "t" in parts else ""
            yield Run(text or "", formats.get("vertAlign") == "superscript", struck)


def _is_marked(runs: Iterable[Run]) -> bool:
    return any(run.raised or run.struck for run in runs)


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]
