"""Tables of what numbers mean and of the gazetteer."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, Column, Text
from sqlmodel import Field, SQLModel

from db.models.fields import moment, word, words_known
from db.vocabulary import PlaceLevel


class TermRow(SQLModel, table=True):
    """What the stored numbers mean, for whoever reads the register without this code."""

    __tablename__ = "term"

    vocabulary: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    word: str
    label: str
    definition: str = Field(sa_type=Text)


class Place(SQLModel, table=True):
    """A place of the gazetteer; ``aliases`` are other spellings, ``parent`` the place it lies in."""

    __tablename__ = "place"
    __table_args__ = (
        CheckConstraint("lat BETWEEN -90 AND 90", name="lat_is_on_earth"),
        CheckConstraint("lon BETWEEN -180 AND 180", name="lon_is_on_earth"),
        *words_known(level=PlaceLevel),
    )

    pcode: str = Field(primary_key=True)
    level: PlaceLevel = word(PlaceLevel, nullable=False)
    name_en: str
    name_ar: str | None = None
    parent: str | None = Field(default=None, foreign_key="place.pcode", index=True)
    lat: float | None = None
    lon: float | None = None
    aliases: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))


class PlaceChange(SQLModel, table=True):
    """That a person made a place ``confidential`` or took that back, when and why; the latest one of a place holds."""

    __tablename__ = "place_change"
    __table_args__ = (
        CheckConstraint("length(trim(decided_by)) > 0", name="somebody_decided"),
        CheckConstraint("length(trim(reason)) > 0", name="reason_is_given"),
    )

    id: int | None = Field(default=None, primary_key=True)
    pcode: str = Field(foreign_key="place.pcode", index=True)
    confidential: bool
    decided_by: str
    reason: str = Field(sa_type=Text)
    recorded_at: datetime = moment(nullable=False)


class PlaceSet(SQLModel, table=True):
    """One file of boundaries, points or aliases that was loaded, for one country and one level (None: any level).

    ``version`` and ``valid_on`` are what the file or the person loading it says; ``licence`` is shown wherever the
    file's boundaries are drawn. Counts are of features or rows: read = new + changed + unchanged + refused.
    """

    __tablename__ = "place_set"
    __table_args__ = (
        CheckConstraint("length(sha256) = 64", name="sha256_is_whole"),
        CheckConstraint("kind IN ('boundaries', 'points', 'aliases')", name="kind_is_known"),
        CheckConstraint("read = new + changed + unchanged + refused", name="every_feature_is_counted_once"),
        *words_known(level=PlaceLevel),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    country: str
    level: PlaceLevel | None = word(PlaceLevel)
    file_name: str
    sha256: str
    dataset: str
    version: str | None = None
    valid_on: date | None = None
    licence: str | None = Field(default=None, sa_type=Text)
    recorded_at: datetime = moment(nullable=False)
    read: int
    new: int
    changed: int
    unchanged: int
    refused: int


class PlaceMention(SQLModel, table=True):
    """The newest set of each kind that names a place; if a newer set of that kind exists, the place is not in it."""

    __tablename__ = "place_mention"
    __table_args__ = (CheckConstraint("kind IN ('boundaries', 'points')", name="kind_is_known"),)

    kind: str = Field(primary_key=True)
    pcode: str = Field(primary_key=True, foreign_key="place.pcode")
    set_id: int = Field(foreign_key="place_set.id", index=True)


class PlacePopulation(SQLModel, table=True):
    """How many people lived in a place in a year, as ``said_by`` (a dataset) says; what it said before is kept."""

    __tablename__ = "place_population"
    __table_args__ = (
        CheckConstraint("people > 0", name="somebody_lives_there"),
        CheckConstraint("year BETWEEN 1900 AND 2100", name="year_is_one_of_ours"),
        CheckConstraint("length(trim(said_by)) > 0", name="somebody_says_so"),
    )

    id: int | None = Field(default=None, primary_key=True)
    pcode: str = Field(foreign_key="place.pcode", index=True)
    year: int
    people: int = Field(sa_type=BigInteger)
    said_by: str
    file_name: str
    recorded_at: datetime = moment(nullable=False)


class Boundary(SQLModel, table=True):
    """The area of a place: ``shape`` as the file has it (WKB, degrees, WGS 84), ``outline`` simplified for the map.

    ``outline`` is a GeoJSON geometry whose borders are shared with its neighbours' and whose exterior rings run
    clockwise.
    """

    __tablename__ = "boundary"

    pcode: str = Field(primary_key=True, foreign_key="place.pcode")
    set_id: int = Field(foreign_key="place_set.id", index=True)
    shape: bytes
    outline: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
