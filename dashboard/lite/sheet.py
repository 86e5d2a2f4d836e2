"""The style sheets of the plain page, made from the tokens of the full pages and the colours of their charts."""

import re
from functools import cache
from importlib import resources
from typing import Final

from dashboard.charts.template import DARK, LIGHT, Palette
from dashboard.settings import assets_dir

_DARK: Final = ':root[data-mantine-color-scheme="dark"]'
_UNLESS_LIGHT: Final = ":root:not([data-mantine-color-scheme=light])"
_BLOCK: Final = re.compile(r"(:root[^{]*){([^}]*)}")
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)


@cache
def page_sheet() -> str:
    """The rules of the page without their comments and needless blanks."""
    tokens = (assets_dir() / "css" / "tokens.css").read_text(encoding="utf-8")
    blocks = {selector.strip(): declared for selector, declared in _BLOCK.findall(_COMMENT.sub("", tokens))}
    return _tight(_in_both(blocks[":root"], blocks[_DARK]) + _read("lite.css"))


@cache
def drawing_sheet() -> str:
    """The rules of the drawings; they reach nothing outside of a drawing."""
    return _tight(_in_both(_colours(LIGHT), _colours(DARK)) + _ramp() + _read("drawings.css"))


def _read(name: str) -> str:
    return resources.files("dashboard.lite").joinpath(name).read_text(encoding="utf-8")


def _in_both(light: str, dark: str) -> str:
    """Dark where the reader has chosen it, or has chosen nothing on a computer that is."""
    system = f"@media (prefers-color-scheme:dark){{{_UNLESS_LIGHT}{{{dark}}}}}"
    return f":root{{{light}}}{system}:root[data-mantine-color-scheme=dark]{{{dark}}}"


def _colours(palette: Palette) -> str:
    named = {name: getattr(palette, name) for name in ("strong", "pale", "unshaded", "neutral", "border")}
    named |= {f"s{at}": colour for at, colour in enumerate(palette.ramp)}
    named |= {f"on{at}": colour for at, colour in enumerate(palette.on_ramp)}
    return "".join(f"--{name}:{colour};" for name, colour in named.items())


def _ramp() -> str:
    """For areas, for what is written on them, and for the key."""
    shades = {"none": ("--unshaded", "--ink")} | {f"s{at}": (f"--s{at}", f"--on{at}") for at in range(len(LIGHT.ramp))}
    return "".join(
        f".drawing .map path.{name}{{fill:var({fill})}}"
        f".drawing .on.{name}{{fill:var({ink});stroke:var({fill})}}"
        f".drawing .key .{name}{{background:var({fill})}}"
        for name, (fill, ink) in shades.items()
    )


def _tight(css: str) -> str:
    bare = re.sub(r"\s+", " ", _COMMENT.sub("", css))
    return re.sub(r" ?([{};,]) ?|(?<=[:]) ", lambda found: found[1] or "", bare).strip()
