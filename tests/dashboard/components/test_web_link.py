"""Only an address of the web becomes a link."""

from typing import Any

import pytest
from dash import html

from dashboard.components.web_link import web_link


@pytest.mark.parametrize("address", ["https://example.org/1", "http://example.org", "HTTPS://EXAMPLE.ORG"])
def test_an_address_of_the_web_is_a_link_that_does_not_tell_whose_reader_comes(address: str) -> None:
    link: Any = web_link(address, "words")
    assert (type(link), link.href, link.rel) == (html.A, address, "noreferrer")


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", " https://example.org", "data:text/html,x", "//x", "", None]
)
def test_any_other_is_words_alone(address: str | None) -> None:
    assert type(web_link(address, "words")) is html.Bdi
