"""The invented country's files, written into a folder of the test's own."""

from pathlib import Path

import pytest

from tests.ingest.places import invented


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """Boundaries of two levels, points and aliases."""
    points, aliases = tmp_path / "points.csv", tmp_path / "aliases.csv"
    points.write_text(invented.POINTS, "utf-8")
    aliases.write_text(invented.ALIASES, "utf-8")
    return {
        "admin1": invented.write_geojson(tmp_path / "admin1.geojson", invented.admin1()),
        "admin2": invented.write_geojson(tmp_path / "admin2.geojson", invented.admin2()),
        "points": points,
        "aliases": aliases,
    }
