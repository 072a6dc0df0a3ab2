"""From pieces of the source, stand-off marks and insertions to the children of one element.

Every character of the pieces that is not white space ends up in exactly one leaf, whatever the marks are: a mark that
crosses another, overlaps its delimiters or reaches outside the pieces is dropped, and its delimiters are text again.
"""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import combining

from tei_encode.model.document import Child, Kind, Markup, Node, Text
from tei_encode.recognition.marks import Insertion, Mark

_DEEPEST = 12  # marks within marks


def inline_content(
    text: str, pieces: Sequence[tuple[int, int]], marks: Sequence[Mark], insertions: Sequence[Insertion]
) -> tuple[Child, ...]:
    """Children that hold the pieces, in order, with marks nested and insertions set between.

    Args:
        text: of the source.
        pieces: ranges of the source in ascending order, not overlapping.
        marks: any marks; those that do not fit are dropped.
        insertions: nodes by offset; each within a piece or at the end of one.
    """
    if not pieces:
        return tuple(insertion.node for insertion in insertions)
    if not marks and not insertions and len(pieces) == 1:
        return (Text(*pieces[0]),)
    return _Builder(text, pieces, _accepted(text, pieces, marks), sorted(insertions, key=lambda i: i.at)).children()


def _accepted(text: str, pieces: Sequence[tuple[int, int]], marks: Sequence[Mark]) -> list[Mark]:
    """The marks that nest, outer before inner; of two that cross the one of the higher rank is dropped."""
    first, last = pieces[0][0], pieces[-1][1]
    ordered = sorted(
        (
            m
            for m in marks
            if first <= m.start < m.end <= last
            and m.start + m.open <= m.end - m.close
            and not _parts_character(text, m)
        ),
        key=lambda m: (m.start, -m.end, m.rank),
    )
    ordered = _within_pieces(pieces, ordered)
    dropped: set[int] = set()
    stack: list[int] = []
    for i, mark in enumerate(ordered):
        while stack and ordered[stack[-1]].end <= mark.start:
            stack.pop()
        while stack:
            top = ordered[stack[-1]]
            inside = top.content is None and top.start + top.open <= mark.start and mark.end <= top.end - top.close
            if inside:
                break
            if mark.rank < top.rank:
                dropped.add(stack.pop())
            else:
                dropped.add(i)
                break
        if i not in dropped:
            if len(stack) >= _DEEPEST:
                dropped.add(i)
            else:
                stack.append(i)
    return [mark for i, mark in enumerate(ordered) if i not in dropped]


def _parts_character(text: str, mark: Mark) -> bool:
    """Whether an edge of a mark stands between a letter and a mark that combines with it."""
    edges = {mark.start, mark.start + mark.open, mark.end - mark.close, mark.end}
    return any(edge < len(text) and text[edge] >= "\u0300" and combining(text[edge]) for edge in edges)


def _within_pieces(pieces: Sequence[tuple[int, int]], ordered: list[Mark]) -> list[Mark]:
    """The marks whose ends and delimiters lie in pieces; those with content of their own lie in one piece."""
    if len(pieces) == 1:
        return ordered
    from bisect import bisect_right

    starts = [start for start, _ in pieces]
    kept = []
    for mark in ordered:
        one = bisect_right(starts, mark.start) - 1
        other = bisect_right(starts, mark.end - 1) - 1
        opens = mark.start + max(1, mark.open) <= pieces[one][1]
        closes = pieces[other][0] <= mark.end - max(1, mark.close) and mark.end <= pieces[other][1]
        if opens and closes and (mark.content is None or one == other):
            kept.append(mark)
    return kept


class _Builder:
    """One pass over pieces, marks and insertions, each with a pointer that only moves on."""

    def __init__(
        self, text: str, pieces: Sequence[tuple[int, int]], marks: list[Mark], insertions: list[Insertion]
    ) -> None:
        self.text, self.pieces, self.marks, self.insertions = text, pieces, marks, insertions
        self.piece = self.mark = self.insertion = 0
        # A space follows a piece unless a word is divided there.
        self.divided = {mark.end for mark in marks if mark.kind is Kind.PC}

    def children(self) -> tuple[Child, ...]:
        out: list[Child] = []
        self._range(self.pieces[0][0], self.pieces[-1][1], out, outermost=True)
        out.extend(insertion.node for insertion in self.insertions[self.insertion :])
        return tuple(out)

    def _range(self, start: int, end: int, out: list[Child], outermost: bool) -> None:
        position = start
        while self.mark < len(self.marks) and self.marks[self.mark].start < end:
            mark = self.marks[self.mark]
            self.mark += 1
            self._text(position, mark.start, out, inclusive=True)
            out.append(self._node(mark))
            position = mark.end
        self._text(position, end, out, inclusive=outermost)

    def _node(self, mark: Mark) -> Node:
        inner: list[Child] = []
        if mark.content is not None:
            inner.extend(mark.content)
            while self.piece < len(self.pieces) and self.pieces[self.piece][1] < mark.end:
                self.piece += 1
            while self.insertion < len(self.insertions) and self.insertions[self.insertion].at < mark.end:
                inner.append(self.insertions[self.insertion].node)
                self.insertion += 1
        else:
            if mark.open:
                inner.append(Markup(mark.start, mark.start + mark.open))
            self._range(mark.start + mark.open, mark.end - mark.close, inner, outermost=False)
            if mark.close:
                inner.append(Markup(mark.end - mark.close, mark.end))
        return Node(mark.kind, tuple(inner), mark.attributes, mark.key, mark.pointers, mark.cert)

    def _text(self, start: int, end: int, out: list[Child], inclusive: bool) -> None:
        """Text leaves for `start` to `end`, cut at pieces and insertions."""
        while True:
            while self.piece < len(self.pieces) and self.pieces[self.piece][1] <= start:
                if start > self.pieces[self.piece][1] or self.piece + 1 == len(self.pieces):
                    self.piece += 1
                    continue
                if not self._turn(end, out, inclusive):
                    return
                start = max(start, self.pieces[self.piece][0]) if self.piece < len(self.pieces) else end
            self._set_in(start, end, out, inclusive)
            if self.piece >= len(self.pieces):
                return
            piece_start, piece_end = self.pieces[self.piece]
            start = max(start, piece_start)
            if start >= end:
                return
            stop = min(end, piece_end)
            if self.insertion < len(self.insertions) and start < self.insertions[self.insertion].at < stop:
                stop = self.insertions[self.insertion].at
            out.append(Text(start, stop))
            start = stop

    def _set_in(self, start: int, end: int, out: list[Child], inclusive: bool) -> None:
        while self.insertion < len(self.insertions):
            at = self.insertions[self.insertion].at
            if at > start or (at == end and not inclusive):
                return
            if self.piece < len(self.pieces) and at == self.pieces[self.piece][1] and self.piece + 1 < len(self.pieces):
                return  # at the end of a piece: the turn to the next one sets it in
            out.append(self.insertions[self.insertion].node)
            self.insertion += 1

    def _turn(self, end: int, out: list[Child], inclusive: bool) -> bool:
        """From the end of a piece to the next: notes of a marker there, a space, then what stands between."""
        piece_end = self.pieces[self.piece][1]
        following = self.pieces[self.piece + 1][0]
        if following >= end and not (inclusive and following == end):
            return False
        waiting = []
        while self.insertion < len(self.insertions) and self.insertions[self.insertion].at <= piece_end:
            waiting.append(self.insertions[self.insertion].node)
            self.insertion += 1
        called = 0  # notes stand directly behind their marker; order is kept
        while called < len(waiting) and waiting[called].kind is Kind.NOTE:
            called += 1
        out.extend(waiting[:called])
        if piece_end not in self.divided and piece_end < len(self.text) and self.text[piece_end].isspace():
            out.append(Text(piece_end, piece_end + 1))
        out.extend(waiting[called:])
        self.piece += 1
        return True
