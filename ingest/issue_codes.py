"""What each kind of problem means: one registry of the codes that issues carry, for people who meet one."""

from functools import cache
from importlib import resources

from pydantic import BaseModel, ConfigDict

from ingest.knowledge import knowledge


class Told(BaseModel):
    """A sentence or a heading in each language."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    en: str
    ar: str

    def told(self, language: str) -> str:
        """It in ``language``; English for any other than Arabic."""
        return self.ar if language == "ar" else self.en


class IssueCodes(Told):
    """The codes that are about one thing, each with its meaning; ``en`` and ``ar`` are the heading above them."""

    codes: dict[str, Told]


@cache
def issue_codes() -> dict[str, IssueCodes]:
    """Every code, by what it is about. Raises ``ValueError`` for a code that stands in two groups."""
    text = resources.files("ingest").joinpath("issue_codes.yml").read_text(encoding="utf-8")
    groups = {name: IssueCodes.model_validate(entry) for name, entry in knowledge(text).items()}
    codes = [code for group in groups.values() for code in group.codes]
    if twice := sorted({code for code in codes if codes.count(code) > 1}):
        raise ValueError(f"issue_codes.yml: {', '.join(twice)} stands there twice")
    return groups
