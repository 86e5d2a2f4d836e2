"""Files whose ids are their senders' own: nobody can tell by a layout what such an id stands for.

A publisher's layout says what its ids are, an event or a round of a survey. Whoever fills in the template, or tags a
table of their own, numbers events anew each month, or lines (a camp, a ministry's toll) that come again in each round.
See ``docs/decisions/2026-11-23-ids-used-again.md``.
"""

from ingest.layouts.fields import generic
from ingest.layouts.form import HXL


def ids_are_the_senders(layout: str) -> bool:
    """Whether the ids of files of this layout are numbers of the sender's own making."""
    return layout in {generic().id, HXL}
