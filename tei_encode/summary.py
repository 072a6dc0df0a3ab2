"""A document in figures: what was found, what is doubtful, what is left over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from tei_encode.model.document import Child, Decision, Document, Kind, Node
from tei_encode.model.record import record

SPECKS = "lines that are specks"
DOUBTFUL = 0.7  # probability below which a decision is doubtful


@record(frozen=True)
class Place:
    """A decision by its stable id: its kind and where it stands."""

    id: str
    kind: str
    decision: Decision


@record(frozen=True)
class Summary:
    """What there is and how often; what is doubtful by kind, the most doubtful first; what has no place."""

    found: tuple[tuple[str, int], ...]
    doubtful: tuple[tuple[str, tuple[Place, ...]], ...]
    left_over: tuple[tuple[str, tuple[Place, ...]], ...]


def _of(kind: Kind, **attributes: str) -> Callable[[Node], bool]:
    wanted = tuple((name.rstrip("_"), value) for name, value in attributes.items())
    return lambda node: node.kind is kind and all(node.attributes.get(name) == value for name, value in wanted)


# What is counted in the text; what stands within notes is counted apart where it says so.
_COUNTED: tuple[tuple[str, Callable[[Node], bool]], ...] = (
    ("sections", lambda node: node.kind is Kind.DIV and any(_is(child, Kind.HEAD) for child in node.children)),
    ("heads", _of(Kind.HEAD)),
    ("paragraphs", _of(Kind.P)),
    ("block quotations", _of(Kind.QUOTE)),
    ("epigraphs", _of(Kind.EPIGRAPH)),
    ("lines of verse", _of(Kind.L)),
    ("speeches", _of(Kind.SP)),
    ("list items", _of(Kind.ITEM)),
    ("tables", _of(Kind.TABLE)),
    ("figures", _of(Kind.FIGURE)),
    ("formulas", _of(Kind.FORMULA)),
    ("section breaks", _of(Kind.MILESTONE, unit="section")),
    ("footnotes", _of(Kind.NOTE, type="footnote")),
    ("endnotes", _of(Kind.NOTE, type="endnote")),
    ("marginal notes", _of(Kind.NOTE, type="marginal")),
    ("note references", _of(Kind.REF, type="noteref")),
    ("works cited or listed", _of(Kind.BIBL)),
    ("quotations in marks", _of(Kind.Q)),
    ("pages", _of(Kind.PB)),
    ("columns", _of(Kind.CB)),
    ("running heads", _of(Kind.FW, type="header")),
    ("page numbers alone", _of(Kind.FW, type="pageNum")),
    ("stamps", _of(Kind.FW, type="stamp")),
    ("specks between blocks", _of(Kind.FW, type="noise")),
    ("divided words", _of(Kind.PC)),
    ("misread characters", _of(Kind.SIC)),
)
_NOT_IN_NOTES = frozenset({"paragraphs", "pages"})
_LEFT_OVER: tuple[tuple[str, Callable[[Decision], bool]], ...] = (
    ("markers without note", lambda one: one.stage == "note" and "label no note" in one.evidence),
    ("notes without marker", lambda one: one.stage == "note" and one.taken == "note without a marker"),
    ("breaks that could not be told", lambda one: one.stage == "page" and one.taken == "undecided break"),
    (SPECKS, lambda one: one.stage == "zone" and one.taken == "noise"),
    ("references to works not known", lambda one: one.stage == "reference" and "not known" in one.taken),
)


def summary(document: Document) -> Summary:
    """The figures of a document."""
    places = [place_of(decision) for decision in document.decisions]
    doubtful: dict[str, list[Place]] = {}
    for place in places:
        if place.decision.probability < DOUBTFUL:
            doubtful.setdefault(place.kind, []).append(place)
    left = ((name, tuple(place for place in places if test(place.decision))) for name, test in _LEFT_OVER)
    return Summary(
        _found(document),
        tuple((kind, tuple(sorted(of, key=_doubt))) for kind, of in sorted(doubtful.items())),
        tuple((name, of) for name, of in left if of),
    )


def place_of(decision: Decision) -> Place:
    """The decision with its id, which is the same on every run over the same source."""
    kind = _kind(decision)
    at = decision.end if decision.stage == "join" else decision.start
    return Place(f"{kind}-{at}", kind, decision)


def doubtful_places(decisions: Sequence[Decision]) -> list[Place]:
    """The doubtful decisions, the most doubtful first."""
    return sorted((place_of(one) for one in decisions if one.probability < DOUBTFUL), key=_doubt)


def _doubt(place: Place) -> tuple[float, int]:
    return place.decision.probability, place.decision.start


def _kind(decision: Decision) -> str:
    """The kind that an entry of a file of decisions has for it."""
    match decision.stage:
        case "page":
            return "page" if decision.taken.startswith("page") else "column"
        case "note":
            return "marker" if decision.taken.startswith("marker") else "note"
        case "join":
            return "block"
        case stage:
            return stage


def _is(child: Child, kind: Kind) -> bool:
    return isinstance(child, Node) and child.kind is kind


def _found(document: Document) -> tuple[tuple[str, int], ...]:
    counts = dict.fromkeys((name for name, _ in _COUNTED), 0)
    for node, in_note in _nodes((*document.front, *document.body, *document.back)):
        for name, test in _COUNTED:
            if not (in_note and name in _NOT_IN_NOTES) and test(node):
                counts[name] += 1
    return tuple((name, count) for name, count in counts.items() if count)


def _nodes(roots: Sequence[Node]) -> Iterator[tuple[Node, bool]]:
    """Every element, and whether it stands within a note."""
    stack = [(node, False) for node in roots]
    while stack:
        node, in_note = stack.pop()
        yield node, in_note
        inside = in_note or node.kind is Kind.NOTE
        stack.extend((child, inside) for child in node.children if isinstance(child, Node))
