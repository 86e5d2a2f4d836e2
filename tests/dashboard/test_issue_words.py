"""The problems of a file on an Arabic page: every code is told in Arabic, with its values."""

import re
from datetime import date

import pytest

from dashboard.locale import speak
from dashboard.wording import issue_heading, issue_meaning, issue_words
from dashboard.wording.issues import issue_templates
from dashboard.wording.telling import Telling
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


EXAMPLES: dict[str | None, object] = {None: "x", "!r": "y", ":,": 12, ":g": 3.5, ":%F": date(2024, 11, 30)}
"""A value for each way in which a sentence may write one."""


def known() -> list[Telling]:
    words = issue_templates()
    return [*words.remedies, *(one for own in [*words.messages.values(), *words.parts.values()] for one in own)]


def test_every_code_has_a_sentence_with_its_values() -> None:
    assert issue_templates().messages.keys() == set(CODES)
    assert all(issue_templates().messages.values())


def test_every_sentence_has_the_same_values_in_both_languages_and_reads_back_what_it_filled() -> None:
    assert len(known()) > 450
    for telling in known():
        assert ARABIC.search(telling.ar) or not LATIN.search(re.sub("{[^}]*}", "", telling.en)), telling.en
        assert set(re.findall(r"{(\w+)}", telling.ar)) == telling.names.keys(), telling.en
        filled = {name: EXAMPLES[written] for name, written in telling.names.items()}
        assert telling.read(telling.filled(**filled)) is not None, telling.en
        assert telling.read(f"{telling.filled(**filled)}?") != telling.read(telling.filled(**filled)), telling.en


def test_every_sentence_begins_in_arabic_so_that_a_page_sets_it_from_right_to_left() -> None:
    words = issue_templates()
    whole = [*words.remedies, *(one for own in words.messages.values() for one in own)]
    begun = {found[1] for one in whole if (found := re.match(r"{(\w+)}", one.ar))}
    assert begun <= words.parts.keys()
    assert [one.ar for one in whole if not re.match("[{\u0621-\u064a]", one.ar)] == []


def test_every_plural_form_has_the_values_of_its_sentence_but_perhaps_the_number() -> None:
    counted = [telling for telling in known() if telling.forms]
    assert len(counted) > 6
    for telling in counted:
        assert telling.forms.keys() == {"one", "two", "few", "many"}, telling.en
        for form, said in telling.forms.items():
            values = set(re.findall(r"{(\w+)}", said))
            assert values == telling.names.keys() - ({"n"} if form in {"one", "two"} else set()), said


@pytest.mark.parametrize(
    ("n", "told"),
    [(1, "في صف واحد (2)"), (2, "في صفين (2)"), (3, "في 3 صفوف (2)"), (11, "في 11 صفاً (2)"), (100, "في 100 صف (2)")],
)
def test_a_count_takes_the_form_that_it_asks_for(n: int, told: str) -> None:
    message = f"In {n} rows (2) the figure is what all other rows of the same source and day come to."
    assert issue_words(problem("may_add_up", message), AR)[0].startswith(told)


@pytest.mark.parametrize(
    "message",
    [
        "'4' speaks of spirits, where column 'age' says adults.",
        "No place in the gazetteer is called Bseimeh.",
        "The toll falls from 4 (nowhere, 2024-11-30) to 3 (row 2, 2024-12-01).",
    ],
)
def test_what_is_not_made_of_known_values_is_told_by_its_meaning(message: str) -> None:
    for code in ("age_differs", "unknown_place", "toll_falls"):
        assert issue_words(problem(code, message), AR)[0] == issue_meaning(code, AR)


@pytest.mark.parametrize(
    ("code", "message", "remedy", "told", "way_out"),
    [
        (
            "unknown_place",
            "No place in the gazetteer is called 'Bseimeh'.",
            "The row keeps Rural Damascus (district, SY0301). Add the place, or this spelling as an alias, where the "
            "register is kept: `sijill places load`; the page Quality has such names as files for it.",
            "لا مكان في معجم الأماكن يُسمى «Bseimeh».",
            "يحتفظ الصف بالمكان Rural Damascus (منطقة، SY0301). "
            "أضف المكان، أو هذه التهجئة اسماً آخر له، حيث يُحفظ السجل، بالأمر sijill places load؛ "
            "وفي صفحة «الجودة» ملفات بهذه الأسماء له.",
        ),
        (
            "date_outside_period",
            "The date, '2017-04-03', lies after the end of the period, 2017-02-04.",
            "The period is taken. Mend what is wrong.",
            "التاريخ «2017-04-03» بعد نهاية المدة، 4 شباط 2017.",
            "أُخذت المدة. أصلح الخطأ.",
        ),
        (
            "homonym_place",
            "'Ar Raqqah' fits Ar-Raqqa (governorate, SY11) and Ar-Raqqa (district, SY1101).",
            "Something new.",
            "الاسم «Ar Raqqah» يصح على أكثر من مكان: Ar-Raqqa (محافظة، SY11)، وAr-Raqqa (منطقة، SY1101).",
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


def test_a_place_and_a_quoted_cell_run_in_their_own_direction() -> None:
    message, _ = issue_words(problem("part_of_place", "'4?' is a part of Aleppo (governorate, SY02)."), AR)
    assert "«\u20684?\u2069»" in message
    assert "\u2067\u2068Aleppo\u2069 (" in message


@pytest.mark.parametrize("code", ["unreadable_words", "several_numbers", "percentage", "rate", "not_asserted"])
def test_what_the_reader_of_words_says_is_told_in_arabic(code: str) -> None:
    error = unreadable(code, "many of Dar'a")
    said = " ".join(issue_words(problem(code, str(error), error.remedy), AR))
    assert LATIN.findall(bare(said)) == []
    assert "many of Dar'a" in said


def test_a_kind_of_problem_is_headed_by_words_of_the_language() -> None:
    assert issue_heading("homonym_place", speak("en")) == ("homonym place", issue_meaning("homonym_place", speak("en")))
    assert issue_heading("homonym_place", speak("ar"))[0] == issue_meaning("homonym_place", speak("ar"))
    assert issue_heading("of_long_ago", speak("ar")) == ("of long ago", "")
