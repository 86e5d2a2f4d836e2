"""A JSON object as cells: nested objects as columns with a dot, lists as JSON text, null as blank."""

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final


class Pairs(dict[str, Any]):
    """An object of JSON that keeps a key that comes twice, as "killed (2)"."""

    def __init__(self, pairs: Iterable[tuple[str, Any]] = ()) -> None:
        super().__init__()
        for key, value in pairs:
            self[key] = value

    def __setitem__(self, key: str, value: Any) -> None:
        super().__setitem__(free_name(key, self), value)


def free_name(name: str, taken: Mapping[str, Any]) -> str:
    """``name``, or the first of "name (2)", "name (3)" … that is not taken."""
    count, free = 2, name
    while free in taken:
        free, count = f"{name} ({count})", count + 1
    return free


def flat(one: Mapping[str, Any]) -> dict[str, str]:
    """The cells of an object by column. No value is lost where "a.b" is a key and b a key in a too."""
    cells: dict[str, str] = {}
    for name, text in _leaves(one, ""):
        cells[free_name(name, cells)] = text
    return cells


def _leaves(one: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in one.items():
        if isinstance(value, Mapping) and value:
            yield from _leaves(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", _text(value)


def _text(value: Any) -> str:
    if value is None or value in ({}, []):
        return ""
    if isinstance(value, list):
        value = json.dumps(value, ensure_ascii=False, default=_number)
    elif isinstance(value, bool):
        value = "true" if value else "false"
    elif isinstance(value, Decimal):
        value = str(value) if _is_power(value) else format(value, "f")
    return str(value).replace("\0", "").encode(errors="replace").decode()


_MOST_DIGITS: Final = 30


def _is_power(number: Decimal) -> bool:
    """Whether a number would fill pages: "1e999999999", 19 bytes, has a thousand million digits."""
    return not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS


def _number(number: Decimal) -> int | float | str:
    if _is_power(number):
        return str(number)
    return int(number) if number == number.to_integral_value() else float(number)
