"""The ids of the page on displacement; each begins the ids of a card's parts and names its CSV file."""

from enum import StrEnum


class Stock(StrEnum):
    """People in displacement on a day."""

    PLACES = "stock-places"
    CURVES = "stock-curves"


class Old(StrEnum):
    """What is a table alone: people on a day too long ago."""

    STOCKS = "old-stocks"


class Movement(StrEnum):
    """Movements, which are no people."""

    MONTHS = "displaced-months"
    RETURNS = "returned-months"
    OTHERS = "other-movements"


class Way(StrEnum):
    """From where to where."""

    ROUTES = "routes"
