"""The seal: which files a PDF carries, their SHA-256, and what the register was asked.

How it works, from the outside in:

1. ``data.json`` is the data. Its SHA-256 is printed on the first page, stands among the PDF's keywords
   (``sha256:<64 hex digits>``) and in ``seal.json``.
2. ``content.json`` is the text of the document, in each of its languages. ``seal.json`` lists its SHA-256 and those of
   all other attachments, the filters, the moment of knowledge, the data version, and what the file was made with.
3. Rendering is deterministic. So the whole file, page by page, can be made again from ``content.json`` and the
   attachments, and compared byte by byte, if it was made with the same template, fonts, map and typst.

A seal shows that a file was not changed by accident or by an editor of PDFs. It is not a signature: who has Sijill can
seal another document. What the register itself says, or a SHA-256 noted elsewhere, settles that.
"""

import hashlib
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from dashboard.snapshot.codec import canonical_json
from dashboard.snapshot.content import CONTENT_NAME, DATA_NAME, SnapshotContent

FORMAT = "sijill-seal/1"
KEYWORD_PREFIX = "sha256:"

FONT_NAMES = ("SijillSans-Regular.ttf", "SijillSans-Bold.ttf")
MAP_NAME = "syria_admin1.geojson"
_HERE = Path(__file__).parent


def template_files() -> list[Path]:
    """The typst files: the first is of the whole document, the others are of each part."""
    others = sorted(path for path in _HERE.glob("*.typ") if path.name != "template.typ")
    return [_HERE / "template.typ", *others]


def asset_files(assets: Path) -> list[Path]:
    """The fonts and the map that every document is made with."""
    return [*(assets / "fonts" / name for name in FONT_NAMES), assets / "geo" / MAP_NAME]


def made_with(assets: Path) -> dict[str, str]:
    """What decides how content looks: the version of typst, and a SHA-256 over template, fonts and map."""
    digest = hashlib.sha256()
    for path in [*template_files(), *asset_files(assets)]:
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return {"typst": version("typst"), "template_sha256": digest.hexdigest()}


def seal_json(parts: Sequence[SnapshotContent], content_json: bytes, assets: Path) -> bytes:
    """The bytes of ``seal.json``: one seal over all parts, which say the same."""
    content = parts[0]
    files = {attachment.name: attachment.sha256 for attachment in content.attachments}
    seal: dict[str, Any] = {
        "format": FORMAT,
        "data": {"name": DATA_NAME, "sha256": content.data.sha256},
        "files": {CONTENT_NAME: hashlib.sha256(content_json).hexdigest(), **files},
        "data_version": content.data_version,
        "filters": dict(content.filters),
        "known_at": content.known_at.isoformat(),
        "language": "+".join(part.language for part in parts),
        "made_with": made_with(assets),
    }
    return canonical_json(seal)
