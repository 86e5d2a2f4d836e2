"""Arabic ligatures without ligature glyphs, so that words copied from a PDF or searched in it come out right.

In Arabic, lam and alef (and lam and alef maqsura) must join into one shape. Fonts draw it as one glyph that stands for
two letters. A PDF reader turns a right-to-left line around glyph by glyph and leaves the two letters inside the glyph
as they are, so that ``الأمن`` is copied as ``األمن``. Here two glyphs share the shape instead: the lam's carries the
whole drawing, the alef's is empty and as wide as the rest. Every letter keeps a glyph; what is seen stays the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from fontTools.otlLib.builder import (
    ChainContextSubstBuilder,
    ChainContextualRule,
    SingleSubstBuilder,
    buildAnchor,
    buildMarkBasePosSubtable,
)
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables, ttProgram
from fontTools.ttLib.tables._g_l_y_f import Glyph

ALEF_SHARE: Final = 0.45
"""How much of the ligature's width goes to the alef. It decides only where a cursor or a highlight falls."""

_IGNORE_MARKS: Final = 8  # lookup flag: vowel signs between the letters do not keep them from joining
_BASE_GLYPH: Final = 1  # GDEF class
_LIGATURE_SUBSTITUTION: Final = 4
_MARK_TO_LIGATURE: Final = 5
_EXTENSION_POSITIONING: Final = 9
_EXTENSION_SUBSTITUTION: Final = 7


class Pair(NamedTuple):
    """Two letters, in reading order, the glyph that joined them, and the two glyphs that do it now."""

    lam: str
    alef: str
    ligature: str
    lam_part: str
    alef_part: str


def split_ligatures(font: TTFont) -> list[Pair]:
    """Replace the required ligatures of two letters in ``font``; where there were more, the letters join plainly."""
    pairs = list(_required_pairs(font))
    for pair in pairs:
        _add_glyphs(font, pair)
    _substitute(font, pairs)
    _anchor_marks(font, pairs)
    return pairs


def _required_pairs(font: TTFont) -> Iterator[Pair]:
    gsub = font["GSUB"].table
    wanted = {index for feature in _features(gsub, "rlig") for index in feature.LookupListIndex}
    for index in sorted(wanted):
        for subtable in _subtables(gsub.LookupList.Lookup[index], _LIGATURE_SUBSTITUTION, _EXTENSION_SUBSTITUTION):
            for lam, ligatures in sorted(subtable.ligatures.items()):
                for ligature in ligatures:
                    if len(ligature.Component) == 1:
                        name = ligature.LigGlyph
                        yield Pair(lam, ligature.Component[0], name, f"{name}.lam", f"{name}.alef")


def _features(table: Any, tag: str) -> list[Any]:
    return [record.Feature for record in table.FeatureList.FeatureRecord if record.FeatureTag == tag]


def _subtables(lookup: Any, kind: int, extension: int) -> list[Any]:
    """The subtables of one kind in a lookup, also where they are wrapped into extensions."""
    inner = [table.ExtSubTable if lookup.LookupType == extension else table for table in lookup.SubTable]
    return [table for table in inner if table.LookupType == kind]


def _add_glyphs(font: TTFont, pair: Pair) -> None:
    """Give the lam the drawing, moved so that it starts at the lam's place, and the alef the rest of the width."""
    glyphs, metrics = font["glyf"], font["hmtx"]
    advance, _ = metrics[pair.ligature]
    alef_width = round(advance * ALEF_SHARE)
    drawing = _moved(font, pair.ligature, -alef_width)
    glyphs[pair.lam_part] = drawing
    metrics[pair.lam_part] = (advance - alef_width, drawing.xMin)
    glyphs[pair.alef_part] = Glyph()
    metrics[pair.alef_part] = (alef_width, 0)
    font.setGlyphOrder(glyphs.glyphOrder)
    for part in (pair.lam_part, pair.alef_part):
        font["GDEF"].table.GlyphClassDef.classDefs[part] = _BASE_GLYPH


def _moved(font: TTFont, name: str, distance: int) -> Glyph:
    """A glyph with the outline of another, moved sideways, without its hints."""
    coordinates, ends, flags = font["glyf"][name].getCoordinates(font["glyf"])
    glyph = Glyph()
    glyph.coordinates = coordinates.copy()
    glyph.coordinates.translate((distance, 0))
    glyph.endPtsOfContours, glyph.flags, glyph.numberOfContours = list(ends), flags, len(ends)
    glyph.program = ttProgram.Program()
    glyph.program.fromBytecode(b"")
    glyph.recalcBounds(font["glyf"])
    return glyph


def _substitute(font: TTFont, pairs: list[Pair]) -> None:
    """Make ``rlig`` two steps: a lam before an alef takes its part, then an alef behind such a lam takes its own."""
    gsub = font["GSUB"].table
    by_alef: defaultdict[str, dict[str, str]] = defaultdict(dict)
    by_lam_part: dict[str, dict[str, str]] = {}
    for pair in pairs:
        by_alef[pair.alef][pair.lam] = pair.lam_part
        by_lam_part[pair.lam_part] = {pair.alef: pair.alef_part}
    steps = (
        _chain(font, [((), mapping, (alef,)) for alef, mapping in by_alef.items()]),
        _chain(font, [((lam_part,), mapping, ()) for lam_part, mapping in by_lam_part.items()]),
    )
    for feature in _features(gsub, "rlig"):
        feature.LookupListIndex = list(steps)
        feature.LookupCount = len(steps)


Rule = tuple[Iterable[str], dict[str, str], Iterable[str]]
"""The glyph before (or none), what becomes what, the glyph behind (or none)."""


def _chain(font: TTFont, rules: list[Rule]) -> int:
    """Add a lookup that replaces glyphs by their surroundings; its index."""
    chain = ChainContextSubstBuilder(font, None)
    chain.lookupflag = _IGNORE_MARKS
    for before, mapping, behind in rules:
        single = SingleSubstBuilder(font, None)
        single.mapping = mapping
        single.lookup_index = _append(font["GSUB"], single.build())
        context = ([{glyph} for glyph in before], [set(mapping)], [{glyph} for glyph in behind])
        chain.rules.append(ChainContextualRule(*context, [[single]]))
    return _append(font["GSUB"], chain.build())


def _append(table: Any, lookup: Any) -> int:
    lookups = table.table.LookupList
    lookups.Lookup.append(lookup)
    lookups.LookupCount = len(lookups.Lookup)
    return len(lookups.Lookup) - 1


def _anchor_marks(font: TTFont, pairs: list[Pair]) -> None:
    """Put vowel signs where they were: the ligature's anchors become the anchors of its two parts."""
    gpos = font["GPOS"].table
    for feature in _features(gpos, "mark"):
        for index in tuple(feature.LookupListIndex):
            lookup = gpos.LookupList.Lookup[index]
            for subtable in _subtables(lookup, _MARK_TO_LIGATURE, _EXTENSION_POSITIONING):
                added = otTables.Lookup()
                added.LookupType, added.LookupFlag = 4, lookup.LookupFlag
                added.SubTable = [_mark_to_parts(font, subtable, pairs)]
                added.SubTableCount = 1
                feature.LookupListIndex.append(_append(font["GPOS"], added))
        feature.LookupCount = len(feature.LookupListIndex)


def _mark_to_parts(font: TTFont, subtable: Any, pairs: list[Pair]) -> Any:
    records = zip(subtable.MarkCoverage.glyphs, subtable.MarkArray.MarkRecord, strict=True)
    marks = {glyph: (record.Class, record.MarkAnchor) for glyph, record in records}
    attached = dict(zip(subtable.LigatureCoverage.glyphs, subtable.LigatureArray.LigatureAttach, strict=True))
    bases: dict[str, dict[int, Any]] = {}
    for pair in pairs:
        if pair.ligature in attached:
            lam, *alef = attached[pair.ligature].ComponentRecord  # a third is the hamza on the alef
            alef_width, _ = font["hmtx"][pair.alef_part]
            bases[pair.lam_part] = _anchors([lam], -alef_width)
            bases[pair.alef_part] = _anchors(alef, 0)
    return buildMarkBasePosSubtable(marks, bases, font.getReverseGlyphMap(rebuild=True))


def _anchors(components: list[Any], distance: int) -> dict[int, Any]:
    """Anchors by mark class, the outermost component's first, moved sideways like the drawing."""
    moved = {}
    for component in components:
        for mark_class, anchor in enumerate(component.LigatureAnchor):
            if anchor is not None:
                moved[mark_class] = buildAnchor(anchor.XCoordinate + distance, anchor.YCoordinate)
    return moved
