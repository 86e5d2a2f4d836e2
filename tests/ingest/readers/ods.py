"""ODS workbooks, written by hand."""

import io
import zipfile

_ODS_NAMES = " ".join(
    f'xmlns:{short}="urn:{name}"'
    for short, name in {
        "office": "oasis:names:tc:opendocument:xmlns:office:1.0",
        "table": "oasis:names:tc:opendocument:xmlns:table:1.0",
        "style": "oasis:names:tc:opendocument:xmlns:style:1.0",
        "text": "oasis:names:tc:opendocument:xmlns:text:1.0",
        "calcext": "org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
    }.items()
)
_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def word(text: str, of_cell: str = "") -> str:
    """A cell with a text; ``of_cell`` are attributes more."""
    return f'<table:table-cell office:value-type="string" {of_cell}><text:p>{text}</text:p></table:table-cell>'


def number(figure: float, of_cell: str = "", shown: str = "") -> str:
    """A cell with a number; ``of_cell`` are attributes more, ``shown`` is the text that people see of it."""
    begin = f'<table:table-cell office:value-type="float" office:value="{figure}" {of_cell}'
    return f"{begin}><text:p>{shown}</text:p></table:table-cell>" if shown else f"{begin}/>"


def ods(rows: str, styles: str = "", settings: str = "") -> bytes:
    """An ODS workbook of one sheet with these rows, as little as there is to one."""
    begin = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    body = f'{begin}<office:body><office:spreadsheet>{settings}<table:table table:name="Reports">{rows}</table:table>'
    end = "</office:spreadsheet></office:body></office:document-content>"
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    entry = f'<m:file-entry m:full-path="/" m:media-type="{_ODS_TYPE}"/>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", _ODS_TYPE)
        archive.writestr("content.xml", f"<office:document-content {_ODS_NAMES}>{body}{end}")
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{manifest}">{entry}</m:manifest>')
    return out.getvalue()
