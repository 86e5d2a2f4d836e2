"""Files about areas that nobody lives in: squares under Antarctica's code near the equator, shaped as COD files are."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import shapefile

Square = list[list[list[float]]]
WGS_84 = (
    'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],UNIT["Degree",0.01745]]'
)


def square(west: float, south: float, size: float = 1.0) -> Square:
    """A square as GeoJSON coordinates, with points along its sides that simplifying can spare."""
    steps = [index * size / 10 for index in range(11)]
    east, north = west + size, south + size
    ring = [[west + step, south] for step in steps] + [[east, south + step] for step in steps[1:]]
    ring += [[east - step, north] for step in steps[1:]] + [[west, north - step] for step in steps[1:]]
    return [[[round(lon, 4), round(lat, 4)] for lon, lat in ring]]


def feature(square_: Square, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": square_}}


def admin1(name: str = "North Ice", day: str = "2020-01-01", **more: Any) -> list[dict[str, Any]]:
    """Two areas of first order, columns as COD-AB had them from 2018 on."""
    country = {"ADM0_EN": "Antarctica", "ADM0_PCODE": "AQ", "validOn": day}
    return [
        feature(
            square(10, 1), ADM1_EN=name, ADM1_AR="الجليد الشمالي", ADM1_FR="Glace du Nord", ADM1_PCODE="AQ01", **country
        ),
        feature(square(10, 0), ADM1_EN="South Ice", ADM1_AR="الجليد الجنوبي", ADM1_PCODE="AQ02", **country, **more),
    ]


def admin2() -> list[dict[str, Any]]:
    """Two areas of second order in the northern one, columns as newer COD-AB files have them."""
    around = {"adm1_pcode": "AQ01", "adm1_name": "North Ice", "adm0_pcode": "AQ", "adm0_name": "Antarctica"}
    around |= {"lang": "en", "lang1": "ar", "valid_on": "2020-01-01", "cod_version": "v02"}
    return [
        feature(square(10, 1, 0.5), adm2_name="Penguin Bay", adm2_name1="خليج البطريق", adm2_pcode="AQ0101", **around),
        feature(square(10.5, 1, 0.5), adm2_name="Seal Bay", adm2_name1="خليج الفقمة", adm2_pcode="AQ0102", **around),
    ]


def write_geojson(path: Path, features: list[dict[str, Any]], **more: Any) -> Path:
    path.write_text(
        json.dumps({"type": "FeatureCollection", "features": features, **more}, ensure_ascii=False), "utf-8"
    )
    return path


def write_shapefile(path: Path, features: list[dict[str, Any]], projection: str = WGS_84) -> Path:
    """The features as a zipped shapefile, with a layer of lines beside it that is no area."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, lines in (("areas", False), ("lines", True)):
            for suffix, content in _shapefile(features, lines=lines).items():
                archive.writestr(f"folder/{name}.{suffix}", content)
            archive.writestr(f"folder/{name}.prj", projection)
            archive.writestr(f"folder/{name}.cpg", "UTF-8")
    return path


def _shapefile(features: list[dict[str, Any]], *, lines: bool) -> dict[str, bytes]:
    parts = {suffix: io.BytesIO() for suffix in ("shp", "shx", "dbf")}
    kind = shapefile.POLYLINE if lines else shapefile.POLYGON
    with shapefile.Writer(**parts, shapeType=kind, encoding="utf-8") as writer:
        for column in features[0]["properties"]:
            writer.field(column, "C", 80)
        for one in features:
            (writer.line if lines else writer.poly)(one["geometry"]["coordinates"])
            writer.record(**one["properties"])
    return {suffix: part.getvalue() for suffix, part in parts.items()}


POINTS = """\
NAME_EN,NAME_ARA,PCODE,ADMIN3_COD,ADMIN3_EN,ADMIN2_COD,ADMIN2_EN,ADMIN1_COD,ADMIN1_EN,LATITUDE,LONGITUDE
Whaleton,حوت,C1,AQ010101,Whale Coast,AQ0101,Penguin Bay,AQ01,North Ice,1.2,10.2
Whaleton,حوت,C2,AQ010201,Seal Coast,AQ0102,Seal Bay,AQ01,North Ice,1.2,10.7
Sealhaven,مرفأ الفقمة,C3,AQ010201,Seal Coast,AQ0102,Seal Bay,AQ01,North Ice,1.4,10.9
South Ice,الجليد الجنوبي,C4,AQ020101,South Coast,AQ0201,South Bay,AQ02,South Ice,0.5,10.5
"""

ALIASES = """\
pcode,alias,lang
C3,Port Phoque,fr
AQ01,Northern Shelf,en
C3,Seehundshafen,de
"""
