"""The scripts that Dash and its components bring along, at addresses that hold a mark of what is in them.

Dash names a file after its version and the time of its installation, which says nothing of the content. Here the mark
stands as a folder before the package. A script fetches its later parts from its own folder, so they come by its mark;
that holds, since both are built together, with the moment of it written into the script.
"""

import pkgutil
import re
from collections.abc import Mapping, Set
from typing import Final

from dash.fingerprint import check_fingerprint

from dashboard.delivery.assets import MARK_LETTERS, Asset

PREFIX: Final = "/_dash-component-suites/"
NEVER_ASKED_FOR: Final = re.compile(r'<script src="[^"]*/(?:dash_table/|deps/polyfill@)[^"]*"></script>\s*')
"""Scripts of components that no page has, and for browsers too old to run the others."""

_SOURCE: Final = re.compile(rf'(?<=src="){PREFIX}[^"]+')
_MARKED: Final = re.compile(rf"(?:([0-9a-f]{{{MARK_LETTERS}}})/)?(\w+)/(.+)")
_LATER: Final = re.compile(r"(^|/)async-[\w-]+\.js$")


class Suites:
    """The files of the packages that Dash has registered: by package, the paths in it."""

    def __init__(self, registered: Mapping[str, Set[str]]) -> None:
        self._registered = registered
        self._read: dict[tuple[str, str], Asset] = {}

    def found(self, address: str) -> tuple[Asset, bool] | None:
        """The file at an address and whether it holds for good: its mark is right. None: there is no such file."""
        asked = _MARKED.fullmatch(address.removeprefix(PREFIX))
        if asked is None:
            return None
        mark, package, named = asked.groups()
        path, _ = check_fingerprint(named)  # type: ignore[no-untyped-call]
        if path not in self._registered.get(package, ()) or path.endswith(".map"):
            return None
        asset = self._asset(package, path)
        return asset, mark == asset.mark or (_LATER.search(path) is not None and mark in self._marks(package))

    def marked(self, page: str) -> str:
        """A page with the marks of the scripts that Dash names in it, without those never asked for."""
        return _SOURCE.sub(lambda found: self._address(found[0]), NEVER_ASKED_FOR.sub("", page))

    def named_in(self, page: str) -> list[Asset]:
        """The files that the script elements of a page name."""
        there = (self.found(address) for address in _SOURCE.findall(NEVER_ASKED_FOR.sub("", page)))
        return [found[0] for found in there if found is not None]

    def _address(self, written: str) -> str:
        found = self.found(written)
        if found is None:
            return written
        package, _, _ = written.removeprefix(PREFIX).partition("/")
        return f"{PREFIX}{found[0].mark}/{package}/{found[0].name}"

    def _marks(self, package: str) -> set[str]:
        return {asset.mark for (of, _), asset in self._read.items() if of == package}

    def _asset(self, package: str, path: str) -> Asset:
        known = self._read.get((package, path))
        if known is None:
            known = Asset.of(path, pkgutil.get_data(package, path) or b"")
            self._read[package, path] = known
        return known
