"""The page of an article: head, title, text, notes, source and provenance, in one file that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lxml import etree

from tei_encode.header import TEI, Header, reading
from tei_encode.reading.elements import RENDERERS
from tei_encode.reading.lines import SourceLines
from tei_encode.reading.writer import Writer, line_id
from tei_encode.resources import load_resource, package_bytes
from tei_encode.xml_input import ID, LANG

_RIGHT_TO_LEFT = frozenset(("ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"))
# Nothing is fetched and nothing runs, whatever a text may hold.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def reading_view(tei: bytes, sources: Iterable[tuple[str, str]] = (), name: str = "") -> bytes:
    """An HTML page, readable without scripts, the same bytes for the same input.

    Its own identifiers begin with a colon, which no xml:id can have.

    Args:
        tei: a valid TEI file.
        sources: name and decoded text of each source, in the order of the header; the page shows them line by line.
        name: of the TEI file, beside which the page will stand.
    """
    header = Header(tei)
    given = list(sources)
    language = header.language()
    labels, own_language = _labels(language)
    writer = Writer(header.root, labels, SourceLines([text for _, text in given]), RENDERERS)
    page = etree.Element("html", lang=language)
    if language.partition("-")[0] in _RIGHT_TO_LEFT:
        page.set("dir", "rtl")
    _head(page, header)
    body = etree.SubElement(page, "body")
    main = etree.Element("main", id=":text", tabindex="-1")
    article = etree.SubElement(main, "article")
    _text(writer, header, article)
    _notes(writer, header.root.find(f"{TEI}text"), main)
    own = {"lang": own_language} if own_language != language.partition("-")[0] else {}
    writer.say(body, "a", labels["skip"], "skip").set("href", "#:text")
    _banner(writer, header, body, own)
    body.append(main)
    _source(writer, given, main, own)
    _about(writer, header, body, [name, *(source for source, _ in given)], own)
    return b"<!DOCTYPE html>\n" + etree.tostring(page, method="html", encoding="utf-8") + b"\n"


def _labels(language: str) -> tuple[dict[str, str], str]:
    """The words of the page and their language."""
    table: dict[str, Any] = load_resource("reading/labels.toml")
    own = language.partition("-")[0].lower()
    own = own if own in table else "en"
    return table[own], own


def _head(page: etree._Element, header: Header) -> None:
    head = etree.SubElement(page, "head")
    etree.SubElement(head, "meta", charset="utf-8")
    etree.SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": _POLICY})
    etree.SubElement(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    etree.SubElement(head, "meta", name="color-scheme", content="light dark")
    title = etree.SubElement(head, "title")
    title.text = header.title() or reading(header.root)[:60]
    journal = header.journal()
    for name, value in (
        ("citation_title", header.title()),
        *(("citation_author", creator.name) for creator in header.creators()),
        ("citation_journal_title", journal.title),
        ("citation_publication_date", journal.year.replace("-", "/")),
        *(("citation_issn", issn) for issn in journal.issns),
        ("citation_volume", journal.volume),
        ("citation_issue", journal.issue),
        ("citation_firstpage", journal.first_page),
        ("citation_lastpage", journal.last_page),
        ("citation_language", header.language()),
    ):
        if value:
            etree.SubElement(head, "meta", name=name, content=value)
    style = etree.SubElement(head, "style")
    style.text = package_bytes("reading/style.css").decode("utf-8")


def _banner(writer: Writer, header: Header, body: etree._Element, own: dict[str, str]) -> None:
    """Where the article was printed, what can be shown, and the contents where there are any."""
    labels = writer.labels
    banner = etree.SubElement(body, "header", {"class": "banner"})
    printed = citation_line(header)
    if printed:
        writer.say(banner, "p", printed, "printed-in")
    shown = etree.SubElement(banner, "details", {"class": "show", **own})
    writer.say(shown, "summary", labels["show"])
    choices = etree.SubElement(shown, "fieldset")
    writer.say(choices, "legend", labels["show"])
    for name, words in (
        ("inferred", f"{labels['inferred']} ({writer.inferred})"),
        ("furniture", labels["furniture"]),
        ("source-lines", labels["source_lines"] if writer.lines.letters else ""),
    ):
        if words:
            label = etree.SubElement(choices, "label")
            box = etree.SubElement(label, "input", type="checkbox", id=f":show-{name}")
            box.tail = " " + words
    headings = [(level, key, element) for level, key, element in writer.headings if level in (2, 3)]
    if len(headings) > 2:
        contents = etree.SubElement(etree.SubElement(banner, "nav", {"aria-label": labels["contents"]}), "details")
        _own(writer.say(contents, "summary", labels["contents"]), own)
        entries = etree.SubElement(contents, "ol")
        for level, key, element in headings:
            entry = etree.SubElement(entries, "li", {"class": f"level-{level}"})
            writer.say(entry, "a", reading(element)).set("href", f"#{key}")


def citation_line(header: Header) -> str:
    """Journal, number, date and pages, as far as they are known."""
    journal = header.journal()
    number = ".".join(filter(None, (journal.volume, journal.issue)))
    when = f"({journal.date or journal.year})" if journal.date or journal.year else ""
    pages = "–".join(dict.fromkeys(filter(None, (journal.first_page, journal.last_page))))
    return ", ".join(filter(None, (journal.title, " ".join(filter(None, (number, when))), pages)))


def _text(writer: Writer, header: Header, article: etree._Element) -> None:
    """The text, under the title that stands in it, or else that of the header."""
    text = header.root.find(f"{TEI}text")
    if text is None:
        return
    if text.find(f"{TEI}front/{TEI}titlePage") is None:
        title = etree.SubElement(article, "header", {"class": "title-page"})
        writer.say(title, "h1", header.title() or "—").set("id", ":title")
        names = ", ".join(creator.name for creator in header.creators())
        if names:
            writer.say(title, "p", names, "byline")
    writer.children(text, article)
    if article.find(".//h1") is None:
        heading = etree.Element("h1", id=":title")
        heading.text = header.title() or "—"
        article.insert(0, heading)
    article.set("aria-labelledby", ":title")
    writer.write_waiting(article)


def _notes(writer: Writer, text: etree._Element | None, main: etree._Element) -> None:
    """Every note, in the order of their calls, with the way back; those that nothing calls at the end."""
    for note in text.iter(f"{TEI}note") if text is not None else ():
        if note.get(ID):
            writer.list_note(str(note.get(ID)), note)
    if not writer.called:
        return
    labels = writer.labels
    section = etree.SubElement(main, "section", {"class": "notes", "aria-labelledby": ":notes"})
    writer.say(section, "h2", writer.notes_heading or labels["notes"]).set("id", ":notes")
    listed = etree.SubElement(section, "ol")
    at = 0
    while at < len(writer.called):  # a note may call another
        key, note = writer.called[at]
        at += 1
        item = etree.SubElement(listed, "li", id=key)
        if note.get(LANG):
            item.set("lang", str(note.get(LANG)))
        number = writer.say(item, "span", note.get("n") or "*", "number")
        number.tail = " "
        writer.link_source(note, item)
        writer.children(note, item)
        for place in writer.calls.get(key, ()):
            link = etree.SubElement(_last_words(item), "a", {"class": "back", "href": f"#{place}"})
            link.set("aria-label", f"{labels['back']} ({labels['note']} {note.get('n', '')})".replace(" )", ")"))
            link.text = "↩"
    writer.write_waiting(section)


def _last_words(item: etree._Element) -> etree._Element:
    """Where a link can follow the last words of a note."""
    return item[-1] if len(item) and item[-1].tag == "p" else item


def _source(writer: Writer, sources: list[tuple[str, str]], main: etree._Element, own: dict[str, str]) -> None:
    """The sources, line by line, closed until somebody asks or a link leads there."""
    if not sources:
        return
    section = etree.SubElement(main, "section", {"class": "source", "aria-labelledby": ":source"})
    heading = writer.say(section, "h2", writer.labels["source"])
    heading.set("id", ":source")
    _own(heading, own)
    for file, (name, text) in enumerate(sources):
        shown = etree.SubElement(section, "details")
        writer.say(shown, "summary", name)
        lines = etree.SubElement(shown, "ol")
        for number, line in enumerate(text.split("\n"), 1):
            item = etree.SubElement(lines, "li", id=line_id(file, number))
            item.text = "".join(map(_shown, line))


def _own(made: etree._Element, language: dict[str, str]) -> None:
    """Say the language of words of the page's own, where it is not that of the text."""
    for name, value in language.items():
        made.set(name, value)


def _shown(character: str) -> str:
    """A character as a page can hold it: controls by their pictures (U+2400), surrogates replaced."""
    code = ord(character)
    if code == 9 or 32 <= code < 127 or 160 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or code > 0xFFFF:
        return character
    return chr(0x2400 + code) if code < 32 else "\u2421" if code == 127 else "\ufffd"


def _about(writer: Writer, header: Header, body: etree._Element, files: list[str], own: dict[str, str]) -> None:
    """Who made the encoding, how, with what rights, and the files that the page was made from."""
    labels = writer.labels
    footer = etree.SubElement(body, "footer")
    _own(writer.say(footer, "h2", labels["about"]), own)
    made = " ".join(filter(None, (header.software("ident"), header.software("version"))))
    _own(writer.say(footer, "p", labels["made"] + (f" ({made})" if made else "")), own)
    edition = header.text("fileDesc/editionStmt/edition")
    if edition:
        writer.say(footer, "p", edition).set("lang", header.header.get(LANG) or header.language())
    if header.publisher():
        writer.say(footer, "p", f"{labels['published']} {header.publisher()}.")
    for right in header.rights():
        paragraph = writer.say(footer, "p", f"{labels['rights']}: {right.words}")
        if right.address.startswith(("https://", "http://")) and right.about == "encoding":
            paragraph.text = f"{labels['rights']}: "
            writer.say(paragraph, "a", right.words).set("href", right.address)
    named = [file for file in files if file]
    if named:
        paragraph = writer.say(footer, "p", f"{labels['files']}: ")
        for number, file in enumerate(named):
            link = writer.say(paragraph, "a", file)
            link.set("href", file)
            link.tail = ", " if number < len(named) - 1 else ""
