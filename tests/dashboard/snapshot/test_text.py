"""The text of the pages, as readers search it and as eyes see it."""

import ctypes
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from dashboard.charts.spec import MapSpec, RangesSpec, TimelineSpec
from dashboard.snapshot.content import SnapshotContent
from dashboard.snapshot.render import render

NUMBER = re.compile(r"\d[\d,]*(?:–\d[\d,]*)?\+?")


@pytest.fixture(scope="module")
def pages(pdf: bytes) -> Iterator[list[pypdfium2.PdfTextPage]]:
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage() for page in document]
    yield texts
    for text in texts:
        text.close()
    document.close()


def origin(page: pypdfium2.PdfTextPage, index: int) -> tuple[float, float]:
    """Where a character stands: its x and y."""
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(page.raw, index, x, y)
    return x.value, y.value


def seen_lines(page: pypdfium2.PdfTextPage) -> list[str]:
    """The lines as the eye meets them: characters from left to right, whatever their direction."""
    characters = []
    for index in range(page.count_chars()):
        if not pdfium.FPDFText_IsGenerated(page.raw, index):
            x, y = origin(page, index)
            characters.append((-y, x, chr(pdfium.FPDFText_GetUnicode(page.raw, index))))
    lines: list[list[tuple[float, str]]] = []
    height = float("-inf")
    for y, x, character in sorted(characters):
        if y - height > 1:
            lines.append([])
            height = y
        lines[-1].append((x, character))
    return ["".join(character for _x, character in sorted(line)) for line in lines]


def printed_numbers(content: SnapshotContent) -> set[str]:
    """The numbers of all charts: in their tables, and on the drawings."""
    texts = [row[at] for chart in content.charts for row in chart.table.rows for at in chart.table.numeric]
    for chart in content.charts:
        match chart:
            case TimelineSpec():
                texts += [point.figure.text for point in chart.points if point.figure]
            case MapSpec():
                texts += [area.figure.text for area in chart.areas if area.figure]
                texts += [figure for _where, figure in chart.outside]
            case RangesSpec():
                texts += [row.figure.text for row in chart.rows]
    return {number for text in texts for number in NUMBER.findall(text)}


def test_every_number_of_every_chart_is_seen_from_left_to_right(
    content: SnapshotContent, pages: list[pypdfium2.PdfTextPage]
) -> None:
    seen = "\n".join(line for page in pages for line in seen_lines(page))
    numbers = printed_numbers(content)
    assert {"4+", "8–12", "350,209+", "281,443–337,971"} <= numbers
    assert [number for number in sorted(numbers) if number not in seen] == []


def test_headline_figures_and_facts_are_on_the_first_page(
    content: SnapshotContent, pages: list[pypdfium2.PdfTextPage]
) -> None:
    seen = "\n".join(seen_lines(pages[0]))
    for text in [card.figure for card in content.headline] + [fact.value for fact in content.facts]:
        assert all(number in seen for number in NUMBER.findall(text)), text
    assert content.data.sha256 in seen


@pytest.mark.parametrize("word", ["الأمن", "قتلى", "إدلب", "لا يقل", "الأطفال", "اللاذقية", "المسجلة"])
def test_arabic_words_are_found_by_search(arabic_pages: list[pypdfium2.PdfTextPage], word: str) -> None:
    assert any(page.search(word).get_next() for page in arabic_pages)


@pytest.fixture(scope="module")
def arabic_pages(sample: Callable[[str], SnapshotContent], assets: Path) -> Iterator[list[pypdfium2.PdfTextPage]]:
    document = pypdfium2.PdfDocument(render(sample("ar"), assets=assets))
    texts = [page.get_textpage() for page in document]
    yield texts
    for text in texts:
        text.close()
    document.close()


def test_verbatim_words_are_in_the_text_in_their_own_language(
    content: SnapshotContent, pages: list[pypdfium2.PdfTextPage]
) -> None:
    words = {"en": "At least four people were killed", "ar": "اثنان من الأطفال"}
    assert any(page.search(words[content.language]).get_next() for page in pages)


def test_each_page_has_the_title_the_moment_and_its_number(
    content: SnapshotContent, pages: list[pypdfium2.PdfTextPage]
) -> None:
    for number, page in enumerate(pages, start=1):
        assert page.search(content.title).get_next()
        label = content.labels["page"].replace("{page}", str(number)).replace("{total}", str(len(pages)))
        assert all(page.search(word).get_next() for word in label.split())


def test_arabic_reads_from_the_right(content: SnapshotContent, pages: list[pypdfium2.PdfTextPage]) -> None:
    """The first card of a row stands where reading starts, and so do the labels beside the bars."""
    index, _length = pages[0].search("350,209").get_next()
    x, _y = origin(pages[0], index)
    assert (x > 300) == (content.language == "ar")
