"""The theme of the components: the same blue, type and corners as ``assets/css/tokens.css``."""

from typing import Any, Final

BLUE: Final = [
    "#f1f6f9",
    "#e0ebf1",
    "#c3d8e3",
    "#a2c2d3",
    "#82acc2",
    "#6698b2",
    "#4c82a0",
    "#3b6f8e",
    "#2f5d7c",
    "#234962",
]

THEME: Final[dict[str, Any]] = {
    "colors": {"blue": BLUE},
    "primaryColor": "blue",
    "primaryShade": {"light": 8, "dark": 4},
    "fontFamily": '"Sijill Sans", "Noto Sans", "Noto Sans Arabic", system-ui, sans-serif',
    "defaultRadius": "sm",
    "respectReducedMotion": True,
}
"""White on blue 8 has a contrast of 7.0."""
