"""The fixed words of the document (headings, table captions, page numbers) in each language, from ``labels.yaml``."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml


@cache
def _all_labels() -> dict[str, dict[str, str]]:
    text = files("dashboard.snapshot").joinpath("labels.yaml").read_text(encoding="utf-8")
    labels: dict[str, dict[str, str]] = yaml.safe_load(text)
    return labels


def document_labels(language: str) -> dict[str, str]:
    """The labels of one language, as a copy that may be changed; an unknown language is a `ValueError`."""
    try:
        return dict(_all_labels()[language])
    except KeyError:
        raise ValueError(f"no labels in {language!r}; there are {', '.join(sorted(_all_labels()))}") from None


def missing_labels(labels: Mapping[str, str]) -> list[str]:
    """The names of the labels that the template needs and ``labels`` lacks."""
    return [name for name in _all_labels()["en"] if name not in labels]
