"""Stand-off marks over the source, and the one function that nests them into a flow of text.

Recognisers of inline phenomena (emphasis, note references, quotations, hyphens, recognition errors) never touch text:
each returns marks. `inline_content` then nests all of them, drops those that cross, and sets in the blocks and breaks
that interrupt the text.
"""

from __future__ import annotations

from tei_encode.model.document import Certainty, Child, Kind, Node
from tei_encode.model.record import factory, record


@record(frozen=True)
class Mark:
    """An element over source characters `start` to `end`, whose delimiters the element boundary stands for.

    `open` and `close` are the numbers of delimiter characters at its two ends (emphasis `*x*`: 1 and 1).
    `content` replaces the text between by given children (a choice around a misread word).
    `rank`: on crossing, the lower rank wins; on equal range, the lower rank is outside.
    """

    start: int
    end: int
    kind: Kind
    attributes: dict[str, str] = factory(default_factory=dict)
    open: int = 0
    close: int = 0
    content: tuple[Child, ...] | None = None
    key: str = ""
    pointers: dict[str, tuple[str, ...]] = factory(default_factory=dict)
    cert: Certainty | None = None
    rank: int = 50


@record(frozen=True)
class Insertion:
    """A node set into a flow at a source offset, between the characters beside it (a pb, a note, a figure)."""

    at: int
    node: Node
