"""In which language a document is asked for, in both, and with which digits."""

from typing import Annotated

from fastapi import Depends, Query

from dashboard.api.issues import RefusedError
from dashboard.locale import Language, Numerals, Speaker
from dashboard.locale.tongues import Tongue, speakers_of
from dashboard.rows.problems import problem
from dashboard.settings import Settings

_Lang = Annotated[
    Tongue | None,
    Query(description="The language of the PDF, or both: one file, with the whole document in each language."),
]
_First = Annotated[Language | None, Query(description="Of both languages, the one that comes first.")]
_Digits = Annotated[Numerals, Query(description="The digits of what is in Arabic: 123 (latn) or ١٢٣ (arab).")]


class Tongues:
    """What an address says of it; where it says nothing, the language is that of the settings."""

    def __init__(self, lang: _Lang = None, first: _First = None, digits: _Digits = "latn") -> None:
        if first and lang != "both":
            remedy = "Leave it out, or ask for lang=both."
            message = "first puts one of two languages before the other; this document is in one."
            raise RefusedError(422, problem("parameter", message, remedy, column="first", value=first))
        self._asked = lang, first, digits

    def speakers(self, settings: Settings) -> tuple[Speaker, ...]:
        """Who speaks in each part of the document."""
        lang, first, digits = self._asked
        return speakers_of(lang or settings.language, first or settings.language, digits)


AskedTongues = Annotated[Tongues, Depends()]
"""The languages that an address asks for; others are answered with 422."""
