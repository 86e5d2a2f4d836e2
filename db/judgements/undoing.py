"""Why a judgement no longer stands, in sentences that are kept in English and can be said in another language."""

from functools import cache
from importlib import resources

import yaml

from db.templates import Template


@cache
def undoings() -> dict[str, Template]:
    """Every way in which a judgement ends, by its code."""
    text = resources.files("db.judgements").joinpath("undoing.yml").read_text(encoding="utf-8")
    return {code: Template.model_validate(entry) for code, entry in yaml.safe_load(text).items()}


def undone(code: str, /, **values: str) -> str:
    """The sentence that is kept."""
    return undoings()[code].filled(**values)
