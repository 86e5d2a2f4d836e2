"""Which problems of a file Arabic has no words for, with all their values."""

from collections.abc import Iterable

from dashboard.locale import speak
from dashboard.wording.issues import issue_templates, said_by
from ingest.issues import Issue

_ARABIC = speak("ar")


def untold(issues: Iterable[Issue]) -> list[tuple[str, str]]:
    """The messages and the ways out of which only the meaning, or the English, would be told."""
    known = issue_templates()
    every = {(issue.code, issue.message, issue.remedy) for issue in issues}
    messages = [(c, said) for c, said, _ in every if not said_by(known.messages.get(c, []), said, _ARABIC)]
    return sorted(messages + [(c, way) for c, _, way in every if way and not said_by(known.remedies, way, _ARABIC)])
