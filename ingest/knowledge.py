"""Knowledge that is kept as YAML beside the code that reads it."""

from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The loader written in C, ten times as fast; PyYAML has it wherever it was built with libyaml."""


def knowledge(text: str) -> Any:
    """What a YAML text says. Raises ``yaml.YAMLError``."""
    return yaml.load(text, Loader=_LOADER)  # noqa: S506  (both loaders are safe ones)
