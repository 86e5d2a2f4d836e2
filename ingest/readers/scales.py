"""Titles that say that figures are in thousands: knowledge in ``scales.yml``."""

import re
from functools import cache
from importlib import resources

from pydantic import BaseModel, ConfigDict, Field

from ingest.knowledge import knowledge


class _Scales(BaseModel):
    """What ``scales.yml`` says."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    scales: tuple[str, ...] = Field(min_length=1)


def scale_said(title: str) -> str:
    """The words of a title that say that figures below it are not written whole ("in thousands"); "" if none do."""
    found = _pattern().search(title)
    return found[0] if found else ""


@cache
def _pattern() -> re.Pattern[str]:
    text = resources.files("ingest.readers").joinpath("scales.yml").read_text(encoding="utf-8")
    phrases = sorted(_Scales.model_validate(knowledge(text)).scales, key=len, reverse=True)
    spelt = (r"\s+".join(map(re.escape, phrase.split())) for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{'|'.join(spelt)})(?![\w,.]?\w)", re.IGNORECASE)
