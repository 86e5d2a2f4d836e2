"""Number words, against small generators that were written from the grammar books and not from the reader."""

import pytest

from ingest.normalize.amount import read_amount
from ingest.normalize.word_lists import WordLists, word_lists

SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)
ENGLISH_SMALL = [*SMALL.split(), "eighteen", "nineteen"]
ENGLISH_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ARABIC_UNITS = [
    "صفر",
    "واحد",
    "اثنان",
    "ثلاثة",
    "أربعة",
    "خمسة",
    "ستة",
    "سبعة",
    "ثمانية",
    "تسعة",
    "عشرة",
    "أحد عشر",
    "اثنا عشر",
]
ARABIC_TENS = ["", "", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]
ARABIC_HUNDREDS = ["", "مئة", "مئتان", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة"]


def english(number: int, joint: str) -> str:
    if number < 20:
        return ENGLISH_SMALL[number]
    if number < 100:
        tens, units = divmod(number, 10)
        return ENGLISH_TENS[tens] + (f"-{ENGLISH_SMALL[units]}" if units else "")
    scale, word = (1_000, "thousand") if number >= 1_000 else (100, "hundred")
    head, rest = divmod(number, scale)
    link = joint if rest < 100 else " "
    return f"{english(head, joint)} {word}" + (f"{link}{english(rest, joint)}" if rest else "")


def arabic(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    parts = [ARABIC_HUNDREDS[hundreds]] if hundreds else []
    if rest or not hundreds:
        parts.append(arabic_below_hundred(rest))
    return " و".join(parts)


def arabic_below_hundred(number: int) -> str:
    if number <= 12:
        return ARABIC_UNITS[number]
    tens, units = divmod(number, 10)
    if tens == 1:
        return f"{ARABIC_UNITS[units]} عشر"
    return f"{ARABIC_UNITS[units]} و{ARABIC_TENS[tens]}" if units else ARABIC_TENS[tens]


@pytest.mark.parametrize("joint", [" ", " and "])
def test_english_number_words_read_up_to_9999(joint: str) -> None:
    wrong = {text: best for n in range(10_000) if (best := read_amount(text := english(n, joint)).best) != n}
    assert wrong == {}


def test_arabic_number_words_read_up_to_999() -> None:
    wrong = {text: best for n in range(1_000) if (best := read_amount(text := arabic(n)).best) != n}
    assert wrong == {}


def test_arabic_thousands_read_with_their_remainder() -> None:
    for number in range(1, 1_000, 7):
        assert read_amount(f"مئة ألف و{arabic(number)}").best == 100_000 + number


def test_a_word_list_with_an_unknown_section_is_refused() -> None:
    with pytest.raises(ValueError, match="Extra inputs"):
        WordLists.model_validate({**word_lists().model_dump(), "guesses": []})
