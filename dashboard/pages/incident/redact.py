"""What the form does to texts that could bring people to harm: from what was typed to a gap in the register."""

from sqlmodel import Session

from dashboard.beside_register import clear_beside
from dashboard.desk import Desk
from dashboard.locale import Speaker
from dashboard.pages.deeds import Outcome, Typed, done, needed, signature
from dashboard.pages.incident.ids import Judge
from dashboard.view import View, speaker_of
from db.redaction.redacting import Redacted, redact
from db.redaction.scope import Scope


def redact_claim(desk: Desk, search: str, typed: Typed) -> Outcome:
    """Take texts of the chosen claim away, in one transaction, and then from what lies beside the register."""
    made: list[Redacted] = []

    def do(session: Session, view: View) -> tuple[int, str]:
        speaker = view.speaker
        key = needed(typed, Judge.REDACTED, speaker.text("Choose the claim whose texts are to be redacted."))
        signed = signature(typed.get(Judge.BY, ""), typed.get(Judge.REASON, ""), speaker)
        made.append(redact(session, Scope(claim=key), text=typed.get(Judge.TEXT, "").strip() or None, **signed))
        return made[0].id, _told(made[0], speaker)

    outcome = done(desk, search, do)
    if outcome.number is None:
        return outcome
    cleared = clear_beside(desk.engine, desk.settings, desk.inbox, desk.jobs, (*made[0].files, *made[0].files_gone))
    speaker = speaker_of(search, desk.settings.language)
    return Outcome(outcome.number, outcome.told, " ".join(_warnings(made[0], cleared.left is None, speaker)))


def _told(redacted: Redacted, speaker: Speaker) -> str:
    text = speaker.text
    said = [
        text(
            "Redaction {number}: {texts} gone; no figure has changed.",
            number=redacted.id,
            texts=speaker.plural("{n} text is", "{n} texts are", redacted.texts),
        )
    ]
    if redacted.files:
        said.append(text("The kept file is now without the text."))
    if redacted.files_gone:
        said.append(text("The kept file is deleted, since the text can’t be cut out of it."))
    return " ".join(said)


def _warnings(redacted: Redacted, cleared: bool, speaker: Speaker) -> list[str]:
    """What still holds the text, as far as anybody here knows."""
    text = speaker.text
    still = text("The text still stands in another field of these claims: send a corrected row.")
    pages = text("Freed pages of the register may still hold it: run sijill redact --clear.")
    beyond = text("Backups, exports and PDFs that people have still show it.")
    return [*([still] if redacted.still_in else []), *([] if cleared else [pages]), beyond]
