"""How figures, dates, grades and speakers are put into words: one way for screen, command line and PDF."""

from dashboard.wording.figures import claim_text, claim_word, figure_text, figure_words, total_text, vague_word
from dashboard.wording.people import counted, mid_sentence, starting
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
    "kind_of_count",
    "mid_sentence",
    "reliability_words",
    "said_by",
    "source_line",
    "starting",
    "time_frame",
    "total_text",
    "vague_word",
    "when_words",
]
