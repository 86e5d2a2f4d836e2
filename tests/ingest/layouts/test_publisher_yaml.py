"""What is wrong in a layout's YAML is said with its file and place, when it is loaded."""

from typing import Any

import pytest
import yaml

from db.drafts import RowDraft
from ingest.layouts.field_text import FieldText, segments
from ingest.layouts.hxl import columns_of, read_tag
from ingest.layouts.publisher import PublisherLayout, publisher_layouts, read_layout
from tests.ingest.layouts.laying import EXAMPLE, lay_out

SOUND: dict[str, Any] = {
    **EXAMPLE,
    "fields": {"source": {"text": "Example"}, "id": "Event"},
    "claims": [{"part": "all", "measure": "killed", "value": "Dead"}],
}


def _layout(**changes: Any) -> PublisherLayout:
    return read_layout("example.yml", yaml.safe_dump(SOUND | changes))


def _claim(**changes: Any) -> dict[str, Any]:
    return {"claims": [SOUND["claims"][0], {"part": "women", "measure": "killed", "value": "Women"} | changes]}


def test_a_sound_layout_is_read() -> None:
    assert _layout().id == "example"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"id": "other"}, "its id is 'other'; the file's name must be the same"),
        ({"licence": None}, "licence: Input should be a valid string"),
        ({"colour": "red"}, "colour: Extra inputs are not permitted"),
        ({"recognise": [{}]}, "name the columns, patterns or tags that tell the table"),
        ({"fields": {"id": "Event"}}, "say who makes the claims, in source"),
        ({"fields": SOUND["fields"] | {"colour": "Event"}}, "there is no field colour"),
        ({"fields": SOUND["fields"] | {"value": "Dead"}}, "there is no field value"),
        ({"fields": SOUND["fields"] | {"notes": {"column": "a", "text": "b"}}}, "state exactly one of column, text"),
        ({"fields": SOUND["fields"] | {"notes": {"text": "b", "only": ";"}}}, "go with a column"),
        ({"fields": SOUND["fields"] | {"notes": {"template": "b"}}}, "names no column; use text"),
        ({"claims": []}, "claims: state at least one"),
        (_claim(measure="slain"), "claims.1.measure: Input should be 'killed'"),
        (_claim(series="weekly"), "claims.1.series: Input should be 'incident'"),
        (_claim(part_of="everyone"), "no claim of the same measure and section is the part everyone"),
        (_claim(part_of="all", measure="injured"), "no claim of the same measure and section is the part all"),
        (_claim(section="below"), "there is no section below"),
        (_claim(issue="odd"), "the issue odd is raised and not declared"),
        (_claim(when={"Dead": "("}), "claims.1.when.Dead: Value error, '(' is no pattern"),
        (_claim(when={"Dead": "(?!0)"}), "looks around or back, which not every engine can"),
        (_claim(when={"Dead": "0\\Z"}), "is no pattern"),
    ],
)
def test_what_is_wrong_is_said(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=r"^example\.yml: ") as raised:
        _layout(**changes)
    assert said in str(raised.value)


def test_a_file_that_is_no_yaml_is_said() -> None:
    with pytest.raises(ValueError, match=r"^example\.yml: "):
        read_layout("example.yml", "id: [")


def _notes(text: Any, **cells: str) -> str | None:
    layout = _layout(fields=SOUND["fields"] | {"notes": text})
    [row] = lay_out(layout, RowDraft(2, {"Event": "1", "Dead": "4"} | cells))
    return row.texts.get("notes")


@pytest.mark.parametrize(
    ("text", "cells", "notes"),
    [
        ("a", {"a": " x "}, "x"),
        ("a | b", {"a": "", "b": "y"}, "y"),
        ("a | b", {"b": "y"}, "y"),
        ("a", {}, None),
        ("A b", {"a_B": "x"}, "x"),
        ({"text": "z"}, {}, "z"),
        ({"template": "{a}-{b}"}, {"a": "x", "b": "y"}, "x-y"),
        ({"template": "{a}-{b}"}, {"a": "x", "b": ""}, None),
        ({"template": "{a}[, {b}]"}, {"a": "x", "b": ""}, "x"),
        ({"template": "{a}[, {b}]"}, {"a": "x", "b": "y"}, "x, y"),
        ({"template": "{c | a}!"}, {"a": "x"}, "x!"),
        ({"column": "a", "words": {"1": "one"}}, {"a": "1"}, "one"),
        ({"column": "a", "words": {"1": "one"}}, {"a": "2"}, "2"),
        ({"column": "a", "only": "[;,]"}, {"a": "x; x"}, "x"),
        ({"column": "a", "only": "[;,]"}, {"a": "x, y"}, None),
        ({"column": "a", "joined": "[;,]"}, {"a": "x, y ;x"}, "x;y"),
        ({"column": "a", "found": "^(\\d{4})"}, {"a": "2021-12-01"}, "2021"),
        ({"column": "a", "found": "^(\\d{4})"}, {"a": "soon"}, "soon"),
        ({"cases": [{"when": {"a": "^x$"}, "then": "b"}, {"then": {"text": "z"}}]}, {"a": "x", "b": "y"}, "y"),
        ({"cases": [{"when": {"a": "^x$"}, "then": "b"}, {"then": {"text": "z"}}]}, {"a": "xx", "b": "y"}, "z"),
        ({"cases": [{"equal": ["a", "b"], "then": {"text": "same"}}]}, {"a": "x", "b": "x"}, "same"),
        ({"cases": [{"differ": ["a", "b"], "then": {"text": "other"}}]}, {"a": "x", "b": "x"}, None),
        ({"cases": [{"differ": ["a", "b"], "then": {"text": "other"}}]}, {"a": "x", "b": "y"}, "other"),
        ({"cases": [{"unless": {"a": "x"}, "then": {"text": "none"}}]}, {"a": "x"}, None),
    ],
)
def test_a_text_is_made_as_its_yaml_says(text: Any, cells: dict[str, str], notes: str | None) -> None:
    assert _notes(text, **cells) == notes


def test_a_template_is_taken_apart_into_what_must_and_what_may_be_there() -> None:
    assert segments("a {x}[, {y} z]") == [(False, ["a ", "x", ""]), (True, [", ", "y", " z"])]


def test_the_names_of_a_columns_parts_are_put_into_templates() -> None:
    text = FieldText(template="{place}-{year}").filled({"year": "2016"})
    assert text.template == "{place}-2016"
    assert FieldText(template="{month} {year}").filled({"year": "2016", "month": "Jan"}).text == "Jan 2016"


@pytest.mark.parametrize(
    ("pattern", "columns"),
    [
        ("#adm1+name", ("Province",)),
        ("#adm1 +name", ("Province",)),
        ("#adm1+name-origin", ("Province",)),
        ("#adm1+origin", ("Came from",)),
        ("#adm2+name", ()),
        ("#ADM1+Code", ("Code",)),
        ("#adm1", ("Code", "Province")),
        ("#country+name", ("Country", "البلد")),
    ],
)
def test_a_pattern_of_tags_means_the_columns_with_the_fewest_other_attributes(
    pattern: str, columns: tuple[str, ...]
) -> None:
    tags = {"Came from": "#adm1+name+origin", "Province": "#adm1 +name", "Code": "#adm1+code"}
    tags |= {"البلد": "#country+name+ar", "Country": "#country+name+en"}
    assert columns_of(pattern, tags) == columns
    assert columns_of(pattern, dict(reversed(tags.items()))) == columns


def test_a_tag_is_read_whatever_its_case_and_spaces() -> None:
    assert read_tag(" #Affected +Killed+f").attributes == {"killed", "f"}
    assert read_tag("Killed").hashtag == ""


def test_a_percentage_is_no_count_of_people() -> None:
    [hxl] = [layout for layout in publisher_layouts() if layout.id == "hxl"]
    assert hxl.tagged is not None
    tags = {"Dead": "#affected+killed", "Share": "#affected+killed+pct", "Sick": "#affected+infected", "Name": "#org"}
    assert [claim.column for claim in hxl.tagged.claims(tags)] == ["Dead"]
