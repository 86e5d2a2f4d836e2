"""The jobs of a running dashboard: each in a thread of its own, few at once, with what is known of it on disk.

A job is found by its token from any tab, after a reload, and after Sijill was started again, for a day.
"""

import json
import logging
import secrets
import shutil
import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import BoundedSemaphore, Event, Lock, Thread
from typing import Final

from dashboard.jobs.job import Job, Made, State
from dashboard.jobs.pulse import beats, pulse
from dashboard.jobs.reasons import CHANGED, reasons
from dashboard.rows.problems import issue_row
from db.owner_only import own_folder

EXPIRES_S: Final = 24 * 3600
AT_ONCE: Final = 2
RESULTS_KEPT: Final = 8
_NOTE_EVERY_S: Final = 0.5
_LETTERS: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")
_NOTE, _FILE, _PULSE, _STALE = "job.json", "file", "pulse", "stale"

log = logging.getLogger(__name__)

Tell = Callable[[str, int, int | None], None]
"""Takes how far the work is: the step, how many rows are done, and of how many."""
Work = Callable[[Tell, Path], Made]
"""The work itself; a file that it makes is written to the path."""


class UnknownJobError(LookupError):
    """There is no job under this token: never was, or was forgotten after a day."""


class Jobs:
    """The jobs whose notes and files are in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._places = BoundedSemaphore(AT_ONCE)
        self._lock = Lock()
        self._live: dict[str, tuple[Job, Event]] = {}
        self._results: OrderedDict[str, object] = OrderedDict()

    def start(self, kind: str, name: str, work: Work, *, token: str | None = None) -> Job:
        """Begin ``work``, and do not wait for it. A job of the same ``token`` that goes on is left to go on."""
        self.forget_expired()
        job = Job(token or secrets.token_urlsafe(32), kind, name)
        place = self._place(job.token)
        if beats(place / _PULSE) and not (going := self.find(job.token)).state.is_over:
            return going
        with self._lock:
            if job.token in self._live:
                return self._live[job.token][0]
            self._live[job.token] = (job, Event())
            self._results.pop(job.token, None)
        try:
            shutil.rmtree(place, ignore_errors=True)
            own_folder(self._folder)  # the names in it are tokens
            own_folder(place)
            (place / _PULSE).touch()
            self._note(job)
            Thread(target=self._run, args=(job, work), name=f"job {kind}", daemon=True).start()
        except BaseException:
            self._let_go(job.token)
            raise
        return job

    def find(self, token: str) -> Job:
        """The job under ``token``, as far as it is. Raises :class:`UnknownJobError`."""
        with self._lock:
            if token in self._live:
                return self._live[token][0]
        place = self._place(token)
        try:
            job = Job.of_row(json.loads((place / _NOTE).read_text(encoding="utf-8")))
        except FileNotFoundError:
            raise UnknownJobError(token) from None
        return job if job.state.is_over or beats(place / _PULSE) else replace(job, state=State.LOST)

    def wait(self, token: str, seconds: float) -> Job:
        """The job once it is over, or as far as it is after ``seconds``. Raises :class:`UnknownJobError`."""
        with self._lock:
            _, over = self._live.get(token, (None, None))
        if over is not None:
            over.wait(seconds)
        return self.find(token)

    def result(self, token: str) -> object:
        """What a job that is done left for this process; None where it left nothing, or where that is forgotten."""
        return self._results.get(token)

    def path(self, token: str) -> Path:
        """Where the file of a job is, if it made one."""
        return self._place(token) / _FILE

    def forget(self, token: str) -> None:
        """Delete what is known of a job that is over, so that it can be begun again under the same token."""
        if self._is_over(token):
            self._results.pop(token, None)
            shutil.rmtree(self._place(token), ignore_errors=True)

    def forget_over(self) -> int:
        """Delete what jobs that are over have made, for they may hold what must no longer be shown; how many.

        What goes on, here or in another process, is marked, and hands out nothing of what it makes.
        """
        self._results.clear()
        places = list(self._folder.iterdir()) if self._folder.is_dir() else []
        for place in places:
            with suppress(OSError):  # it is going away, or is no job
                (place / _STALE).touch()  # first, for whoever ends now looks for it after that is noted
        over = [place for place in places if self._is_over(place.name)]
        for place in over:
            shutil.rmtree(place, ignore_errors=True)
        return len(over)

    def forget_expired(self) -> None:
        """Delete what is known of jobs, and what they made, after a day."""
        if not self._folder.is_dir():
            return
        for place in self._folder.iterdir():
            with suppress(FileNotFoundError):
                if time.time() - place.stat().st_mtime > EXPIRES_S:
                    shutil.rmtree(place, ignore_errors=True)

    def _is_over(self, token: str) -> bool:
        with suppress(UnknownJobError):
            return self.find(token).state.is_over
        return True

    def _run(self, job: Job, work: Work) -> None:
        """Do the work and end the job, whatever happens: what Polars panics with is no ``Exception``."""
        place, made, noted = self._place(job.token), None, 0.0

        def tell(step: str, done: int, every: int | None) -> None:
            nonlocal job, noted
            due = time.monotonic() - noted > _NOTE_EVERY_S
            job = self._tell(replace(job, step=step, done=done, all=every), noted=due)
            noted = time.monotonic() if due else noted

        try:
            with pulse(place / _PULSE), self._places:
                (place / _STALE).unlink(missing_ok=True)  # nothing was asked of the register yet
                job = self._tell(replace(job, state=State.RUNNING))
                noted = time.monotonic()
                made = work(tell, place / _FILE)
                job = replace(job, state=State.DONE, facts=made.facts, file=made.file, media_type=made.media_type)
        except BaseException as error:
            job = replace(job, state=State.FAILED, issues=reasons(error))
        finally:
            self._end(job, made.result if made is not None else None)

    def _tell(self, job: Job, *, noted: bool = True) -> Job:
        with self._lock:
            self._live[job.token] = (job, self._live[job.token][1])
        if noted:
            self._note(job)
        return job

    def _end(self, job: Job, result: object) -> None:
        try:
            if not self._note(job):
                (self._place(job.token) / _PULSE).unlink(missing_ok=True)  # silent, it counts as lost
            if (self._place(job.token) / _STALE).exists():
                self._drop(job, result)
            elif result is not None:
                self._keep(job.token, result)
        finally:
            self._let_go(job.token)

    def _drop(self, job: Job, result: object) -> None:
        """Hand out nothing of what was made; what changed the register can't be begun again and is forgotten."""
        (self._place(job.token) / _FILE).unlink(missing_ok=True)
        if job.state is State.DONE and job.file is None and result is None:
            shutil.rmtree(self._place(job.token), ignore_errors=True)
        else:
            self._note(replace(job, state=State.FAILED, facts={}, file=None, issues=[issue_row(CHANGED)]))

    def _keep(self, token: str, result: object) -> None:
        with self._lock:
            self._results[token] = result
            while len(self._results) > RESULTS_KEPT:
                self._results.popitem(last=False)

    def _let_go(self, token: str) -> None:
        """Work on it no more, and tell who waits."""
        with self._lock:
            _, over = self._live.pop(token)
        over.set()

    def _note(self, job: Job) -> bool:
        """Write what is known of a job; whether that went well. A full disk must not keep work from its end."""
        place = self._place(job.token)
        new = place / f"{_NOTE}.new"
        try:
            new.write_text(json.dumps(job.row()), encoding="utf-8")
            new.replace(place / _NOTE)
        except FileNotFoundError:  # the data directory is gone: there is nobody left to tell
            return False
        except OSError:
            log.exception("what is known of a job could not be written")
            return False
        return True

    def _place(self, token: str) -> Path:
        if not token or not _LETTERS.issuperset(token):
            raise UnknownJobError(token)
        return self._folder / token
