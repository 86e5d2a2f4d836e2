"""What a view covers and no sum over incidents holds."""

from dashboard.locale import Speaker
from db.answers import Standing


def uncounted_words(standing: Standing, speaker: Speaker) -> list[str]:
    """Claims that are parts of totals which the view has not, and incidents that somebody set aside."""
    parts, discounted = standing.parts_apart, standing.discounted
    told = (
        (
            parts,
            speaker.plural(
                "{n} claim is a part of a total outside this view and is not counted",
                "{n} claims are parts of totals outside this view and are not counted",
                parts,
            ),
        ),
        (
            discounted,
            speaker.plural(
                "{n} incident is discounted and left out of sums",
                "{n} incidents are discounted and left out of sums",
                discounted,
            ),
        ),
    )
    return [words for number, words in told if number]
