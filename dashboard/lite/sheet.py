"""The one style sheet of the plain page, made from the tokens of the full pages and the colours of their charts."""

import re
from functools import cache
from importlib import resources
from typing import Final

from dashboard.charts.template import DARK, LIGHT, Palette
from dashboard.settings import assets_dir

_DARK: Final = ':root[data-mantine-color-scheme="dark"]'
_BLOCK: Final = re.compile(r"(:root[^{]*){([^}]*)}")
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)


@cache
def sheet() -> str:
    """The rules without their comments and needless blanks; dark where the reader's computer is."""
    tokens = (assets_dir() / "css" / "tokens.css").read_text(encoding="utf-8")
    own = resources.files("dashboard.lite").joinpath("lite.css").read_text(encoding="utf-8")
    blocks = {selector.strip(): declared for selector, declared in _BLOCK.findall(_COMMENT.sub("", tokens))}
    light = f":root{{{blocks[':root']}{_colours(LIGHT)}}}"
    dark = f"@media (prefers-color-scheme:dark){{:root{{{blocks[_DARK]}{_colours(DARK)}}}}}"
    return _tight(light + dark + _ramp() + own)


def _colours(palette: Palette) -> str:
    named = {name: getattr(palette, name) for name in ("strong", "pale", "unshaded", "neutral", "border")}
    named |= {f"s{at}": colour for at, colour in enumerate(palette.ramp)}
    named |= {f"on{at}": colour for at, colour in enumerate(palette.on_ramp)}
    return "".join(f"--{name}:{colour};" for name, colour in named.items())


def _ramp() -> str:
    """For areas, for what is written on them, and for the key."""
    shades = {"none": ("--unshaded", "--ink")} | {f"s{at}": (f"--s{at}", f"--on{at}") for at in range(len(LIGHT.ramp))}
    return "".join(
        f".map path.{name}{{fill:var({fill})}}.map .on.{name}{{fill:var({ink});stroke:var({fill})}}"
        f".key .{name}{{background:var({fill})}}"
        for name, (fill, ink) in shades.items()
    )


def _tight(css: str) -> str:
    bare = re.sub(r"\s+", " ", _COMMENT.sub("", css))
    return re.sub(r" ?([{};,]) ?|(?<=[:]) ", lambda found: found[1] or "", bare).strip()
