"""The parts of a document to JSON and back, so that a PDF carries the text it was made from.

The JSON is canonical (sorted keys, UTF-8, no spaces): equal content gives equal bytes. The bytes of attachments are not
repeated in it: they lie beside it in the PDF, and it names them by their SHA-256.
"""

import dataclasses
import json
import types
from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import cache, singledispatch
from typing import Any, Union, get_args, get_origin, get_type_hints

from dashboard.charts.panels import PanelsSpec
from dashboard.charts.spec import ChartSpec, MapSpec, RangesSpec, TimelineSpec
from dashboard.snapshot.content import Attachment, SnapshotContent

FORMAT = "sijill-snapshot/2"

KINDS: dict[str, type[ChartSpec]] = {
    "timeline": TimelineSpec,
    "map": MapSpec,
    "ranges": RangesSpec,
    "panels": PanelsSpec,
    "table": ChartSpec,
}
_KIND_OF = {spec: kind for kind, spec in KINDS.items()}


def canonical_json(value: object) -> bytes:
    """JSON bytes that are the same for equal values: sorted keys, UTF-8, no spaces, no NaN."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8")


def to_plain(content: SnapshotContent) -> dict[str, Any]:
    """One part as dicts, lists and texts; each chart has a ``kind``."""
    plain: dict[str, Any] = _encode(content)
    return plain


def to_json(*parts: SnapshotContent) -> bytes:
    """The parts as canonical JSON, without the bytes of their attachments."""
    return canonical_json({"format": FORMAT, "parts": [to_plain(part) for part in parts]})


def from_json(text: bytes, files: Mapping[str, bytes]) -> tuple[SnapshotContent, ...]:
    """The parts that `to_json` wrote; ``files`` holds their attachments by name.

    `ValueError` where the JSON is of another format, or a field or a file is missing.
    """
    plain = json.loads(text)
    if not isinstance(plain, dict) or plain.get("format") != FORMAT:
        raise ValueError(f"this is not content in the format {FORMAT}")
    try:
        return tuple(_part(fields, files) for fields in plain["parts"])
    except (KeyError, TypeError) as error:
        raise ValueError(f"the content does not fit the format {FORMAT}: {error}") from error


def _part(plain: Mapping[str, Any], files: Mapping[str, bytes]) -> SnapshotContent:
    fields = {name: value for name, value in plain.items() if name != "attachments"}
    attachments = tuple(_attachment(entry, files) for entry in plain["attachments"])
    others = {name: _decode(_hints(SnapshotContent)[name], value) for name, value in fields.items()}
    return SnapshotContent(**others, attachments=attachments)


def _attachment(entry: Mapping[str, str], files: Mapping[str, bytes]) -> Attachment:
    name = entry["name"]
    return Attachment(name, entry["media_type"], entry["description"], files[name])


@singledispatch
def _encode(value: Any) -> Any:
    return _encode_fields(value) if dataclasses.is_dataclass(value) else value


@_encode.register
def _(value: Attachment) -> Any:
    named = {"name": value.name, "media_type": value.media_type, "description": value.description}
    return {**named, "sha256": value.sha256}


@_encode.register
def _(value: ChartSpec) -> Any:
    return {"kind": _KIND_OF[type(value)], **_encode_fields(value)}


@_encode.register
def _(value: date) -> Any:
    return value.isoformat()


@_encode.register(tuple)
def _(value: tuple[Any, ...]) -> Any:
    return [_encode(item) for item in value]


@_encode.register(Mapping)
def _(value: Mapping[str, Any]) -> Any:
    return {key: _encode(item) for key, item in value.items()}


def _encode_fields(record: Any) -> dict[str, Any]:
    return {field.name: _encode(getattr(record, field.name)) for field in dataclasses.fields(record)}


def _decode(hint: Any, value: Any) -> Any:
    """``value`` as the type that ``hint`` names; only the shapes that the records use."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return None if value is None else _decode(inner[0], value)
    if origin is tuple:
        each = inner[0] if inner[-1] is Ellipsis else None
        return tuple(_decode(each or inner[at], item) for at, item in enumerate(value))
    if hint is ChartSpec:
        fields = {name: item for name, item in value.items() if name != "kind"}
        return _decode_fields(KINDS[value["kind"]], fields)
    return _decode_one(hint, value) if isinstance(hint, type) else value


def _decode_one(kind: type, value: Any) -> Any:
    if issubclass(kind, date):
        return kind.fromisoformat(value)
    if issubclass(kind, Enum):
        return kind(value)
    return _decode_fields(kind, value) if dataclasses.is_dataclass(kind) else value


def _decode_fields(record: Any, value: Mapping[str, Any]) -> Any:
    hints = _hints(record)
    return record(**{name: _decode(hints[name], item) for name, item in value.items()})


@cache
def _hints(record: type) -> dict[str, Any]:
    return get_type_hints(record)
