"""Ages, which count nobody: "a 7-year-old girl", "children aged 3, 5 and 7", "طفلة عمرها 5 سنوات".

An age from sixty on says "older", which "man" and "woman" do not: "a 70-year-old man" is an old man, and other words
with such an age are left as they are, for the rules to refuse.
"""

import re

_NUMBER = r"(?:[1-5]?\d|(?!(?:sixty|seventy|eighty|ninety)\b)[a-z]+(?:-[a-z]+)?)"
_OLDER = r"(?:[6-9]\d|1[01]\d|(?:sixty|seventy|eighty|ninety)(?:-[a-z]+)?)"
_NATION = r"(?:(?:syrian|palestinian|lebanese|iraqi)\s+)?"
_SOMEBODY = (
    rf"{_NATION}(?:boys?|girls?|child|children|baby|infant|toddler|man|men|woman|women|male|female)\b"
    rf"|{_NATION}(?:student|pupil|shepherd)\b"
)
_COUNT = r"(?P<kept>\b(?:an?|one|two|three|four|five|another|\d{1,2})\s+)"
_ENGLISH = re.compile(rf"{_COUNT}{_NUMBER}[ -](?:years?|months?|days?|yr)[ -]old\s+(?=(?:{_SOMEBODY}))", re.I)
_ENGLISH_OLDER = re.compile(rf"{_COUNT}{_OLDER}[ -](?:years?|yr)[ -](?=old\s+(?:man|woman|men|women)\b)", re.I)
_TELLS_AGES = re.compile(r"\bage[ds]\b|âgé|\b(?:years?|months?|ans|mois)\b|عام|سنة|سنوات|أعوام|,\s*[1-5]?\d,\s", re.I)
"""What any of the patterns of several ages needs: most texts hold nothing of it."""
_DIGIT = re.compile(r"\d")
_OLD = re.compile(r"[ -](?:years?|months?|days?|yr)[ -]olds?\b", re.I)
# "aged 3, 5 and 7", "ages 3 to 5", "âgés de 3 et 5 ans": all of them below sixty
_AGE = r"(?<![\d.,])[1-5]?\d(?![\d%]|[.,]\d)"
_AGES = rf"{_AGE}(?:(?:\s*,\s*{_AGE})*,?\s+(?:and|to|or|et|à|ou|و)\s*{_AGE}|\s*[-–]\s*{_AGE})?"
_UNIT = r"(?:\s+(?:years?(?:\s+old|\s+of\s+age)?|months?(?:\s+old)?|days?\s+old|ans|mois))?\b"
_TELLING = rf"(?:all\s+)?(?:aged|ages|âgée?s?\s+de)\s+(?:between\s+|from\s+|respectively\s+)?{_AGES}{_UNIT}"
_AGED = re.compile(
    rf"(?P<kept>)(?:\s*\(\s*{_TELLING}\s*\)|,\s*{_TELLING},(?=\s)|\s{_TELLING})",
    re.I,
)
_YEARS_OLD = re.compile(
    rf"(?P<kept>)\s*\(\s*{_AGES}\s*(?:years?(?:\s+old|\s+of\s+age)?|months?\s+old|ans|عام(?:ا|اً|ًا)?|سنة|سنوات|أعوام)\s*\)",
    re.I,
)
_BESIDE_ONE = re.compile(rf"(?P<kept>\b(?:an?|one)\s+{_NATION}(?:boy|girl|child|man|woman)),\s*{_AGE},(?=\s)", re.I)
_ARABIC = re.compile(
    r"(?P<kept>)\b(?:عمره|عمرها|(?:ال)?بالغة? من العمر|يبلغ من العمر|تبلغ من العمر|يبلغ عمره|يبلغ عمرها)\s+"
    r"[^\W_]+\s+(?:عام(?:ا|اً|ًا|ين)?|سنة|سنوات|سنتين|أعوام|شهر(?:ا|اً|ًا|ين)?|أشهر|شهور|أيام)(?!\w)"
)
_FRENCH = re.compile(
    r"(?P<kept>\b(?:une?\s+(?:enfant|garçon|fille|fillette|bébé|homme|femme|civile?|jeune)|enfants|frères|sœurs|filles|garçons)"
    rf"\s+)(?:âgée?s?\s+)?de\s+(?:{_AGES}|\d{{1,3}})\s+(?:ans|mois)\b",
    re.I,
)


def without_ages(text: str) -> str:
    """``text`` with blanks in the place of such ages, so that every offset stays; the person stays."""
    text = _ARABIC.sub(_blank, text)
    if not _DIGIT.search(text) and not _OLD.search(text):
        return text
    for pattern in (_FRENCH, _AGED, _YEARS_OLD, _BESIDE_ONE) if _TELLS_AGES.search(text) else ():
        text = pattern.sub(_blank, text)
    english = _ENGLISH.sub(_blank, _ENGLISH_OLDER.sub(_blank, text))
    return text if _OLD.search(english) else english  # "a 5-year-old and a 7-year-old girl": the first is nobody else


def _blank(match: re.Match[str]) -> str:
    kept = match["kept"]
    return kept + " " * (len(match[0]) - len(kept))
