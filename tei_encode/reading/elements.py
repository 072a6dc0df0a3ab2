"""What each TEI element becomes on the page: one function a kind, in one table.

A function makes an element of the page in `into` and returns it, to be filled with the TEI element's content; it
returns `into` itself where the TEI element leaves no trace of its own, and None where nothing of it is shown.
"""

from __future__ import annotations

import re
from unicodedata import normalize

from lxml import etree

from tei_encode.header import TEI, reading
from tei_encode.reading.writer import Enter, Writer, add_text
from tei_encode.xml_input import ID

_Element = etree._Element
_BLOCKS = [
    TEI + name
    for name in ["p", "ab", "list", "table", "quote", "cit", "lg", "l", "sp", "listBibl", "floatingText", "figure"]
]
_ADDRESS = re.compile(r"(?:https?://|mailto:|ftp://)[!#-;=?-\[\]_a-z~%]+", re.IGNORECASE)
_LANDMARKS = {"abstract": "abstract", "reviewedWorks": "works_reviewed", "advert": "advert"}


# ---- blocks
def _paragraph(writer: Writer, element: _Element, into: _Element) -> _Element:
    """`p`; with a list or a displayed quotation inside, which no HTML paragraph holds, a `div` in its role."""
    if writer.is_phrasing(into):
        return writer.make(into, element, "span", "block")
    if _holds_blocks(element):
        made = writer.make(into, element, "div", "p")
        made.set("role", "paragraph")
    else:
        made = writer.make(into, element, "p")
    writer.link_source(element, made)
    return made


def _holds_blocks(element: _Element) -> bool:
    note = f"{TEI}note"
    for block in element.iter(*_BLOCKS):
        above = block if block is not element else None
        while above is not None and above is not element and above.tag != note:
            above = above.getparent()
        if above is element and block is not element:
            return True
    return False


def _division(writer: Writer, element: _Element, into: _Element) -> _Element | None:
    kind = element.get("type", "")
    if kind == "notes":
        # The list at the end of the page stands for it, under its own heading.
        head = element.find(f"{TEI}head")
        writer.notes_heading = reading(head) if head is not None else ""
        return writer.make(into, element, "div")
    made = writer.make(into, element, "section", f"div-{kind}" if kind else "")
    if element.find(f"{TEI}head") is None and kind in _LANDMARKS:
        made.set("aria-label", writer.labels[_LANDMARKS[kind]])
        if kind != "abstract":
            writer.say(made, "p", writer.labels[_LANDMARKS[kind]], "kicker")
    return made


def _head(writer: Writer, element: _Element, into: _Element) -> _Element | None:
    """`head`: a heading of its division, the caption of anything else."""
    holder = element.getparent()
    kind = holder.tag.removeprefix(TEI) if holder is not None else ""
    if holder is not None and holder.get("type") == "notes":
        return None
    if kind == "table":
        caption = into if into.tag == "caption" else None
        table = into if into.tag == "table" else into.getparent()
        if caption is None and table is not None:
            found = table.find("caption")
            caption = found if found is not None else etree.Element("caption")
            if found is None:
                table.insert(0, caption)
            else:
                add_text(caption, " ")
        return writer.make(caption if caption is not None else into, element, "span")
    if kind == "figure":
        return writer.make(into, element, "figcaption")
    first = holder is not None and holder.find(f"{TEI}head") is element
    if kind != "div" or not first or into.tag != "section":
        return writer.make(into, element, "p", "subhead")
    level = min(1 + sum(1 for above in element.iterancestors(f"{TEI}div") if above.find(f"{TEI}head") is not None), 6)
    made = writer.make(into, element, f"h{level}")
    identifier = made.get("id") or f":heading-{len(writer.headings) + 1}"
    made.set("id", identifier)
    into.set("aria-labelledby", identifier)
    writer.headings.append((level, identifier, element))
    return made


def _block(tag: str, kind: str = "") -> Enter:
    def enter(writer: Writer, element: _Element, into: _Element) -> _Element:
        return writer.make(into, element, tag, kind)

    return enter


def _list(writer: Writer, element: _Element, into: _Element) -> _Element:
    """`list`: the printed labels stand for HTML's own where there are any."""
    labelled = element.find(f"{TEI}label") is not None or element.find(f"{TEI}item/{TEI}label") is not None
    numbered = "numbered" in element.get("rend", "") and not labelled
    return writer.make(into, element, "ol" if numbered else "ul", "labelled" if labelled else "")


def _label(writer: Writer, element: _Element, into: _Element) -> _Element | None:
    parent = element.getparent()
    if parent is not None and parent.tag == f"{TEI}list":
        writer.label = element
        return None
    note = next(element.iterancestors(f"{TEI}note"), None)
    if note is not None and next(note.iter(f"{TEI}label")) is element and note.get("n"):
        return None  # the number stands beside the note
    return writer.make(into, element, "p" if not writer.is_phrasing(into) and into.tag != "li" else "span", "label")


def _item(writer: Writer, element: _Element, into: _Element) -> _Element:
    made = writer.make(into, element, "li")
    if writer.label is not None:
        label, writer.label = writer.label, None
        writer.children(label, writer.make(made, label, "span", "label"))
        add_text(made, " ")
    return made


def _list_bibl(writer: Writer, element: _Element, into: _Element) -> _Element:
    return writer.make(into, element, "ul", "works")


def _bibl(writer: Writer, element: _Element, into: _Element) -> _Element:
    if into.tag in ("ul", "ol"):
        made = writer.make(into, element, "li")
        writer.link_source(element, made)
        return made
    return writer.make(into, element, "span" if writer.is_phrasing(into) or _in_text(element) else "p", "bibl")


def _in_text(element: _Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag in (f"{TEI}p", f"{TEI}ab", f"{TEI}item", f"{TEI}cell")


def _table(writer: Writer, element: _Element, into: _Element) -> _Element:
    if writer.is_phrasing(into):
        return writer.make(into, element, "span", "block")
    frame = writer.make(into, None, "div", "table")
    frame.set("role", "region")
    frame.set("tabindex", "0")
    head = element.find(f"{TEI}head")
    frame.set("aria-label", reading(head) if head is not None else writer.labels["table"])
    return writer.make(frame, element, "table")


def _row(writer: Writer, element: _Element, into: _Element) -> _Element:
    return writer.make(into, element, "tr") if into.tag == "table" else writer.make(into, element, "span", "block")


def _cell(writer: Writer, element: _Element, into: _Element) -> _Element:
    if into.tag != "tr":
        return writer.make(into, element, "span")
    row = element.getparent()
    of_row = row is not None and row.get("role") == "label"
    heads = of_row or element.get("role") == "label"
    made = writer.make(into, element, "th" if heads and reading(element) else "td")
    if made.tag == "th":
        made.set("scope", "col" if of_row else "row")
    return made


def _title_part(writer: Writer, element: _Element, into: _Element) -> _Element:
    if element.get("type", "main") == "main" and not any(level == 1 for level, _, _ in writer.headings):
        made = writer.make(into, element, "h1")
        made.set("id", ":title")
        writer.headings.append((1, ":title", element))
        return made
    return writer.make(into, element, "p", "subtitle")


# ---- breaks and furniture
def _aside_of(into: _Element) -> _Element:
    """Where something can stand that a list or a table does not hold: in its last part, or before it."""
    while into.tag in ("ul", "ol", "table", "tr"):
        if len(into) and into[-1].tag in ("li", "td", "th", "tr"):
            into = into[-1]
            if into.tag != "tr":
                return into
            continue
        parent = into.getparent()
        if parent is None:
            return into
        holder = etree.Element("span")
        top = parent if into.tag == "tr" else into
        top.addprevious(holder)
        return holder
    return into


def _page_break(writer: Writer, element: _Element, into: _Element) -> _Element | None:
    number = element.get("n", "")
    made = writer.make(_aside_of(into), element, "span", "page")
    made.set("role", "doc-pagebreak")
    made.set("aria-label", f"{writer.labels['page']} {number}".strip())
    shown = etree.SubElement(made, "span", {"class": "number"})
    shown.text = number or "·"
    return None


def _mark(writer: Writer, element: _Element, into: _Element) -> _Element | None:
    """A column that ends, or a break that could not be told: seen on request."""
    made = writer.make(_aside_of(into), element, "span", "mark")
    made.text = "|" if element.tag == f"{TEI}cb" else "¦"
    return None


def _milestone(writer: Writer, element: _Element, into: _Element) -> _Element | None:
    if element.get("unit") != "section" or writer.is_phrasing(into):
        return _mark(writer, element, into)
    rule = etree.SubElement(_aside_of(into), "hr")
    rule.set("class", "section-break")
    return None


def _line_break(writer: Writer, element: _Element, into: _Element) -> _Element | None:
    if element.get("break") not in ("no", "maybe"):
        add_text(into, " ")
    return None


def _punctuation(writer: Writer, element: _Element, into: _Element) -> _Element | None:
    """`pc`: a hyphen that only divided a word over a break is not read."""
    if element.get("force") == "weak":
        after = element.getnext()
        if after is not None and after.get("break") == "no" and not (element.tail or "").strip():
            return None
    return writer.make(into, element, "span")


def _furniture(writer: Writer, element: _Element, into: _Element) -> _Element:
    return writer.make(_aside_of(into), element, "span", "furniture")


def _gap(writer: Writer, element: _Element, into: _Element) -> _Element | None:
    made = writer.make(_aside_of(into), element, "span", "gap")
    described = " ".join(reading(desc) for desc in element.iter(f"{TEI}desc"))
    made.text = f"[… {described}]" if described else "[…]"
    return None


def _glyph(writer: Writer, element: _Element, into: _Element) -> _Element | None:
    made = writer.make(into, element, "span", "glyph")
    made.text = "\ufffd"
    made.set("title", element.get("n") or element.get("ref") or "")
    return None


# ---- within paragraphs
def _highlighted(writer: Writer, element: _Element, into: _Element) -> _Element:
    rend = element.get("rend", "").split()
    for word, tag in (("superscript", "sup"), ("subscript", "sub"), ("bold", "b"), ("italic", "i")):
        if word in rend:
            return writer.make(into, element, tag)
    return writer.make(into, element, "span")


def _title(writer: Writer, element: _Element, into: _Element) -> _Element:
    return writer.make(into, element, "cite" if element.get("level", "m") in "mjs" else "span")


def _choice(writer: Writer, element: _Element, into: _Element) -> _Element:
    return writer.make(into, element, "span", "choice")


def _printed(writer: Writer, element: _Element, into: _Element) -> _Element:
    """What stands on the page and is not read: shown on request, before what is."""
    return writer.make(into, element, "span", "printed")


def _expansion(writer: Writer, element: _Element, into: _Element) -> _Element | None:
    return None  # the abbreviation is what readers expect


def _reference(writer: Writer, element: _Element, into: _Element) -> _Element | None:
    target = element.get("target", "").partition(" ")[0]
    key = target.removeprefix("#")
    in_link = into.tag in ("a", "button") or any(above.tag in ("a", "button") for above in into.iterancestors())
    if element.get("type") == "noteref" and key in writer.notes and not in_link:
        _call(writer, element, into, key)
        return None
    made = writer.make(into, element, "span" if in_link else "a")
    if made.tag == "a":
        if (target.startswith("#") and key in writer.identified) or _ADDRESS.fullmatch(target):
            made.set("href", target)
        else:
            made.tag = "span"
    return made


def _call(writer: Writer, element: _Element, into: _Element, key: str) -> None:
    """The place where a note is called: its number in plain digits, and on request what was printed for it."""
    marker = normalize("NFKC", element.get("n") or reading(element))
    place = str(element.get(ID) or f":call-{len(writer.calls) + 1}-{len(writer.calls.get(key, ()))}")
    printed = element.find(f"{TEI}choice/{TEI}sic")
    if printed is not None:
        writer.say(into, "span", "".join(map(str, printed.itertext())), "printed")
    made = writer.call(into, key, writer.notes[key], marker, place)
    if element.get("cert"):
        made.set("class", f"call inferred {element.get('cert')}")
        writer.inferred += writer.with_ids
    made.text = marker


def _note(writer: Writer, element: _Element, into: _Element) -> _Element | None:
    """`note`: listed at the end, never where it stands; one that nothing calls gets a sign of its own there."""
    if not writer.with_ids:
        return None
    key = str(element.get(ID) or f":note-{len(writer.called) + 1}")
    parent = element.getparent()
    if any(target.removeprefix("#") in writer.identified for target in element.get("target", "").split()):
        return None
    if parent is not None and parent.get("type") == "notes":
        writer.list_note(key, element)
        return None
    holder = _aside_of(into)
    if not writer.is_phrasing(holder) and holder.tag not in ("li", "td", "th"):
        holder = writer.make(holder, None, "p", "loose")
    writer.call(holder, key, element, element.get("n", ""), f":call-{key}").text = element.get("n") or "*"
    return None


def _graphic(writer: Writer, element: _Element, into: _Element) -> _Element | None:
    """`graphic`: a link, since the page holds nothing but itself; an image that is elsewhere may be gone."""
    address = element.get("url", "")
    words = reading(element) or writer.labels["image"]
    if _ADDRESS.fullmatch(address):
        link = writer.make(into, element, "a", "graphic")
        link.set("href", address)
    else:
        link = writer.make(into, element, "span", "graphic")
    link.text = words
    return None


def _transparent(writer: Writer, element: _Element, into: _Element) -> _Element:
    return into


def _hidden(writer: Writer, element: _Element, into: _Element) -> _Element | None:
    return None


RENDERERS: dict[str, Enter] = {
    "front": _transparent, "body": _transparent, "back": _transparent,
    "titlePage": _block("header", "title-page"), "docTitle": _transparent, "titlePart": _title_part,
    "byline": _block("p", "byline"), "docAuthor": _block("span", "author"), "email": _block("span", "email"),
    "affiliation": _block("span", "affiliation"),
    "div": _division, "head": _head, "p": _paragraph, "ab": _paragraph, "label": _label,
    "list": _list, "item": _item, "listBibl": _list_bibl, "bibl": _bibl,
    "table": _table, "row": _row, "cell": _cell, "figure": _block("figure"), "figDesc": _block("p", "description"),
    "graphic": _graphic, "desc": _hidden,
    "quote": _block("blockquote"), "q": _block("span", "q"), "cit": _block("div", "cit"),
    "epigraph": _block("div", "epigraph"), "lg": _block("div", "verse"), "l": _block("div", "verse-line"),
    "sp": _block("div", "speech"), "speaker": _block("p", "speaker"), "formula": _block("span", "formula"),
    "closer": _block("p", "closer"), "signed": _block("span", "signed"), "dateline": _block("span", "dateline"),
    "floatingText": _block("div", "floating"),
    "pb": _page_break, "cb": _mark, "lb": _line_break, "milestone": _milestone, "fw": _furniture,
    "surplus": _furniture, "pc": _punctuation, "gap": _gap, "g": _glyph, "note": _note, "ref": _reference,
    "ptr": _hidden,
    "hi": _highlighted, "emph": _block("em"), "foreign": _block("span", "foreign"), "title": _title,
    "choice": _choice, "sic": _printed, "orig": _printed, "expan": _expansion,
    "supplied": _block("span", "supplied"),
}  # fmt: skip
