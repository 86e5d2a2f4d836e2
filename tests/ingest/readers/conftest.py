"""Bytes into tables, through a file as everything comes."""

import io
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from db.vocabulary import Severity
from ingest.issues import Issue
from ingest.readers import read
from ingest.readers.table import Table, UnreadableFileError


@pytest.fixture(scope="session")
def file_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], Path]:
    """Bytes as a file whose name says nothing."""
    folder, numbers = tmp_path_factory.mktemp("readers"), count(1)

    def write(data: bytes) -> Path:
        path = folder / f"file{next(numbers) % 100}"
        path.write_bytes(data)
        return path

    return write


@pytest.fixture(scope="session")
def table_of(file_of: Callable[[bytes], Path]) -> Callable[..., Table]:
    """The table that is read from bytes."""

    def table(data: bytes, **options: Any) -> Table:
        return read(file_of(data), **options)

    return table


@pytest.fixture(scope="session")
def refusal_of(table_of: Callable[..., Table]) -> Callable[..., Issue]:
    """Why bytes are refused, with what to do about it."""

    def refusal(data: bytes, **options: Any) -> Issue:
        with pytest.raises(UnreadableFileError) as refused:
            table_of(data, **options)
        issue = refused.value.issue
        assert issue.severity is Severity.ERROR
        assert issue.message
        assert issue.remedy
        return issue

    return refusal


@pytest.fixture
def workbook() -> tuple[Any, Callable[[], bytes]]:
    """A workbook to write, and what gives its bytes."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"default_date_format": "yyyy-mm-dd"})

    def done() -> bytes:
        book.close()
        return out.getvalue()

    return book, done
