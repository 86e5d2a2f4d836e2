"""XLSB workbooks, written by hand as [MS-XLSB] describes them."""

import io
import struct
import zipfile
from collections.abc import Iterable, Sequence

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def record(kind: int, data: bytes = b"") -> bytes:
    """A record of this number."""

    def varying(number: int) -> bytes:
        parts = [number & 0x7F]
        while number := number >> 7:
            parts[-1] |= 0x80
            parts.append(number & 0x7F)
        return bytes(parts)

    return varying(kind) + varying(len(data)) + data


def text(said: str) -> bytes:
    """A text with its length in front."""
    return struct.pack("<I", len(said)) + said.encode("utf-16-le")


def styles(formats: dict[int, str], *, cells: Sequence[int], named: Sequence[int] = ()) -> bytes:
    """The records of formats by their numbers, and the number of the format of each style, of cells and of names."""

    def listed(begins: int, entries: Sequence[bytes]) -> bytes:
        return record(begins, struct.pack("<I", len(entries))) + b"".join(entries) + record(begins + 1)

    known = [record(44, struct.pack("<H", number) + text(code)) for number, code in formats.items()]
    by_name = [record(47, struct.pack("<HH", 0xFFFF, number)) for number in named]
    of_cells = [record(47, struct.pack("<HH", 0, number)) for number in cells]
    return listed(615, known) + listed(626, by_name) + listed(617, of_cells)


Cell = str | float | int | bytes | tuple[float, int]
"""A text, a number, the code of an error (of a formula above 255), a record as it is, or a number with its style."""


def _cell(column: int, value: Cell) -> bytes:
    if isinstance(value, bytes):
        return value
    value, style = value if isinstance(value, tuple) else (value, 0)
    head = struct.pack("<II", column, style)
    if isinstance(value, str):
        return record(6, head + text(value))
    if isinstance(value, float):
        return record(5, head + struct.pack("<d", value))
    return record(11 if value > 255 else 3, head + bytes([value & 0xFF]) + (bytes(10) if value > 255 else b""))


def xlsb(
    rows: Iterable[Iterable[Cell]], styles: bytes = b"", merged: Iterable[tuple[int, int, int, int]] = ()
) -> bytes:
    """A workbook of one sheet with these rows, as little as there is to one; ``styles`` are its records of them.

    ``merged`` are the first and last row, and the first and last column, of merged cells.
    """
    sheet = record(129) + record(148, struct.pack("<IIII", 0, 2, 0, 2)) + record(145)
    for number, row in enumerate(rows):
        sheet += record(0, struct.pack("<I", number) + bytes(13))
        sheet += b"".join(_cell(column, value) for column, value in enumerate(row))
    sheet += record(146) + b"".join(record(176, struct.pack("<IIII", *merge)) for merge in merged) + record(130)
    listed = record(156, struct.pack("<II", 0, 1) + text("rId1") + text("تقارير"))
    workbook = record(131) + record(143) + listed + record(144) + record(132)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.bin", workbook)
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
        if styles:
            archive.writestr("xl/styles.bin", record(278) + styles + record(279))
        archive.writestr(
            "xl/_rels/workbook.bin.rels",
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/worksheet" '
            'Target="worksheets/sheet1.bin"/></Relationships>',
        )
    return out.getvalue()
