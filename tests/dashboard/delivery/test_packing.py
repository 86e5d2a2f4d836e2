"""Files made small: what comes out is what went in, quickly at first and smaller once there was time."""

import gzip
from pathlib import Path

import brotli
import pytest

from dashboard.delivery.assets import Asset
from dashboard.delivery.packing import Packer
from dashboard.delivery.serving import accepted_encodings

TEXT = b"".join(b"function f%d(a, b) { return a * %d + b; }\n" % (at, at * at) for at in range(2000))
SCRIPT = Asset.of("js/a.js", TEXT)


@pytest.mark.parametrize("header", ["br", "gzip, deflate, br, zstd", "BR;q=1.0, gzip;q=0.5"])
def test_brotli_comes_before_gzip(tmp_path: Path, header: str) -> None:
    encoding, body = Packer(tmp_path).packed(SCRIPT, accepted_encodings(header))
    assert encoding == "br"
    assert brotli.decompress(body) == TEXT


def test_gzip_goes_to_who_takes_no_brotli(tmp_path: Path) -> None:
    encoding, body = Packer(tmp_path).packed(SCRIPT, accepted_encodings("br;q=0, gzip;q=0.1"))
    assert encoding == "gzip"
    assert gzip.decompress(body) == TEXT


@pytest.mark.parametrize("header", ["", "identity", "deflate", "br;q=0.0"])
def test_who_takes_neither_gets_the_file_as_it_is(tmp_path: Path, header: str) -> None:
    assert Packer(tmp_path).packed(SCRIPT, accepted_encodings(header)) == (None, TEXT)


def test_a_font_is_packed_already_and_a_few_bytes_get_no_shorter(tmp_path: Path) -> None:
    packer, accepted = Packer(tmp_path), frozenset({"br"})
    assert packer.packed(Asset.of("fonts/a.woff2", TEXT), accepted)[0] is None
    assert packer.packed(Asset.of("css/a.svg", b"<svg/>"), accepted)[0] is None


def test_packing_makes_files_smaller_and_keeps_them_for_the_next_start(tmp_path: Path) -> None:
    quick = Packer(tmp_path).packed(SCRIPT, frozenset({"br"}))[1]
    packer = Packer(tmp_path)
    packer.pack([SCRIPT])
    small = packer.packed(SCRIPT, frozenset({"br"}))[1]
    assert len(small) < len(quick)
    assert Packer(tmp_path).packed(SCRIPT, frozenset({"br"}))[1] == small


def test_packing_forgets_the_files_of_earlier_versions(tmp_path: Path) -> None:
    packer = Packer(tmp_path)
    packer.pack([SCRIPT])
    packer.pack([Asset.of("js/a.js", TEXT + b"//")])
    assert len(list(tmp_path.iterdir())) == 2
    assert not list(tmp_path.glob(f"{SCRIPT.mark}.*"))
