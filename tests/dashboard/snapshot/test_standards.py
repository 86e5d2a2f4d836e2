"""PDF/A-3a and PDF/UA-1: what archives and screen readers ask of the file."""

import io
import re
from collections.abc import Iterator

import pikepdf
import pytest

from dashboard.snapshot.content import SnapshotContent


@pytest.fixture(scope="module")
def document(pdf: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        yield opened


def dictionaries(document: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    return [item for item in document.objects if isinstance(item, pikepdf.Dictionary)]


def tags(document: pikepdf.Pdf, kind: str) -> list[pikepdf.Dictionary]:
    return [item for item in dictionaries(document) if item.get("/Type") == "/StructElem" and item.get("/S") == kind]


def test_it_says_that_it_is_pdf_a_3a_and_pdf_ua_1(document: pikepdf.Pdf) -> None:
    metadata = document.Root.Metadata.read_bytes().decode()
    assert re.search(r"pdfaid:part[>=\"]+3", metadata)
    assert re.search(r"pdfaid:conformance[>=\"]+A", metadata)
    assert re.search(r"pdfuaid:part[>=\"]+1", metadata)


def test_it_is_tagged_and_says_its_language_and_title(document: pikepdf.Pdf, content: SnapshotContent) -> None:
    assert document.Root.MarkInfo.Marked
    assert str(document.Root.Lang).startswith(content.language)
    assert document.Root.ViewerPreferences.DisplayDocTitle
    assert str(document.docinfo["/Title"]) == content.title


def test_its_date_is_the_moment_of_knowledge(document: pikepdf.Pdf) -> None:
    assert str(document.docinfo["/CreationDate"]).startswith("D:20240531180000")


def test_its_outline_names_the_chapters_and_the_charts(document: pikepdf.Pdf, content: SnapshotContent) -> None:
    with document.open_outline() as outline:
        chapters = [item.title for item in outline.root]
        below = [child.title for item in outline.root for child in item.children]
    assert {content.labels[name] for name in ("headline", "claims", "sources", "left_out")} <= set(chapters)
    assert len(below) >= len(content.charts) + len(content.sources)


def test_each_figure_has_its_sentence_as_alternative_text(document: pikepdf.Pdf, content: SnapshotContent) -> None:
    figures = tags(document, "/Figure")
    assert len(figures) == len(content.charts) + 1, "one for each chart, and the map on the first page"
    vowel_signs = re.compile("[\u064b-\u0652]")
    assert {str(figure.Alt) for figure in figures} == {vowel_signs.sub("", chart.sentence) for chart in content.charts}


def test_tables_have_header_cells(document: pikepdf.Pdf, content: SnapshotContent) -> None:
    tables = [content.claims, content.incidents, *(chart.table for chart in content.charts)]
    assert len(tags(document, "/Table")) == len(tables) + 1, "and the list of attachments"
    assert len(tags(document, "/TH")) == sum(len(table.columns) for table in tables) + 2


def test_all_fonts_are_embedded_and_of_one_family(document: pikepdf.Pdf) -> None:
    descriptors = [item for item in dictionaries(document) if item.get("/Type") == "/FontDescriptor"]
    assert descriptors
    assert all("SijillSans" in str(item.FontName) for item in descriptors)
    assert all("/FontFile2" in item for item in descriptors)


def test_files_are_attached_with_type_description_and_relationship(
    document: pikepdf.Pdf, content: SnapshotContent
) -> None:
    assert {str(spec.UF): str(spec.AFRelationship) for spec in document.Root.AF} == {
        "data.json": "/Data",
        "claims.csv": "/Data",
        "content.json": "/Source",
        "seal.json": "/Supplement",
    }
    for attachment in content.attachments:
        attached = document.attachments[attachment.name]
        assert attached.get_file().read_bytes() == attachment.data
        assert attached.get_file().mime_type == attachment.media_type
        assert attached.description == attachment.description
