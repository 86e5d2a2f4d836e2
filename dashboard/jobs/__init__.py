"""Work that takes long: done beside the pages, told how far it is, left and come back to, and not lost by a reload."""

from dashboard.jobs.job import Job, Made, State
from dashboard.jobs.jobs import Jobs, Tell, UnknownJobError

__all__ = ["Job", "Jobs", "Made", "State", "Tell", "UnknownJobError"]
