"""In which languages a document is made, and in which order."""

from typing import Literal, get_args

from dashboard.locale.speaker import Language, Numerals, Speaker, speak

Tongue = Literal["en", "ar", "both"]
"""A language, or both of them in one file."""


def speakers_of(tongue: Tongue, first: Language = "en", numerals: Numerals = "latn") -> tuple[Speaker, ...]:
    """Who speaks in each part of a document; of both languages ``first`` comes first.

    Arabic-Indic digits are for the Arabic part alone.
    """
    languages = sorted(get_args(Language), key=lambda language: language != first) if tongue == "both" else [tongue]
    return tuple(speak(language, numerals if language == "ar" else "latn") for language in languages)


def file_name(speakers: tuple[Speaker, ...]) -> str:
    """What the file is called: ``sijill-en.pdf``, ``sijill-ar-en.pdf``."""
    return f"sijill-{'-'.join(speaker.language for speaker in speakers)}.pdf"
