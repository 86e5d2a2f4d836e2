"""What is said of a file: how its bytes were read, whose layout it has, and what its columns and rows mean."""

from functools import cache
from importlib import resources
from typing import Any

from pydantic import BaseModel, ConfigDict

from dashboard.locale import Speaker
from dashboard.wording.issues import issue_templates, said_by
from db.vocabulary import Measure
from ingest.knowledge import knowledge

_LEFT_OUT = ("no_data", "section_heading", "no_figure")
"""The codes of problems under which layouts leave rows out."""


class LayoutWords(BaseModel):
    """A layout in Arabic; what is in its files is told on the page on method."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    about: str = ""


class LayoutsWords(BaseModel):
    """``layouts.yml``: layouts by id, publishers and licences by their English words."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    layouts: dict[str, LayoutWords]
    publishers: dict[str, str]
    licences: dict[str, str]


class ColumnsWords(BaseModel):
    """``columns.yml``: what the columns of the template are, by their names."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    columns: dict[str, str]


def read_as_words(read_as: str, speaker: Speaker) -> str:
    """How a file was read, as its reader says it ("UTF-8, separated by commas"), in the reader's language."""
    if speaker.language == "en":
        return read_as
    return said_by(issue_templates().parts["read_as"], read_as, speaker) or read_as


def layout_words(layout: str, speaker: Speaker) -> str:
    """What a layout is called: in English by its id, as the command line and exports have it."""
    known = layouts_words().layouts.get(layout)
    return known.name if known and speaker.language == "ar" else layout


def layout_about(layout: str, speaker: Speaker) -> str:
    """What the files of a layout mean, in Arabic; empty for other readers, and where it is only known in English."""
    known = layouts_words().layouts.get(layout)
    return known.about if known and speaker.language == "ar" else ""


def publisher_words(publisher: str, speaker: Speaker) -> str:
    """Who publishes the files of a layout."""
    return layouts_words().publishers.get(publisher, publisher) if speaker.language == "ar" else publisher


def licence_words(licence: str, speaker: Speaker) -> str:
    """Under which terms a file is given."""
    return layouts_words().licences.get(licence, licence) if speaker.language == "ar" else licence


def left_out_words(why: str, speaker: Speaker) -> str:
    """Why a layout leaves a row out."""
    if speaker.language == "en":
        return why
    known = issue_templates().messages
    return next((said for code in _LEFT_OUT if (said := said_by(known[code], why, speaker))), why)


def column_words(column: str, about: str, speaker: Speaker) -> str:
    """What a column of the template is; ``about`` says so in English."""
    if speaker.language == "en":
        return about
    if column in set(Measure):
        meaning = Measure(column).term.meaning(speaker.language)
        return speaker.text("{meaning} In digits or words.", meaning=meaning)
    return columns_words().columns.get(column, about)


@cache
def layouts_words() -> LayoutsWords:
    """All of ``layouts.yml``."""
    return LayoutsWords.model_validate(_read("layouts.yml"))


@cache
def columns_words() -> ColumnsWords:
    """All of ``columns.yml``."""
    return ColumnsWords.model_validate(_read("columns.yml"))


def _read(name: str) -> Any:
    return knowledge(resources.files("dashboard.wording").joinpath(name).read_text(encoding="utf-8"))
