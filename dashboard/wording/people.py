"""What a number counts: "people killed", "civilians killed", "households displaced"."""

from typing import Final

from dashboard.locale import Speaker, msg
from db.vocabulary import Age, Basis, Measure, Population, Sex, Unit, Word

_PEOPLE: Final = {
    Measure.KILLED: msg("people killed"),
    Measure.INJURED: msg("people injured"),
    Measure.MISSING: msg("people missing"),
    Measure.DETAINED: msg("people detained"),
    Measure.DISPLACED: msg("people displaced"),
    Measure.EVACUATED: msg("people evacuated"),
    Measure.RETURNED: msg("people returned"),
    Measure.REFUGEES: msg("refugees"),
    Measure.IDPS: msg("internally displaced people"),
    Measure.ASYLUM_SEEKERS: msg("asylum-seekers"),
    Measure.HOMELESS: msg("people made homeless"),
}
_CIVILIANS: Final = {
    Measure.KILLED: msg("civilians killed"),
    Measure.INJURED: msg("civilians injured"),
    Measure.MISSING: msg("civilians missing"),
    Measure.DETAINED: msg("civilians detained"),
}
_HOUSEHOLDS: Final = {
    Measure.DISPLACED: msg("households displaced"),
    Measure.EVACUATED: msg("households evacuated"),
    Measure.RETURNED: msg("households returned"),
    Measure.REFUGEES: msg("refugee households"),
    Measure.IDPS: msg("internally displaced households"),
    Measure.HOMELESS: msg("households made homeless"),
}
_OF_BOTH: Final = {
    (Sex.FEMALE, Age.CHILD): msg("girls"),
    (Sex.MALE, Age.CHILD): msg("boys"),
    (Sex.FEMALE, Age.ADULT): msg("women"),
    (Sex.MALE, Age.ADULT): msg("men"),
    (Sex.FEMALE, Age.OLDER): msg("older women"),
    (Sex.MALE, Age.OLDER): msg("older men"),
}


def counted(
    measure: Measure,
    speaker: Speaker,
    *,
    unit: Unit = Unit.PERSON,
    population: Population | None = None,
    sex: Sex | None = None,
    age: Age | None = None,
) -> str:
    """What a figure counts, in lower case; who it is about only where the claim says so."""
    about: list[Word] = []
    table = _PEOPLE
    if unit is Unit.HOUSEHOLD and measure in _HOUSEHOLDS:
        table = _HOUSEHOLDS
    elif unit is Unit.HOUSEHOLD:
        about = [unit]
    elif population is Population.CIVILIAN and measure in _CIVILIANS:
        table = _CIVILIANS
    elif population in (Population.CIVILIAN, Population.COMBATANT, Population.PROTECTED):
        about = [population]
    people = speaker.text(table[measure])
    who = [*(mid_sentence(speaker.term(word)) for word in about), *sex_and_age(sex, age, speaker)]
    if not who:
        return people
    return speaker.text("{counted} ({who})", counted=people, who=speaker.listing(who))


def sex_and_age(sex: Sex | None, age: Age | None, speaker: Speaker) -> list[str]:
    """Which women, men or children are counted, inside a sentence: "girls", "older people"; nothing where it is all."""
    if sex is not None and age is not None:
        return [speaker.text(_OF_BOTH[sex, age])]
    return [mid_sentence(speaker.term(word)) for word in (sex, age) if word is not None]


def mid_sentence(label: str) -> str:
    """A label without its capital, as it stands inside a sentence; abbreviations keep theirs."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def starting(sentence: str) -> str:
    """A phrase with a capital, as it starts a sentence."""
    return sentence[:1].upper() + sentence[1:]


def who_is_counted(population: Population, speaker: Speaker) -> str:
    """Whom a figure counts, inside a sentence."""
    if population is Population.UNKNOWN:
        return speaker.text("not stated")
    if population is Population.ALL:
        return speaker.text("civilians and combatants")
    return mid_sentence(speaker.term(population))


def how_counted(basis: Basis | None, speaker: Speaker) -> str:
    """How people were counted, inside a sentence."""
    return speaker.text("not stated") if basis is None else mid_sentence(speaker.term(basis))
