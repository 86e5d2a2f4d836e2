"""Workbooks as the register keeps them: without the names of those who wrote, changed and commented them.

What a cell says is not touched. The rest of an archive stays byte for byte; what named somebody is overwritten.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Final

_MOST_BYTES: Final = 200_000_000
"""A part of a workbook that is larger than this unpacked is left as it is."""
_DEEPEST: Final = 2
"""An archive may hold workbooks; one in that is looked into no more."""
_XML: Final = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_OFFICE: Final = b"http://schemas.openxmlformats.org"
_BLANK: Final = {
    "docProps/core.xml": b'<cp:coreProperties xmlns:cp="' + _OFFICE + b'/package/2006/metadata/core-properties"/>',
    "docProps/app.xml": b'<Properties xmlns="' + _OFFICE + b'/officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": b'<Properties xmlns="' + _OFFICE + b'/officeDocument/2006/custom-properties"/>',
    "meta.xml": (
        b'<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2">'
        b"<office:meta/></office:document-meta>"
    ),
}
"""Parts that are about the file and no cell, and what they are blank."""
_NAMED: Final = {
    r"xl/comments.*\.xml": (rb"(<(?:\w+:)?author>)[^<]*(</)",),
    r"xl/persons/.*\.xml": (rb'((?:displayName|userId)=")[^"]*(")',),
    r"xl/workbook\.xml": (
        rb'(<(?:\w+:)?fileSharing[^>]*userName=")[^"]*(")',
        rb'(<(?:\w+:)?absPath[^>]*url=")[^"]*(")',
    ),
    r"(?:content|styles)\.xml": (rb"(<dc:creator>)[^<]*(</)", rb"(<meta:creator-initials>)[^<]*(</)"),
}
"""Parts in which names stand among other things, and where."""


def without_authors(held: bytes, depth: int = 0) -> bytes:
    """A workbook, or an archive of some, without names of people who made it; anything else as it is."""
    if not held.startswith(b"PK"):
        return held
    with suppress(zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError, ValueError):
        return _rewritten(held, depth)
    return held


def _rewritten(held: bytes, depth: int) -> bytes:
    with zipfile.ZipFile(io.BytesIO(held)) as archive:
        changed = dict(_changed(archive, depth))
        spans = [_data_span(held, archive.getinfo(name)) for name in changed]
    if not changed:
        return held
    blanked = bytearray(held)
    for start, end in spans:
        blanked[start:end] = bytes(end - start)
    out = io.BytesIO(bytes(blanked))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in changed.items():
            earlier = archive.NameToInfo.pop(name)
            archive.filelist.remove(earlier)
            archive.writestr(zipfile.ZipInfo(name, earlier.date_time), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _changed(archive: zipfile.ZipFile, depth: int) -> Iterator[tuple[str, bytes]]:
    """The parts that name somebody, as they are to be."""
    for name in archive.NameToInfo:
        if archive.getinfo(name).file_size > _MOST_BYTES:
            continue
        mend = _mend(name, depth)
        if mend is not None:
            content = archive.read(name)
            mended = mend(content)
            if mended != content:
                yield name, mended


def _mend(name: str, depth: int) -> Callable[[bytes], bytes] | None:
    """What takes names out of a part of this name; None where none is expected."""
    if name in _BLANK:
        return lambda _content: _XML + _BLANK[name]
    for part, expressions in _NAMED.items():
        if re.fullmatch(part, name):
            return lambda content: _without(content, expressions)
    if depth < _DEEPEST and name.lower().endswith((".xlsx", ".xlsm", ".xlsb", ".ods", ".zip")):
        return lambda content: without_authors(content, depth + 1)
    return None


def _without(content: bytes, expressions: tuple[bytes, ...]) -> bytes:
    for expression in expressions:
        content = re.sub(expression, rb"\1\2", content)
    return content


def _data_span(held: bytes, info: zipfile.ZipInfo) -> tuple[int, int]:
    """Where the packed bytes of a part are: behind its local header, which has its own lengths of name and extras."""
    lengths = held[info.header_offset + 26 : info.header_offset + 30]
    begin = info.header_offset + 30 + int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
    return begin, begin + info.compress_size
