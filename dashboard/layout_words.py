"""What a publisher's layout does with a row, in words: one way for the page on method and the command line."""

from dashboard.locale import Speaker
from dashboard.wording import mid_sentence
from db.vocabulary import registry
from ingest.layouts.describe import ClaimDescription, LayoutDescription


def named_words(claim: ClaimDescription, speaker: Speaker) -> str:
    """The controlled words that the layout states of a claim, by their labels: "Killed, civilians"."""
    terms = registry()
    labels = [terms[vocabulary][word].label(speaker.language) for vocabulary, word in claim.words.items()]
    first, *others = labels
    return speaker.listing([first, *map(mid_sentence, others)])


def figure_columns(claim: ClaimDescription) -> str:
    """Which column is which figure: "deaths_civilians" for a value, "low; high: most" for the others."""
    if set(claim.figures) == {"value"}:
        return claim.figures["value"]
    return "; ".join(name if name == column else f"{name}: {column}" for name, column in claim.figures.items())


def conditions(claim: ClaimDescription, speaker: Speaker) -> str:
    """When the claim is made, and what it is a part of; blank if it is always made and is a whole."""
    text = speaker.text
    told = [
        text("Part of {whole}", whole=claim.part_of) if claim.part_of else "",
        text("Only if {condition}", condition=claim.only_if) if claim.only_if else "",
        text("A 0 makes no claim") if claim.drop_zero else "",
        text("Told as {code}", code=claim.issue) if claim.issue else "",
        "" if claim.figures else text("The figure is not known"),
    ]
    return speaker.clauses([words for words in told if words])


def ways_told(layout: LayoutDescription) -> list[str]:
    """The columns by which a table is told, one text for each look that it may have."""
    return [", ".join(look) for look in layout.told_by]
