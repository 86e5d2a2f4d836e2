"""The people that a claim of households comes to, in words: never without the household size and who says it."""

from typing import Final

from dashboard.locale import Speaker, msg
from dashboard.wording.figures import figure_text
from db.answers import ClaimRecord

IN_NO_SUM: Final = msg("People that are worked out from households (≈) are derived: no figure and no sum has them.")


def size_words(factor: float, speaker: Speaker) -> str:
    """A household size in the reader's numerals: "5.1"."""
    size = speaker.digits(f"{factor:g}")
    return size.replace(".", "٫") if speaker.numerals == "arab" else size


def people_text(claim: ClaimRecord, speaker: Speaker) -> str:
    """The derived people of a claim with what they rest on, for a cell of a table; "" where there are none."""
    if claim.people is None or claim.factor is None:
        return ""
    return speaker.text(
        "≈ {figure} ({size} a household: {source})",
        figure=_figure(claim, speaker),
        size=size_words(claim.factor, speaker),
        source=claim.factor_source or "",
    )


def people_words(claim: ClaimRecord, speaker: Speaker) -> str:
    """The same as sentences; of a vague word the household size alone, and "" where nobody states one."""
    if claim.factor is None:
        return ""
    said = {"size": size_words(claim.factor, speaker), "source": claim.factor_source or ""}
    if claim.people is None:
        return speaker.text(
            "{size} people a household by “{source}”; from a vague word no people are worked out.",
            **said,
        )
    derived = speaker.text(
        "≈ {figure} people, worked out with {size} people a household by “{source}”.",
        figure=_figure(claim, speaker),
        **said,
    )
    in_none = speaker.text("Derived: in no sum of people.")
    return f"{derived} {in_none}"


def _figure(claim: ClaimRecord, speaker: Speaker) -> str:
    """The derived bounds as the claim's own are printed; "about 50" needs no second word for it behind the sign."""
    low, best, high = claim.people or (None, None, None)
    if low is None and high is None:
        low = high = best
    return figure_text(low, best, high, quantifier=claim.quantifier, speaker=speaker)
