"""The columnar copy of the register, for the questions of the pages: the register is the truth, this answers quickly.

A copy is numbers alone, a file for each column, mapped into memory and shared by all processes that read it. It is
keyed by what the register holds, grows by segments after each commit, and can be thrown away: it is made again from the
register. Nothing that is asked of it (:mod:`db.selection`, :mod:`db.lines`, :mod:`db.totals`) decides what a figure is:
that stays in :mod:`db.figures` and :mod:`db.lines.of_claims`; on whole columns is only done what needs no deciding (a
claim that stands alone is its own figure; figures are added).
"""
