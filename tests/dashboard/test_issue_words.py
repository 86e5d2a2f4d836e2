"""The problems of a file on an Arabic page: every code is told in Arabic, the frequent ones with their values."""

import re

import pytest

from dashboard.locale import speak
from dashboard.wording import issue_meaning, issue_words
from dashboard.wording.issues import issue_templates
from db.vocabulary import Severity
from ingest.issue_codes import issue_codes
from ingest.issues import Issue
from ingest.normalize.unreadable import unreadable

AR, EN = speak("ar"), speak("en")
ARABIC, LATIN = re.compile("[\u0621-\u064a]"), re.compile("[A-Za-z]{2,}")
CODES = sorted(code for group in issue_codes().values() for code in group.codes)


def problem(code: str, message: str, remedy: str = "") -> Issue:
    return Issue(Severity.WARNING, code, message, remedy)


def bare(text: str) -> str:
    """Without what is shielded because it runs the other way."""
    return re.sub("[\u2066-\u2068].*?\u2069", "", text)


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_told_in_arabic(code: str) -> None:
    message, _ = issue_words(problem(code, "Something that no template knows."), AR)
    assert ARABIC.search(message)
    assert issue_meaning(code, EN)


def test_every_template_has_the_same_values_in_both_languages_and_reads_back_what_it_filled() -> None:
    known = issue_templates()
    every = [*known.remedies, *(template for own in known.messages.values() for template in own)]
    assert len(every) > 55
    assert known.messages.keys() <= {*CODES, "best_above_high", "low_above_best"}  # named as they are found
    for template in every:
        names = re.findall(r"{(\w+)}", template.en)
        assert ARABIC.search(template.ar), template.en
        assert set(re.findall(r"{(\w+)}", template.ar)) == set(names), template.en
        values = {name: f"{at}" for at, name in enumerate(names)}
        assert template.read(template.filled(**values)) == values, template.en


@pytest.mark.parametrize(
    ("code", "message", "remedy", "told", "way_out"),
    [
        (
            "unknown_place",
            "No place in the gazetteer is called 'Bseimeh'.",
            "The row keeps Rural Damascus (district, SY0301). Add the place, or this spelling as an alias, to the "
            "gazetteer.",
            "لا مكان في فهرس الأماكن يُسمى «Bseimeh».",
            "يحتفظ الصف بـRural Damascus (منطقة، SY0301). أضف المكان، أو هذه التهجئة اسماً آخر له، إلى فهرس الأماكن.",
        ),
        (
            "date_outside_period",
            "The date, '2017-04-03', lies outside of the period from None to 2017-02-04.",
            "The period is taken. Mend what is wrong.",
            "التاريخ «2017-04-03» خارج المدة من — إلى 2017-02-04.",
            "أُخذت المدة. أصلح الخطأ.",
        ),
        (
            "homonym_place",
            "'Ar Raqqah' fits Ar-Raqqa (governorate, SY11) and Ar-Raqqa (district, SY1101).",
            "Something new.",
            "الاسم «Ar Raqqah» يصح على Ar-Raqqa (محافظة، SY11) وعلى Ar-Raqqa (منطقة، SY1101).",
            "Something new.",
        ),
    ],
)
def test_frequent_problems_are_told_with_their_values(
    code: str, message: str, remedy: str, told: str, way_out: str
) -> None:
    said = issue_words(problem(code, message, remedy), AR)
    assert tuple(re.sub("[\u2066-\u2069]", "", words) for words in said) == (told, way_out)
    assert issue_words(problem(code, message, remedy), EN) == (message, remedy)


@pytest.mark.parametrize("code", ["unreadable_words", "several_numbers", "percentage", "rate", "not_asserted"])
def test_what_the_reader_of_words_says_is_told_in_arabic(code: str) -> None:
    error = unreadable(code, "many of Dar'a")
    said = " ".join(issue_words(problem(code, str(error), error.remedy), AR))
    assert LATIN.findall(bare(said)) == []
    assert "many of Dar'a" in said
