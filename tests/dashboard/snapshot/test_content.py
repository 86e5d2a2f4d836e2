"""What a document may be made of, and the way to JSON and back."""

import dataclasses
import json

import pytest

from dashboard.charts.spec import Table
from dashboard.snapshot.codec import FORMAT, from_json, to_json
from dashboard.snapshot.content import Attachment, SnapshotContent
from dashboard.snapshot.labels import document_labels, missing_labels


def files_of(content: SnapshotContent) -> dict[str, bytes]:
    return {attachment.name: attachment.data for attachment in content.attachments}


def test_content_comes_back_from_json_as_it_was(content: SnapshotContent) -> None:
    assert from_json(to_json(content), files_of(content)) == (content,)


def test_equal_content_gives_equal_json_whatever_the_order_of_its_filters(content: SnapshotContent) -> None:
    turned = dataclasses.replace(content, filters=dict(reversed(content.filters.items())))
    assert to_json(turned) == to_json(content)


def test_json_names_attachments_by_their_fingerprint_and_does_not_repeat_them(content: SnapshotContent) -> None:
    entries = json.loads(to_json(content))["parts"][0]["attachments"]
    assert entries[0]["sha256"] == content.data.sha256
    assert all("data" not in entry for entry in entries)


@pytest.mark.parametrize(
    "text",
    [
        b"[]",
        b"{}",
        *(json.dumps({"format": FORMAT, **held}).encode() for held in ({}, {"parts": [{"attachments": []}]})),
    ],
)
def test_json_that_is_no_content_is_refused(text: bytes) -> None:
    with pytest.raises(ValueError, match="format"):
        from_json(text, {})


def test_content_without_one_of_its_files_is_refused(content: SnapshotContent) -> None:
    files = files_of(content)
    del files["claims.csv"]
    with pytest.raises(ValueError, match=r"claims\.csv"):
        from_json(to_json(content), files)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"labels": {"page": "1"}}, "labels lack"),
        ({"attachments": ()}, r"no attachment 'data\.json'"),
        ({"claims": Table(("a", "b"), (("only one",),))}, "row 0 has 1 cells"),
    ],
)
def test_a_document_that_can_not_be_printed_is_refused(
    content: SnapshotContent, changes: dict[str, object], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        dataclasses.replace(content, **changes)  # type: ignore[arg-type]


def test_a_moment_without_a_time_zone_is_refused(content: SnapshotContent) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        dataclasses.replace(content, known_at=content.known_at.replace(tzinfo=None))


@pytest.mark.parametrize("name", ["seal.json", "content.json", "data.json", "../x.csv", ".hidden", "بيانات.csv"])
def test_an_attachment_needs_a_plain_name_of_its_own(content: SnapshotContent, name: str) -> None:
    other = Attachment(name, "text/csv", "another", b"")
    with pytest.raises(ValueError, match=r"attachment|stands twice"):
        dataclasses.replace(content, attachments=(*content.attachments, other))


def test_two_charts_can_not_share_an_id(content: SnapshotContent) -> None:
    with pytest.raises(ValueError, match="stands twice"):
        dataclasses.replace(content, charts=(content.charts[0], content.charts[0]))


def test_arabic_has_the_labels_that_english_has_with_the_same_blanks() -> None:
    english, arabic = document_labels("en"), document_labels("ar")
    assert missing_labels(arabic) == []
    assert arabic.keys() == english.keys()
    for name, words in english.items():
        blanks = {blank for blank in ("{page}", "{total}", "{name}", "{count}") if blank in words}
        assert all(blank in arabic[name] for blank in blanks), name


def test_a_language_without_labels_is_refused() -> None:
    with pytest.raises(ValueError, match="'fr'"):
        document_labels("fr")
