"""Every file that a page can ask for, by its address."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

from dashboard.delivery import bundles
from dashboard.delivery.assets import PREFIX, Asset, font_style, own_assets, script_bundle, style_bundle
from dashboard.delivery.bundles import Suites
from dashboard.delivery.packing import Packer

PLOTLY: Final = "vendor/plotly.min.js"
ICON: Final = "css/icon.svg"
LATER_PARTS: Final = ("dash/dcc/async-graph.js",)
"""Scripts that pages fetch besides those that they name."""


class Held(NamedTuple):
    """What stands at an address; ``for_good``: never anything else will."""

    asset: Asset
    for_good: bool


class Shelf:
    """Sijill's own files, each at its name and at the address that holds its mark, and the scripts of Dash."""

    def __init__(self, folder: Path, packed: Path) -> None:
        own = own_assets(folder)
        self.script, self.style, self.fonts = script_bundle(own), style_bundle(own), font_style(own)
        by_name = {asset.name: asset for asset in own}
        self.plotly, self.icon = by_name[PLOTLY], by_name[ICON]
        self.packer = Packer(packed)
        self._suites = Suites({})
        self._held = {f"{PREFIX}{asset.name}": Held(asset, False) for asset in own}
        self._held |= {asset.address: Held(asset, True) for asset in [*own, self.script, self.style, self.fonts]}

    def take(self, suites: Suites) -> None:
        """Put the scripts of Dash on it, once Dash knows them all."""
        self._suites = suites

    @property
    def marks(self) -> str:
        """What tells one set of Sijill's own files from another."""
        return " ".join(asset.mark for asset in (self.script, self.style, self.fonts, self.plotly, self.icon))

    def marked(self, page: str) -> str:
        """A page with the marks of the scripts that Dash names in it."""
        return self._suites.marked(page)

    def at(self, address: str) -> Held | None:
        """What an address asks for; None: nothing is there."""
        if address.startswith(bundles.PREFIX):
            found = self._suites.found(address)
            return found and Held(*found)
        return self._held.get(address)

    def pack(self, scripts: str) -> None:
        """Make small whatever the pages ask for: Sijill's own files and the scripts that the pages name."""
        self.packer.pack([*self._asked_for(), *self._suites.named_in(scripts)])

    def _asked_for(self) -> Iterable[Asset]:
        yield from (self.script, self.style, self.fonts, self.plotly, self.icon)
        for part in LATER_PARTS:
            if found := self._suites.found(bundles.PREFIX + part):
                yield found[0]
