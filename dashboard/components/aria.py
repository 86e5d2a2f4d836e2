"""Attributes whose names are no Python names, in a form that typed components take."""

from typing import Any


def aria(**names: str) -> dict[str, Any]:
    """``aria(label="Filters")`` for ``aria-label``, to be passed with two stars."""
    return {f"aria-{name.rstrip('_')}": value for name, value in names.items()}


def data(**names: str) -> dict[str, Any]:
    """The same for ``data-`` attributes."""
    return {f"data-{name.rstrip('_')}": value for name, value in names.items()}
