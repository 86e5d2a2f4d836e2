"""The fonts of the product: what they hold, and that Arabic written with them can be copied and searched."""

from pathlib import Path

import pypdfium2
import pytest
import typst
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

FONTS = Path(__file__).parents[3] / "assets/fonts"
FILES = sorted(path for path in FONTS.iterdir() if path.suffix in {".ttf", ".woff2"})

LATIN = "ABCabcßéçğışŻž ḥṣṭāʿʾ €–—…•“”«»§©№½"
ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءآأؤإئ،؛؟٪٫٬ـًٌٍَُِّْ" + "پچژگکی"
DIGITS = "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"
SIGNS = "≤≥≠≈±×−∞←↑→↓✓✗▲▼●○■"
DIRECTION = "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\u061c"

WORDS = [
    *("الأمن", "لا يقل", "الأطفال", "إدلب", "اللاذقية", "ثلاثة", "الآن", "الإنسان", "على الأقل", "كلا", "بلا مأوى"),
    *("الحسكة", "محتجزون", "منظمة غير حكومية", "عبد الله", "٣٥٠٬٢٠٩ قتلى", "إلى", "أعلى"),
]


def pdf_text(text: str, weight: str = "regular") -> str:
    """``text`` as a PDF reader gives it back after typst has set it in our font and no other."""
    source = f"""
        #set page(width: 20cm, height: auto)
        #set text(font: "Sijill Sans", fallback: false, lang: "ar", size: 12pt, weight: "{weight}")
        #{{ sys.inputs.text }}
    """
    pdf = typst.compile(
        source.encode(), font_paths=[str(FONTS)], ignore_system_fonts=True, sys_inputs={"text": text}, format="pdf"
    )
    document = pypdfium2.PdfDocument(pdf)
    try:
        return str(document[0].get_textpage().get_text_bounded()).strip()
    finally:
        document.close()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_holds_the_characters_of_both_languages(path: Path) -> None:
    with TTFont(path) as font:
        held = set(font.getBestCmap())
    assert {
        character for character in LATIN + ARABIC + DIGITS + SIGNS + DIRECTION if ord(character) not in held
    } == set()


def test_the_family_has_two_weights_for_paper_and_screen_and_its_licence() -> None:
    assert [path.name for path in FILES] == [
        *("SijillSans-Bold.ttf", "SijillSans-Bold.woff2", "SijillSans-Regular.ttf", "SijillSans-Regular.woff2"),
    ]
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_name_of_the_sources_is_left_but_in_the_copyright(path: Path) -> None:
    with TTFont(path) as font:
        names = {record.nameID: record.toUnicode() for record in font["name"].names}
        assert font["OS/2"].usWeightClass == (700 if "Bold" in path.name else 400)
    assert names[1] == "Sijill Sans"
    assert [number for number, name in names.items() if "Noto" in name] == [0]


@pytest.mark.parametrize("weight", ["regular", "bold"])
@pytest.mark.parametrize("word", WORDS)
def test_arabic_words_are_copied_from_a_pdf_as_they_were_written(word: str, weight: str) -> None:
    assert pdf_text(word, weight) == word


def test_a_sentence_with_both_scripts_keeps_its_words() -> None:
    sentence = "لا يقل عن ٤ قتلى في إدلب (Idleb) وفق White Helmets"
    found = pdf_text(sentence)
    assert [word for word in sentence.replace("(", "").replace(")", "").split() if word not in found] == []


@settings(max_examples=25, deadline=None)
@given(st.text("ابتجدرسعقلمنهويأإآىةؤئ", min_size=2, max_size=12))
def test_any_arabic_word_is_copied_as_it_was_written(word: str) -> None:
    assert pdf_text(word) == word
