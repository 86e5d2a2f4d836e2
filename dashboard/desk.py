"""What the pages and the API work with: the open register, the settings, the inbox of uploads and the long work."""

from dataclasses import dataclass

from sqlalchemy import Engine

from dashboard.inbox import Inbox
from dashboard.jobs import Jobs
from dashboard.settings import Settings
from db.columns.store import beside
from db.engine import migrate, open_register


@dataclass(frozen=True, slots=True)
class Desk:
    """One register, opened for one running dashboard."""

    engine: Engine
    settings: Settings
    inbox: Inbox
    jobs: Jobs

    @classmethod
    def of(cls, settings: Settings) -> "Desk":
        """Open the register that the settings name, bring it to this version, and forget what is older than a day."""
        engine = open_register(settings.register_url)
        migrate(engine)
        engine = beside(engine, settings.data_dir)
        inbox, jobs = Inbox(settings.uploads_dir, settings.max_upload_bytes), Jobs(settings.jobs_dir)
        inbox.forget_expired()
        jobs.forget_expired()
        return cls(engine, settings, inbox, jobs)
