"""Pages: an article set in lines, with its notes where the journal puts them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.generator.habits import Habits
from tests.generator.truth import Article, Note, Unit, Word

_SYMBOLS = ("*", "†", "‡", "§", "**", "††", "‡‡", "§§")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_NOTE_HEIGHT = 0.85  # of a line of text
_AS_THEY_ARE = frozenset(("verse", "table", "break", "formula", "email", "masthead", "contents", "history"))


@dataclass
class Printed:
    """One line as printed. `words` may end with the head of a divided word (`divided`)."""

    kind: str
    unit: int
    words: list[Word]
    first: bool
    last: bool
    indent: int = 0
    gap: int = 0
    divided: bool = False
    goes_on_divided: bool = False  # begins with the tail of a divided word
    note: int = -1  # the note it belongs to
    label: str = ""  # printed before it: the number of the note


@dataclass
class Column:
    text: list[Printed] = field(default_factory=list)
    notes: list[Printed] = field(default_factory=list)


@dataclass
class Sheet:
    """A page: its number, its columns."""

    number: int
    columns: list[Column] = field(default_factory=list)


@dataclass
class Setting:
    """All pages, and the blocks in the order of their numbers."""

    sheets: list[Sheet]
    units: list[Unit]
    note_units: dict[int, list[int]]


def typeset(article: Article, habits: Habits, layout: dict[str, Any], rng: Random) -> Setting:
    """The pages of an article."""
    return _Setter(article, habits, layout, rng).setting()


class _Setter:
    def __init__(self, article: Article, habits: Habits, layout: dict[str, Any], rng: Random) -> None:
        self.article, self.habits, self.layout, self.rng = article, habits, layout, rng
        self.units: list[Unit] = []
        self.note_units: dict[int, list[int]] = {}
        self.sheets: list[Sheet] = []
        self.carried: list[Printed] = []  # lines of notes that found no room on their page
        self.used = 0.0
        self.on_page = 0  # notes called on this page
        self.by_series: dict[str, int] = {}
        self.short = sum(len(unit.words) for unit in article.body) < 700 and rng.random() < 0.7

    def setting(self) -> Setting:
        self._new_sheet()
        article = self.article
        for unit in article.front:
            self._flow(unit)
        self.gap_next = 1
        body = list(article.body)
        while body:
            unit = body.pop(0)
            floats = body and body[0].kind == "caption" and unit.kind == "body" and self.rng.random() < 0.35
            self._flow(unit, within=body.pop(0) if floats else None)
        self._back()
        if self.carried:
            self._column().notes.extend(self.carried)
        return Setting(self.sheets, self.units, self.note_units)

    def _back(self) -> None:
        ends = self.habits.notes == "end" and any(note.series != "front" for note in self.article.notes)
        back = list(self.article.back)
        at = len(back)
        if ends and self.rng.random() < 0.7:
            at = next((i for i, unit in enumerate(back) if unit.role == "bibliography"), at)
        for unit in back[:at]:
            self._flow(unit)
        if ends:
            self._endnotes()
        for unit in back[at:]:
            self._flow(unit)

    def _endnotes(self) -> None:
        from tests.generator.language import Language

        text = Language(self.article.language, self.rng).pick("back", "notes_head")
        head = Unit("head", [Word(part) for part in text.split()], level=1, role="notes")
        if self.rng.random() < 0.95:
            self._flow(head)
        for index, note in enumerate(self.article.notes):
            if note.series == "front":
                continue
            for number, unit in enumerate(note.units):
                self._flow(unit, note=index, label=self._number(note) if not number else "")

    # ---- sheets and columns
    def _new_sheet(self) -> None:
        if self.short and not self.sheets:
            self.layout["page_lines"] = self.rng.randint(6, 16)  # a short text is still of several pages
        self.sheets.append(Sheet(self.article.first_page + len(self.sheets)))
        self.on_page = 0
        if self.habits.numbering in ("page", "symbols", "letters"):
            self.by_series.clear()
        self._new_column()

    def _new_column(self) -> None:
        self.sheets[-1].columns.append(Column())
        self.used = 0.0
        if self.carried:
            self.used = len(self.carried) * _NOTE_HEIGHT
            self._column().notes.extend(self.carried)
            self.carried = []

    def _column(self) -> Column:
        return self.sheets[-1].columns[-1]

    def _turn(self) -> None:
        if len(self.sheets[-1].columns) < self.layout["columns"]:
            self._new_column()
        else:
            self._new_sheet()

    # ---- the flow
    def _flow(self, unit: Unit, note: int = -1, label: str = "", within: Unit | None = None) -> None:
        """Set a unit; `within`: a caption that stands between two lines of it."""
        index = len(self.units)
        self.units.append(unit)
        if note >= 0:
            self.note_units.setdefault(note, []).append(index)
        lines = list(self._lines(unit, index, note))
        if lines and label:
            lines[0].label = label
        height = self.layout["page_lines"]
        if unit.kind == "head" and self.used > height - 4:
            self._turn()
        middle = self.rng.randint(1, max(1, len(lines) - 1)) if within is not None else -1
        for at, line in enumerate(lines):
            if within is not None and at == middle:
                self._flow(within)
                within = None
            called = [n for word in line.words for n in word.notes]
            if self.habits.notes == "end":
                called = [n for n in called if self.article.notes[n].series == "front"]
            cost = 1 + line.gap + (1 if self.layout["line_gap"] else 0)
            notes = [self._note_lines(n) for n in called]
            wanted = cost + sum(map(len, notes)) * _NOTE_HEIGHT
            if self.used + min(wanted, cost + 3) > height and self.used > 3:
                self._turn()
            self._column().text.append(line)
            self.used += cost
            for found in notes:
                self._place(found, height)
        if within is not None:
            self._flow(within)

    def _place(self, lines: list[Printed], height: int) -> None:
        """The lines of a note at the foot; what finds no room goes on on the next page."""
        room = int((height + 2 - self.used) / _NOTE_HEIGHT)
        if self.rng.random() < 0.05:
            room = min(room, self.rng.randint(1, max(1, len(lines) - 1)))
        if self.carried:
            room = 0
        if room <= 0 and not self.carried:
            room = 1
        self._column().notes.extend(lines[:room])
        self.carried.extend(lines[room:])
        self.used += len(lines[:room]) * _NOTE_HEIGHT

    def _note_lines(self, note: int) -> list[Printed]:
        found: list[Printed] = []
        label = self._number(self.article.notes[note])
        for unit in self.article.notes[note].units:
            index = len(self.units)
            self.units.append(unit)
            self.note_units.setdefault(note, []).append(index)
            found.extend(self._lines(unit, index, note))
        if found:
            found[0].label = label
        return found

    def _number(self, note: Note) -> str:
        """The number of a note where the habit counts anew on each page; else the one it has."""
        if note.series == "front":
            return note.number
        numbering = self.habits.numbering
        count = self.by_series[note.series] = self.by_series.get(note.series, 0) + 1
        if note.series == "editor":
            note.number = _SYMBOLS[(count - 1) % 8]
        elif self.habits.notes == "page":
            if numbering == "symbols":
                note.number = _SYMBOLS[(count - 1) % 8]
            elif numbering == "letters":
                note.number = _LETTERS[(count - 1) % 26]
            elif numbering == "page":
                note.number = str(count)
        return note.number

    # ---- lines
    def _lines(self, unit: Unit, index: int, note: int) -> Iterator[Printed]:
        layout, habits = self.layout, self.habits
        width = layout["width"]
        indent = hang = 0
        gap = layout["gap"]
        match unit.kind:
            case "note":
                width = round(width * (1.0 if habits.notes == "end" else 1.14))
                gap = habits.note_gap
                hang = 3 if layout["hanging"] else 0
            case "abstract" | "keywords" | "contents" | "affiliation" | "history" if not layout["blocks"]:
                gap = max(1, gap)
                if habits.abstract_set == "narrow":
                    indent = 4
                    width -= 8
                elif habits.abstract_set in ("small", "tight"):
                    width = round(width * 1.14)
            case "quote":
                indent = habits.quote_indent
                width -= 2 * indent
            case "verse":
                indent = habits.quote_indent + 2
            case "body":
                first = 0 if unit.goes_on else layout["indent"]
            case "head":
                gap = habits.head_gap
                indent = habits.head_indent
            case "bibliography":
                gap = habits.bibliography_gap
                hang = habits.bibliography_indent
            case "item":
                indent = self.habits.item_indent if not layout["blocks"] else 0
                hang = self.habits.item_hang
                gap = self.habits.item_gap
            case "reviewed" | "contents" | "table":
                gap = self.rng.choice((0, 1)) if unit.kind == "reviewed" else 0
            case _:
                gap = max(1, gap)
        previous = self.units[index - 1] if index else None
        if previous is not None and (previous.kind == "head" or unit.kind == "head"):
            gap = max(gap, habits.head_gap)
        elif (
            previous is not None
            and previous.kind != unit.kind
            and unit.kind in ("quote", "verse", "item", "caption", "table", "speech", "formula", "body")
            and previous.kind != "note"
        ):
            gap = max(gap, self.rng.choice((0, 1, 1)))
        if previous is not None and previous.kind == unit.kind == "verse":
            gap = 1 if previous.group != unit.group else 0
        if unit.kind in _AS_THEY_ARE or (unit.kind in ("title", "subtitle") and habits.title_set == "whole"):
            yield Printed(unit.kind, index, unit.words, True, True, indent, gap, note=note)
            return
        first_indent = first if unit.kind == "body" else indent
        yield from self._fill(unit, index, note, width, first_indent, indent + hang, gap)

    def _fill(
        self, unit: Unit, index: int, note: int, width: int, first_indent: int, indent: int, gap: int
    ) -> Iterator[Printed]:
        """Words broken into lines, long ones divided."""
        rng, hyphens = self.rng, self.layout["hyphens"]
        line: list[Word] = []
        used = first_indent
        begun = False
        tail = False
        limit = width - (rng.randint(0, self.layout["ragged"]) if self.layout["ragged"] else 0)
        queue = list(unit.words)
        at = 0

        def printed(last: bool, divided: bool) -> Printed:
            place, space = (indent, 0) if begun else (first_indent, gap)
            return Printed(unit.kind, index, line, not begun, last, place, space, divided, tail, note)

        while at < len(queue):
            word = queue[at]
            length = len(word.text) + 2 * len(word.notes)
            if used + length <= limit or not line:
                line.append(word)
                used += length + 1
                at += 1
                if word.ends_line and at < len(queue):
                    yield printed(False, False)
                    begun, tail, line, used = True, False, [], indent
                continue
            divided = False
            parts = _divide(word, limit - used, rng) if rng.random() < hyphens else None
            if parts is not None:
                line.append(parts[0])
                queue[at] = parts[1]
                divided = True
            yield printed(False, divided)
            begun, tail, line, used = True, divided, [], indent
            limit = width - (rng.randint(0, self.layout["ragged"]) if self.layout["ragged"] else 0)
        yield printed(True, False)


def _divide(word: Word, room: int, rng: Random) -> tuple[Word, Word] | None:
    """A word in two at a place where a syllable may end, its head no longer than there is room."""
    text = word.text
    core = text.strip("“”„«»\"'‘’()[].,;:!?…*_")
    if len(core) < 6 or not core.isalpha() or room < 4:
        return None
    start = text.index(core)
    vowels = "aeiouyäöüáéíóúàèìòùâêîôûãõæœ"
    places = [
        at for at in range(start + 2, min(start + len(core) - 2, room))
        if text[at].casefold() not in vowels and text[at - 1].casefold() in vowels
    ]  # fmt: skip
    if not places:
        return None
    at = rng.choice(places)
    return Word(text[:at] + "-", (), word.italic), Word(text[at:], word.notes, word.italic)
