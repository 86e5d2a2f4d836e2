"""A register of which some places are confidential, told of in every way in which a file may name a place."""

from datetime import date
from typing import Any, Final

from sqlalchemy import Engine

from db.deciding.confidential_places import set_confidential
from db.deciding.judging import merge
from db.drafts import DocumentDraft
from db.engine import writing
from db.ledger import record
from db.models import Place
from db.sources import sourcing
from db.vocabulary import Measure, PlaceLevel, PlacePrecision, Population, Quantifier, Series, SourceKind
from tests.db.conftest import make_batch, make_claim

SIGNED: Final = {"by": "Rana", "reason": "people hide there"}
DISTRICT, VILLAGE, HOUSE, OPEN, ELSEWHERE = "SY0703", "SY070300", "SY070311", "SY0705", "SY020099"
NAMES: Final = ("Ariha", "أريحا", "Riha town", "Kafr Lata", "كفر لاتا", "Mar Mikhail")
"""The names of a hidden district, and of two villages in it."""

POINTS: Final = ("35.8136", "36.6088", "35.7967")
SECRETS: Final = (*NAMES, DISTRICT, VILLAGE, HOUSE, *POINTS)


def fill(engine: Engine) -> None:
    """A district with its villages is told of by two sources, beside an open place and a namesake elsewhere."""
    settled: dict[str, Any] = {"level": PlaceLevel.SETTLEMENT}
    places = [
        Place(pcode=DISTRICT, level=PlaceLevel.DISTRICT, name_en="Ariha", name_ar="أريحا", parent="SY07",
              lat=35.8136, lon=36.6088, aliases=["Riha town"]),
        Place(pcode=VILLAGE, name_en="Kafr Lata", name_ar="كفر لاتا", parent=DISTRICT, lat=35.7967, lon=36.6,
              **settled),
        Place(pcode=HOUSE, name_en="Mar Mikhail", parent=DISTRICT, **settled),
        Place(pcode=OPEN, name_en="Saraqib", name_ar="سراقب", parent="SY07", lat=35.86, lon=36.8, **settled),
        Place(pcode=ELSEWHERE, name_en="Ariha", name_ar="أريحا", parent="SY02", lat=36.3, lon=37.2, **settled),
    ]  # fmt: skip
    with writing(engine) as session:
        session.add_all(places)
        session.flush()
        record(session, make_batch(*_claims()))
        more = make_claim("Ariha desk/1/killed", row=2, **_there() | {"best": 8, "verbatim": "8 in Ariha"})
        record(session, make_batch(more))
        merge(session, "open-1", "strike on Kafr Lata", by="Rana", reason="one strike on Ariha")
        sourcing.describe(
            session, "Monitor", {"kind": SourceKind.NGO, "reliability_note": "It sits in Ariha."}, **SIGNED
        )


def hide(engine: Engine, *pcodes: str, hidden: bool = True) -> Engine:
    """Make places confidential, or show them again."""
    with writing(engine) as session:
        for pcode in pcodes:
            set_confidential(session, pcode, hidden, **SIGNED)
    return engine


def _there() -> dict[str, Any]:
    document = DocumentDraft(
        title="Strike on Ariha", publisher="Ariha Today", url="https://example.org/2024/kafr-lata-2"
    )
    return {
        "source": "Ariha desk",
        "verbatim": "7 people in كَفر لاتا, near Kafr-Lata (35.8136, 36.6088)",
        "span": (0, 1),
        "best": 7,
        "excerpt": "KAFR LATA: 7 killed",
        "notes": "as ARIHA told; SY070300",
        "definition": "killed in ariha's hospitals",
        "place": "Kafr Lata, by the mill",
        "pcode": VILLAGE,
        "place_precision": PlacePrecision.P2,
        "lat": 35.7967,
        "lon": 36.6,
        "cause": "shelling of Riha town",
        "attributed_to": "guards of Mar Mikhail",
        "document": document,
        "incident": "strike on Kafr Lata",
    }


def _claims() -> list[Any]:
    own = _there()
    vague = {"verbatim": "Ariha: dozens", "span": (7, 13), "low": 24, "best": None, "high": None}
    day = {"speaks_of": date(2024, 12, 1), "incident": None}
    saraqib = {"place": "Saraqib", "pcode": OPEN}
    many: list[dict[str, Any]] = [
        {"key": "Ariha desk/1/killed", **own},
        {"key": "Ariha desk/1/children", "best": 2, "subset_of": "Ariha desk/1/killed", **_but(own, "best")},
        {"key": "m/1", "source": "Monitor", "origin": "Ariha desk", "incident": "open-1", **saraqib},
        {"key": "m/2", "source": "Monitor", "incident": "open-2", "best": 5, **saraqib},
        {"key": "m/3", "source": "Monitor", "incident": "wide", "place": "Idleb, near Ariha",
         "notes": "وفي بأريحا أيضا"},
        {"key": "m/4", "source": "Monitor", "incident": "aleppo", "place": "Ariha", "pcode": ELSEWHERE},
        {"key": "m/5", "source": "Monitor", "measure": Measure.INJURED, "quantifier": Quantifier.VAGUE,
         "incident": "v", **_but(own, *vague, "incident", "source"), **vague},
        {"key": "s", "series": Series.STOCK, "measure": Measure.IDPS, **_but(own, "incident", "best"),
         "best": 800, **day},
        {"key": "t", "series": Series.CUMULATIVE, "date_from": date(2024, 1, 1), **_but(own, "incident", "best"),
         "best": 90, **day},
        {"key": "p", "series": Series.PERIOD, "measure": Measure.DISPLACED, **_but(own, "incident", "best"),
         "best": 300, "incident": None, "pcode": HOUSE, "place": "the cellar of Mar Mikhail"},
        {"key": "u", "source": "Monitor", "incident": "u", "place": "riha TOWN", "pcode": None,
         "population": Population.CIVILIAN},
    ]  # fmt: skip
    return [make_claim(row=at, **fields) for at, fields in enumerate(many, start=2)]


def _but(fields: dict[str, Any], *left_out: str) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name not in left_out}
