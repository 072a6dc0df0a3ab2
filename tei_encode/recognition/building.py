"""From labelled lines to the parts of the text: notes at their markers, flows, blocks, divisions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from tei_encode.model.document import Child, Decision, Kind, Node
from tei_encode.model.record import replace
from tei_encode.recognition.assembly import Assembled, Parts, assemble
from tei_encode.recognition.blocks.builders import block_table, one_node
from tei_encode.recognition.flows import Flow, FlowBuilder, Stretch, break_nodes, forme_work
from tei_encode.recognition.inline.declared import declared_marks
from tei_encode.recognition.inline.hyphenation import Divider
from tei_encode.recognition.inline.nesting import inline_content
from tei_encode.recognition.inline.quotations import quotation_marks
from tei_encode.recognition.joins import join_features, joined
from tei_encode.recognition.labelling import Labelled
from tei_encode.recognition.marks import Insertion, Mark
from tei_encode.recognition.note_nodes import Interruptions, NotesPlaced, place_notes
from tei_encode.recognition.notes.collecting import Alignment, align, is_believed, note_decisions
from tei_encode.recognition.notes.regions import note_regions
from tei_encode.recognition.observations import Line
from tei_encode.recognition.pages import PageModel
from tei_encode.recognition.study import Settings, Study
from tei_encode.recognition.zones import FURNITURE, Zone

# `bibl` and `byline` have no room for `q`.
_PLAIN = frozenset(
    {Zone.BIBLIOGRAPHY, Zone.REVIEWED, Zone.BYLINE, Zone.AFFILIATION, Zone.EMAIL, Zone.FORMULA, Zone.SIGNED}
)


class Builder:
    """Notes, flows and parts of one labelled document."""

    def __init__(
        self,
        studied: Study,
        labelled: Labelled,
        model: PageModel,
        settings: Settings,
        first: int,
        authors: Sequence[tuple[int, int]],
    ) -> None:
        self.authors = authors  # ranges of their names in the title block
        self.studied, self.labelled, self.model, self.settings = studied, labelled, model, settings
        self.source, self.first, self.given = studied.source, first, studied.given
        self.lines = studied.observations.lines
        self.divide = Divider(self.source.text, self.given.hyphens if self.given is not None else None)
        self.starts = [d.start for d in self.source.declarations]
        self.decisions: list[Decision] = []
        self.note_marks: list[Mark] = []
        self.note_mark_starts: list[int] = []
        self.called: dict[int, list[Node]] = {}  # nodes to set in behind the marker that ends at an offset
        self.called_at: list[int] = []
        self.keys = 0
        self.breaks: dict[int, list[Node]] = {}
        self.at_end: frozenset[int] = frozenset()  # lines of endnotes

    def build(self) -> Assembled:
        """Front, body and back.

        A marker may stand where no element can hold its note; the note then keeps its own place, without a link.
        """
        excluded: set[int] = set()
        for _ in range(4):
            assembled = self._build(excluded)
            if not self.called:
                break
            excluded.update(self.called)
        return assembled

    def _build(self, excluded: set[int]) -> Assembled:
        self.decisions, self.keys = [], 0
        self.breaks = break_nodes(self.model.turns, self.model.columns)
        placed, in_notes = self._notes(excluded)
        self.note_marks = sorted(placed.marks, key=lambda mark: mark.start)
        self.note_mark_starts = [mark.start for mark in self.note_marks]
        for line in self.lines:
            if line.start in placed.within:
                self.breaks.pop(line.index, None)  # it stands within the note
        self.called = placed.insertions
        self.called_at = sorted(placed.insertions)
        stretches = [
            Stretch(self.labelled.zones[line.index], line.start, line.end, line)
            for line in self.lines[self.first :]
            if line.index not in in_notes or line.start in placed.in_place
        ]
        blocks = block_table(self.source, self._inline_with, self._work_key)
        flows = FlowBuilder(
            self._goes_on,
            self.divide,
            self.breaks,
            self.settings.line_breaks,
            lambda flow: one_node(blocks[flow.zone]([flow])),
        )
        stream = flows.build(stretches, placed.in_place)
        self.decisions.extend(flows.decisions)
        head_types = {
            self.lines[index].start: kind
            for index, kind in self.studied.evidence.head_types.items()
            if kind != "section"
        }
        levels = {self.lines[index].start: level for index, level in self.studied.evidence.levels.items()}
        if self.given is not None:
            levels.update(self.given.levels)
        root = "review" if Zone.REVIEWED in self.labelled.zones else "article"
        return assemble(
            stream,
            Parts(
                self.source,
                self.inline,
                blocks,
                head_types,
                levels,
                root,
                self.authors,
                self.studied.cues.of("tabular"),
            ),
        )

    def _goes_on(self, before: Line, line: Line, zone: Zone, interrupted: bool) -> float:
        """Probability that a line goes on with the block of the line before it."""
        begins = self.labelled.begins[line.index]
        if self.given is not None and line.index in self.given.joins:
            return float(self.given.joins[line.index])
        if not interrupted:
            return 1.0 - begins
        words = self.studied.evidence.function_words
        return joined(tuple(join_features(before, line, zone, begins, self.studied.observations, words)))

    def _work_key(self) -> str:
        self.keys += 1
        return f"work-{self.keys}"

    # ---- inline
    def inline(self, flow: Flow) -> tuple[Child, ...]:
        return self._inline_with(flow, ())

    def _inline_with(self, flow: Flow, marks: Sequence[Mark]) -> tuple[Child, ...]:
        return self._content(flow.pieces, [*flow.marks, *marks], flow.insertions, quotes=flow.zone not in _PLAIN)

    def _content(
        self, pieces: Sequence[tuple[int, int]], marks: list[Mark], insertions: Sequence[Insertion], quotes: bool
    ) -> tuple[Child, ...]:
        if not pieces:
            return tuple(insertion.node for insertion in insertions)
        start, end = pieces[0][0], pieces[-1][1]
        text = self.source.text
        if self.starts:
            marks.extend(declared_marks(self.source.declarations, self.starts, start, end, text))
        low, high = bisect_left(self.note_mark_starts, start), bisect_left(self.note_mark_starts, end)
        marks.extend(self.note_marks[low:high])
        if quotes:
            marks.extend(quotation_marks(text, pieces))
        inserted = list(insertions)
        for at in self.called_at[bisect_right(self.called_at, start) : bisect_right(self.called_at, end)]:
            if any(a < at <= b for a, b in pieces):
                inserted[:0] = [Insertion(at, node) for node in self.called.pop(at, ())]
        return inline_content(text, pieces, marks, inserted)

    # ---- notes
    def _notes(self, excluded: set[int]) -> tuple[NotesPlaced, set[int]]:
        """Align, and place what was found; the lines that notes take."""
        placed = NotesPlaced()
        taken: set[int] = set()
        turns = {turn.line: turn.probability for turn in self.model.turns}
        foot, end, self.at_end = note_regions(
            self.studied.observations, self.labelled, self.studied.evidence.head_types, turns, self.first, self.given
        )
        for regions, endnotes, prefix in ((foot, False, "f"), (end, True, "e")):
            if not any(region.starts or region.markers for region in regions):
                continue
            alignment = align(regions)
            if self.given is not None:
                from tei_encode.recognition.notes.given import hold, in_text

                markers = in_text(self.given.markers, self.lines, self.labelled.zones)
                hold(alignment, markers, self.given.notes, not (foot and end))
            alignment.references = [r for r in alignment.references if r.end not in excluded]
            self.decisions.extend(note_decisions(alignment))
            if not is_believed(alignment):
                continue
            ranges, between = self._ranges(alignment, taken, endnotes)
            more = place_notes(
                alignment,
                self.source.text,
                ranges,
                self._note_inline,
                self._interruptions(between),
                endnotes,
                prefix,
            )
            taken.update(line.index for start, lines in between.items() if start in more.within for line in lines)
            placed.marks.extend(more.marks)
            placed.within.update(more.within)
            for mine, theirs in ((placed.insertions, more.insertions), (placed.in_place, more.in_place)):
                for key, nodes in theirs.items():
                    mine.setdefault(key, []).extend(nodes)
        self._leftovers(placed, taken)
        return placed, taken

    def _breaks_by_offset(self) -> dict[int, list[Node]]:
        """A page break within a note is one of its own, beside the one in the running text."""
        return {self.lines[index].start: self._page_breaks(index) for index in self.breaks}

    def _page_breaks(self, index: int) -> list[Node]:
        return [replace(node) for node in self.breaks.get(index, ()) if node.kind is Kind.PB]

    def _interruptions(self, between: Mapping[int, Sequence[Line]]) -> Interruptions:
        """What stands before the pieces of notes; `between`: lines of furniture by the offset of the piece behind."""
        breaks = self._breaks_by_offset()
        furniture: dict[int, list[Node]] = {}
        for start, lines in between.items():
            last = breaks.get(start, [])
            breaks[start] = [node for line in lines for node in self._page_breaks(line.index)] + last
            furniture[start] = []
            for line in lines:
                stretch = Stretch(self.labelled.zones[line.index], line.start, line.end, line)
                furniture[start] += [*self._page_breaks(line.index), forme_work(stretch)]
            furniture[start] += [replace(node) for node in last]
        inside = {start: tuple(line.start for line in lines) for start, lines in between.items()}
        return Interruptions(breaks, furniture, inside)

    def _note_inline(self, pieces: Sequence[tuple[int, int]], insertions: Sequence[Insertion]) -> tuple[Child, ...]:
        marks: list[Mark] = []
        inserted = list(insertions)
        pieces = [part for start, end in pieces for part in self.divide.pieces(start, end)]
        for (_, end), (start, _) in zip(pieces, pieces[1:]):
            division = self.divide(end, start)
            if division.mark is not None:
                marks.append(division.mark)
                inserted.append(Insertion(end, Node(Kind.LB, attributes={"break": division.break_value})))
            elif self.settings.line_breaks:
                inserted.append(Insertion(end, Node(Kind.LB)))
        return self._content(pieces, marks, inserted, quotes=True)

    def _ranges(
        self, alignment: Alignment, taken: set[int], endnotes: bool
    ) -> tuple[list[tuple[tuple[int, int], ...]], dict[int, list[Line]]]:
        """The lines of every note as ranges, from its first line to the next note's; and the furniture between them.

        Furniture stands by the offset of the range that it precedes: heads and numbers where a page turns.
        """
        zones, end_lines = self.labelled.zones, self.at_end
        first_lines = sorted({note.line for note in alignment.notes})
        following = {line: after for line, after in zip(first_lines, [*first_lines[1:], len(self.lines)])}
        ranges: list[list[tuple[int, int]]] = []
        between: dict[int, list[Line]] = {}
        for note in alignment.notes:
            pieces: list[tuple[int, int]] = []
            aside: list[Line] = []
            for line in self.lines[note.line : following[note.line]]:
                index = line.index
                if zones[index] is Zone.NOTE and index not in taken and (index in end_lines) == endnotes:
                    if aside:
                        between[line.start], aside = aside, []
                    pieces.append((line.start, line.end))
                    taken.add(index)
                elif zones[index] in FURNITURE and pieces:
                    aside.append(line)
                else:
                    break
            ranges.append(pieces)
        called = {reference.note for reference in alignment.references} if not endnotes else set()
        for index, note in enumerate(alignment.notes):
            if note.continuation_of is not None and note.continuation_of not in called:
                note.continuation_of = None  # what stands in place keeps its place, in two notes
            if note.continuation_of is not None:
                target = note.continuation_of
                ranges[target].extend(ranges[index])
                ranges[index] = []
        return [tuple(sorted(pieces)) for pieces in ranges], between

    def _leftovers(self, placed: NotesPlaced, taken: set[int]) -> None:
        """Lines labelled as notes that no alignment took: notes of their own, where they stand."""
        run: list[Line] = []
        for line in [*self.lines, None]:
            loose = line is not None and self.labelled.zones[line.index] is Zone.NOTE and line.index not in taken
            if loose and (not run or line.index == run[-1].index + 1):  # type: ignore[union-attr]
                run.append(line)  # type: ignore[arg-type]
                continue
            if run:
                pieces = [(item.start, item.end) for item in run]
                placed.within.update(start for start, _ in pieces[1:])
                breaks = self._breaks_by_offset()
                turns = [
                    Insertion(one[1], node) for one, two in zip(pieces, pieces[1:]) for node in breaks.get(two[0], ())
                ]
                node = Node(
                    Kind.NOTE,
                    (Node(Kind.P, self._note_inline(pieces, turns)),),
                    {"type": "footnote", "place": "bottom"},
                )
                placed.in_place.setdefault(run[0].start, []).append(node)
                taken.update(item.index for item in run)
            run = [line] if loose and line is not None else []
