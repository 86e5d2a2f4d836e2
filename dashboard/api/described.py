"""What OpenAPI is told of answers: the columns of rows, and the one shape of problems."""

from typing import Any, Final

from pydantic import BaseModel, Field

from dashboard.exports.columns import Table, json_schema, shape_of


class Problem(BaseModel):
    """One thing that is wrong: ``column`` is the parameter, ``remedy`` the way out."""

    severity: str
    code: str
    row: int | None
    column: str | None
    value: str | None
    message: str
    remedy: str


class Problems(BaseModel):
    """The one shape in which anything wrong is told; ``mended`` is the address that was meant, if that is clear."""

    issues: list[Problem] = Field(min_length=1)
    mended: str | None = Field(default=None, json_schema_extra={"format": "uri-reference"})


def listed(table: Table) -> dict[int | str, dict[str, Any]]:
    """That an address answers with a list of this table's rows."""
    rows = {"type": "array", "items": json_schema(shape_of(table))}
    return {200: {"content": {"application/json": {"schema": rows}}}}


def filed(*media_types: str) -> dict[int | str, dict[str, Any]]:
    """That an address answers with a file of one of these kinds."""
    content = {kind: {"schema": {"type": "object" if kind.endswith("json") else "string"}} for kind in media_types}
    return {200: {"content": content}}


REFUSALS: Final[dict[int | str, dict[str, Any]]] = {
    status: {"model": Problems, "description": told}
    for status, told in {
        400: "The body can't be read as JSON.",
        403: "Asked by a foreign page or under a foreign name.",
        404: "There is no such thing.",
        409: "It is done already.",
        413: "It is too large.",
        422: "A parameter, a filter or the body can't be taken.",
        503: "The register is not there.",
    }.items()
}
"""What any address may answer when it refuses."""
