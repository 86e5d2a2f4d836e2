"""The demo register's figures as hand-made totals, and a few that stretch the charts."""

from datetime import date

from db.answers import PlaceRecord, Total
from db.vocabulary import Basis, Measure, PlaceLevel, Population, Quantifier, Series, Unit

WEEK = (date(2024, 11, 24), date(2024, 11, 30))
MARCH_2011 = date(2011, 3, 1)


def total(
    measure: Measure,
    low: int | None = None,
    best: int | None = None,
    high: int | None = None,
    *,
    series: Series = Series.INCIDENT,
    population: Population = Population.UNKNOWN,
    **rest: object,
) -> Total:
    """A total with one claim about one incident unless ``rest`` says otherwise."""
    values = {"unit": Unit.PERSON, "claims": 1, "incidents": 1 if series is Series.INCIDENT else 0, **rest}
    return Total(measure=measure, series=series, population=population, low=low, best=best, high=high, **values)  # type: ignore[arg-type]


def exactly(measure: Measure, number: int, **rest: object) -> Total:
    """A total that is known exactly."""
    return total(measure, number, number, number, quantifier=Quantifier.EXACT, **rest)  # type: ignore[arg-type]


KILLED_IN_IDLEB = total(
    Measure.KILLED, 4, 4, None, quantifier=Quantifier.AT_LEAST, since=WEEK[0], until=WEEK[1], group="2024-11"
)
INJURED_IN_IDLEB = exactly(Measure.INJURED, 6, since=WEEK[0], until=WEEK[1], group="2024-11")

MONTHS = [
    exactly(Measure.KILLED, 3, group="2024-05"),
    total(Measure.KILLED, 8, None, 12, quantifier=Quantifier.RANGE, group="2024-06", claims=2),
    total(Measure.KILLED, None, None, 10, quantifier=Quantifier.LESS_THAN, group="2024-08"),
    total(Measure.KILLED, 7, 10, 15, group="2024-09", claims=4, incidents=2),
    exactly(Measure.KILLED, 0, group="2024-10"),
    KILLED_IN_IDLEB,
    exactly(Measure.KILLED, 2, population=Population.CIVILIAN, group="2024-06"),
    total(Measure.KILLED, 2, 2, None, quantifier=Quantifier.AT_LEAST, group=None),
]

NAMES = {
    "SY01": ("Damascus", "دمشق"),
    "SY02": ("Aleppo", "حلب"),
    "SY03": ("Rural Damascus", "ريف دمشق"),
    "SY04": ("Homs", "حمص"),
    "SY05": ("Hama", "حماة"),
    "SY06": ("Lattakia", "اللاذقية"),
    "SY07": ("Idleb", "إدلب"),
    "SY08": ("Al-Hasakeh", "الحسكة"),
    "SY09": ("Deir-ez-Zor", "دير الزور"),
    "SY10": ("Tartous", "طرطوس"),
    "SY11": ("Ar-Raqqa", "الرقة"),
    "SY12": ("Dar'a", "درعا"),
    "SY13": ("As-Sweida", "السويداء"),
    "SY14": ("Quneitra", "القنيطرة"),
}
PLACES = [
    PlaceRecord("SY", "Syria", "سوريا", PlaceLevel.COUNTRY, None),
    *(PlaceRecord(pcode, en, ar, PlaceLevel.GOVERNORATE, "SY") for pcode, (en, ar) in NAMES.items()),
    PlaceRecord("SY0700", "Idleb District", "منطقة إدلب", PlaceLevel.DISTRICT, "SY07"),
    PlaceRecord("TR", "Türkiye", "تركيا", PlaceLevel.COUNTRY, None),
]
BY_PLACE = [
    exactly(Measure.KILLED, 9, group="SY02"),
    exactly(Measure.KILLED, 14, group="SY09"),
    exactly(Measure.KILLED, 61, group="SY03"),
    exactly(Measure.KILLED, 0, group="SY10"),
    total(Measure.KILLED, None, 20, 20, quantifier=Quantifier.AT_MOST, group="SY04"),
    total(Measure.KILLED, None, None, 10, quantifier=Quantifier.LESS_THAN, group="SY05"),
    total(Measure.KILLED, 4, 4, None, quantifier=Quantifier.AT_LEAST, group="SY07"),
    total(Measure.KILLED, 3, 3, None, quantifier=Quantifier.AT_LEAST, group="SY"),
    total(Measure.KILLED, 2, 2, None, quantifier=Quantifier.AT_LEAST, group=None),
]


def toll(number: int, source: str, population: Population, basis: Basis, **rest: object) -> Total:
    """A toll of people killed since March 2011."""
    values = {"since": MARCH_2011, "source": source, "basis": basis, "population": population, **rest}
    return exactly(Measure.KILLED, number, series=Series.CUMULATIVE, **values)


OHCHR_2021 = toll(
    350_209,
    "OHCHR",
    Population.ALL,
    Basis.DOCUMENTED,
    key="ohchr-2021",
    speaks_of=date(2021, 3, 31),
    definition="Killed individuals identified by full name, date and governorate; a minimum.",
)
OHCHR_2022 = toll(
    306_887,
    "OHCHR",
    Population.CIVILIAN,
    Basis.STATISTICAL_ESTIMATE,
    key="ohchr-2022",
    speaks_of=date(2021, 3, 31),
    definition="Civilians, documented and estimated.",
)
TOLLS = [
    total(
        Measure.KILLED,
        300_000,
        300_000,
        None,
        series=Series.CUMULATIVE,
        quantifier=Quantifier.MORE_THAN,
        population=Population.CIVILIAN,
        since=MARCH_2011,
        published=date(2024, 11, 30),
        source="News article",
    ),
    toll(143_350, "OHCHR", Population.CIVILIAN, Basis.DOCUMENTED, key="ohchr-doc", part_of="ohchr-2022"),
    OHCHR_2021,
    toll(163_537, "OHCHR", Population.CIVILIAN, Basis.DERIVED, key="ohchr-est", part_of="ohchr-2022"),
    OHCHR_2022,
    toll(560_000, "SOHR", Population.ALL, Basis.REPORTED, key="sohr", speaks_of=date(2018, 12, 10)),
    toll(367_965, "SOHR", Population.ALL, Basis.DOCUMENTED, key="sohr-doc", part_of="sohr"),
    toll(111_330, "SOHR", Population.CIVILIAN, Basis.DOCUMENTED, key="sohr-civ", part_of="sohr-doc"),
]

MILLIONS = total(
    Measure.DISPLACED,
    2_000_000,
    None,
    None,
    series=Series.UNSPECIFIED,
    quantifier=Quantifier.VAGUE,
    word="millions",
    published=date(2024, 11, 30),
    source="News article",
)
STOCKS = [
    exactly(
        measure,
        number,
        series=Series.STOCK,
        source=source,
        speaks_of=day,
        place=place,
        pcode=pcode,
    )
    for measure, number, source, day, place, pcode in (
        (Measure.IDPS, 7_248_331, "OCHA", date(2023, 12, 31), "Syria", "SY"),
        (Measure.IDPS, 6_865_308, "OCHA", date(2022, 12, 31), "Syria", "SY"),
        (Measure.REFUGEES, 3_112_683, "UNHCR", date(2023, 12, 31), "Türkiye", "TR"),
        (Measure.REFUGEES, 784_884, "UNHCR", date(2023, 12, 31), "Lebanon", "LB"),
    )
]
MOVEMENTS = [
    MILLIONS,
    total(
        Measure.DISPLACED,
        48_500,
        48_500,
        None,
        series=Series.PERIOD,
        quantifier=Quantifier.AT_LEAST,
        since=WEEK[0],
        until=date(2024, 12, 1),
        source="OCHA",
        place="Aleppo and Idleb",
    ),
    total(Measure.DISPLACED, None, 200, None, quantifier=Quantifier.ABOUT, unit=Unit.HOUSEHOLD),
]
