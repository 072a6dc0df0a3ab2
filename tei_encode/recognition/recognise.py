"""The order of recognition: observations, front, furniture, zones, pages, notes, flows, parts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from tei_encode.findings import Finding
from tei_encode.language.cues import Cues, cues
from tei_encode.language.detect import detect
from tei_encode.model.document import Child, Decision, Document, Kind, Node, Text
from tei_encode.model.record import factory, record, replace
from tei_encode.model.source import Source
from tei_encode.recognition.assembly import Assembled, Parts, assemble
from tei_encode.recognition.blocks.builders import BULLET, NUMBER, block_table, one_node
from tei_encode.recognition.evidence import declared_heads, declared_zones, head_type, region_after, tail_advert
from tei_encode.recognition.flows import Flow, FlowBuilder, Stretch, break_nodes
from tei_encode.recognition.front import Front, find_cover, find_front, gather, is_self_citation
from tei_encode.recognition.front.cover_sheet import Cover
from tei_encode.recognition.front.metadata import page_range
from tei_encode.recognition.furniture import find_furniture
from tei_encode.recognition.inline.declared import declared_marks
from tei_encode.recognition.inline.hyphenation import Divider
from tei_encode.recognition.inline.nesting import inline_content
from tei_encode.recognition.inline.noise import noise_score
from tei_encode.recognition.inline.quotations import quotation_marks
from tei_encode.recognition.marks import Insertion, Mark
from tei_encode.recognition.note_nodes import NotesPlaced, place_notes
from tei_encode.recognition.notes import Alignment, Region, align, series_candidates
from tei_encode.recognition.notes.candidates import Marker, markers_in, note_starts
from tei_encode.recognition.observations import Line, Observations, measure, observe
from tei_encode.recognition.pages import PageModel, model_pages
from tei_encode.recognition.profiles import choose_profile
from tei_encode.recognition.splitting import split_lines
from tei_encode.recognition.zones import FURNITURE, Evidence, Labelled, Zone, label_lines

_TEXT_ZONES = frozenset(
    set(Zone)
    - FURNITURE
    - {Zone.NOTE, Zone.COVER, Zone.ADVERT, Zone.BIBLIOGRAPHY, Zone.CONTENTS, Zone.TABLE, Zone.IMAGE}
)
_FULL_REGION = 20  # notes: where pages are not known, a region ends after so many, at the next cluster
# `bibl` and `byline` have no room for `q`.
_PLAIN = frozenset({Zone.BIBLIOGRAPHY, Zone.REVIEWED, Zone.BYLINE, Zone.AFFILIATION, Zone.EMAIL})


@record(frozen=True)
class Settings:
    """What recognition takes from the configuration."""

    language: str = ""
    profile: str | None = None
    line_breaks: bool = False


@record()
class _Work:
    """Everything known so far of one document."""

    observations: Observations
    cover: Cover
    front: Front
    cues: Cues
    language: str
    languages: tuple[str, ...]
    citations: dict[int, float] = factory(default_factory=dict)
    head_types: dict[int, str] = factory(default_factory=dict)  # line index → division type
    declared: dict[int, int] = factory(default_factory=dict)  # line index → level


def recognise(source: Source, settings: Settings) -> tuple[Document, tuple[Finding, ...]]:
    """The document in a source."""
    observations = observe(source)
    split_lines(observations, measure)
    lines = observations.lines
    text = source.text
    found = detect(text)
    languages = tuple(code for code, share in found if share >= 0.25) or ((found[0][0],) if found else ())
    language = settings.language or (languages[0] if languages else "und")
    profile = choose_profile(settings.profile, text[:6000])
    cue_words = cues(languages or ("en",))
    cover = find_cover(observations, profile)
    noise = {line.index: score for line in lines if line.length <= 9 and (score := noise_score(line.text)) > -5}
    front = find_front(observations, cover.line_count, cover, cue_words, noise)
    work = _Work(observations, cover, front, cue_words, language, languages or (language,))
    work.citations = _citations(work)
    cited = [lines[index].text for index, score in sorted(work.citations.items()) if score > 2]
    pages = page_range(cover, cited)
    titles = tuple(
        _letters(t) for t in (front.title, cover.facts.get("title", ""), cover.facts.get("journal", "")) if t
    )
    first = cover.line_count
    furniture = find_furniture(observations, first, titles, pages)
    evidence = _evidence(work, source, noise)
    labelled = label_lines(observations, furniture, evidence)
    model = model_pages(observations, labelled.zones, furniture, first, pages)
    gathered = gather(cover, front, cited, profile, work.languages, Zone.REVIEWED in labelled.zones)
    builder = _Builder(source, work, labelled, model, settings)
    assembled = builder.build()
    decisions = [*_zone_decisions(lines, labelled, first), *_page_decisions(model), *builder.decisions]
    document = Document(
        _cover_nodes(lines[: cover.line_count]),
        assembled.front,
        assembled.body,
        assembled.back,
        gathered.metadata,
        language,
        tuple(decisions),
    )
    return document, gathered.findings


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalpha())


def _cover_nodes(lines: Sequence[Line]) -> tuple[Node, ...]:
    return tuple(Node(Kind.P, (Text(line.start, line.end),), moved=((line.start, line.end),)) for line in lines)


def _citations(work: _Work) -> dict[int, float]:
    title = work.cover.facts.get("title", "") or work.front.title
    names = list(work.cover.authors) or work.front.authors
    journal = work.cover.facts.get("journal", "")
    if not title:
        return {}
    found = {}
    for line in work.observations.lines[work.front.end :]:
        if 30 <= line.length <= 400 and line.digits:
            score = is_self_citation(line.text, title, names, journal)
            if score > 0:
                found[line.index] = score
    return found


def _evidence(work: _Work, source: Source, noise: dict[int, float]) -> Evidence:
    """Scores for every line from the single recognisers."""
    observations, cue_words = work.observations, work.cues
    lines = observations.lines
    forced = {index: Zone.COVER for index in range(work.cover.line_count)}
    forced.update({index: Zone(name) for index, name in work.front.labels.items()})
    forced.update(declared_zones(source, lines))
    advert_from = tail_advert(observations, cue_words, work.front.end)
    forced.update({index: Zone.ADVERT for index in range(advert_from, len(lines))})
    work.declared = declared_heads(source, lines)
    work.head_types, cue_heads = _cue_heads(work, forced)
    series = series_candidates([line for line in lines if line.index >= work.front.end], source.text)
    caption_words = cue_words.of("caption")
    caption = {
        line.index: score
        for line in lines
        if line.length < 600 and (score := _caption_score(line.text, caption_words)) > -5
    }
    return Evidence(
        forced=forced,
        series=series,
        noise=noise,
        caption=caption,
        item=_items(lines),
        table=_table_lines(lines),
        bibliography={},
        citation=work.citations,
        declared_heads=frozenset(work.declared),
        head_cues=cue_heads,
        within_bibliography=frozenset(
            region_after(lines, work.head_types, "bibliography", lambda line: line.index in forced)
        ),
        within_endnotes=frozenset(
            region_after(
                lines,
                {i: k for i, k in work.head_types.items() if k != "notes" or _labels_follow(lines, i)},
                "notes",
                lambda line: line.index in forced,
            )
        ),
    )


def _labels_follow(lines: Sequence[Line], index: int) -> bool:
    """Whether the lines after a head that says Notes begin with labels as notes do."""
    return any(line.label is not None for line in lines[index + 1 : index + 4])


def _cue_heads(work: _Work, forced: dict[int, Zone]) -> tuple[dict[int, str], frozenset[int]]:
    """Lines that are a cue word of a head alone: division types of those that are not sections, and all of them."""
    types: dict[int, str] = {}
    heads: set[int] = set()
    for line in work.observations.lines[work.front.end :]:
        if line.length > 60 or line.index in forced or line.text[-1] in ",;":
            continue
        kind = head_type(line.text, work.cues)
        if not kind or line.text[0].islower():
            continue
        heads.add(line.index)
        types[line.index] = kind
    return {i: k for i, k in types.items()}, frozenset(heads)


def _caption_score(text: str, words: frozenset[str]) -> float:
    lead = text[:24].lstrip("*_#[( ").split(" ", 1)
    word = lead[0].rstrip(".:").casefold()
    if word not in words:
        return -9.0
    rest = lead[1].lstrip() if len(lead) > 1 else ""
    if not rest[:1].isdigit() and not (rest[:1] in "IVX" and rest[:1]):
        return -9.0
    number_end = 0
    while number_end < len(rest) and (rest[number_end].isalnum() or rest[number_end] in ".-"):
        number_end += 1
    after = rest[number_end - 1 : number_end + 1]
    return 4.5 if "." in after or ":" in after or len(text) < 120 else 1.0


def _items(lines: Sequence[Line]) -> dict[int, float]:
    found: dict[int, float] = {}
    previous = -9
    for line in lines:
        if BULLET.match(line.text) and line.length > 2:
            strong = line.text[0] in "•●▪■◦‣⁃○✓➢➤►"
            found[line.index] = 5.0 if strong else -0.5
        elif NUMBER.match(line.text) and line.length > 4:
            found[line.index] = 0.8
        else:
            continue
        if previous == line.index - 1:
            found[line.index] += 1.4
            found[previous] += 1.4
        previous = line.index
    return found


def _table_lines(lines: Sequence[Line]) -> dict[int, float]:
    found: dict[int, float] = {}
    for line in lines:
        tabs = line.text.count("\t")
        if tabs:
            found[line.index] = 0.5 + tabs
        elif (
            line.length < 140 and "   " in line.text and sum(bool(part.strip()) for part in line.text.split("   ")) >= 2
        ):
            found[line.index] = 0.8
    for index in list(found):
        if index - 1 not in found and index + 1 not in found:
            found[index] -= 2.5
        else:
            found[index] += 1.0
    return found


def _zone_decisions(lines: Sequence[Line], labelled: Labelled, first: int) -> list[Decision]:
    decisions = []
    for line in lines:
        rival = labelled.rivals[line.index]
        decisions.append(
            Decision(
                "zone",
                line.start,
                line.end,
                labelled.zones[line.index].value,
                labelled.probabilities[line.index],
                (),
                ((rival[0].value, rival[1]),) if rival else (),
            )
        )
    return decisions


def _page_decisions(model: PageModel) -> list[Decision]:
    turns = [
        Decision("page", turn.at, turn.at, f"page {turn.number or 'without number'}", turn.probability, turn.evidence)
        for turn in model.turns
    ]
    columns = [
        Decision(
            "page", column.at, column.at, "second column" if column.decided else "undecided break", column.probability
        )
        for column in model.columns
    ]
    return turns + columns


class _Builder:
    """Notes, flows and parts of one labelled document."""

    def __init__(self, source: Source, work: _Work, labelled: Labelled, model: PageModel, settings: Settings) -> None:
        self.source, self.work, self.labelled, self.model, self.settings = source, work, labelled, model, settings
        self.lines = work.observations.lines
        self.divide = Divider(source.text)
        self.starts = [d.start for d in source.declarations]
        self.decisions: list[Decision] = []
        self.note_marks: list[Mark] = []
        self.note_mark_starts: list[int] = []
        self.called: dict[int, list[Node]] = {}  # nodes to set in behind the marker that ends at an offset
        self.called_at: list[int] = []
        self.keys = 0
        self.breaks: dict[int, list[Node]] = {}

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
            for line in self.lines[self.work.cover.line_count :]
            if line.index not in in_notes or line.start in placed.in_place
        ]
        blocks = block_table(self.source, self._inline_with, self._work_key)
        flows = FlowBuilder(
            self.work.observations,
            self.divide,
            self.breaks,
            self.settings.line_breaks,
            lambda flow: one_node(blocks[flow.zone]([flow])),
        )
        stream = flows.build(stretches, placed.in_place)
        self.decisions.extend(flows.decisions)
        head_types = {
            self.lines[index].start: kind for index, kind in self.work.head_types.items() if kind != "section"
        }
        levels = {self.lines[index].start: level for index, level in self.work.declared.items()}
        root = "review" if Zone.REVIEWED in self.labelled.zones else "article"
        return assemble(stream, Parts(self.source, self.inline, blocks, head_types, levels, root))

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
        foot, end = self._regions()
        for regions, endnotes, prefix in ((foot, False, "f"), (end, True, "e")):
            if not any(region.starts or region.markers for region in regions):
                continue
            alignment = align(regions)
            alignment.references = [r for r in alignment.references if r.end not in excluded]
            self.decisions.extend(alignment.decisions)
            if not alignment.notes:
                continue
            ranges = self._ranges(alignment, taken, endnotes)
            more = place_notes(
                alignment, self.source.text, ranges, self._note_inline, self._breaks_by_offset(), endnotes, prefix
            )
            placed.marks.extend(more.marks)
            placed.within.update(more.within)
            for mine, theirs in ((placed.insertions, more.insertions), (placed.in_place, more.in_place)):
                for key, nodes in theirs.items():
                    mine.setdefault(key, []).extend(nodes)
        self._leftovers(placed, taken)
        return placed, taken

    def _breaks_by_offset(self) -> dict[int, list[Node]]:
        """A page break within a note is one of its own, beside the one in the running text."""
        return {
            self.lines[index].start: [replace(node) for node in nodes if node.kind is Kind.PB]
            for index, nodes in self.breaks.items()
        }

    def _note_inline(self, pieces: Sequence[tuple[int, int]], insertions: Sequence[Insertion]) -> tuple[Child, ...]:
        marks: list[Mark] = []
        inserted = list(insertions)
        for (_, end), (start, _) in zip(pieces, pieces[1:]):
            division = self.divide(end, start)
            if division.mark is not None:
                marks.append(division.mark)
                inserted.append(Insertion(end, Node(Kind.LB, attributes={"break": division.break_value})))
            elif self.settings.line_breaks:
                inserted.append(Insertion(end, Node(Kind.LB)))
        return self._content(pieces, marks, inserted, quotes=True)

    def _regions(self) -> tuple[list[Region], list[Region]]:
        """Footnotes by page (or by cluster, where no page is known); endnotes in one region with all markers."""
        zones = self.labelled.zones
        endnote_lines = self._endnote_lines()
        turns = {turn.line for turn in self.model.turns}
        foot: list[Region] = []
        markers: list[Marker] = []
        starts = []
        cluster: list[Line] = []
        every_marker: list[Marker] = []
        end_starts = []

        def close_cluster() -> None:
            nonlocal cluster
            if cluster:
                starts.extend(note_starts(cluster, self.work.observations.wrapped))
                cluster = []

        for line in self.lines[self.work.cover.line_count :]:
            zone = zones[line.index]
            after_notes = bool(cluster) and zone in _TEXT_ZONES
            full = len(starts) + len(cluster) >= _FULL_REGION or len(markers) >= 4 * _FULL_REGION
            new_page = line.index in turns or (after_notes and (not turns or full))
            if new_page:
                close_cluster()
                if markers or starts:
                    foot.append(Region(tuple(markers), tuple(starts)))
                markers, starts = [], []
            if zone is Zone.NOTE and line.index in endnote_lines:
                end_starts.append(line)
            elif zone is Zone.NOTE:
                cluster.append(line)
            elif zone in _TEXT_ZONES:
                close_cluster()
                found = markers_in(self.source.text, line.start, line.end)
                markers.extend(found)
                every_marker.extend(found)
        close_cluster()
        if markers or starts:
            foot.append(Region(tuple(markers), tuple(starts)))
        end = []
        if end_starts:
            end.append(Region(tuple(every_marker), tuple(note_starts(end_starts, self.work.observations.wrapped))))
            foot = [region for region in foot if region.starts] if any(region.starts for region in foot) else []
        return foot, end

    def _endnote_lines(self) -> set[int]:
        found: set[int] = set()
        inside = False
        for line in self.lines:
            kind = self.work.head_types.get(line.index)
            if kind is not None:
                inside = kind == "notes"
            elif inside:
                found.add(line.index)
        return found

    def _ranges(self, alignment: Alignment, taken: set[int], endnotes: bool) -> list[tuple[tuple[int, int], ...]]:
        """The lines of every note as ranges: from its first line to the next note's, all of zone note."""
        zones, end_lines = self.labelled.zones, self._endnote_lines()
        first_lines = sorted({note.line for note in alignment.notes})
        following = {line: after for line, after in zip(first_lines, [*first_lines[1:], len(self.lines)])}
        ranges: list[list[tuple[int, int]]] = []
        for note in alignment.notes:
            pieces = []
            index = note.line
            while (
                index < following[note.line]
                and zones[index] is Zone.NOTE
                and index not in taken
                and (index in end_lines) == endnotes
            ):
                pieces.append((self.lines[index].start, self.lines[index].end))
                taken.add(index)
                index += 1
            ranges.append(pieces)
        called = {reference.note for reference in alignment.references} if not endnotes else set()
        for index, note in enumerate(alignment.notes):
            if note.continuation_of is not None and note.continuation_of not in called:
                note.continuation_of = None  # what stands in place keeps its place, in two notes
            if note.continuation_of is not None:
                target = note.continuation_of
                ranges[target].extend(ranges[index])
                ranges[index] = []
        return [tuple(sorted(pieces)) for pieces in ranges]

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
