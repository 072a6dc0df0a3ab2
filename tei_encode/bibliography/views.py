"""The text of a block as a reader sees it, with the way back to the source: notes, labels and breaks are not in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from tei_encode.model.document import Child, Generated, Kind, Node, Text
from tei_encode.model.record import record

_UNSEEN = frozenset((Kind.NOTE, Kind.FW, Kind.LABEL, Kind.GAP, Kind.SURPLUS, Kind.FIGURE, Kind.TABLE, Kind.LIST_BIBL))


@record(frozen=True)
class View:
    """`text` of a block; `starts` of its pieces in it, `origins` of the same pieces in the source."""

    text: str
    starts: list[int]
    origins: list[int]

    def source(self, offset: int) -> int:
        """The offset in the source of a character of the view."""
        piece = bisect_right(self.starts, offset) - 1
        return self.origins[piece] + offset - self.starts[piece]

    def source_end(self, end: int) -> int:
        """The offset in the source behind a range that ends before `end`."""
        return self.source(end - 1) + 1


def view_of(children: Sequence[Child], text: str) -> View:
    """The view of the children of a block over the text of the source; italics are seen by their delimiters."""
    parts: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    size = 0
    for start, end in _pieces(children, text):
        if end > start:
            starts.append(size)
            origins.append(start)
            parts.append(text[start:end])
            size += end - start
    return View("".join(parts), starts, origins)


def _pieces(children: Sequence[Child], text: str) -> Iterable[tuple[int, int]]:
    for child in children:
        if isinstance(child, Node):
            if child.kind in _UNSEEN or child.moved or child.attributes.get("type") == "noteref":
                continue
            yield from _pieces(child.children, text)
        elif isinstance(child, Generated):
            continue
        elif isinstance(child, Text) or text[child.start : child.end] in ("*", "_"):
            yield child.start, child.end
