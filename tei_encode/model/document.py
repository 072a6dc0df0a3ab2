"""The recognised document: a tree whose leaves are ranges of the source, or say why they were generated.

Kinds are TEI element names, because that is the vocabulary of the field; the tree knows no XML. Law 1 of the product
("position or reason") is the shape of the leaves: there is no third kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from tei_encode.model.enums import StrEnum
from tei_encode.model.metadata import Metadata
from tei_encode.model.record import record

if TYPE_CHECKING:
    from tei_encode.model.ruling import Decided


class Kind(StrEnum):
    """TEI elements that the recogniser uses within `text`."""

    AB = "ab"
    AFFILIATION = "affiliation"
    AUTHOR = "author"
    BIBL = "bibl"
    BIBL_SCOPE = "biblScope"
    BYLINE = "byline"
    CB = "cb"
    CELL = "cell"
    CHOICE = "choice"
    CITED_RANGE = "citedRange"
    CLOSER = "closer"
    CORR = "corr"
    DATE = "date"
    DATELINE = "dateline"
    DESC = "desc"
    DIV = "div"
    DOC_AUTHOR = "docAuthor"
    DOC_TITLE = "docTitle"
    EDITION = "edition"
    EDITOR = "editor"
    EMAIL = "email"
    EPIGRAPH = "epigraph"
    EXTENT = "extent"
    FIGURE = "figure"
    FORENAME = "forename"
    FORMULA = "formula"
    FW = "fw"
    GAP = "gap"
    GRAPHIC = "graphic"
    HEAD = "head"
    HI = "hi"
    IDNO = "idno"
    ITEM = "item"
    L = "l"
    LABEL = "label"
    LB = "lb"
    LG = "lg"
    LIST = "list"
    LIST_BIBL = "listBibl"
    MILESTONE = "milestone"
    NAME_LINK = "nameLink"
    NOTE = "note"
    ORG_NAME = "orgName"
    ORIG = "orig"
    P = "p"
    PB = "pb"
    PC = "pc"
    PERS_NAME = "persName"
    PTR = "ptr"
    PUB_PLACE = "pubPlace"
    PUBLISHER = "publisher"
    Q = "q"
    QUOTE = "quote"
    REF = "ref"
    REG = "reg"
    ROLE_NAME = "roleName"
    ROW = "row"
    SERIES = "series"
    SIC = "sic"
    SIGNED = "signed"
    SP = "sp"
    SPEAKER = "speaker"
    SURNAME = "surname"
    SURPLUS = "surplus"
    TABLE = "table"
    TERM = "term"
    TITLE = "title"
    TITLE_PAGE = "titlePage"
    TITLE_PART = "titlePart"


class Certainty(StrEnum):
    """TEI's teidata.certainty, without "unknown"."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@record(frozen=True)
class Text:
    """Characters of the source that stand in the TEI, white space collapsed: code points `start` to `end`."""

    start: int
    end: int


@record(frozen=True)
class Markup:
    """Delimiter characters of the source that the boundary or an attribute of the parent node says instead."""

    start: int
    end: int


@record(frozen=True)
class Generated:
    """Text that is not in the source, and why it stands here. Only in corr, reg, supplied and desc."""

    text: str
    why: str


_NONE: Mapping[str, Any] = {}  # one for the many nodes that have no attributes or pointers


@record(frozen=True)
class Node:
    """One element. `attributes` are TEI attributes but for the four that the encoder writes:

    - `key`: name of this node for pointers; the encoder makes `xml:id` from counters in document order.
    - `pointers`: attribute name → keys of the nodes pointed to (`target`, `corresp`).
    - `cert`: where given, the encoder writes `@cert` and `@resp`.
    - `moved`: the source ranges of a block that stands out of source order (`@source="src:a,b"`).
    """

    kind: Kind
    children: tuple[Child, ...] = ()
    attributes: Mapping[str, str] = _NONE
    key: str = ""
    pointers: Mapping[str, tuple[str, ...]] = _NONE
    cert: Certainty | None = None
    moved: tuple[tuple[int, int], ...] = ()


Child: TypeAlias = Text | Markup | Generated | Node


def leaves(node: Node) -> Iterator[Text | Markup | Generated]:
    """Every leaf below a node, in document order; iterative, so that depth never matters."""
    stack: list[Child] = list(reversed(node.children))
    while stack:
        child = stack.pop()
        if isinstance(child, Node):
            stack.extend(reversed(child.children))
        else:
            yield child


@record(frozen=True)
class Decision:
    """One thing decided, for `explain` and the report: what a stretch was taken for, how surely, on what evidence."""

    stage: str  # "zone", "page", "note", "join", "division", "metadata", "inline"
    start: int
    end: int
    taken: str  # what it was taken for: "note 3", "running head", "paragraph continues"
    probability: float
    evidence: tuple[str, ...] = ()
    rivals: tuple[tuple[str, float], ...] = ()  # what it beat, and with what probability


@record(frozen=True)
class Document:
    """An article: the cover sheet's paragraphs, the three parts of the text, and what the source says of itself.

    `front` holds titlePage and div nodes (and pb, fw); `body` and `back` hold div nodes (and pb, fw). Nodes may come
    in any order that the source demands: making it valid TEI is the encoder's work.
    """

    cover: tuple[Node, ...]  # p nodes, each with `moved`
    front: tuple[Node, ...]
    body: tuple[Node, ...]
    back: tuple[Node, ...]
    metadata: Metadata
    language: str  # BCP 47
    decisions: tuple[Decision, ...] = ()
    cited: tuple[Node, ...] = ()  # bibl nodes, one a work, that repeat ranges of the text: for `standOff`
    decided: Decided | None = None  # what persons decided of it
    usage: tuple[tuple[str, int], ...] = ()  # language → per cent of the text, where parts are in another
