"""How many claims of a view changed since its moment, in words."""

from dashboard.locale import Speaker
from db.history.since import Since


def since_words(since: Since, speaker: Speaker) -> str:
    """ "12 claims added, 3 claims revised"; that nothing changed, if so."""
    counted = (
        (since.added, speaker.plural("{n} claim added", "{n} claims added", since.added)),
        (since.revised, speaker.plural("{n} claim revised", "{n} claims revised", since.revised)),
        (since.taken_back, speaker.plural("{n} claim taken back", "{n} claims taken back", since.taken_back)),
        (
            since.moved,
            speaker.plural(
                "{n} claim in or out of this view by grades and judgements alone",
                "{n} claims in or out of this view by grades and judgements alone",
                since.moved,
            ),
        ),
    )
    told = [words for number, words in counted if number]
    return speaker.listing(told) if told else speaker.text("nothing has changed")
