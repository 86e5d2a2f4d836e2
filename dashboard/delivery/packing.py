"""Files made small for the line: quickly at first, and once as small as they get, which is kept beside the register."""

import gzip
import logging
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final, NamedTuple

import brotli

from dashboard.delivery.assets import Asset

log = logging.getLogger(__name__)


class Method(NamedTuple):
    """A way to pack: its name on the line, quick, and thorough (20 to 50 times as slow, a tenth smaller)."""

    name: str
    quick: Callable[[bytes], bytes]
    thorough: Callable[[bytes], bytes]


METHODS: Final = (
    Method("br", lambda body: brotli.compress(body, quality=5), lambda body: brotli.compress(body, quality=11)),
    Method("gzip", lambda body: gzip.compress(body, 5, mtime=0), lambda body: gzip.compress(body, 9, mtime=0)),
)
"""The best first."""

_PACKED_ALREADY: Final = (".woff2", ".png")
_SMALLEST: Final = 300  # bytes; below that a packed file is no shorter on the line


class Packer:
    """Packed forms of files by their marks, in memory and in a folder that can be deleted at any time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: dict[tuple[str, str], bytes] = {}

    def packed(self, asset: Asset, accepted: frozenset[str]) -> tuple[str | None, bytes]:
        """The best encoding that is accepted and the body in it; None: the body as it is."""
        if worth_packing(asset):
            for method in METHODS:
                if method.name in accepted:
                    return method.name, self._body(asset, method)
        return None, asset.body

    def pack(self, assets: Iterable[Asset]) -> None:
        """Make every file as small as it gets, and forget those of earlier versions. Takes seconds the first time."""
        self._folder.mkdir(parents=True, exist_ok=True)
        wanted = set()
        for asset in filter(worth_packing, assets):
            for method in METHODS:
                path = self._path(asset, method)
                wanted.add(path)
                if not path.is_file():
                    _write(path, method.thorough(asset.body))
                self._kept[asset.mark, method.name] = path.read_bytes()
        for path in set(self._folder.glob("*.*")) - wanted:
            path.unlink(missing_ok=True)

    def _body(self, asset: Asset, method: Method) -> bytes:
        kept = self._kept.get((asset.mark, method.name))
        if kept is None:
            path = self._path(asset, method)
            kept = path.read_bytes() if path.is_file() else method.quick(asset.body)
            self._kept.setdefault((asset.mark, method.name), kept)
        return kept

    def _path(self, asset: Asset, method: Method) -> Path:
        return self._folder / f"{asset.mark}.{method.name}"


def worth_packing(asset: Asset) -> bool:
    """Whether a file gets shorter by being packed."""
    return len(asset.body) >= _SMALLEST and not asset.name.endswith(_PACKED_ALREADY)


def _write(path: Path, body: bytes) -> None:
    """Whole or not at all, also when two dashboards start beside the same register."""
    unfinished = path.with_suffix(f"{path.suffix}.{os.getpid()}")
    unfinished.write_bytes(body)
    unfinished.replace(path)
