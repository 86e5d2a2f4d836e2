"""Sijill's own scripts, styles, fonts and pictures: bundled, and named after what is in them."""

import re
from collections.abc import Iterable, Sequence
from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path
from typing import Final, NamedTuple

PREFIX: Final = "/assets/"
FONTS_STYLE: Final = "css/fonts.css"
"""No part of the bundle: the fonts are fetched once what carries the meaning is there."""

SERVED: Final = frozenset({".css", ".js", ".svg", ".woff2", ".geojson", ".txt"})
"""What is handed out of the folder; scripts that built something in it stay in it."""

MARK_LETTERS: Final = 16
_TYPES: Final = {".woff2": "font/woff2", ".geojson": "application/geo+json", ".js": "text/javascript"}
_URL: Final = re.compile(r'url\("\.\./([^"]+)"\)')


class Asset(NamedTuple):
    """A file as it is asked for: its name below the prefix, its bytes, and the mark of these bytes."""

    name: str
    body: bytes
    mark: str

    @classmethod
    def of(cls, name: str, body: bytes) -> "Asset":
        """The file with its mark: the same bytes have the same mark, others another."""
        return cls(name, body, mark_of(body))

    @property
    def address(self) -> str:
        """Where these bytes, and never others, are served: the mark stands before the ending."""
        stem, _, ending = self.name.rpartition(".")
        return f"{PREFIX}{stem}.{self.mark}.{ending}"

    @property
    def media_type(self) -> str:
        """The type with the encoding of its letters."""
        return media_type_of(self.name)


def mark_of(body: bytes) -> str:
    """Hexadecimal digits that tell one content from another."""
    return sha256(body).hexdigest()[:MARK_LETTERS]


def media_type_of(name: str) -> str:
    """The media type that a file's ending stands for."""
    found = _TYPES.get(Path(name).suffix) or guess_type(name)[0] or "application/octet-stream"
    return f"{found}; charset=utf-8" if found.startswith("text/") or found.endswith("json") else found


def own_assets(folder: Path) -> list[Asset]:
    """Every file of the folder that may be handed out, in the order of their names."""
    found = sorted(path for path in folder.rglob("*") if path.suffix in SERVED and path.is_file())
    return [Asset.of(path.relative_to(folder).as_posix(), path.read_bytes()) for path in found]


def script_bundle(assets: Sequence[Asset]) -> Asset:
    """What Dash's scripts need, then those of ``js/`` one after the other; each keeps to itself, in a function."""
    first, own = (
        [asset.body for asset in assets if asset.name.startswith(start)] for start in ("vendor/regenerator", "js/")
    )
    return Asset.of("sijill.js", b"\n".join([*first, *own]))


def style_bundle(assets: Iterable[Asset]) -> Asset:
    """The styles of ``css/`` one after the other, but for the fonts'."""
    parts = [a.body for a in assets if a.name.startswith("css/") and a.name.endswith(".css") and a.name != FONTS_STYLE]
    return Asset.of("sijill.css", b"\n".join(parts))


def font_style(assets: Iterable[Asset]) -> Asset:
    """The style that names the fonts, by addresses that hold them for good."""
    by_name = {asset.name: asset for asset in assets}
    css = by_name[FONTS_STYLE].body.decode()
    return Asset.of("fonts.css", _URL.sub(lambda found: f'url("{by_name[found[1]].address}")', css).encode())
