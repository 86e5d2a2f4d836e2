"""Sijill's own files: named after what is in them, bundled, and nothing else handed out."""

import json
import re
import shutil
from pathlib import Path

import plotly.offline
import pytest

from dashboard.delivery import Shelf
from dashboard.delivery.assets import SERVED, Asset, media_type_of
from dashboard.settings import assets_dir


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the files that a test may change."""
    return Path(shutil.copytree(assets_dir(), tmp_path / "assets", ignore=shutil.ignore_patterns("node_modules")))


def shelf(folder: Path) -> Shelf:
    return Shelf(folder, folder.parent / "packed")


def test_the_same_bytes_have_the_same_address_and_others_another() -> None:
    asset = Asset.of("js/a.js", b"1")
    assert asset.address == Asset.of("js/a.js", b"1").address
    assert asset.address != Asset.of("js/a.js", b"2").address
    assert re.fullmatch(r"/assets/js/a\.[0-9a-f]{16}\.js", asset.address)


def test_a_changed_rule_changes_the_address_of_the_styles_and_of_nothing_else(folder: Path) -> None:
    before = shelf(folder)
    with (folder / "css" / "tokens.css").open("a") as css:
        css.write("\n:root { --new: 1px; }\n")
    after = shelf(folder)
    assert after.style.address != before.style.address
    assert after.at(before.style.address) is None
    assert (after.script, after.plotly, after.fonts) == (before.script, before.plotly, before.fonts)


def test_a_changed_font_changes_the_address_of_the_style_that_names_it(folder: Path) -> None:
    before = shelf(folder)
    (folder / "fonts" / "SijillSans-Bold.woff2").write_bytes(b"another")
    after = shelf(folder)
    assert after.fonts.address != before.fonts.address
    named = re.findall(rb'url\("([^"]+)"\)', after.fonts.body)
    assert len(named) == 2
    for address in named:
        held = after.at(address.decode())
        assert held is not None
        assert held.for_good


def test_every_script_and_every_style_is_in_a_bundle(folder: Path) -> None:
    (folder / "js" / "zz_new.js").write_text("(function () { window.zz = 1; })();")
    (folder / "css" / "zz_new.css").write_text(".zz { color: red; }")
    bundles = shelf(folder)
    assert bundles.script.body.startswith((assets_dir() / "vendor" / "regenerator.min.js").read_bytes())
    for path in (folder / "js").glob("*.js"):
        assert path.read_bytes() in bundles.script.body
    for path in (folder / "css").glob("*.css"):
        assert (path.read_bytes() in bundles.style.body) is (path.name != "fonts.css")


def test_what_made_a_file_is_not_handed_out(folder: Path) -> None:
    held = shelf(folder)
    for name in ("geo/build.py", "vendor/build.mjs", "vendor/package-lock.json", "../pyproject.toml", "fonts"):
        assert held.at(f"/assets/{name}") is None


@pytest.mark.parametrize("suffix", sorted(SERVED))
def test_every_kind_of_file_has_a_type_of_its_own(suffix: str) -> None:
    assert "octet-stream" not in media_type_of(f"a{suffix}")


def test_the_bundle_of_plotly_is_of_the_version_that_the_figures_are_made_for() -> None:
    wanted = json.loads((assets_dir() / "vendor" / "package.json").read_text())["dependencies"]["plotly.js"]
    assert wanted == plotly.offline.get_plotlyjs_version()
    assert f'"{wanted}"' in (assets_dir() / "vendor" / "plotly.min.js").read_text()
