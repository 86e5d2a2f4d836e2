"""What is pictured: every page, in every dress; what a page needs that no address gives is done to it first."""

from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from tests.browser.places import LITE


class Dress(NamedTuple):
    """One way to look at a page."""

    name: str
    width: int = 1280
    scheme: Literal["light", "dark"] = "light"
    language: str = "en"
    digits: str = ""
    media: Literal["screen", "print"] = "screen"


class Shot(NamedTuple):
    """One picture: its page's name and address; a ``file`` that is chosen on it, and a ``button`` then pressed."""

    name: str
    path: str
    dress: Dress
    file: str = ""
    button: str = ""

    @property
    def picture(self) -> str:
        """The name of the picture's file."""
        return f"{self.name}-{self.dress.name}.png"


DRESSES: Final = (
    Dress("english"),
    Dress("dark", scheme="dark"),
    Dress("arabic", language="ar", digits="arab"),
    Dress("arabic-dark", language="ar", digits="arab", scheme="dark"),
    Dress("phone", width=360),
    Dress("arabic-phone", width=360, language="ar"),
)
PROJECTOR: Final = Dress("projector", width=1920)
PRINT: Final = (
    Dress("print", width=794, media="print"),  # A4 at 96 dots an inch
    Dress("arabic-print", width=794, media="print", language="ar", digits="arab"),
)
PAGES: Final = {
    "overview": "/",
    "overview-nothing": "/?from=1990-01-01&to=1990-12-31",
    "incidents": "/incidents",
    "incident": "{incident}",
    "tolls": "/tolls",
    "displacement": "/displacement",
    "sources": "/sources",
    "quality": "/quality",
    "upload": "/upload",
    "upload-batch": "/upload?batch=1",
    "method": "/method",
    "method-layout": "/method#layout-ucdp_ged",
    "changes": "/changes?as_of=2020-01-01",
    "nowhere": "/nowhere",
    "lite": LITE,
}
OTHERWISE: Final = {
    "overview-bad-address": "/?from=yesterday",
    "overview-place": "/?place=SY02",
    "overview-then": "/?as_of={halfway}",
    "incidents-nothing": "/incidents?from=1990-01-01&to=1990-12-31",
    "changes-nothing": "/changes",
}
"""States of pages that one dress and its Arabic on a phone show well enough."""

ISSUES: Final = """id,source,date,place,killed
b1,Field office,2024-12-03,Aleppo,between 8 and 12
b2,Field office,2024-13-45,Homs,?
b3,Field office,2024-12-04,Nowhere at all,about 20
"""
MAPPING: Final = """م;اليوم والتاريخ;البلدة او القرية;ضحايا قضوا;ملاحظات
1;٢٩/١١/٢٠٢٤;إدلب;٤;سوق
2;٣٠/١١/٢٠٢٤;حماة;ما لا يقل عن ٣;
"""
BROKEN: Final = "foo,bar\n1,2\n"
CHOSEN: Final = {"upload-preview": ISSUES, "upload-mapping": MAPPING, "upload-broken": BROKEN}
RECORD: Final = "#upload-confirm"


def shots_of(addresses: dict[str, str]) -> Iterator[Shot]:
    """Every picture of a register; ``addresses`` fill in those that only a register knows.

    Those that write come last.
    """
    for dress in DRESSES:
        yield from (Shot(name, path.format(**addresses), dress) for name, path in PAGES.items())
        yield from (Shot(name, "/upload", dress, file) for name, file in CHOSEN.items())
    for dress in (DRESSES[0], DRESSES[-1]):
        yield from (Shot(name, path.format(**addresses), dress) for name, path in OTHERWISE.items())
    for name in ("overview", "tolls", "displacement", "sources"):
        yield Shot(name, PAGES[name], PROJECTOR)
    for dress in PRINT:
        yield from (
            Shot(name, PAGES[name].format(**addresses), dress) for name in ("overview", "incident", "incidents")
        )
    yield Shot("upload-result", "/upload", DRESSES[0], ISSUES, RECORD)
    yield Shot("upload-result", "/upload", DRESSES[-1], ISSUES.replace("b1", "c1"), RECORD)
