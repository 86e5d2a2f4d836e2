"""Why a view can't be asked for, in the reader's language."""

from dashboard.locale import Speaker
from dashboard.wording.issues import issue_templates, said_by
from db.filters import FilterError


def filter_words(error: FilterError, speaker: Speaker) -> str:
    """Which filter can't be used, its value, and what is allowed."""
    if speaker.language == "en":
        return str(error)
    return said_by(issue_templates().parts["refused_filter"], str(error), speaker) or str(error)
