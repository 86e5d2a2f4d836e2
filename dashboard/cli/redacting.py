"""The verb `redact`, by which texts that could bring people to harm are taken away."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Final

import typer
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from dashboard import terminal
from dashboard.beside_register import Cleared, clear_beside
from dashboard.cli import register
from dashboard.cli.options import By
from dashboard.inbox import Inbox
from dashboard.jobs import Jobs
from dashboard.settings import Settings
from db.batches import UnknownBatchError
from db.engine import writing
from db.judgements.refusals import JudgementError
from db.redaction.redacting import FIELDS, Redacted, redact
from db.redaction.scope import Scope

_OUT_OF_REACH: Final = (
    "Out of reach: backups, exports and PDFs that people have, the senders' files, and what the disk itself keeps of "
    "deleted files."
)
_ON_POSTGRESQL: Final = "On PostgreSQL also its write-ahead log, archived or replicated, until it is overwritten."


def redact_texts(
    claim: Annotated[str | None, typer.Argument(metavar="[CLAIM]", help="The key of a claim.")] = None,
    batch: Annotated[int | None, typer.Option(metavar="N", help="All claims of a recorded file instead.")] = None,
    document: Annotated[
        str | None, typer.Option(metavar="URL|TITLE", help="All claims that cite a document instead.")
    ] = None,
    text: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Only this piece of text, wherever it stands in them.")
    ] = None,
    fields: Annotated[
        str, typer.Option(metavar="F,F", help=f"From which of {', '.join(FIELDS)} (default: what usually holds names).")
    ] = "",
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why, without saying it again; it is kept.")] = "",
    by: By = "",
    clear: Annotated[
        bool, typer.Option("--clear", help="Only clear what earlier redactions left on this computer.")
    ] = False,
) -> None:
    """Take texts away to protect people, from every version and the kept file; a marked gap stays, and every figure.

    This can't be undone. Without --text the words, the excerpt, the notes and the kept file go whole.
    """
    settings = register.settings_of_environment()
    engine = register.for_reading(settings)
    if clear:
        return _told(_cleared(engine, settings, ()), engine)
    asked = [name.strip() for name in fields.split(",") if name.strip()]
    scope, name = Scope(claim, batch, document), by or settings.recorded_by
    try:
        with writing(engine) as session:
            done = redact(session, scope, by=name, reason=reason, fields=asked, text=text)
    except UnknownBatchError as error:
        terminal.fail(f"{error}; `sijill batches` lists those there are")
    except JudgementError as error:
        terminal.fail(str(error))
    except DBAPIError as error:
        terminal.fail(f"the register could not be written, and nothing has changed: {error.orig}")
    for line in _lines(done):
        terminal.out(line)
    return _told(_cleared(engine, settings, (*done.files, *done.files_gone)), engine)


def _cleared(engine: Engine, settings: Settings, batches: Iterable[int]) -> Cleared:
    inbox, jobs = Inbox(settings.uploads_dir, settings.max_upload_bytes), Jobs(settings.jobs_dir)
    return clear_beside(engine, settings, inbox, jobs, batches)


def _told(cleared: Cleared, engine: Engine) -> None:
    for line in _beside(cleared, engine.dialect.name):
        terminal.out(line)


def _lines(done: Redacted) -> Iterator[str]:
    """What went from the register."""
    claims = "1 claim" if done.claims == 1 else f"{done.claims:,} claims"
    texts = "1 text" if done.texts == 1 else f"{done.texts:,} texts"
    yield f"Redaction {done.id}: {texts} of {claims}, and {done.quotes:,} quotations of them. No figure has changed."
    if done.files:
        yield f"Kept without the text: the file of batch {', '.join(map(str, done.files))}."
    if done.files_gone:
        yield f"Kept no more, for the text can't be cut out: the file of batch {', '.join(map(str, done.files_gone))}."
    if done.still_in:
        named = ", ".join(done.still_in)
        yield f"THE TEXT STILL STANDS in the {named} of these claims, which is not redacted: send a corrected row."


def _beside(cleared: Cleared, dialect: str) -> Iterator[str]:
    """What went from beside it, and what is out of reach."""
    yield f"Also gone: {cleared.uploads:,} uploads and {cleared.made:,} files made of views, of the last day."
    if cleared.left is None:
        yield "The register's files were written anew, so that no freed page holds it."
    else:
        yield f"FREED PAGES OF THE REGISTER MAY STILL HOLD IT ({cleared.left}): try `sijill redact --clear`."
    yield f"{_OUT_OF_REACH} {_ON_POSTGRESQL if dialect == 'postgresql' else ''}".rstrip()
