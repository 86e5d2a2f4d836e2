"""Latin words on an Arabic page: those that it says itself, and those that are marked as somebody's own."""

import json
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import Any, Final, NamedTuple

WORD: Final = re.compile(r"[A-Za-z][A-Za-z'’]+")
ARABIC: Final = re.compile("[\u0621-\u064a]")
ISOLATED: Final = re.compile("[\u2066-\u2068][^\u2066-\u2069]*\u2069")
CODE: Final = re.compile(r"[a-z_-]+")
"""What scripts go by among the texts that they are given."""
SAID_BY_CHARTS: Final = frozenset({"text", "customdata", "hovertext", "ticktext", "name"})
SAID: Final = frozenset(
    {"children", "title", "label", "placeholder", "alt", "description", "aria-label", "aria-description", "data-label"}
)
"""The properties of components that people read or hear; selects have labels in their ``data``."""
OWN_WORDS: Final = frozenset({"Bdi", "Code", "Blockquote", "bdi", "code", "blockquote"})
"""Elements in which somebody's own words stand, apart from the line around them."""
VOID: Final = frozenset({"meta", "link", "input", "br", "hr", "img", "wbr", "path", "rect", "circle", "line"})


class Said(NamedTuple):
    """A text that people read; ``marked``: the page tells that its words are somebody's own, or another language's."""

    text: str
    marked: bool

    @property
    def own(self) -> list[str]:
        """The Latin words that the page says itself: neither marked nor isolated within their line."""
        return [] if self.marked else WORD.findall(bare(self.text))

    @property
    def others(self) -> list[str]:
        """The Latin texts that are marked or isolated, each as one."""
        whole = self.marked and not ARABIC.search(self.text)
        texts = [self.text] if whole else [found[1:-1] for found in _isolated(self.text)]
        return [unisolated(text).strip() for text in texts if WORD.search(text)]


def bare(text: str) -> str:
    """A text without what is isolated in it because it runs the other way."""
    while (left := ISOLATED.sub("", text)) != text:
        text = left
    return text


def unisolated(text: str) -> str:
    """The same text without the signs that isolate parts of it."""
    return "".join(letter for letter in text if not "\u2066" <= letter <= "\u2069")


def _isolated(text: str) -> Iterator[str]:
    while found := ISOLATED.findall(text):
        yield from found
        text = ISOLATED.sub("", text)


def said_by_page(page: str) -> Iterator[Said]:
    """All that a page of HTML says."""
    reader = _Page()
    reader.feed(page)
    reader.close()
    yield from reader.said


def said_by_component(part: Any, *, marked: bool = False) -> Iterator[Said]:
    """All that a component says, as it is sent to the browser: a tree of ``type`` and ``props``."""
    if isinstance(part, str):
        yield Said(part, marked)
    elif isinstance(part, list):
        for each in part:
            yield from said_by_component(each, marked=marked)
    elif isinstance(part, dict) and "props" in part:
        yield from _of_props(part["props"], marked=marked or _is_marked(part["type"], part["props"]))
    elif isinstance(part, dict) and "layout" in part:
        yield from _of_figure(part)


def _of_props(props: dict[str, Any], *, marked: bool) -> Iterator[Said]:
    for name, value in props.items():
        if name in SAID:
            yield from said_by_component(value, marked=marked)
        elif name == "data-still":
            yield from said_by_page(value)
        elif name == "data-texts":
            yield from (Said(text, marked) for text in _strings(json.loads(value)) if not CODE.fullmatch(text))
        elif name == "data" and isinstance(value, list):
            yield from said_by_options(value)
        elif name == "figure" and value:
            yield from _of_figure(value)


def said_by_options(options: list[Any]) -> Iterator[Said]:
    """The labels of a select, grouped or not."""
    for option in options:
        if isinstance(option, dict):
            yield from (Said(str(option[name]), False) for name in ("label", "group") if name in option)
            yield from said_by_options(option.get("items", []))


def _of_figure(figure: dict[str, Any]) -> Iterator[Said]:
    layout = figure.get("layout", {})
    axes = {name: axis for name, axis in layout.items() if re.fullmatch(r"[xy]axis\d*", name)}
    for drawn in (*figure.get("data", []), *layout.get("annotations", []), *axes.values()):
        for name in SAID_BY_CHARTS & set(drawn):
            for text in _strings(drawn[name]):
                yield Said(re.sub("<[^>]*>|[\u202a-\u202e]", " ", text), False)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)


def _is_marked(kind: str, given: Mapping[str, Any]) -> bool:
    return kind in OWN_WORDS or given.get("dir") in {"auto", "ltr"} or str(given.get("lang") or "ar") != "ar"


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[Said] = []
        self._open: list[tuple[str, bool, bool]] = []

    @property
    def _marked(self) -> bool:
        return any(marked for _, marked, _ in self._open)

    @property
    def _unseen(self) -> bool:
        return any(unseen for _, _, unseen in self._open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if not self._unseen:
            self.said += [Said(text, self._marked) for name, text in given.items() if name in SAID and text]
        if tag not in VOID:
            self._open.append(
                (tag, _is_marked(tag, given), tag in {"style", "script"} or given.get("id") == "full-page")
            )

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.said.append(Said(data, self._marked))
