"""The age of one person, which counts nobody: "a 7-year-old girl", "طفلة عمرها 5 سنوات", "un enfant de 7 ans"."""

import re

# from sixty on the age says "older", which "man" and "woman" do not
_NUMBER = r"(?:[1-5]?\d|(?!(?:sixty|seventy|eighty|ninety)\b)[a-z]+(?:-[a-z]+)?)"
_YEARS = rf"{_NUMBER}[ -](?:years?|months?|days?|yr)[ -]old\s+"
_SOMEBODY = (
    r"(?:(?:syrian|palestinian|lebanese|iraqi)\s+)?"
    r"(?:boys?|girls?|child|children|baby|infant|toddler|man|men|woman|women|male|female|student|pupil|shepherd)\b"
)
_ENGLISH = re.compile(rf"(?P<kept>\b(?:an?|one|two|three|four|five|another|\d{{1,2}})\s+){_YEARS}(?={_SOMEBODY})", re.I)
_OLD = re.compile(r"[ -](?:years?|months?|days?|yr)[ -]olds?\b", re.I)
_ARABIC = re.compile(
    r"(?P<kept>)\b(?:عمره|عمرها|(?:ال)?بالغة? من العمر|يبلغ من العمر|تبلغ من العمر|يبلغ عمره|يبلغ عمرها)\s+"
    r"[^\W_]+\s+(?:عام(?:ا|اً|ًا|ين)?|سنة|سنوات|سنتين|أعوام|شهر(?:ا|اً|ًا|ين)?|أشهر|شهور|أيام)(?!\w)"
)
_FRENCH = re.compile(
    r"(?P<kept>\bune?\s+(?:enfant|garçon|fille|fillette|bébé|homme|femme|civile?|jeune)\s+)"
    r"(?:âgée?\s+)?de\s+\d{1,3}\s+(?:ans|mois)\b",
    re.I,
)


def without_ages(text: str) -> str:
    """``text`` with blanks in the place of such ages, so that every offset stays; the person stays."""
    for pattern in (_ARABIC, _FRENCH):
        text = pattern.sub(_blank, text)
    english = _ENGLISH.sub(_blank, text)
    return text if _OLD.search(english) else english  # "a 5-year-old and a 7-year-old girl": the first is nobody else


def _blank(match: re.Match[str]) -> str:
    kept = match["kept"]
    return kept + " " * (len(match[0]) - len(kept))
