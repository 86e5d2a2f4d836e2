"""The generic layout as data: which columns are which field, which words are which word. Read from ``generic.yml``."""

from functools import cache
from importlib import resources
from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator

from db.vocabulary import Measure, registry
from ingest.knowledge import knowledge
from ingest.normalize.fold import plain


class Field(BaseModel):
    """A field of a row: the names its column goes by (the template's first) and what it is about."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    columns: tuple[str, ...]
    about: str


class GenericLayout(BaseModel):
    """What ``generic.yml`` says, checked."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    version: int
    fields: dict[str, Field]
    measures: dict[Measure, tuple[str, ...]]
    ignored: tuple[str, ...]
    figure_words: tuple[str, ...]
    time_words: tuple[str, ...]
    flow_or_stock: tuple[str, ...]
    no_group: tuple[str, ...]
    words: dict[str, dict[str, str]]

    @model_validator(mode="before")
    @classmethod
    def _cells_read_as_columns_are(cls, said: dict[str, Any]) -> dict[str, Any]:
        """A measure that a cell names is the one whose column has that name."""
        words = said["words"]
        return said | {
            "words": words | {"measure": words["measure"] | dict.fromkeys(said["flow_or_stock"], "displaced")}
        }

    @model_validator(mode="after")
    def _names_are_unique(self) -> "GenericLayout":
        names = [plain(name) for field in self.fields.values() for name in field.columns]
        names += [plain(name) for spelt in self.measures.values() for name in spelt]
        if twins := {name for name in names if names.count(name) > 1}:
            raise ValueError(f"generic.yml: two fields are known as {', '.join(sorted(twins))}")
        for vocabulary, words in self.words.items():
            known = registry().get(vocabulary, {"yes": None, "no": None})
            if strange := set(words.values()) - set(known):
                raise ValueError(f"generic.yml: {vocabulary} has no word {', '.join(sorted(strange))}")
        return self

    def field_of(self, column: str) -> str | None:
        """The field or measure that a column of this name holds; None if it is not known."""
        return self._names().get(plain(column))

    def _names(self) -> dict[str, str]:
        return _names()


@cache
def generic() -> GenericLayout:
    """The generic layout, loaded once."""
    text = resources.files("ingest.layouts").joinpath("generic.yml").read_text(encoding="utf-8")
    return GenericLayout.model_validate(knowledge(text))


@cache
def _names() -> dict[str, str]:
    layout = generic()
    names = {plain(name): field for field, entry in layout.fields.items() for name in (field, *entry.columns)}
    return names | {plain(name): measure.value for measure, spelt in layout.measures.items() for name in spelt}
