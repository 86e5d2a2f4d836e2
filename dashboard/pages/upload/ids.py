"""The ids of the upload page; ``assets/js/upload.js`` knows the first five, ``mapping.js`` those of the columns."""

from enum import StrEnum


class Upload(StrEnum):
    """Ids of the page."""

    DROP_ZONE = "upload-drop-zone"
    CHOOSE = "upload-choose"
    PROGRESS = "upload-progress"
    STATUS = "upload-status"
    RECEIVED = "upload-received"
    STAGE = "upload-stage"
    ACTIONS = "upload-actions"
    RECORDED_BY = "upload-recorded-by"
    CONFIRM = "upload-confirm"
    CHOSEN = "upload-chosen"
    COLUMNS = "upload-columns"
    SOURCE = "upload-source"
    FILL = "upload-fill"
    USE = "upload-use"
