"""How figures, dates, grades and speakers are put into words: one way for screen, command line and PDF."""

from dashboard.wording.conventions import by_convention, convention_fact, convention_words, standing_convention
from dashboard.wording.definitions import definition_words
from dashboard.wording.fallen import fallen_words
from dashboard.wording.figures import (
    claim_text,
    claim_word,
    figure_text,
    figure_words,
    total_text,
    total_words,
    vague_word,
)
from dashboard.wording.files import (
    column_words,
    layout_about,
    layout_words,
    left_out_words,
    licence_words,
    publisher_words,
    read_as_words,
)
from dashboard.wording.households import IN_NO_SUM, people_text, people_words
from dashboard.wording.issues import issue_heading, issue_meaning, issue_words
from dashboard.wording.known_names import area_words, judge_name, source_words
from dashboard.wording.notes import Noted, note_text, noted_words
from dashboard.wording.people import counted, how_counted, mid_sentence, sex_and_age, starting, who_is_counted
from dashboard.wording.place_names import NO_NAMES, PlaceNames, names_in
from dashboard.wording.reasons import judge_words, reason_words, undone_words
from dashboard.wording.reclassified import reclassified
from dashboard.wording.refusals import refusal_words
from dashboard.wording.sayings import (
    SourceNames,
    coverage,
    covered_words,
    headline,
    kind_of_count,
    reliability_words,
    said_by,
    source_line,
)
from dashboard.wording.since import since_words
from dashboard.wording.times import as_of_words, day_or_month, newest_words, periods_words, time_frame, when_words
from dashboard.wording.uncounted import uncounted_words

__all__ = [
    "IN_NO_SUM",
    "NO_NAMES",
    "Noted",
    "PlaceNames",
    "SourceNames",
    "area_words",
    "as_of_words",
    "by_convention",
    "claim_text",
    "claim_word",
    "column_words",
    "convention_fact",
    "convention_words",
    "counted",
    "coverage",
    "covered_words",
    "day_or_month",
    "definition_words",
    "fallen_words",
    "figure_text",
    "figure_words",
    "headline",
    "how_counted",
    "issue_heading",
    "issue_meaning",
    "issue_words",
    "judge_name",
    "judge_words",
    "kind_of_count",
    "layout_about",
    "layout_words",
    "left_out_words",
    "licence_words",
    "mid_sentence",
    "names_in",
    "newest_words",
    "note_text",
    "noted_words",
    "people_text",
    "people_words",
    "periods_words",
    "publisher_words",
    "read_as_words",
    "reason_words",
    "reclassified",
    "refusal_words",
    "reliability_words",
    "said_by",
    "sex_and_age",
    "since_words",
    "source_line",
    "source_words",
    "standing_convention",
    "starting",
    "time_frame",
    "total_text",
    "total_words",
    "uncounted_words",
    "undone_words",
    "vague_word",
    "when_words",
    "who_is_counted",
]
