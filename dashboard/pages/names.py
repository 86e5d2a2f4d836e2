"""Sources by the names that the reader knows them by."""

from sqlmodel import Session

from dashboard.locale import Speaker
from dashboard.wording import SourceNames, source_line, source_words
from db import queries
from db.filters import Filters


def source_names(session: Session, speaker: Speaker) -> SourceNames:
    """Names in the register -> names in the reader's language, where they differ."""
    if not speaker.rtl:
        return {}
    known = ((name, source_words(name, name_ar, speaker)) for name, name_ar in queries.choices(session).sources)
    return {name: named for name, named in known if named != name}


def view_source_line(session: Session, filters: Filters, speaker: Speaker) -> str:
    """Who is behind the incidents of a view, as known when, of which state of the register."""
    names = source_names(session, speaker)
    sources = [names.get(source.name, source.name) for source in queries.sources(session, filters)]
    version = queries.standing(session, filters).data_version
    return source_line(sources, speaker, as_of=filters.as_of, data_version=version)
