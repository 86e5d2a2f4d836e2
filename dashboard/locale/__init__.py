"""The reader's language: messages, numbers, dates and terms in English and Arabic.

``speak("ar").text("Known to {date}", date=...)``. Code is written in English messages; ``ar/*.po`` hold their Arabic, a
catalogue for each room of the dashboard, read when first needed.
"""

from dashboard.locale.speaker import NO_FIGURE, Language, Numerals, Speaker, msg, speak

__all__ = ["NO_FIGURE", "Language", "Numerals", "Speaker", "msg", "speak"]
