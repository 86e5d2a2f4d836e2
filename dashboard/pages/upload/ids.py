"""The ids of the upload page; the scripts in ``assets/js/upload.js`` know the first five."""

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
