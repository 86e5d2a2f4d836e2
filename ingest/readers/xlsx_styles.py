"""Which cell styles of an XLSX workbook strike letters through, and which show more of a number than it says."""

import re
from dataclasses import dataclass, field
from typing import Final
from xml.etree import ElementTree as ET  # expat itself limits what entities may grow to

from ingest.readers.number_formats import Shown, shown_by
from ingest.readers.percent import percent_text

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_OFF: Final = {"0", "false"}
_MAY_SHOW_MORE: Final = re.compile(rb'<(?:\w+:)?numFmt\s|numFmtId="(?:9|10)"')
_OF_OLD: Final = dict.fromkeys(("9", "10"), percent_text)  # 0% and 0.00%, which every workbook has without saying so


@dataclass(frozen=True, slots=True)
class Styles:
    """Such cell styles by their numbers, as a cell names its own."""

    struck: frozenset[bytes] = frozenset()
    shown: dict[bytes, Shown] = field(default_factory=dict)


def styles_of(styles: bytes) -> Styles:
    """The styles of a workbook's styles.xml, which is only looked through where it may hold one."""
    if b"strike" not in styles and not _MAY_SHOW_MORE.search(styles):
        return Styles()
    tree = ET.fromstring(styles)  # noqa: S314
    strikes = [font.find(f"{_MAIN}strike") for font in tree.iterfind(f"{_MAIN}fonts/{_MAIN}font")]
    fonts = {str(at) for at, strike in enumerate(strikes) if strike is not None and strike.get("val") not in _OFF}
    formats: dict[str, Shown] = {**_OF_OLD}
    for form in tree.iterfind(f"{_MAIN}numFmts/{_MAIN}numFmt"):
        if shown := shown_by(form.get("formatCode", "")):
            formats[form.get("numFmtId", "")] = shown
    cells = [(str(at).encode(), style) for at, style in enumerate(tree.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf"))]
    struck = frozenset(at for at, style in cells if style.get("fontId") in fonts)
    return Styles(struck, {at: formats[of] for at, style in cells if (of := style.get("numFmtId", "")) in formats})
