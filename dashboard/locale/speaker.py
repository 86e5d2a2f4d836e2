"""One reader's language: everything that is put into words goes through a :class:`Speaker`."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final, Literal

from babel import Locale

from dashboard.locale.catalogue import MessageId, catalogue
from dashboard.locale.dates import day_words, month_words, period_words
from db.vocabulary import Word

Language = Literal["en", "ar"]
Numerals = Literal["latn", "arab"]

NO_FIGURE: Final = "—"
_ARABIC_DIGITS: Final = str.maketrans("0123456789,", "٠١٢٣٤٥٦٧٨٩٬")
_PLURAL_FORMS: Final = {"en": ("one", "other"), "ar": ("zero", "one", "two", "few", "many", "other")}
_LOCALES: Final = {"en": "en_GB", "ar": "ar_SY"}  # ar_SY: the months of the Levant
_JOINED_DIGITS: Final = re.compile(r"\d-\d|^[-+−]\d")
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"


def msg(message: str) -> str:
    """Mark a message that is translated later, by ``speaker.text(message)``, so that it gets into the catalogue."""
    return message


@dataclass(frozen=True, slots=True)
class Speaker:
    """Speaks ``language`` with Western (``latn``) or Arabic-Indic (``arab``) digits. Get one from :func:`speak`."""

    language: Language
    numerals: Numerals = "latn"

    @property
    def rtl(self) -> bool:
        """Whether the language runs from right to left."""
        return self.language == "ar"

    @property
    def locale(self) -> Locale:
        """Babel's locale, for what is not spoken here."""
        return Locale.parse(_LOCALES[self.language])

    def text(self, message: str, **values: str | int) -> str:
        """The message in this language, English if it has no translation.

        ``{names}`` in it are filled from ``values``: whole numbers as :meth:`number` prints them, text isolated if it
        runs the other way.
        """
        return self._filled(self._translated(message)[0], values)

    def plural(self, one: str, many: str, n: int, **values: str | int) -> str:
        """The form of a message that ``n`` asks for (two in English, six in Arabic); ``{n}`` in it is the number."""
        forms = _PLURAL_FORMS[self.language]
        translations = self._translated((one, many))
        if len(translations) < len(forms):  # not translated: English, and its rule
            return self._filled(one if n == 1 else many, {"n": n, **values})
        return self._filled(translations[forms.index(self.locale.plural_form(n))], {"n": n, **values})

    def number(self, number: int | None) -> str:
        """A whole number with its thousands grouped; a dash for None, which is never 0."""
        return NO_FIGURE if number is None else self.digits(f"{number:,}")

    def digits(self, text: str) -> str:
        """The text with its digits (and grouping commas) in the reader's numerals."""
        return text.translate(_ARABIC_DIGITS) if self.numerals == "arab" else text

    def day(self, day: date | None) -> str:
        """A day in the long form, "30 November 2024"; a dash for None."""
        return NO_FIGURE if day is None else self.digits(day_words(day, self.locale))

    def month(self, month: date | str | None) -> str:
        """The month that a day lies in, or a month written ``2024-11``, as "November 2024"."""
        if month is None:
            return NO_FIGURE
        day = date.fromisoformat(f"{month}-01") if isinstance(month, str) else month
        return self.digits(month_words(day, self.locale))

    def period(self, since: date | None, until: date | None) -> str:
        """Two days as shortly as they can be said: "24–30 November 2024", "November 2024", "since 15 March 2011"."""
        if since is None and until is None:
            return NO_FIGURE
        if since is None:
            return self.text("until {day}", day=self.day(until))
        if until is None:
            return self.text("since {day}", day=self.day(since))
        first, last = period_words(since, until, self.locale)
        if last is None:
            return self.digits(first)
        return self.digits(f"{first}–{last}" if first.isdigit() else f"{first} – {last}")

    def term(self, word: Word | None) -> str:
        """The label of a word of the vocabularies; a dash for None."""
        return NO_FIGURE if word is None else word.term.label(self.language)

    def isolate(self, text: str) -> str:
        """The text shielded from the direction of what it stands in, if any of its letters run the other way.

        In Arabic also a code or a day in digits alone: ``2024-11-30`` would be read from the wrong end.
        """
        if text.startswith(_FIRST_STRONG_ISOLATE) and text.endswith(_POP_ISOLATE):
            return text
        against = ("L",) if self.rtl else ("R", "AL")
        directions = {unicodedata.bidirectional(letter) for letter in text}
        in_digits = self.rtl and not directions & {"R", "AL"} and bool(_JOINED_DIGITS.search(text))
        if in_digits or any(direction in directions for direction in against):
            return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}"
        return text

    def listing(self, items: list[str]) -> str:
        """Items one after the other with the language's comma."""
        return ("، " if self.rtl else ", ").join(self.isolate(item) for item in items)

    def clauses(self, items: list[str]) -> str:
        """Longer items, which may hold commas, one after the other with the language's semicolon, which ends each."""
        ended = [item.removesuffix(".") for item in items[:-1]] + items[-1:]
        return ("؛ " if self.rtl else "; ").join(self.isolate(item) for item in ended)

    def fill(self, template: str, **values: str | int) -> str:
        """A sentence that is in this language already, its ``{names}`` filled as :meth:`text` fills them."""
        return self._filled(template, values)

    def _translated(self, message: MessageId) -> tuple[str, ...]:
        untranslated = (message,) if isinstance(message, str) else ()
        return catalogue(self.language).get(message, untranslated)

    def _filled(self, template: str, values: dict[str, str | int]) -> str:
        filled = {
            name: self.number(value) if isinstance(value, int) else self.isolate(value)
            for name, value in values.items()
        }
        return template.format_map(filled)


@cache
def speak(language: Language, numerals: Numerals = "latn") -> Speaker:
    """The speaker of a language."""
    return Speaker(language, numerals)
