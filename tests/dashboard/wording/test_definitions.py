"""What figures count, in Arabic: whatever the layouts and the demo write is known, and nothing else is."""

import csv
import re
from collections.abc import Iterator
from importlib import resources
from itertools import product

from dashboard.locale import speak
from dashboard.wording import definition_words
from dashboard.wording.issues import issue_templates
from ingest.layouts.describe import described_layouts
from ingest.layouts.publisher import publisher_layouts
from tests.dashboard.wording.latin import Said, unisolated

AR = speak("ar")
COLUMN = re.compile(r"{[^}]*}")
NAME = re.compile(r"[a-z_]+")  # of a column whose cells hold the definitions
OPTIONAL = re.compile(r"(\[[^\]]*\])")


def texts(said: object) -> Iterator[str]:
    """Every text and template of what a layout says of one field."""
    if isinstance(said, dict):
        for name, each in said.items():
            yield from [each] if name in {"text", "template"} and isinstance(each, str) else texts(each)
    elif isinstance(said, list):
        for each in said:
            yield from texts(each)


def definitions(said: object) -> Iterator[str]:
    """The definitions anywhere in a layout."""
    if isinstance(said, dict):
        for name, each in said.items():
            yield from texts(each) if name == "definition" else definitions(each)
    elif isinstance(said, (list, tuple)):
        for each in said:
            yield from definitions(each)


def of_layouts() -> set[str]:
    """The definitions of all layouts, with a word for each column, with and without each of their optional parts."""
    dumped = (layout.model_dump(exclude_none=True) for layout in publisher_layouts())
    written = {text for layout in dumped for text in definitions(layout) if text}
    told = {claim.definition for layout in described_layouts() for claim in layout.claims}
    templates = {text for text in written | told if text is not None and not NAME.fullmatch(text)}
    return {COLUMN.sub("7", text) for template in templates for text in ways(template)}


def ways(template: str) -> Iterator[str]:
    """A template with every choice of its optional parts."""
    pieces = [["", piece[1:-1]] if piece.startswith("[") else [piece] for piece in OPTIONAL.split(template)]
    yield from map("".join, product(*pieces))


def of_demo() -> set[str]:
    files = (file for file in (resources.files("ingest") / "demo").iterdir() if file.name.endswith(".csv"))
    rows = (row for file in files for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    return {row["definition"] for row in rows if row.get("definition")}


def test_every_definition_that_is_written_here_is_told_in_arabic() -> None:
    every = of_layouts() | of_demo()
    assert len(every) > 60
    assert [text for text in sorted(every) if set(Said(definition_words(text, AR), marked=False).own) - {"ACLED"}] == []


def test_no_definition_of_the_demo_is_taken_for_one_that_ends_in_a_name() -> None:
    assert [
        told for told in (Said(definition_words(text, AR), marked=False) for text in of_demo()) if told.others
    ] == []


def test_no_definition_is_left_over() -> None:
    every = of_layouts() | of_demo()
    known = issue_templates().parts["definition"]
    assert [each.en for each in known if all(each.read(text) is None for text in every)] == []


def test_reasons_and_countries_of_a_definition_are_told_too() -> None:
    assert definition_words("Refugees from SYR", AR) == "لاجئون من سوريا"
    assert definition_words("Refugees who returned from Türkiye", AR) == "لاجئون عادوا من تركيا"
    told = definition_words("IDPs present; reason: Conflict; Natural disaster; from Balkh; Round 3", AR)
    assert unisolated(told) == "النازحون الموجودون؛ السبب: نزاع، كارثة طبيعية؛ من Balkh؛ Round 3"


def test_what_a_file_defines_itself_stays_in_its_words() -> None:
    assert definition_words("Deaths that our office saw", AR) == "Deaths that our office saw"
    assert definition_words("Medical staff", speak("en")) == "Medical staff"
