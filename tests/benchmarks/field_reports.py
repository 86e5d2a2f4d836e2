"""A file as offices send it, of any length: a row a claim, in English and Arabic, and some rows broken."""

import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final, NamedTuple

HEADER = (
    *("id", "source", "origin", "date", "governorate", "place", "measure", "value", "population", "incident"),
    *("published", "cause", "notes"),
)
SEED = 20241129
BROKEN_EVERY = 1_000

SOURCES = (
    *("Field office North", "Field office Coast", "Field office East", "Rescue service", "Monitoring group"),
    *("مكتب الجنوب", "مكتب الوسط", "الدفاع المدني", "شبكة الرصد", "الهلال الأحمر"),
)
ORIGINS = ("Town hospital", "Local council", "Eyewitnesses", "مستشفى المدينة", "المجلس المحلي")
GOVERNORATES = (
    *(("Idleb", "إدلب"), ("Aleppo", "حلب"), ("Homs", "حمص"), ("Hama", "حماة"), ("Lattakia", "اللاذقية")),
    *(("Deir-ez-Zor", "دير الزور"), ("Ar-Raqqa", "الرقة"), ("Dar'a", "درعا"), ("Rural Damascus", "ريف دمشق")),
)
VILLAGES = 400
"""Places that a new register does not know; the governorates and the towns that share their names it does."""
MEASURES = (("killed", "قتلى"), ("injured", "جرحى"), ("displaced", "نازحون داخليا"), ("missing", "مفقودون"))
WORDED = (
    *("at least 4", "at least 10", "8–12", "more than 20", "about 50", "dozens", "several", "up to 20", "no one"),
    *("fewer than 10", "a couple", "between 8 and 12", "twelve", "n/a", "unknown"),
    *("ما لا يقل عن أربعة", "بين ٨ و١٢", "عشرات", "نحو ٥٠", "أكثر من ٢٠", "أربعة"),
)
KILLED = ("4 (2 children, 1 woman)", "3, including a child", "killed 3, including a child")
DISPLACED = ("200 families", "٢٠٠ عائلة", "thousands", "1.2 million", "300k", "مئات", "about 1,500")
POPULATIONS = ("civilian", "civilians", "مدني", "", "", "all")
CAUSES = ("shelling", "airstrike", "mine", "small arms", "", "", "قصف", "لغم", "غارة جوية")
MONTHS = (
    *("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو"),
    *("يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"),
)
ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FIRST_DAY, DAYS = date(2012, 1, 1), 4_700
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
BREAKS = (("value", "see report"), ("date", "2023-02-31"), ("source", ""), ("date", "soon"), ("measure", "harmed"))


class Reports(NamedTuple):
    """Of what days reports are, and what their ids and the codes of their events begin with."""

    first: date
    days: int
    ids: str
    events: str


EVER: Final = Reports(FIRST_DAY, DAYS, "R", "EV")
LAST_MONTH: Final = Reports(FIRST_DAY + timedelta(DAYS - 31), 31, "M", "EM")
"""What offices send once the register is full."""


def write_file(path: Path, rows: int, reports: Reports = EVER) -> None:
    """A file of ``rows`` claims, the same for the same number; about one in :data:`BROKEN_EVERY` can't be read."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(_rows(rows, reports))


def _rows(rows: int, reports: Reports) -> Iterator[list[str]]:
    chance, number, event = random.Random(SEED), 0, 0
    while number < rows:
        event += 1
        for row in _event(chance, event, number, reports)[: rows - number]:
            number += 1
            if number % BROKEN_EVERY == 0:
                name, text = BREAKS[number // BROKEN_EVERY % len(BREAKS)]
                row[HEADER.index(name)] = text
            yield row


def _event(chance: random.Random, event: int, before: int, reports: Reports) -> list[list[str]]:
    """What one or two offices say of one event: a row a measure, in the language of the office."""
    day = reports.first + timedelta(chance.randrange(reports.days))
    published = (day + timedelta(chance.randrange(10))).isoformat()
    governorate = chance.choice(GOVERNORATES)
    place = _place(chance, governorate)
    measures = chance.sample(range(len(MEASURES)), chance.choice((1, 2, 2, 3)))
    rows: list[list[str]] = []
    for source in chance.sample(SOURCES, chance.choice((1, 1, 1, 2))):
        arabic = source[0] > "z"
        origin = chance.choice(ORIGINS) if chance.random() < 0.25 else ""
        for measure in measures:
            number = before + len(rows) + 1
            rows.append(
                [
                    *(f"{reports.ids}-{number:07}", source, origin, _day(chance, day, arabic=arabic)),
                    governorate[arabic],
                    *(place[arabic], MEASURES[measure][arabic], _figure(chance, measure)),
                    *(chance.choice(POPULATIONS), f"{reports.events}-{event:07}", published, chance.choice(CAUSES)),
                    _notes(chance, number, arabic=arabic),
                ]
            )
    return rows


def _day(chance: random.Random, day: date, *, arabic: bool) -> str:
    """ISO mostly; a column that also writes days by name or by slashes writes the day first all along."""
    form = chance.random()
    if form < 0.6:
        return day.isoformat()
    if form < 0.8:
        return f"{day.day:02}/{day.month:02}/{day.year}"
    if arabic:
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}".translate(ARABIC)
    return f"{day.day} {ENGLISH[day.month - 1]} {day.year}"


def _place(chance: random.Random, governorate: tuple[str, str]) -> tuple[str, str]:
    """In English and in Arabic: no more than the governorate, its town, or a village."""
    form, village = chance.random(), chance.randrange(1, VILLAGES + 1)
    if form < 0.5:
        return "", ""
    return governorate if form < 0.7 else (f"Village {village}", f"قرية {village}".translate(ARABIC))


def _figure(chance: random.Random, measure: int) -> str:
    form, displaced = chance.random(), MEASURES[measure][0] == "displaced"
    if form < 0.7:
        most = 3_000 if displaced else 40
        return str(int(most * chance.random() ** 3) + 1)
    if form < 0.8:
        return str(chance.randrange(1, 30)).translate(ARABIC)
    special = DISPLACED if displaced else KILLED if measure == 0 else WORDED
    return chance.choice(special if form < 0.85 else WORDED)


def _notes(chance: random.Random, number: int, *, arabic: bool) -> str:
    form = chance.random()
    if form < 0.5:
        return ""
    if form < 0.8:
        return "بلاغ هاتفي" if arabic else "by telephone, to be confirmed"
    return f"التقرير {number}، بحسب شاهدين" if arabic else f"report {number}, two witnesses; see the daily sheet"
