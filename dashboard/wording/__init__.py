"""How figures, dates, grades and speakers are put into words: one way for screen, command line and PDF."""

from dashboard.wording.figures import claim_text, claim_word, figure_text, figure_words, total_text, vague_word
from dashboard.wording.issues import issue_heading, issue_meaning, issue_words
from dashboard.wording.people import counted, how_counted, mid_sentence, starting, who_is_counted
from dashboard.wording.reasons import judge_words, reason_words, undone_words
from dashboard.wording.refusals import refusal_words
from dashboard.wording.sayings import (
    SourceNames,
    coverage,
    headline,
    kind_of_count,
    reliability_words,
    said_by,
    source_line,
)
from dashboard.wording.times import as_of_words, day_or_month, time_frame, when_words

__all__ = [
    "SourceNames",
    "as_of_words",
    "claim_text",
    "claim_word",
    "counted",
    "coverage",
    "day_or_month",
    "figure_text",
    "figure_words",
    "headline",
    "how_counted",
    "issue_heading",
    "issue_meaning",
    "issue_words",
    "judge_words",
    "kind_of_count",
    "mid_sentence",
    "reason_words",
    "refusal_words",
    "reliability_words",
    "said_by",
    "source_line",
    "starting",
    "time_frame",
    "total_text",
    "undone_words",
    "vague_word",
    "when_words",
    "who_is_counted",
]
