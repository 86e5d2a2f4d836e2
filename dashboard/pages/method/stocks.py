"""For how long a figure of people on a day stands, by whose practice."""

from dash import html
from dash.development.base_component import Component

from dashboard.locale import Speaker
from dashboard.pages.method.ids import Method, layout_anchor
from dashboard.pages.method.parts import Cell, meanings, section
from dashboard.wording import layout_words
from db.stock_validity import Validity, stock_validity
from ingest.layouts.describe import described_layouts


def stocks(speaker: Speaker) -> Component:
    """The day from which stocks are looked at, and the months of each publisher who says how often they count."""
    text, validity = speaker.text, stock_validity()
    about = " ".join(
        [
            text(
                "The latest figure of a source for a place stands for some months. Then it is told apart, with its day."
            ),
            text("It has no card and no bar, and comes first nowhere; lists and files mark it."),
            text("The months are counted back from the newest day of any such figure in the register,"),
            text("or from the end of the period that the filters choose, where that is earlier; never from today."),
        ]
    )
    names = {layout.id: _name(layout.id, layout.name, speaker) for layout in described_layouts()}
    entries: list[tuple[Cell, Cell]] = [
        (html.A(names[layout], href=f"#{layout_anchor(layout)}"), _told(held, speaker))
        for layout, held in validity.layouts.items()
    ]
    others = text("All other files"), _told(validity.otherwise, speaker)
    return section(
        Method.STOCKS, text("How long a figure of people on a day stands"), about, meanings([*entries, others])
    )


def _name(layout: str, name: str, speaker: Speaker) -> str:
    return layout_words(layout, speaker) if speaker.rtl else name


def _told(held: Validity, speaker: Speaker) -> str:
    months = speaker.plural("{n} month", "{n} months", held.months)
    return speaker.text("{months}. {why}", months=months, why=speaker.digits(held.reason(speaker.language)))
