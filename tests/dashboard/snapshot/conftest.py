"""Sample documents, and one rendering of each for all tests."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from dashboard.snapshot.codec import FORMAT, canonical_json, from_json
from dashboard.snapshot.content import SnapshotContent
from dashboard.snapshot.labels import document_labels
from dashboard.snapshot.render import render

HERE = Path(__file__).parent
ASSETS = HERE.parents[2] / "assets"
LANGUAGES = ("en", "ar")

FILES = {
    "data.json": canonical_json(
        {"claims": [{"measure": "killed", "low": 4, "high": None, "verbatim": "at least four"}]}
    ),
    "claims.csv": "\ufeffsource,measure,verbatim\r\nSOHR,killed,لا يقل عن أربعة\r\n".encode(),
}
ATTACHMENTS = [
    {"name": "data.json", "media_type": "application/json", "description": "All claims and figures of this document"},
    {"name": "claims.csv", "media_type": "text/csv", "description": "The claims as a table"},
]


def read_sample(language: str) -> SnapshotContent:
    plain = yaml.safe_load((HERE / f"sample.{language}.yaml").read_text(encoding="utf-8"))
    plain |= {"labels": document_labels(language), "attachments": ATTACHMENTS}
    (part,) = from_json(json.dumps({"format": FORMAT, "parts": [plain]}).encode(), FILES)
    return part


@pytest.fixture(scope="session")
def assets() -> Path:
    return ASSETS


@pytest.fixture(scope="session")
def sample() -> Callable[[str], SnapshotContent]:
    """The sample document in one language."""
    return read_sample


@pytest.fixture(scope="session", params=LANGUAGES)
def content(request: pytest.FixtureRequest) -> SnapshotContent:
    """The sample document, once in each language."""
    return read_sample(request.param)


@pytest.fixture(scope="session")
def pdf(content: SnapshotContent, assets: Path) -> bytes:
    """The rendering of ``content``."""
    return render(content, assets=assets)
