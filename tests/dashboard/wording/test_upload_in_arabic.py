"""The preview of a file on an Arabic page: it speaks Arabic, and marks the file's own words."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from dash.development.base_component import Component
from sqlalchemy import Engine
from sqlmodel import Session

from dashboard.locale import speak
from dashboard.pages.upload.preview import preview, refused
from dashboard.wording import PlaceNames, names_in
from db.vocabulary import Measure
from ingest.issues import Issue
from ingest.layouts.fields import generic
from ingest.outcome import FileRefusedError
from ingest.pipeline import ingest
from tests.dashboard.wording.latin import ARABIC, WORD, Said, said_by_component

AR = speak("ar")
MESSY = """تقرير المكتب الميداني
source;date;place;killed;injured
Office;٢٠٢٤/٠١/٠٣;Idlib;at least four;dozens
Office;03/04/2024;Bseimeh;4?;
Office;2024-01-09;Aleppo;12 %;200 families
Office;2024-02-30;Ar Raqqahh;7;-3
;2024-01-11;SY12;5;
"""
UNKNOWN = "Where,Remarks\nHoms,shelling\n"
FORMATS = {"CSV", "UTF"}
FIELDS = {*generic().fields, *Measure, "sijill", "template", "places", "load"}
"""Columns of the template and the commands `sijill template` and `sijill places load`, as people write them."""


def spoken(parts: Sequence[Component]) -> list[Said]:
    return list(said_by_component(json.loads(json.dumps(list(parts), default=lambda part: part.to_plotly_json()))))


def latin_words(parts: Sequence[Component]) -> set[str]:
    """The Latin words that the page says itself: in a sentence in Arabic, or outside of what is marked."""
    itself = (Said(each.text, marked=each.marked and not ARABIC.search(each.text)) for each in spoken(parts))
    return {word for said in itself for word in said.own} - FIELDS - FORMATS


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "field office.csv"


def test_the_preview_of_a_messy_file_is_told_in_arabic(sqlite_engine: Engine, file: Path) -> None:
    file.write_text(MESSY, encoding="utf-8")
    outcome = ingest(sqlite_engine, file, dry_run=True)

    def names(issues: Sequence[Issue]) -> PlaceNames:
        with Session(sqlite_engine) as session:
            return names_in(session, issues, AR)

    parts = preview(outcome, AR, names=names)
    assert len({issue.code for issue in outcome.issues}) > 7
    assert latin_words(parts) == set()
    said = " ".join(each.text for each in spoken(parts))
    assert "والأعمدة تفصلها فواصل منقوطة (;)" in said
    assert "قالب سجل، أو أعمدة يحددها المستخدم" in said
    assert "إدلب (" in said


def test_the_refusal_of_a_file_is_told_in_arabic(sqlite_engine: Engine, file: Path) -> None:
    file.write_text(UNKNOWN, encoding="utf-8")
    with pytest.raises(FileRefusedError) as error:
        ingest(sqlite_engine, file, dry_run=True)
    parts = refused(file.name, error.value.issues, AR)
    assert WORD.search("".join(each.text for each in spoken(parts)))
    assert latin_words(parts) == set()
