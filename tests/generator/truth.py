"""What an article is before it is printed, and what of it stands where in the recognised text."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

CITED_PAGES = "\ue000"  # stands for the pages of the article in how it is cited, until they are set


@dataclass
class Word:
    """One word with its punctuation. `notes`: indices of the notes called right behind it."""

    text: str
    notes: tuple[int, ...] = ()
    italic: bool = False
    ends_line: bool = False  # as printed: what follows begins a line


@dataclass
class Unit:
    """One block: a paragraph, head, item, stanza line, entry … `kind` is the zone that its lines belong to.

    `group`: blocks of one displayed quotation, stanza, list or abstract share it. `level`: depth of a head from 1.
    `goes_on`: a paragraph that goes on after what interrupts it (a displayed quotation) without a new beginning.
    """

    kind: str
    words: list[Word]
    group: int = 0
    level: int = 0
    role: str = ""  # of a head: division type; of an abstract: language
    goes_on: bool = False


@dataclass
class Note:
    """A note by its place in the order of markers; `number` is what its marker and label say."""

    number: str
    units: list[Unit]
    series: str = "author"


@dataclass
class Article:
    """The truth."""

    language: str
    title: str
    subtitle: str
    authors: list[str]
    journal: str
    volume: str
    year: str
    first_page: int
    front: list[Unit] = field(default_factory=list)
    body: list[Unit] = field(default_factory=list)
    back: list[Unit] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    cover: list[str] = field(default_factory=list)
    advert: list[str] = field(default_factory=list)
    citation: str = ""
    review: bool = False

    def cite(self, count: int, rng: Random) -> None:
        """Say on which pages the article stands, where it is cited; of ten articles one was printed elsewhere before."""
        first = self.first_page if rng.random() < 0.9 else rng.randint(1, 600)
        pages = f"{first}{rng.choice('-–')}{first + count - 1}" if count > 1 else str(first)
        self.citation = self.citation.replace(CITED_PAGES, pages)
        self.cover = [line.replace(CITED_PAGES, pages) for line in self.cover]


@dataclass(frozen=True)
class Segment:
    """A range of the recognised text and what it is.

    `unit` numbers the blocks of the truth; -1 for what belongs to none (furniture, specks). `first`: the block begins here.
    """

    start: int
    end: int
    kind: str
    unit: int
    first: bool
    page: int  # index of the printed page


@dataclass
class Marker:
    """A printed marker in the text: its range, the index of its note, whether recognition left a trace of its number."""

    start: int
    end: int
    note: int
    readable: bool


@dataclass
class Page:
    """A printed page: where it begins in the text, its number, and whether recognition left the number readable."""

    start: int
    number: int
    readable: bool


@dataclass
class Truth:
    """What stands where. Offsets are code points of the text, the end excluded."""

    article: Article
    units: list[Unit] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    markers: list[Marker] = field(default_factory=list)
    labels: dict[int, tuple[int, int]] = field(default_factory=dict)  # note → range of the label printed at its head
    note_units: dict[int, list[int]] = field(default_factory=dict)  # note → its units
    lost_notes: set[int] = field(default_factory=set)  # notes whose text recognition lost
    pages: list[Page] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)  # offsets at which second columns begin
    divided: list[tuple[int, int]] = field(
        default_factory=list
    )  # (offset of the hyphen, offset where the word goes on)
