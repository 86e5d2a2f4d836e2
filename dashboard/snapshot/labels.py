"""The fixed words of the document (headings, table captions, page numbers) in each language, from ``labels.yaml``."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import get_args

import yaml

from dashboard.locale import Language, Numerals


@cache
def _all_labels() -> dict[str, dict[str, str]]:
    text = files("dashboard.snapshot").joinpath("labels.yaml").read_text(encoding="utf-8")
    labels: dict[str, dict[str, str]] = yaml.safe_load(text)
    return labels


def document_labels(language: str, numerals: Numerals = "latn") -> dict[str, str]:
    """The labels of one language, as a copy that may be changed; an unknown language is a `ValueError`."""
    if language not in get_args(Language):
        raise ValueError(f"no labels in {language!r}; there are {', '.join(get_args(Language))}")
    digits = _all_labels()["arab"] if numerals == "arab" else {}
    return _all_labels()[language] | digits


def missing_labels(labels: Mapping[str, str]) -> list[str]:
    """The names of the labels that the template needs and ``labels`` lacks."""
    return [name for name in _all_labels()["en"] if name not in labels]
