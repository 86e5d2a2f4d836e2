"""From content to bytes: the same each time, whatever the register holds, and a clear word when it fails."""

import dataclasses
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
import typst
from fontTools.ttLib import TTFont

from dashboard.charts.spec import ChartSpec, Figure, MapSpec, RangesSpec, Table, TimelineSpec
from dashboard.snapshot.content import SnapshotContent
from dashboard.snapshot.printable import characters_of, printable
from dashboard.snapshot.render import SnapshotError, render


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return " ".join(text.split())


def without_claims(content: SnapshotContent) -> SnapshotContent:
    """The document of an empty register."""
    return dataclasses.replace(
        content,
        headline=(),
        summary=(),
        charts=tuple(emptied(chart) for chart in content.charts),
        claims=no_rows(content.claims),
        incidents=no_rows(content.incidents),
        sources=(),
        left_out=(),
    )


def no_rows(table: Table) -> Table:
    return dataclasses.replace(table, rows=())


def emptied(chart: ChartSpec) -> ChartSpec:
    match chart:
        case TimelineSpec():
            return dataclasses.replace(chart, table=no_rows(chart.table), points=())
        case MapSpec():
            return dataclasses.replace(chart, table=no_rows(chart.table), areas=(), outside=())
        case RangesSpec():
            return dataclasses.replace(chart, table=no_rows(chart.table), rows=())
    return dataclasses.replace(chart, table=no_rows(chart.table))


def test_the_same_content_gives_the_same_bytes(content: SnapshotContent, pdf: bytes, assets: Path) -> None:
    assert render(content, assets=assets) == pdf


def test_another_number_gives_other_bytes(content: SnapshotContent, pdf: bytes, assets: Path) -> None:
    card = dataclasses.replace(content.headline[0], figure="5+")
    assert render(dataclasses.replace(content, headline=(card, *content.headline[1:])), assets=assets) != pdf


def test_an_empty_register_still_gives_a_true_document(sample: Callable[[str], SnapshotContent], assets: Path) -> None:
    content = sample("en")
    text = text_of(render(without_claims(content), assets=assets))
    for label in ("no_claims", "no_incidents", "no_sources", "no_values", "nothing_left_out"):
        assert content.labels[label] in text, label


def test_a_document_without_charts_and_facts_is_still_one(
    sample: Callable[[str], SnapshotContent], assets: Path
) -> None:
    content = sample("en")
    bare = dataclasses.replace(
        without_claims(content),
        charts=(),
        facts=(),
        definitions=(),
        method=(),
        disclaimers=(),
        subtitle="",
        organisation="",
    )
    assert content.data.sha256 in text_of(render(bare, assets=assets))


def test_two_thousand_claims_are_set_within_reason(sample: Callable[[str], SnapshotContent], assets: Path) -> None:
    content = sample("en")
    rows = tuple((f"Source {at}", *content.claims.rows[at % len(content.claims.rows)][1:]) for at in range(2000))
    started = time.monotonic()
    pdf = render(dataclasses.replace(content, claims=dataclasses.replace(content.claims, rows=rows)), assets=assets)
    assert time.monotonic() - started < 20
    text = text_of(pdf)
    assert all(f"Source {at}" in text for at in (0, 999, 1999))


def test_words_longer_than_a_column_stay_on_the_page(sample: Callable[[str], SnapshotContent], assets: Path) -> None:
    content = sample("en")
    row = ("a" * 90, "ب" * 60, "9" * 70, "https://example.org/" + "b" * 80, "x", "y", "z")
    table = dataclasses.replace(content.claims, rows=(row,))
    document = pypdfium2.PdfDocument(render(dataclasses.replace(content, claims=table), assets=assets))
    width, _height = document[0].get_size()
    for page in document:
        text = page.get_textpage()
        boxes = [text.get_charbox(at) for at in range(text.count_chars())]
        assert all(left >= 0 and right <= width - 45 for left, _bottom, right, _top in boxes)
    document.close()


def test_text_is_set_as_it_is_and_never_run(sample: Callable[[str], SnapshotContent], assets: Path) -> None:
    words = '*no* #panic("x") $y$ `z` @ref <label> // end'
    content = dataclasses.replace(sample("en"), method=(words,))
    assert words in text_of(render(content, assets=assets))


def test_letters_that_the_font_lacks_are_said_to_be_lacking(
    sample: Callable[[str], SnapshotContent], assets: Path
) -> None:
    content = dataclasses.replace(sample("en"), method=("killed: 死亡 四 人 \x00 \U0001f600 end",))
    text = text_of(render(content, assets=assets))
    assert "data.json]" in text
    assert "end" in text


def test_a_run_of_lacking_letters_is_counted_once_and_vowel_signs_go() -> None:
    shown = frozenset(map(ord, "abc المسجلة"))
    assert printable({"a": ["a 死亡 四 b", "المسجّلة"]}, shown, "[{count}]") == {"a": ["a [4] b", "المسجلة"]}


def test_typst_still_spoils_words_with_vowel_signs(assets: Path) -> None:
    """When this fails, typst writes such words whole, and `printable` need not leave the signs out any more."""
    source = '#set text(font: "Sijill Sans", lang: "ar")\nالمسجّلة'.encode()
    pdf = typst.compile(source, font_paths=[assets / "fonts"], ignore_system_fonts=True)
    assert "المسجّلة" not in text_of(pdf)


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_the_characters_of_a_font_are_those_that_fonttools_reads(assets: Path, weight: str) -> None:
    path = assets / "fonts" / f"SijillSans-{weight}.ttf"
    with TTFont(path) as font:
        assert characters_of(path) == frozenset(font.getBestCmap())


def test_a_long_timeline_and_figures_without_numbers_are_drawn(
    sample: Callable[[str], SnapshotContent], assets: Path
) -> None:
    content = sample("ar")
    timeline = content.charts[0]
    assert isinstance(timeline, TimelineSpec)
    words = Figure(None, None, None, "عشرات")
    points = tuple(timeline.points[at % 12] for at in range(180))
    long = dataclasses.replace(timeline, points=(*points, dataclasses.replace(points[0], figure=words)))
    assert render(dataclasses.replace(content, charts=(long,)), assets=assets).startswith(b"%PDF-1.7")


def test_more_ranges_than_a_page_holds_go_on_to_the_next(
    sample: Callable[[str], SnapshotContent], assets: Path
) -> None:
    content = sample("en")
    ranges = content.charts[2]
    assert isinstance(ranges, RangesSpec)
    rows = tuple(dataclasses.replace(ranges.rows[0], label=f"Claim {at}") for at in range(60))
    text = text_of(
        render(dataclasses.replace(content, charts=(dataclasses.replace(ranges, rows=rows),)), assets=assets)
    )
    assert all(f"Claim {at}" in text for at in range(60))


def test_an_area_that_the_map_does_not_have_is_listed_beside_it(pdf: bytes, content: SnapshotContent) -> None:
    name = {"en": "Lebanon", "ar": "لبنان"}[content.language]
    document = pypdfium2.PdfDocument(pdf)
    assert document[0].get_textpage().search(name).get_next()
    document.close()


def test_a_missing_font_is_named(content: SnapshotContent, tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match=r"SijillSans-Regular\.ttf is missing"):
        render(content, assets=tmp_path)


def test_a_broken_map_is_an_error_with_typsts_reason(content: SnapshotContent, assets: Path, tmp_path: Path) -> None:
    shutil.copytree(assets / "fonts", tmp_path / "fonts")
    (tmp_path / "geo").mkdir()
    (tmp_path / "geo" / "syria_admin1.geojson").write_text("{}")
    with pytest.raises(SnapshotError, match="features"):
        render(content, assets=tmp_path)


def test_a_rendering_that_takes_too_long_is_stopped(content: SnapshotContent, assets: Path) -> None:
    with pytest.raises(SnapshotError, match=r"not ready after 0\.01 s"):
        render(content, assets=assets, timeout_s=0.01)
