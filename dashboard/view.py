"""What a page's address says: the filters, the language and digits, and which measure the incident charts show."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import get_args
from urllib.parse import parse_qsl, urlencode

from dashboard.address import MANNER, SHOW, require_known
from dashboard.locale import Language, Numerals, Speaker, speak
from db.filters import FilterError, Filters
from db.vocabulary import Measure, Series

SHOWABLE = (Measure.KILLED, Measure.INJURED)
"""What the timeline and the map of incidents can show."""

_SUBJECT = ("code",)
"""What a page is about, which is no filter: the incident that is open."""


def words_of(search: str) -> dict[str, str]:
    """The parameters of an address's query, with or without its question mark."""
    return dict(parse_qsl(search.lstrip("?")))


def search_of(words: dict[str, str]) -> str:
    """The query, with its question mark, that :func:`words_of` reads back; empty without parameters."""
    return f"?{urlencode(words)}" if words else ""


def without_filters(search: str) -> str:
    """The query of the whole register: of an address only how it is put, and the incident that is open."""
    return search_of({name: value for name, value in words_of(search).items() if name in (*MANNER, *_SUBJECT)})


def language_of(search: str, default: Language) -> Language:
    """The language that an address asks for; never fails, so that an error can be told in it."""
    asked = words_of(search).get("lang")
    return next((language for language in get_args(Language) if language == asked), default)


def speaker_of(search: str, default: Language) -> Speaker:
    """Who speaks on this page: the language, and Arabic-Indic digits if they are asked for."""
    digits: Numerals = "arab" if words_of(search).get("digits") == "arab" else "latn"
    return speak(language_of(search, default), digits)


@dataclass(frozen=True, slots=True)
class View:
    """One address, read. ``show`` is what the incident charts show; a filter on a measure goes before it.

    ``asked`` are all words of the address, for what a page asks beside the filters (a page's number, a code).
    ``on_paper``: it is read in a document, where nothing can be opened or downloaded.
    """

    filters: Filters = field(default_factory=Filters)
    speaker: Speaker = field(default_factory=lambda: speak("en"))
    show: Measure = Measure.KILLED
    asked: Mapping[str, str] = field(default_factory=dict)
    on_paper: bool = False

    @classmethod
    def from_search(cls, search: str, default: Language = "en") -> "View":
        """Read a query.

        Raises :class:`db.filters.FilterError` for a word that no page reads, a filter that is given twice, and a value
        that it can't take.
        """
        require_known(search)
        asked = words_of(search)
        filters = Filters.from_query(search)
        return cls(filters, speaker_of(search, default), filters.measure or _shown(asked.get(SHOW, "").strip()), asked)

    @property
    def shown(self) -> Filters:
        """The filters of the incident charts: those of the view, for incidents and the measure that is shown."""
        return replace(self.filters, measure=self.show, series=self.filters.series or Series.INCIDENT)


def _shown(text: str) -> Measure:
    """What the charts of incidents show where no filter says it: killed, if the address does not either."""
    for measure in SHOWABLE:
        if text in {measure, ""}:
            return Measure(text or SHOWABLE[0])
    raise FilterError(f"{SHOW}: {text!r} is not known; there are {', '.join(SHOWABLE)}")
