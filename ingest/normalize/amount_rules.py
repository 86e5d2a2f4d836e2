"""The rules that read words: one registry with a sentence each, and what low, best and high each quantifier gives.

A stated figure is kept as stated, an open end stays open (None, never 0), and the strictness of "more than" and
"fewer than" lives in the quantifier.
"""

from db.vocabulary import Quantifier

RULES: dict[str, str] = {
    "exact_digits/1": "One figure in digits: low, best and high are that figure.",
    "exact_words/1": "One figure in words, or in a noun that carries its number: low, best and high are that figure.",
    "exact_scaled/1": "Digits with a scale word, such as 1.2 million: low, best and high are their product.",
    "at_least/1": "A figure or more: low and best are the figure, and no upper bound is known.",
    "more_than/1": "Strictly more than a figure: low and best are the stated figure, and no upper bound is known.",
    "at_most/1": "A figure or fewer: best and high are the figure, and no lower bound is known.",
    "less_than/1": "Strictly fewer than a figure: high is the stated figure, and neither low nor best is known.",
    "about/1": "An approximate figure: it is the best, and no margin is invented.",
    "about_noun/1": "A noun that rounds a number (une vingtaine): it is the best, and no margin is invented.",
    "range/1": "A low and a high: best stays empty, unless both ends are the same figure.",
    "range_with_best/1": "A low and a high with the likeliest figure between them, as stated: that one is the best.",
    "vague/1": "A word such as dozens: low is the least it allows (two of its unit), and best and high are not known.",
    "none/1": "The words state that nobody was harmed: low, best and high are 0.",
    "none_reported/1": "No harm was reported, which is not the statement that there was none: nothing is known.",
    "harm_reported/1": "Harm is reported without a number: nothing is known but that there was some.",
    "unknown/1": "The cell is blank or says that the figure is not known.",
    "suppressed/1": "The publisher withheld the figure: it exists, and nothing is known of it.",
    "late_remainder/1": "A total less the late reports it contains: what belongs to the period itself, derived.",
}

Bounds = tuple[int | None, int | None, int | None]


def bounds(quantifier: Quantifier, figure: int) -> Bounds:
    """Low, best and high of one stated ``figure``. Ranges and vague words have bounds of their own (``KeyError``)."""
    return {
        Quantifier.EXACT: (figure, figure, figure),
        Quantifier.AT_LEAST: (figure, figure, None),
        Quantifier.MORE_THAN: (figure, figure, None),
        Quantifier.AT_MOST: (None, figure, figure),
        Quantifier.LESS_THAN: (None, None, figure),
        Quantifier.ABOUT: (None, figure, None),
    }[quantifier]
