"""From the alignment of markers and notes to marks in the text and note nodes (`#CONONO`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from tei_encode.model.document import Certainty, Child, Generated, Kind, Markup, Node, Text
from tei_encode.model.record import factory, record
from tei_encode.recognition.flows import certainty
from tei_encode.recognition.marks import Insertion, Mark
from tei_encode.recognition.notes.collecting import Alignment, NoteFound, ReferenceFound

_WRAPPED = re.compile(
    r"(?P<open>\$\^\{(?=[^}]*\}\$$)|\^\{(?=[^}]*\}$)|<sup>(?=[^<]*</sup>$))(?P<inner>[^{}<>$]+)(?P<close>\}\$|\}|</sup>)$"
    r"|\[\^(?P<markdown>[^\]]+)\]:?$"
)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_ALONE = 0.6  # probability at most of a label's reading where no marker calls the note
_RAISED = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")

NoteInline = Callable[[Sequence[tuple[int, int]], Sequence[Insertion]], tuple[Child, ...]]


@record()
class NotesPlaced:
    """What the notes add to the text: marks and insertions at their markers, and nodes that stand where they stood."""

    marks: list[Mark] = factory(default_factory=list)
    insertions: dict[int, list[Node]] = factory(default_factory=dict)  # after the marker that ends at this offset
    in_place: dict[int, list[Node]] = factory(default_factory=dict)  # by the offset the note begins at
    within: set[int] = factory(default_factory=set)  # offsets of lines that lie within notes in place, but the first


@record(frozen=True)
class Interruptions:
    """What stands between two pieces of a note, by the offset at which the later one begins.

    A note that is moved to its marker takes the page breaks with it; one that stands in place has the furniture within.
    """

    breaks: Mapping[int, Sequence[Node]]
    furniture: Mapping[int, Sequence[Node]]  # breaks among it
    inside: Mapping[int, Sequence[int]]  # the offsets of its lines

    def before(self, start: int, moved: bool) -> Sequence[Node]:
        """The nodes before the piece that begins at an offset."""
        if not moved and start in self.furniture:
            return self.furniture[start]
        return self.breaks.get(start, ())


def place_notes(
    alignment: Alignment,
    text: str,
    ranges: Sequence[tuple[tuple[int, int], ...]],
    inline: NoteInline,
    between: Interruptions,
    endnotes: bool,
    prefix: str = "",
) -> NotesPlaced:
    """Nodes and marks for every note and marker.

    Args:
        alignment: the notes and references found.
        text: of the source.
        ranges: for every note its lines as source ranges, several where it goes on over a page.
        inline: makes the children of a paragraph of the given pieces.
        between: what stands between the pieces of notes that go on over a page.
        endnotes: whether the notes stay at the end.
        prefix: of the keys, where a document is aligned in several parts.
    """
    placed = NotesPlaced()
    called: dict[int, list[int]] = {}
    for position, reference in enumerate(alignment.references):
        if reference.note is not None:
            called.setdefault(reference.note, []).append(position)
    for position, reference in enumerate(alignment.references):
        key = f"{prefix}noteref-{position}"
        target = f"{prefix}note-{reference.note}" if reference.note is not None else f"{prefix}gap-{position}"
        known = reference.exact and (reference.note is None or alignment.notes[reference.note].exact)
        placed.marks.append(_reference_mark(reference, key, target, text, known))
        if reference.note is None:
            node = _gap_note(reference, target, key, endnotes)
            placed.insertions.setdefault(reference.end, []).append(node)
    for index, note in enumerate(alignment.notes):
        if note.continuation_of is not None:
            continue
        references = called.get(index, [])
        node = _note(note, index, references, alignment, text, ranges[index], inline, between, endnotes, prefix)
        if references and not endnotes:
            end = alignment.references[references[0]].end
            placed.insertions.setdefault(end, []).append(node)
        else:
            placed.in_place.setdefault(note.start, []).append(node)
            for start, _ in ranges[index][1:]:
                placed.within.update((start, *between.inside.get(start, ())))
    return placed


def _reference_mark(reference: ReferenceFound, key: str, target: str, text: str, known: bool) -> Mark:
    """The mark over a marker; `known`: both it and the label of its note say the number."""
    printed = text[reference.start : reference.end]
    attributes = {"type": "noteref", "n": reference.n}
    content, raised = marker_content(printed, reference.start, reference.n, reference.exact, reference.confidence)
    if raised:
        attributes["rend"] = "superscript"
    cert = None if known else certainty(reference.confidence)
    return Mark(
        reference.start,
        reference.end,
        Kind.REF,
        attributes,
        content=content,
        key=key,
        pointers={"target": (target,)},
        cert=cert,
        rank=10,
    )


def marker_content(
    printed: str, start: int, number: str, exact: bool, confidence: float
) -> tuple[tuple[Child, ...], bool]:
    """Children of a ref or label over a printed marker, and whether it stands raised."""
    end = start + len(printed)
    wrapped = _WRAPPED.match(printed)
    plain = (wrapped["inner"] or wrapped["markdown"]) if wrapped else printed
    reading = plain.translate(_SUPERSCRIPTS).strip(" .()[]:")
    same = exact or reading == number
    # Behind half a delimiter nothing stands raised: the proof would take it for a whole one.
    bare = printed[0] not in "$^<" and any(c in _RAISED for c in printed)
    raised = bare or (wrapped is not None and wrapped["markdown"] is None)
    if not same:
        # The literal characters stand in sic, what raised them among them.
        return _misread(start, end, number, confidence), raised and wrapped is None
    if wrapped is None:
        return (Text(start, end),), raised
    if wrapped["markdown"] is not None:
        orig = Node(Kind.ORIG, (Text(start, end),))
        reg = Node(Kind.REG, (Generated(plain, "markup of a note reference"),), cert=Certainty.HIGH)
        return (Node(Kind.CHOICE, (orig, reg)),), False
    inner_start = start + len(wrapped["open"])
    inner_end = end - len(wrapped["close"])
    return (Markup(start, inner_start), Text(inner_start, inner_end), Markup(inner_end, end)), True


def _misread(start: int, end: int, number: str, confidence: float) -> tuple[Child, ...]:
    sic = Node(Kind.SIC, (Text(start, end),))
    corr = Node(
        Kind.CORR,
        (Generated(number, "number of the note in its series"),),
        {"type": "ocr"},
        cert=certainty(confidence),
    )
    return (Node(Kind.CHOICE, (sic, corr)),)


def _note(
    note: NoteFound,
    index: int,
    references: Sequence[int],
    alignment: Alignment,
    text: str,
    pieces: tuple[tuple[int, int], ...],
    inline: NoteInline,
    between: Interruptions,
    endnotes: bool,
    prefix: str,
) -> Node:
    attributes = {"type": "endnote" if endnotes else "footnote", "place": "end" if endnotes else "bottom"}
    if note.n:
        attributes["n"] = note.n
    links = [alignment.references[position] for position in references]
    # What no marker confirms is read by the order of its neighbours alone.
    confidence = min([note.confidence, *(link.confidence for link in links)]) if links else min(note.confidence, _ALONE)
    children: list[Child] = []
    moved = bool(references) and not endnotes
    if note.label_end > note.label_start:
        printed = text[note.label_start : note.label_end]
        content, raised = marker_content(printed, note.label_start, note.n, note.exact, confidence)
        children.append(Node(Kind.LABEL, content, {"rend": "superscript"} if raised else {}))
        if any(end == note.label_end for _, end in pieces):
            # The number stands on a line of its own, or on the page before its text.
            children.append(Text(note.label_end, note.label_end + 1))
            following = next((start for start, _ in pieces if start > note.label_end), -1)
            children.extend(between.before(following, moved))
    rest = tuple((max(start, note.label_end), end) for start, end in pieces if end > note.label_end)
    insertions = [
        Insertion(earlier[1], node)
        for earlier, later in zip(rest, rest[1:])
        for node in between.before(later[0], moved)
    ]
    children.extend(inline(rest, insertions))
    linked = tuple(f"{prefix}noteref-{position}" for position in references)
    sure = note.exact and all(link.exact for link in links)
    return Node(
        Kind.NOTE,
        (Node(Kind.P, tuple(children)),),
        attributes,
        key=f"{prefix}note-{index}",
        pointers={"target": linked} if linked else {},
        cert=certainty(confidence) if linked and not sure else None,
        moved=_merged(pieces, text) if moved else (),
    )


def _merged(pieces: Sequence[tuple[int, int]], text: str) -> tuple[tuple[int, int], ...]:
    """Pieces one range each line, as few ranges as will do: neighbours with nothing but a line end between are one."""
    merged: list[tuple[int, int]] = []
    for start, end in pieces:
        between = text[merged[-1][1] : start] if merged and start - merged[-1][1] < 400 else "x"
        if not between.strip(" \t\n"):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return tuple(merged)


def _gap_note(reference: ReferenceFound, key: str, caller: str, endnotes: bool) -> Node:
    """A note whose text the source lacks: the series proves that there was one."""
    words = f"The source has no text for note {reference.n}."
    gap = Node(
        Kind.GAP,
        (Node(Kind.DESC, (Generated(words, "a marker of the series without a note"),)),),
        {"reason": "ocr", "unit": "line", "quantity": "1"},
        cert=certainty(reference.confidence),
    )
    return Node(
        Kind.NOTE,
        (Node(Kind.P, (gap,)),),
        {"type": "footnote", "place": "end" if endnotes else "bottom", "n": reference.n},
        key=key,
        pointers={"target": (caller,)},
        cert=certainty(reference.confidence),
    )
