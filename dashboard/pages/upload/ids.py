"""The ids of the upload page.

``assets/js/upload.js`` and ``making.js`` know those before ``SHOWN``, ``mapping.js`` those from ``CHOSEN`` on;
``reading.js`` those from ``READING`` on, and ``CHOSEN``.
"""

from enum import StrEnum


class Upload(StrEnum):
    """Ids of the page."""

    DROP_ZONE = "upload-drop-zone"
    CHOOSE = "upload-choose"
    PROGRESS = "upload-progress"
    STATUS = "upload-status"
    STAGE = "upload-stage"
    WORKING = "upload-working"
    WORKED = "upload-worked"
    SHOWN = "upload-shown"
    ACTIONS = "upload-actions"
    RECORDED_BY = "upload-recorded-by"
    CONFIRM = "upload-confirm"
    CHOSEN = "upload-chosen"
    COLUMNS = "upload-columns"
    SOURCE = "upload-source"
    FILL = "upload-fill"
    USE = "upload-use"
    READING = "upload-reading"
    READ = "upload-read"
    READ_SHEET = "upload-read-sheet"
    READ_DAYS = "upload-read-days"
    READ_DECIMALS = "upload-read-decimals"
    READ_SIZE = "upload-read-size"
    READ_SIZE_SOURCE = "upload-read-size-source"
