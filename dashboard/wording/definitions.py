"""What a figure counts, in the reader's language where Sijill wrote it, else in the words of its source."""

from functools import lru_cache

from dashboard.locale import Speaker
from dashboard.wording.gaps import gap_words
from dashboard.wording.issues import issue_templates, said_by


def definition_words(definition: str | None, speaker: Speaker) -> str:
    """The definition of a claim: what a publisher's layout writes is known in Arabic, all else stays as it is.

    Empty where none is stated.
    """
    if not definition:
        return ""
    return definition if speaker.language == "en" else _arabic(definition, speaker)


@lru_cache(maxsize=4096)
def _arabic(definition: str, speaker: Speaker) -> str:
    return said_by(issue_templates().parts["definition"], definition, speaker) or gap_words(definition, speaker)
