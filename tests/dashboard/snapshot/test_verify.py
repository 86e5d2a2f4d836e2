"""Reading a snapshot back: what it carries, and every way in which it can be wrong."""

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from dashboard.snapshot import seal
from dashboard.snapshot.content import SnapshotContent
from dashboard.snapshot.errors import NotASnapshotError
from dashboard.snapshot.verify import Rerender, faults, inspect, is_intact, rerender, rerender_matches


def changed(pdf: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """The file as somebody else would save it after a change."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        change(document)
        document.save(out)
    return out.getvalue()


def attach(name: str, data: bytes) -> Callable[[pikepdf.Pdf], None]:
    def change(document: pikepdf.Pdf) -> None:
        document.attachments[name] = pikepdf.AttachedFileSpec(document, data, filename=name)

    return change


def remove(name: str) -> Callable[[pikepdf.Pdf], None]:
    def change(document: pikepdf.Pdf) -> None:
        del document.attachments[name]

    return change


def test_a_fresh_snapshot_is_intact_and_renders_to_itself(pdf: bytes, assets: Path) -> None:
    assert faults(inspect(pdf)) == ()
    assert is_intact(pdf)
    assert rerender_matches(pdf, assets)


def test_it_carries_what_was_asked_and_what_was_answered(pdf: bytes, content: SnapshotContent) -> None:
    sealed = inspect(pdf)
    assert sealed.data == content.data.data
    assert sealed.data_sha256 == sealed.keyword_sha256 == content.data.sha256
    assert sealed.filters == content.filters
    assert sealed.data_version == content.data_version
    assert sealed.known_at == content.known_at.isoformat()
    assert sealed.language == content.language
    assert sealed.tables.keys() == {"claims.csv"}
    assert sealed.parts == (content,)


@pytest.mark.parametrize("name", ["data.json", "claims.csv", "content.json"])
def test_a_changed_attachment_is_detected(pdf: bytes, name: str) -> None:
    forged = changed(pdf, attach(name, b'{"claims":[]}'))
    assert not is_intact(forged)
    assert faults(inspect(forged))[0].startswith(f"{name} was changed")


def test_an_added_and_a_missing_attachment_are_detected(pdf: bytes) -> None:
    assert faults(inspect(changed(pdf, attach("extra.csv", b"a")))) == ("extra.csv was added after sealing",)
    assert faults(inspect(changed(pdf, remove("claims.csv")))) == ("claims.csv is missing from the file",)


def test_another_fingerprint_among_the_keywords_is_detected(pdf: bytes) -> None:
    def change(document: pikepdf.Pdf) -> None:
        document.docinfo["/Keywords"] = "sha256:" + "0" * 64

    assert "keywords" in faults(inspect(changed(pdf, change)))[0]


def test_a_changed_page_is_detected_by_rendering_again(pdf: bytes, assets: Path) -> None:
    def change(document: pikepdf.Pdf) -> None:
        document.pages[0].contents_add(b"0 0 100 100 re f")

    forged = changed(pdf, change)
    assert is_intact(forged), "the embedded files are as they were"
    assert rerender(forged, assets) is Rerender.DIFFERENT


def test_a_file_of_another_template_is_not_called_changed(
    pdf: bytes, assets: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = tmp_path / "template.typ"
    template.write_text("another")
    monkeypatch.setattr(seal, "template_files", lambda: [template])
    assert rerender(pdf, assets) is Rerender.OTHER_MAKER


@pytest.mark.parametrize("name", ["seal.json", "data.json", "content.json"])
def test_a_file_that_lost_what_makes_it_a_snapshot_is_refused(pdf: bytes, name: str) -> None:
    with pytest.raises(NotASnapshotError, match=name):
        inspect(changed(pdf, remove(name)))


@pytest.mark.parametrize("text", [b"not json", b"[]", b"{}", b'{"format":"sijill-seal/1"}'])
def test_a_seal_that_can_not_be_read_is_refused(pdf: bytes, text: bytes) -> None:
    with pytest.raises(NotASnapshotError, match=r"seal\.json"):
        inspect(changed(pdf, attach("seal.json", text)))


def test_a_file_that_is_no_pdf_is_refused() -> None:
    with pytest.raises(NotASnapshotError, match="not a readable PDF"):
        inspect(b"hello")
