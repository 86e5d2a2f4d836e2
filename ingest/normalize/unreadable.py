"""Why words can't be read: one registry of codes, each with its message and the way out."""

from ingest.normalize.reading import UnreadableError
from ingest.ways_out import with_options

REMEDY_DECIMAL = (
    "Write the number without marks, such as 1200, or say which mark stands before decimals, "
    f"{with_options('--decimal-point', '--decimal-comma')}."
)
REMEDY_BY_HAND = "Put the figure into the column of its measure, and leave these words in “excerpt” beside it."
REMEDY_ONE_FIGURE = "Write one figure for one measure in a cell; put the others in their own columns or rows."

CODES: dict[str, tuple[str, str]] = {
    "unreadable_words": (
        "The rules can't read {text!r} as a number of people.",
        "Write a number, or words such as “at least 4”.",
    ),
    "ambiguous_separator": ("{text!r} is one number with a decimal point and another with thousands.", REMEDY_DECIMAL),
    "bad_grouping": (
        "The digits of {text!r} are not in groups of three.",
        "Write the number without marks, such as 1200.",
    ),
    "other_decimal_mark": (
        "{text!r} has another decimal mark than was stated for the file.",
        "Write the number without marks, such as 1200, or send the file without that statement.",
    ),
    "mixed_digits": ("{text!r} mixes digits of two scripts in one number.", "Write the number in one script."),
    "control_character": (
        "{text!r} holds a character that can't be seen.",
        "Remove the control characters from the cell.",
    ),
    "too_long": ("The text is longer than a figure or a sentence can be.", "Give the sentence that states the figure."),
    "too_large": ("{text!r} is more than there are people.", "Check the number and its unit (thousand, million)."),
    "fraction_of_person": (
        "{text!r} is not a whole number.",
        "Write whole people; a rate or an average is not a count.",
    ),
    "percentage": (
        "{text!r} is a share, not a count.",
        "Give the number of people that the share stands for, if the source does.",
    ),
    "rate": (
        "{text!r} is a rate, not a count.",
        "Give the number of people over the whole period, if the source does.",
    ),
    "negative_number": ("{text!r} is below zero.", "Record a correction as a revision of the claim it corrects."),
    "scientific_notation": (
        "{text!r} is in scientific notation, which may hide digits.",
        "Format the column as whole numbers and export it again.",
    ),
    "low_above_high": ("In {text!r} the low is above the high.", "Check the source; the two ends are never swapped."),
    "combined_quantifiers": ("{text!r} bounds the figure in two ways.", "Keep the bound that the source means."),
    "several_numbers": ("{text!r} holds more than one figure.", REMEDY_ONE_FIGURE),
    "conflicting_groups": ("{text!r} names two groups of people that exclude each other.", REMEDY_ONE_FIGURE),
    "ambiguous_scale": (
        "In {text!r} it is unclear whether the scale counts for both ends.",
        "Write both ends in full.",
    ),
    "no_measure": (
        "{text!r} gives a number of people, and does not say what happened to them.",
        "Put the figure into the column of its measure (killed, injured, displaced …).",
    ),
    "several_measures": (
        "{text!r} gives one figure for several measures.",
        "Put the figure of each measure into its own column, if the source gives them.",
    ),
    "measure_without_number": (
        "{text!r} says what happened, and the rules find no number that belongs to it.",
        REMEDY_BY_HAND,
    ),
    "not_asserted": (
        "{text!r} denies, fears or foresees the figure.",
        "Record a claim only for what the source says happened.",
    ),
    "found_again": (
        "{text!r} speaks of missing people who were found.",
        "Record those who are still missing, if the source says how many.",
    ),
    "harmed_before": (
        "{text!r} counts people who were harmed before, and tells something else of them.",
        "Record their number where they were harmed; people who live in displacement are “idps”.",
    ),
    "ambiguous_subject": (
        "In {text!r} it is unclear who did and who suffered.",
        REMEDY_BY_HAND,
    ),
    "ambiguous_date": (
        "In {text!r} a number may be a day or a count of people.",
        REMEDY_BY_HAND,
    ),
}

_SHOWN = 80


def unreadable(code: str, text: str) -> UnreadableError:
    """The error of ``code`` for ``text``, which it shows shortened."""
    message, remedy = CODES[code]
    shown = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return UnreadableError(code, message.format(text=shown), remedy)
