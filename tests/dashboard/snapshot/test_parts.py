"""A document in both languages: two whole parts, one after the other, around one set of data and one seal."""

import dataclasses
import io
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from dashboard.locale.tongues import file_name, speakers_of
from dashboard.snapshot.content import SnapshotContent
from dashboard.snapshot.labels import document_labels
from dashboard.snapshot.parts import in_each
from dashboard.snapshot.render import render
from dashboard.snapshot.verify import Rerender, faults, inspect, rerender

Sample = Callable[[str], SnapshotContent]
ORDERS = [("en", "ar"), ("ar", "en")]


@pytest.fixture(scope="module", params=ORDERS, ids="-".join)
def parts(request: pytest.FixtureRequest, sample: Sample) -> tuple[SnapshotContent, ...]:
    """The sample document in both languages, in either order."""
    first, second = (sample(language) for language in request.param)
    return first, dataclasses.replace(second, filters=first.filters)


@pytest.fixture(scope="module")
def both(parts: tuple[SnapshotContent, ...], assets: Path) -> bytes:
    """The rendering of ``parts``."""
    return render(*parts, assets=assets)


def pages_of(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    finally:
        document.close()


def beginnings(pdf: bytes, parts: tuple[SnapshotContent, ...]) -> list[int]:
    """The pages on which the fingerprint of the data is printed, the first of each part, counted from 0."""
    found = [at for at, text in enumerate(pages_of(pdf)) if parts[0].data.sha256 in text]
    assert len(found) == len(parts)
    return found


def test_each_part_has_its_own_first_page_and_pages_are_counted_through(
    both: bytes, parts: tuple[SnapshotContent, ...], assets: Path
) -> None:
    pages = pages_of(both)
    alone = [len(pages_of(render(part, assets=assets))) for part in parts]
    assert beginnings(both, parts) == [0, alone[0]]
    assert len(pages) == sum(alone)
    for number, text in enumerate(pages, start=1):
        part = parts[0] if number <= alone[0] else parts[1]
        label = part.labels["page"].replace("{page}", str(number)).replace("{total}", str(len(pages)))
        assert all(word in text for word in label.split()), number
        assert all(word in text for word in part.title.split())


def test_each_part_can_be_searched_as_if_it_were_alone(
    both: bytes, parts: tuple[SnapshotContent, ...], assets: Path
) -> None:
    """A browser turns lines around, in the order of their words or of their letters, by the direction of the file.

    The line of languages, which one language alone does not have, stands on the first page between others.
    """
    pages = pages_of(both)
    for part, begin in zip(parts, beginnings(both, parts), strict=True):
        pattern = re.compile("[A-Za-z]{2,} [A-Za-z]{2,}" if part.language == "en" else "[ء-ي]{3,}")
        for at, text in enumerate(pages_of(render(part, assets=assets))):
            lost = set(pattern.findall(text)) - set(pattern.findall(pages[begin + at]))
            assert not lost or at == 0
            assert len(lost) <= 1


def test_the_first_page_of_each_part_says_where_both_begin(both: bytes, parts: tuple[SnapshotContent, ...]) -> None:
    pages, begin = pages_of(both), beginnings(both, parts)
    for at in begin:
        for part, page in zip(parts, begin, strict=True):
            said = part.labels["from_page"].replace("{page}", str(page + 1))
            assert all(word in pages[at] for word in (part.labels["language"], *said.split()))


def test_its_first_page_leads_to_the_other_part(both: bytes, parts: tuple[SnapshotContent, ...]) -> None:
    with pikepdf.open(io.BytesIO(both)) as document:
        (link,) = [each for each in document.pages[0].Annots if each.Subtype == "/Link"]
        assert document.pages.index(pikepdf.Page(link.Dest[0])) == beginnings(both, parts)[1]


def test_its_outline_has_the_chapters_of_each_part_under_the_name_of_its_language(
    both: bytes, parts: tuple[SnapshotContent, ...]
) -> None:
    with pikepdf.open(io.BytesIO(both)) as document, document.open_outline() as outline:
        found = [(item.title, {child.title for child in item.children}) for item in outline.root]
    assert [title for title, _ in found] == [part.labels["language"] for part in parts]
    for part, (_, chapters) in zip(parts, found, strict=True):
        assert {part.labels[name] for name in ("headline", "charts", "claims", "left_out", "data_inside")} <= chapters


def test_the_contents_of_a_part_are_of_it_alone(both: bytes, parts: tuple[SnapshotContent, ...]) -> None:
    pages = pages_of(both)
    for part, other, begin in zip(parts, reversed(parts), beginnings(both, parts), strict=True):
        assert set(part.labels["sources"].split()) <= set(pages[begin + 1].split())
        assert not set(other.labels["sources"].split()) & set(pages[begin + 1].split())


def spoken(document: pikepdf.Pdf, element: pikepdf.Object) -> str:
    """The language in which a screen reader says an element: its own, else that of what it is in."""
    while "/Lang" not in element:
        if "/P" not in element:
            return str(document.Root.Lang)
        element = element.P
    return str(element.Lang)


def test_a_screen_reader_is_told_the_language_of_each_part(both: bytes, parts: tuple[SnapshotContent, ...]) -> None:
    with pikepdf.open(io.BytesIO(both)) as document:
        elements = [item for item in document.objects if isinstance(item, pikepdf.Dictionary) and "/S" in item]
        said = {
            tag: Counter(spoken(document, each)[:2] for each in elements if tag == each.S)
            for tag in ("/H1", "/H2", "/H3")
        }
        title = str(document.docinfo["/Title"])
    assert said["/H1"] == {"en": 1, "ar": 1}
    assert said["/H2"]["en"] == said["/H2"]["ar"] > 10
    assert said["/H3"]["en"] > len(parts[0].charts)
    assert said["/H3"]["ar"] > len(parts[0].charts)
    assert title == f"{parts[0].title} · {parts[1].title}"


def test_it_is_archival_and_accessible_as_in_one_language(both: bytes) -> None:
    with pikepdf.open(io.BytesIO(both)) as document:
        metadata = document.Root.Metadata.read_bytes().decode()
        assert all(f"pdf{kind}id:part" in metadata for kind in ("a", "ua"))
        assert "pdfaid:conformance" in metadata
        assert document.Root.MarkInfo.Marked


def test_the_data_and_the_seal_are_inside_once(both: bytes, parts: tuple[SnapshotContent, ...], assets: Path) -> None:
    sealed = inspect(both)
    assert sealed.files.keys() == {"data.json", "claims.csv", "content.json"}
    assert sealed.language == "+".join(part.language for part in parts)
    assert sealed.parts == parts
    assert faults(sealed) == ()
    assert rerender(both, assets) is Rerender.SAME
    told = {part.labels["file_seal"] for part in parts}
    with pikepdf.open(io.BytesIO(both)) as document:
        assert set(str(document.attachments["seal.json"].description).split(" · ")) == told


def test_parts_that_do_not_say_the_same_are_refused(sample: Sample, assets: Path) -> None:
    english = sample("en")
    arabic = dataclasses.replace(sample("ar"), filters=english.filters)
    with pytest.raises(ValueError, match="one language"):
        render(english, english, assets=assets)
    with pytest.raises(ValueError, match="differ in headline figures"):
        render(english, dataclasses.replace(arabic, headline=arabic.headline[1:]), assets=assets)
    with pytest.raises(ValueError, match="at least one part"):
        render(assets=assets)


def test_who_speaks_in_which_part() -> None:
    assert [each.language for each in speakers_of("both")] == ["en", "ar"]
    assert [each.language for each in speakers_of("both", "ar")] == ["ar", "en"]
    assert [each.numerals for each in speakers_of("both", "en", "arab")] == ["latn", "arab"]
    assert [(each.language, each.numerals) for each in speakers_of("en", "ar", "arab")] == [("en", "latn")]
    assert [file_name(speakers_of(*asked)) for asked in (("ar", "en"), ("both", "ar"))] == [
        "sijill-ar.pdf",
        "sijill-ar-en.pdf",
    ]


def test_what_is_the_same_in_all_languages_is_said_once() -> None:
    assert in_each(["Sijill", "Sijill"]) == "Sijill"
    assert in_each(["", "a", "b"]) == "a · b"


def test_axes_and_pages_are_in_the_digits_of_the_document() -> None:
    assert document_labels("ar", "arab")["digits"] == "٠١٢٣٤٥٦٧٨٩"
    assert document_labels("ar")["digits"] == "0123456789"
