"""Number words, against small generators that were written from the grammar books and not from the reader."""

import pytest

from ingest.normalize.amount import read_amount
from ingest.normalize.reading import UnreadableError
from ingest.normalize.word_lists import WordLists, word_lists

SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)
ENGLISH_SMALL = [*SMALL.split(), "eighteen", "nineteen"]
ENGLISH_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
FRENCH_SMALL = [
    *("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"),
    *("treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"),
]
FRENCH_TENS = ["", "", "vingt", "trente", "quarante", "cinquante", "soixante"]
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


def french(number: int) -> str:
    if number < 100:
        return french_below_hundred(number)
    scale, word = (1_000, "mille") if number >= 1_000 else (100, "cent")
    head, rest = divmod(number, scale)
    count = "" if head == 1 else f"{french(head).removesuffix('s') if french(head).endswith('ts') else french(head)} "
    plural = "s" if scale == 100 and head > 1 and not rest else ""
    return f"{count}{word}{plural}" + (f" {french(rest)}" if rest else "")


def french_below_hundred(number: int) -> str:
    if number < 20:
        return FRENCH_SMALL[number]
    base = 80 if number >= 80 else min(number // 10 * 10, 60)
    rest = number - base
    if base == 80:
        return f"quatre-vingt-{FRENCH_SMALL[rest]}" if rest else "quatre-vingts"
    joint = " et " if rest in (1, 11) else "-"
    return FRENCH_TENS[base // 10] + (f"{joint}{FRENCH_SMALL[rest]}" if rest else "")


@pytest.mark.parametrize("joint", [" ", " and "])
def test_english_number_words_read_up_to_9999(joint: str) -> None:
    wrong = {text: best for n in range(10_000) if (best := read_amount(text := english(n, joint)).best) != n}
    assert wrong == {}


def test_french_number_words_read_up_to_99999_but_for_a_last_un_that_may_be_the_united_nations() -> None:
    written = {n: french(n) for n in [*range(2, 2_000), *range(2_001, 100_000, 7)]}
    lone = {
        n for n, text in written.items() if text.endswith((" cent un", " mille un", " cents un")) or n in (101, 1001)
    }
    read = {n: outcome(text) for n, text in written.items()}
    assert {n for n, best in read.items() if best is None} == lone
    assert {n for n, best in read.items() if best != n} == lone


def outcome(text: str) -> int | None:
    try:
        return read_amount(text).best
    except UnreadableError:
        return None


def test_arabic_number_words_read_up_to_999() -> None:
    wrong = {text: best for n in range(1_000) if (best := read_amount(text := arabic(n)).best) != n}
    assert wrong == {}


def test_arabic_thousands_read_with_their_remainder() -> None:
    for number in range(1, 1_000, 7):
        assert read_amount(f"مئة ألف و{arabic(number)}").best == 100_000 + number


def test_a_word_list_with_an_unknown_section_is_refused() -> None:
    with pytest.raises(ValueError, match="Extra inputs"):
        WordLists.model_validate({**word_lists().model_dump(), "guesses": []})
