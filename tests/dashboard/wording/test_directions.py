from dashboard.locale import Speaker
from dashboard.wording import issue_words
from ingest.issues import Issue, Severity

EN = Speaker("en")


def test_an_english_sentence_that_begins_with_arabic_is_still_set_from_the_left() -> None:
    begun = Issue(Severity.NOTE, "homonym_place", "'دمشق' fits Damascus (governorate, SY01).", "Give a P-code.")
    held = Issue(Severity.NOTE, "homonym_place", "The name 'دمشق' fits two places.", "Give a P-code.")
    assert issue_words(begun, EN) == (f"\u2066{begun.message}\u2069", begun.remedy)
    assert issue_words(held, EN) == (held.message, held.remedy)
