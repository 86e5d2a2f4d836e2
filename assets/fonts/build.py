"""Build ``Sijill Sans``: one family for English and Arabic, on screen and on paper.

Text that mixes the two falls back from font to font glyph by glyph; typst and browsers then disagree on heights, and a
PDF carries twice the fonts. So Noto Sans (Latin), Noto Sans Arabic and a few signs of Noto Sans Math and Noto Sans
Symbols 2 become one family, under a name of its own. Ligatures are left out where they are a matter of taste, and split
into two glyphs where Arabic requires them (``lam_alef.py``), because figures and names are copied out of PDFs.

Run it from the project's root, with Debian's package fonts-noto-core (20201225-1) installed or unpacked::

    python assets/fonts/build.py /usr/share/fonts/truetype/noto

The same sources and the same fontTools give the same bytes. The signs have one weight, in the bold font too.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from fontTools.fontBuilder import FontBuilder
from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from lam_alef import split_ligatures

FAMILY: Final = "Sijill Sans"
VERSION: Final = "1.000"
TARGET: Final = Path(__file__).parent
WEIGHTS: Final = ("Regular", "Bold")

LATIN: Final = (
    *range(0x0020, 0x0250),  # Basic Latin to Latin Extended-B
    *range(0x02B0, 0x0370),  # modifier letters (ʿ, ʾ) and combining marks
    *range(0x1E00, 0x1F00),  # Latin Extended Additional: ḥ, ṣ, ṭ
    *range(0x2000, 0x20C0),  # punctuation, superscripts, currencies
    *(0x2116, 0x2122, 0x25CC),
    *range(0x2150, 0x2160),  # fractions
)
ARABIC: Final = (
    *range(0x0600, 0x0700),
    *range(0x0750, 0x0780),  # letters of neighbouring languages
    *(0xFD3E, 0xFD3F),  # ornate brackets
    *range(0xFE70, 0xFEFD),  # letters as they come out of older PDFs
)
MATH: Final = (*range(0x2190, 0x2196), 0x2212, 0x221E, 0x2248, 0x2260, 0x2264, 0x2265)
SYMBOLS: Final = (0x25A0, 0x25A1, 0x25B2, 0x25B3, 0x25B6, 0x25BC, 0x25BD, 0x25C0, 0x25CB, 0x25CF, 0x2713, 0x2717)

FEATURES: Final = {
    *("ccmp", "locl", "mark", "mkmk", "kern"),
    *("init", "medi", "fina", "isol", "rlig"),  # how Arabic letters join
    *("tnum", "pnum", "lnum"),  # figures of one width, for tables
}

COPYRIGHT: Final = (
    "Copyright 2015-2020 Google LLC (Noto Sans, Noto Sans Arabic, Noto Sans Math, Noto Sans Symbols 2). "
    "Modified and merged for Sijill."
)
LICENCE: Final = "This Font Software is licensed under the SIL Open Font License, Version 1.1."


def build(sources: Path, weight: str) -> TTFont:
    """One weight of the family."""
    latin, arabic = (_open(sources / f"{name}-{weight}.ttf") for name in ("NotoSans", "NotoSansArabic"))
    math, symbols = (_open(sources / f"{name}-Regular.ttf") for name in ("NotoSansMath", "NotoSansSymbols2"))
    split_ligatures(arabic)
    _require(math, MATH)
    _require(symbols, SYMBOLS)
    merged = _merge(_subsets([(latin, LATIN), (arabic, ARABIC), (math, MATH), (symbols, SYMBOLS)]))
    _set_metrics(merged, arabic)
    _set_names(merged, weight)
    # The date of the sources, not of the build, so that the same sources give the same bytes.
    merged["head"].created = merged["head"].modified = max(latin["head"].modified, arabic["head"].modified)
    return merged


def _open(path: Path) -> TTFont:
    return TTFont(path, recalcTimestamp=False)


def _require(font: TTFont, characters: Iterable[int]) -> None:
    if missing := [chr(character) for character in characters if character not in font.getBestCmap()]:
        raise ValueError(f"{font['name'].getDebugName(1)} has no {missing}")


def _subsets(parts: Iterable[tuple[TTFont, Iterable[int]]]) -> Iterator[TTFont]:
    """The fonts, each cut down to its characters without those that a font before it gave."""
    taken: set[int] = set()
    for font, characters in parts:
        wanted = set(characters) & set(font.getBestCmap()) - taken
        taken |= wanted
        subsetter = Subsetter(_options())
        subsetter.populate(unicodes=wanted)
        subsetter.subset(font)
        yield font


def _options() -> Options:
    options = Options()
    options.layout_features = sorted(FEATURES)
    options.hinting = False
    options.notdef_outline = True
    options.drop_tables += ["MATH", "DSIG", "meta", "STAT"]
    return options


def _merge(fonts: Iterable[TTFont]) -> TTFont:
    """One font; the merger reads files."""
    with TemporaryDirectory() as folder:
        paths = []
        for index, font in enumerate(fonts):
            paths.append(f"{folder}/{index}.ttf")
            font.save(paths[-1])
        merged = Merger().merge(paths)
        merged.recalcTimestamp = False
        return merged


def _set_metrics(font: TTFont, arabic: TTFont) -> None:
    """Line heights of the Arabic font: the taller of the two scripts, without the reach of the mathematical signs."""
    for table, names in {
        "hhea": ("ascent", "descent", "lineGap"),
        "OS/2": ("sTypoAscender", "sTypoDescender", "sTypoLineGap", "usWinAscent", "usWinDescent"),
    }.items():
        for name in names:
            setattr(font[table], name, getattr(arabic[table], name))


def _set_names(font: TTFont, weight: str) -> None:
    postscript = f"{FAMILY.replace(' ', '')}-{weight}"
    names = {
        "copyright": COPYRIGHT,
        "familyName": FAMILY,
        "styleName": weight,
        "uniqueFontIdentifier": f"{VERSION};{postscript}",
        "fullName": f"{FAMILY} {weight}",
        "version": f"Version {VERSION}",
        "psName": postscript,
        "licenseDescription": LICENCE,
    }
    FontBuilder(font=font).setupNameTable(names, mac=False)


def write(font: TTFont, weight: str) -> None:
    """TTF for typst, WOFF2 for browsers."""
    stem = f"{FAMILY.replace(' ', '')}-{weight}"
    for flavor, ending in ((None, "ttf"), ("woff2", "woff2")):
        path = TARGET / f"{stem}.{ending}"
        font.flavor = flavor
        font.save(path)
        print(f"{path.name}: {path.stat().st_size} bytes")


def main(sources: Path) -> None:
    for weight in WEIGHTS:
        write(build(sources, weight), weight)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
