"""Names that Sijill itself writes, in the reader's language: of publishers, of areas without a P-code, of rules."""

from functools import cache
from importlib import resources

from pydantic import BaseModel, ConfigDict

from dashboard.locale import Speaker
from dashboard.wording.countries import country_name
from ingest.knowledge import knowledge


class KnownNames(BaseModel):
    """The Arabic names of ``names.yml``, by the names as the register has them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sources: dict[str, str]
    areas: dict[str, str]
    judges: dict[str, str]


@cache
def known_names() -> KnownNames:
    """All of ``names.yml``."""
    text = resources.files("dashboard.wording").joinpath("names.yml").read_text(encoding="utf-8")
    return KnownNames.model_validate(knowledge(text))


def source_words(name: str, name_ar: str | None, speaker: Speaker) -> str:
    """A source by its Arabic name in the register, by the one that is known of a publisher, else by its own."""
    if speaker.language != "ar":
        return name
    return name_ar or known_names().sources.get(name, name)


def area_words(name: str, speaker: Speaker) -> str:
    """An area or a country that a publisher names, by its name in the reader's language where that is known."""
    named = known_names().areas.get(name) if speaker.language == "ar" else None
    return named or country_name(name, speaker) or name


def judge_name(name: str, speaker: Speaker) -> str:
    """Who judges or grades: a person by name, a rule by what it does."""
    return known_names().judges.get(name, name) if speaker.language == "ar" else name
