"""What a convention does, in the reader's language."""

from dashboard.locale import Speaker
from db.answers import Standing, Total
from db.conventions.registry import Convention


def convention_words(convention: Convention, speaker: Speaker) -> str:
    """Whose convention, and what it does."""
    meaning = convention.term.meaning(speaker.language)
    return speaker.text("Convention: {convention}. {meaning}", convention=speaker.term(convention), meaning=meaning)


def by_convention(total: Total, speaker: Speaker) -> str:
    """By whose convention a figure is another than in the register; empty where it is none."""
    if total.convention is None:
        return ""
    return speaker.text("by {convention}’s convention", convention=speaker.term(total.convention))


def standing_convention(standing: Standing, speaker: Speaker) -> str:
    """What the convention of a view does to it, and to how many of its claims; empty without one."""
    if standing.convention is None:
        return ""
    name, meaning = speaker.term(standing.convention), standing.convention.term.meaning(speaker.language)
    does = _does(standing.convention, standing.otherwise, speaker)
    return speaker.text("{convention}. {meaning} Here {does}.", convention=name, meaning=meaning, does=does)


def convention_fact(standing: Standing, speaker: Speaker) -> str:
    """The same as shortly as it can be said: whose convention, and how many of the claims it concerns."""
    if standing.convention is None:
        return ""
    does = _does(standing.convention, standing.otherwise, speaker)
    return speaker.text("{convention}: {does}", convention=speaker.term(standing.convention), does=does)


def _does(convention: Convention, claims: int, speaker: Speaker) -> str:
    if not claims:
        return speaker.text("none of these claims is read otherwise")
    if convention.entry.leaves_out:
        return speaker.plural("{n} claim of these is left out", "{n} claims of these are left out", claims)
    return speaker.plural("{n} claim of these is read otherwise", "{n} claims of these are read otherwise", claims)
