"""``sijill hold`` and ``sijill release``: claims that wait until somebody has looked at them."""

from typing import Annotated

import typer
from sqlmodel import Session

from dashboard.cli import register
from dashboard.cli.options import By, Reason
from db.deciding import reviewing

Key = Annotated[str, typer.Argument(metavar="KEY", help="The key of a claim; `sijill claims --format json` shows it.")]


def hold(key: Key, reason: Reason, by: By = "") -> None:
    """Hold a claim back for review: it stays to be seen, and is in no figure until it is released."""

    def told(session: Session, who: str) -> str:
        judgement = reviewing.hold(session, key, by=who, reason=reason)
        return f"Judgement {judgement.id}: {key} is in review and in no figure; `sijill release` lets it count again."

    register.decide(told, by)


def release(key: Key, reason: Reason, by: By = "") -> None:
    """Let a claim that was held back for review count again."""

    def told(session: Session, who: str) -> str:
        judgement = reviewing.release(session, key, by=who, reason=reason)
        return f"Judgement {judgement.id}: undone; {key} counts again."

    register.decide(told, by)
