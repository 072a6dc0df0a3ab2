"""The walk from TEI elements to those of a page: iterative, so that depth does not matter, and no text is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from lxml import etree

from tei_encode.header import TEI
from tei_encode.reading.lines import SourceLines
from tei_encode.xml_input import ID, LANG

Enter: TypeAlias = "Callable[[Writer, etree._Element, etree._Element], etree._Element | None]"

# What holds words and no blocks (HTML, phrasing content); whatever stands in one of these is made of the same.
_PHRASING = frozenset(
    [
        "p", "span", "h1", "h2", "h3", "h4", "h5", "h6", "b", "i", "em", "cite", "sup", "sub", "a", "button", "summary",
        "caption",
    ]
)  # fmt: skip
_SECTIONS = frozenset(("article", "section"))  # whose children are followed by the notes that they call


class Writer:
    """Makes the elements of a page. What a TEI element becomes stands in `elements.py`."""

    def __init__(
        self, root: etree._Element, labels: dict[str, str], lines: SourceLines, renderers: dict[str, Enter]
    ) -> None:
        self.labels, self.lines, self.renderers = labels, lines, renderers
        self.notes: dict[str, etree._Element] = {}  # by xml:id, those that are called by a reference
        self.called: list[
            tuple[str, etree._Element]
        ] = []  # notes in the order of their first calls, as they are listed
        self.calls: dict[str, list[str]] = {}  # note → ids of the places that call it
        self.waiting: list[tuple[str, etree._Element]] = []  # notes called in the block that is open
        self.headings: list[tuple[int, str, etree._Element]] = []  # level, id, heading
        self.identified = {value for element in root.iter(f"{TEI}*") if (value := element.get(ID))}
        self.notes_heading = ""  # the printed one
        self.label: etree._Element | None = None  # the printed label of the list item that comes next
        self.with_ids = True  # off while a note is written the second time
        self.inferred = 0
        for note in root.iter(f"{TEI}note"):
            if note.get(ID):
                self.notes[str(note.get(ID))] = note

    def children(self, element: etree._Element, into: etree._Element) -> None:
        """Write the content of a TEI element at the end of one of the page."""
        add_text(into, element.text)
        open_: list[tuple[etree._Element, etree._Element]] = [(element, into)]
        rest = [iter(element)]
        while rest:
            child = next(rest[-1], None)
            parent, holder = open_[-1]
            if child is None:
                rest.pop()
                open_.pop()
                if open_:
                    self._leave(parent, holder, open_[-1][1])
                continue
            made = self._enter(child, holder)
            if made is None:
                add_text(holder, child.tail)
            else:
                add_text(made, child.text)
                open_.append((child, made))
                rest.append(iter(child))

    def _enter(self, element: etree._Element, into: etree._Element) -> etree._Element | None:
        if not isinstance(element.tag, str):
            return None
        enter = self.renderers.get(element.tag.removeprefix(TEI))
        return enter(self, element, into) if enter else self.make(into, element, "span")

    def _leave(self, element: etree._Element, made: etree._Element, into: etree._Element) -> None:
        if element.tag == f"{TEI}bibl":
            self._link_work(element, made)
        add_text(into, element.tail)
        if self.waiting and into.tag in _SECTIONS:
            self.write_waiting(into)

    # ---- making elements
    def make(
        self, into: etree._Element, element: etree._Element | None, tag: str, kind: str = "", identified: bool = True
    ) -> etree._Element:
        """An element of the page at the end of another, with language, look and identifier of the TEI element.

        Where `into` holds words only, a block becomes a span that looks like one.
        """
        if into.tag in _PHRASING and tag not in _PHRASING and tag not in ("br", "hr"):
            tag, kind = "span", f"{kind} block".strip()
        made = etree.SubElement(into, tag)
        kinds = [kind] if kind else []
        if element is not None:
            kinds += self._looks(element)
            language = element.get(LANG)
            if language:
                made.set("lang", language)
            identifier = element.get(ID)
            if identifier and identified and self.with_ids:
                made.set("id", identifier)
        if kinds:
            made.set("class", " ".join(kinds))
        return made

    def _looks(self, element: etree._Element) -> list[str]:
        looks = [f"rend-{word}" for word in element.get("rend", "").split() if word.isalnum()]
        certainty = element.get("cert", "")
        if certainty or element.get("resp"):
            self.inferred += self.with_ids
            looks.append(f"inferred {certainty}".strip())
        return looks

    def is_phrasing(self, into: etree._Element) -> bool:
        """Whether an element of the page holds words and no blocks."""
        return into.tag in _PHRASING

    def say(self, into: etree._Element, tag: str, words: str, kind: str = "") -> etree._Element:
        """An element with words of the page's own."""
        made = self.make(into, None, tag, kind)
        made.text = words
        return made

    def link_source(self, element: etree._Element, into: etree._Element) -> None:
        """A link to the line of the source where an element begins; a note has one for all its paragraphs."""
        if element.tag != f"{TEI}note" and next(element.iterancestors(f"{TEI}note"), None) is not None:
            return
        place = self.lines.place_of(element) if self.with_ids else None
        if place is not None:
            link = etree.SubElement(into, "a", {"class": "source-line", "href": f"#{line_id(*place)}"})
            link.set("aria-label", f"{self.labels['line']} {place[1]}")
            link.text = str(place[1])

    def _link_work(self, element: etree._Element, made: etree._Element) -> None:
        """A link from a short reference to the work that it was found to mean."""
        target = element.get("corresp", "").partition(" ")[0].removeprefix("#")
        if target in self.identified and not any(above.tag == "a" for above in made.iterancestors()):
            link = etree.SubElement(made, "a", {"class": "work", "href": f"#{target}"})
            link.set("aria-label", self.labels["work_cited"])
            link.text = "↗"

    # ---- notes
    def call(self, into: etree._Element, key: str, note: etree._Element, marker: str, place: str) -> etree._Element:
        """The button that opens a note where it is called; the note follows the block, and stands in the list too."""
        if not self.with_ids:
            link = etree.SubElement(into, "a", {"href": f"#{key}"})
            return link
        if key not in self.calls:
            self.list_note(key, note)
            self.waiting.append((key, note))
        button = etree.SubElement(into, "button", {"type": "button", "class": "call", "id": place})
        button.set("popovertarget", f":open-{key}")
        button.set("aria-label", f"{self.labels['note']} {marker}".strip())
        self.calls[key].append(place)
        return button

    def list_note(self, key: str, note: etree._Element) -> None:
        """Take a note into the list, once."""
        if key not in self.calls:
            self.calls[key] = []
            self.called.append((key, note))

    def write_waiting(self, into: etree._Element) -> None:
        """Write the notes that were called in the block just closed, each to be opened there."""
        while self.waiting:
            key, note = self.waiting.pop(0)
            number = note.get("n", "")
            opened = etree.SubElement(into, "div", {"id": f":open-{key}", "class": "opened", "popover": "auto"})
            opened.set("role", "note")
            opened.set("aria-label", f"{self.labels['note']} {number}".strip())
            self.say(opened, "span", number or "*", "number").tail = " "
            self._second_time(note, opened)

    def _second_time(self, note: etree._Element, into: etree._Element) -> None:
        self.with_ids = False
        self.children(note, into)
        self.with_ids = True


def add_text(into: etree._Element, words: str | None) -> None:
    """Add words at the end of an element of the page."""
    if words:
        try:
            last = into[-1]  # the length of an element takes time that grows with it
        except IndexError:
            into.text = (into.text or "") + words
        else:
            last.tail = (last.tail or "") + words


def line_id(file: int, line: int) -> str:
    """The identifier of a line of the source in the page."""
    return f":L{line}" if file == 0 else f":L{file + 1}-{line}"
