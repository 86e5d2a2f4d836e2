"""What can go wrong between the content and the paper, and on the way back."""


class SnapshotError(RuntimeError):
    """The PDF could not be made; the message says why and what to do."""


class NotASnapshotError(ValueError):
    """The file is not a PDF snapshot of ours, or lost what makes it one."""
