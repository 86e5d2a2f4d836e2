"""What the columns of the tables mean: read once from ``columns.yml``, for exports and for the API's description."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, field_validator

from db.queries import By
from db.vocabulary import registry

Kind = Literal["text", "number", "decimal", "day", "moment", "yes_no"]


class Table(StrEnum):
    """What can be exported."""

    CLAIMS = "claims"
    INCIDENTS = "incidents"
    TOTALS = "totals"


class Column(BaseModel):
    """One column: the kind of its values, its HXL tag, the vocabulary of its words, and what it says."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Kind
    hxl: str
    says: str
    words: str | None = None

    @field_validator("words")
    @classmethod
    def _is_a_vocabulary(cls, words: str | None) -> str | None:
        if words is not None and words not in registry():
            raise ValueError(f"there is no vocabulary {words!r}")
        return words


class Shape(BaseModel):
    """A table: what a row of it is, and its columns by name, in their order."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    about: str
    columns: dict[str, Column]


@cache
def _shapes() -> dict[str, Shape]:
    text = resources.files("dashboard.exports").joinpath("columns.yml").read_text(encoding="utf-8")
    return {name: Shape(**entry) for name, entry in yaml.safe_load(text).items()}


def shape_of(table: Table, by: By | None = None, *, small: bool = False) -> Shape:
    """The shape of a table; of totals grouped ``by`` something, with the column that holds the group.

    ``small``: with the column that marks coarsened counts.
    """
    shape = _shapes()[table]
    group = {} if by is None else {by: _shapes()["groups"].columns[by]}
    mark = _shapes()["marks"].columns if small else {}
    return Shape(about=shape.about, columns=shape.columns | group | mark)


_JSON_KINDS: Mapping[Kind, dict[str, str]] = {
    "text": {"type": "string"},
    "number": {"type": "integer"},
    "decimal": {"type": "number"},
    "day": {"type": "string", "format": "date"},
    "moment": {"type": "string", "format": "date-time"},
    "yes_no": {"type": "boolean"},
}


def json_schema(shape: Shape, *without: str) -> dict[str, object]:
    """The rows of a table as OpenAPI describes them: every key is always there, null is "not known"."""
    properties = {
        name: {"anyOf": [_JSON_KINDS[column.kind], {"type": "null"}], "description": column.says}
        for name, column in shape.columns.items()
        if name not in without
    }
    return {"type": "object", "description": shape.about, "properties": properties, "required": list(properties)}
