"""Who says a figure, how far they are trusted, and the sentence that puts a figure together."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Final

from dashboard.locale import Speaker
from dashboard.wording.figures import total_words
from dashboard.wording.people import counted, mid_sentence, sex_and_age, starting
from dashboard.wording.times import time_frame
from db.answers import ClaimRecord, Standing, Total
from db.vocabulary import Measure, Population, Reliability, Series

SourceNames = Mapping[str, str]
"""The names of sources in the reader's language, by their names in the register; a name not in it is used as it is."""


MOST_NAMED: Final = 12
"""Sources that are named under a chart; the page on sources has all."""

_CASUALTIES: Final = frozenset({Measure.KILLED, Measure.INJURED, Measure.MISSING, Measure.DETAINED})


def said_by(record: Total | ClaimRecord, speaker: Speaker, names: SourceNames | None = None) -> str:
    """Who first said it and who passed it on: "White Helmets, via The Gazette"; empty for a sum over many speakers."""
    names = names or {}
    source = record.source and names.get(record.source, record.source)
    origin = record.origin and names.get(record.origin, record.origin)
    if source and origin and origin != source:
        return speaker.text("{origin}, via {source}", origin=origin, source=source)
    if source and isinstance(record, ClaimRecord) and not record.direct:
        return speaker.text("{source}, which does not say who counted", source=source)
    return source or origin or ""


def kind_of_count(total: Total, speaker: Speaker, *, apart_from: Total | None = None) -> str:
    """How a figure was arrived at and of whom: "documented, civilians and combatants".

    Of a part, only what sets it ``apart_from`` its whole; all of it if nothing does.
    """
    words = {
        "basis": "" if total.basis is None else mid_sentence(speaker.term(total.basis)),
        "population": _who(total, speaker),
        "age": total.age or "",
        "sex": total.sex or "",
    }
    if apart_from is not None:
        own = {name: word for name, word in words.items() if getattr(total, name) != getattr(apart_from, name)}
        words = own if any(own.values()) else words
    whom = sex_and_age(total.sex if "sex" in words else None, total.age if "age" in words else None, speaker)
    return speaker.listing([*(words[name] for name in ("basis", "population") if words.get(name)), *whom])


def _who(total: Total, speaker: Speaker) -> str:
    """Who is counted; that this is not stated matters for casualties only."""
    if total.population is Population.ALL:
        return speaker.text("civilians and combatants")
    if total.population is Population.UNKNOWN:
        return speaker.text("who is counted is not stated") if total.measure in _CASUALTIES else ""
    return mid_sentence(speaker.term(total.population))


def coverage(total: Total, speaker: Speaker) -> str:
    """How much stands behind a figure: "3 claims about 2 incidents", "1 claim"; of a sum, what leaves its end open.

    A sum of one sex or age is said to be in no other, because the page has the sum of all people beside it.
    """
    claims = speaker.plural("{n} claim", "{n} claims", total.claims)
    if total.series is not Series.INCIDENT:
        return claims
    incidents = speaker.plural("{n} incident", "{n} incidents", total.incidents)
    said = speaker.text("{claims} about {incidents}", claims=claims, incidents=incidents)
    if total.unbounded and total.incidents > 1:
        said = speaker.text("{coverage}, {n} of them without an upper bound", coverage=said, n=total.unbounded)
    if total.sex is None and total.age is None:
        return said
    return speaker.text("{coverage}, not added to the figure of all people", coverage=said)


def covered_words(standing: Standing, speaker: Speaker) -> str:
    """How much a view covers: "41 claims, 1 incident". Not all of the claims are about incidents."""
    return speaker.text(
        "{claims}, {incidents}",
        claims=speaker.plural("{n} claim", "{n} claims", standing.claims),
        incidents=speaker.plural("{n} incident", "{n} incidents", standing.incidents),
    )


def headline(total: Total, speaker: Speaker, names: SourceNames | None = None) -> str:
    """One figure as a sentence: what it counts, how many, where, when, and who says so or what stands behind it."""
    what = counted(total.measure, speaker, unit=total.unit, population=total.population, sex=total.sex, age=total.age)
    if total.series is Series.INCIDENT:
        what = speaker.text("{counted} in recorded incidents", counted=what)
    figure = total_words(total, speaker)
    behind = said_by(total, speaker, names) or coverage(total, speaker)
    details = speaker.listing([part for part in (total.place, time_frame(total, speaker), behind) if part])
    return starting(speaker.text("{counted}: {figure} ({details}).", counted=what, figure=figure, details=details))


def reliability_words(grade: Reliability | None, speaker: Speaker) -> str:
    """A source's grade with its meaning: "B: usually reliable"; "not graded" if nobody has."""
    if grade is None:
        return speaker.text("not graded")
    return speaker.text("{grade}: {meaning}", grade=grade.value, meaning=mid_sentence(speaker.term(grade)))


def source_line(
    sources: Iterable[str], speaker: Speaker, *, as_of: date | datetime | None = None, data_version: str | None = None
) -> str:
    """What follows "Sources:" under a chart: who is behind it, as known when, of which state of the register.

    Of very many the first are named: under a chart of a hundred sources nobody reads them, and a slow line waits.
    """
    every = list(dict.fromkeys(source for source in sources if source))
    parts, more = every[:MOST_NAMED], len(every) - MOST_NAMED
    if more > 0:
        parts.append(speaker.plural("{n} more source", "{n} more sources", more))
    if as_of is not None:
        parts.append(speaker.text("as known on {day}", day=speaker.day(as_of)))
    if data_version is not None:
        parts.append(speaker.text("register version {version}", version=data_version))
    return speaker.clauses(parts)
