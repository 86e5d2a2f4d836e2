"""Texts of ODS cells of whose letters some are raised or struck through."""

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET  # expat itself limits what entities may grow to

from ingest.readers.runs import Run, text_of

_OF: Final = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_STYLE, _TEXT, _TABLE = (_OF % name for name in ("style", "text", "table"))
_STROKES: Final = (f"{_STYLE}text-line-through-style", f"{_STYLE}text-line-through-type")


class Letters(NamedTuple):
    """How a style writes letters."""

    raised: bool = False
    struck: bool = False


def letter_styles(archive: zipfile.ZipFile, parts: Sequence[str]) -> dict[str, Letters]:
    """The styles, by name, that raise letters within a text or strike them through; they stand before any table."""
    found: dict[str, Letters] = {}
    for name in parts:
        with archive.open(name) as file:
            for event, element in ET.iterparse(file, ("start", "end")):  # noqa: S314
                if element.tag == f"{_TABLE}table":
                    break
                if event == "end" and element.tag == f"{_STYLE}style" and element.get(f"{_STYLE}family") == "text":
                    found[element.get(f"{_STYLE}name", "")] = _letters(element)
    return {name: letters for name, letters in found.items() if any(letters)}


def _letters(style: ET.Element) -> Letters:
    properties = style.find(f"{_STYLE}text-properties")
    if properties is None:
        return Letters()
    said = {properties.get(name, "none") for name in _STROKES}
    return Letters(properties.get(f"{_STYLE}text-position", "").startswith("super"), said != {"none"})


def text_as_shown(cell: ET.Element, styles: Mapping[str, Letters]) -> str | None:
    """The text of a cell in which such a style is used; None where none is."""
    paragraphs = [list(_runs(paragraph, styles)) for paragraph in cell.findall(f"{_TEXT}p")]
    if not any(run.raised or run.struck for runs in paragraphs for run in runs):
        return None
    return "\n".join(text_of(runs) for runs in paragraphs)


def _runs(paragraph: ET.Element, styles: Mapping[str, Letters]) -> Iterator[Run]:
    yield Run(paragraph.text or "", raised=False, struck=False)
    for part in paragraph:
        letters = styles.get(part.get(f"{_TEXT}style-name", ""), Letters())
        text = " " if part.tag == f"{_TEXT}s" else "".join(part.itertext())
        yield Run(text, letters.raised, letters.struck)
        yield Run(part.tail or "", raised=False, struck=False)
