"""From labelled lines to flows: paragraphs, heads, items and entries, whole over all that interrupts them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from tei_encode.model.document import Certainty, Decision, Kind, Node, Text
from tei_encode.model.record import factory, record
from tei_encode.recognition.marks import Insertion, Mark
from tei_encode.recognition.observations import Line
from tei_encode.recognition.pages import Column, Turn
from tei_encode.recognition.zones import CONTINUED, FURNITURE, Zone


@record()
class Stretch:
    """A line, or the part of one that belongs to one zone."""

    zone: Zone
    start: int
    end: int
    line: Line


@record()
class Flow:
    """The text of one block: its pieces in order, what is set in between them, and marks found while joining."""

    zone: Zone
    lines: list[Line]
    pieces: list[tuple[int, int]]
    insertions: list[Insertion] = factory(default_factory=list)
    marks: list[Mark] = factory(default_factory=list)

    @property
    def start(self) -> int:
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        return self.pieces[-1][1]


@record(frozen=True)
class Division:
    """How a word divided between two pieces is joined: what TEI's `@break` says, and the mark on its hyphen."""

    break_value: str  # "no", "maybe" or ""
    mark: Mark | None


class Divider(Protocol):
    """Decides where words are divided."""

    def __call__(self, end: int, start: int) -> Division:
        """How the text that ends at one offset and goes on at another is joined."""

    def pieces(self, start: int, end: int) -> list[tuple[int, int]]:
        """A stretch of text, parted where a word is divided within it."""


# Blocks that may stand within a paragraph that goes on after them.
_WITHIN = frozenset({Zone.CAPTION, Zone.TABLE, Zone.IMAGE})

Stream = list["Flow | Node"]


class FlowBuilder:
    """Walks the stretches once and joins them; what interrupts an open flow waits until it is known to go on."""

    def __init__(
        self,
        goes_on: Callable[[Line, Line, Zone, bool], float],
        divide: Divider,
        breaks: dict[int, list[Node]],
        line_breaks: bool,
        figure: Callable[[Flow], Node],
    ) -> None:
        self.goes_on = goes_on  # (line before, line, zone, whether something stands between) → probability
        self.divide = divide
        self.breaks = sorted(breaks.items())  # (line index, pb and cb nodes that stand before the line)
        self.next_break = 0
        self.line_breaks = line_breaks
        self.figure = figure  # how a caption or table that stands within a paragraph is made
        self.stream: Stream = []
        self.decisions: list[Decision] = []
        self.open: Flow | None = None
        self.waiting: Stream = []

    def build(self, stretches: Sequence[Stretch], place: dict[int, list[Node]]) -> Stream:
        """The stream of flows and nodes; `place`: nodes to set before a line (notes that no marker calls)."""
        for stretch in stretches:
            self._break_before(stretch.line.index)
            self.waiting.extend(place.pop(stretch.start, ()))
            if stretch.zone is Zone.NOTE:
                continue
            if stretch.zone in FURNITURE:
                self.waiting.append(forme_work(stretch))
            elif stretch.zone is Zone.MARGIN:
                self.waiting.append(marginal_note(stretch))
            else:
                self._text(stretch)
        self._break_before(1 << 60)
        self._close()
        return self.stream

    def _break_before(self, index: int) -> None:
        """Let the breaks wait that stand before a line, or before lines that were moved from before it."""
        while self.next_break < len(self.breaks) and self.breaks[self.next_break][0] <= index:
            self.waiting.extend(self.breaks[self.next_break][1])
            self.next_break += 1

    def _text(self, stretch: Stretch) -> None:
        flow = self.open
        if flow is not None and stretch.zone in _WITHIN and flow.zone is Zone.BODY:
            last = flow.lines[-1]
            if not last.is_terminal and last.text[-1] != ":":
                self._interrupt(stretch)
                return
        if flow is not None and self._goes_on(flow, stretch):
            self._extend(flow, stretch)
            return
        self._close()
        self.open = Flow(stretch.zone, [stretch.line], [])
        self._append(self.open, stretch)

    def _append(self, flow: Flow, stretch: Stretch) -> None:
        """The text of a stretch, in pieces where words are divided within it."""
        first, *rest = self.divide.pieces(stretch.start, stretch.end)
        flow.pieces.append(first)
        for piece in rest:
            division = self.divide(flow.end, piece[0])
            if division.mark is not None:
                flow.marks.append(division.mark)
            lb = Node(Kind.LB, attributes={"break": division.break_value})
            flow.insertions.append(Insertion(flow.end, lb))
            flow.pieces.append(piece)

    def _interrupt(self, stretch: Stretch) -> None:
        """A caption or table while a paragraph is open: it waits with the breaks, and stands within if that goes on."""
        before = self.waiting[-1] if self.waiting else None
        if isinstance(before, Flow) and before.zone is stretch.zone and self._goes_on(before, stretch):
            before.lines.append(stretch.line)
            before.pieces.append((stretch.start, stretch.end))
        else:
            self.waiting.append(Flow(stretch.zone, [stretch.line], [(stretch.start, stretch.end)]))

    def _goes_on(self, flow: Flow, stretch: Stretch) -> bool:
        if flow.zone is not stretch.zone or stretch.zone not in CONTINUED:
            return False
        before, line = flow.lines[-1], stretch.line
        interrupted = bool(self.waiting) or line.index - before.index > 1
        probability = self.goes_on(before, line, stretch.zone, interrupted)
        taken = probability >= 0.5
        if self.waiting or 0.2 < probability < 0.9:
            what = "paragraph goes on" if taken else "new paragraph"
            other = "new paragraph" if taken else "paragraph goes on"
            sure = probability if taken else 1 - probability
            self.decisions.append(
                Decision(
                    "join",
                    flow.end,
                    stretch.start,
                    what,
                    round(sure, 4),
                    (f"…{before.text[-24:]} | {line.text[:24]}…",),
                    ((other, round(1 - sure, 4)),),
                )
            )
        return taken

    def _extend(self, flow: Flow, stretch: Stretch) -> None:
        end = flow.end
        division = self.divide(end, stretch.start)
        if division.mark is not None:
            flow.marks.append(division.mark)
        nodes = [self._insertable(item) for item in self.waiting]
        self.waiting = []
        breaking = [i for i, node in enumerate(nodes) if node.kind in (Kind.PB, Kind.CB)]
        if division.break_value:
            if breaking:
                nodes = [
                    with_attribute(node, "break", division.break_value) if i in breaking else node
                    for i, node in enumerate(nodes)
                ]
            else:
                nodes.append(Node(Kind.LB, attributes={"break": division.break_value}))
        elif not breaking and self.line_breaks:
            nodes.append(Node(Kind.LB))
        flow.insertions.extend(Insertion(end, node) for node in nodes)
        flow.lines.append(stretch.line)
        self._append(flow, stretch)

    def _insertable(self, item: Flow | Node) -> Node:
        if isinstance(item, Node):
            return item
        return self.figure(item)

    def _close(self) -> None:
        if self.open is not None:
            self.stream.append(self.open)
            self.open = None
        self.stream.extend(self.waiting)
        self.waiting = []


def with_attribute(node: Node, name: str, value: str) -> Node:
    """The node with one attribute more."""
    return Node(
        node.kind, node.children, {**node.attributes, name: value}, node.key, node.pointers, node.cert, node.moved
    )


_FORME_WORK = {
    Zone.HEADER: ("header", "top"),
    Zone.PAGE_NUMBER: ("pageNum", "top"),
    Zone.CITATION: ("citation", "bottom"),
    Zone.STAMP: ("stamp", ""),
    Zone.LINE_NUMBER: ("lineNum", "margin"),
    Zone.MASTHEAD: ("masthead", "top"),
    Zone.NOISE: ("noise", ""),
    Zone.COMMENT: ("comment", ""),
}


def forme_work(stretch: Stretch) -> Node:
    """Page furniture as `fw` (`#PHSK`)."""
    kind, place = _FORME_WORK[stretch.zone]
    attributes = {"type": kind}
    if place:
        attributes["place"] = place
    return Node(Kind.FW, (Text(stretch.start, stretch.end),), attributes)


def marginal_note(stretch: Stretch) -> Node:
    """A note printed in the margin, where recognition left it (`#CONONO`)."""
    return Node(
        Kind.NOTE, (Node(Kind.P, (Text(stretch.start, stretch.end),)),), {"type": "marginal", "place": "margin"}
    )


def break_nodes(turns: Sequence[Turn], columns: Sequence[Column]) -> dict[int, list[Node]]:
    """The pb, cb and milestone nodes by the line they stand before; those inferred carry a certainty."""
    found: dict[int, list[Node]] = {}
    for turn in turns:
        attributes = {"n": turn.number} if turn.number else {}
        cert = None if turn.printed else certainty(turn.probability)
        found.setdefault(turn.line, []).append(Node(Kind.PB, attributes=attributes, key=f"turn-{turn.at}", cert=cert))
    for column in columns:
        if column.decided:
            given = f"column-{column.at}" if column.probability == 1.0 else ""
            node = Node(Kind.CB, attributes={"n": "2"}, key=given, cert=Certainty.MEDIUM)
        else:
            node = Node(Kind.MILESTONE, attributes={"unit": "ocrBlock"}, cert=Certainty.LOW)
        found.setdefault(column.line, []).append(node)
    return found


def certainty(probability: float) -> Certainty:
    """TEI's three values for a probability."""
    return Certainty.HIGH if probability >= 0.9 else Certainty.MEDIUM if probability >= 0.7 else Certainty.LOW
