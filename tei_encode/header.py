"""The TEI header of a file that is to be deposited, statement by statement (`#HD`)."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from tei_encode.model.record import record
from tei_encode.xml_input import LANG, parse

TEI = "{http://www.tei-c.org/ns/1.0}"
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?(10\.[0-9]{4,9}/\S+)", re.IGNORECASE)
_ORCID = re.compile(r"(?:https?://orcid\.org/)?([0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X])")
# What the encoder writes where TEI wants an element and nobody has made the statement.
_UNSTATED = frozenset(("not stated", "[untitled]", "[journal not stated]", "no licence is stated."))
# Of the readings of a choice, those that only the printed page wants; and what is not the words themselves.
_NOT_READ = frozenset(TEI + name for name in ("sic", "orig", "abbr", "note", "fw", "surplus"))


@record(frozen=True)
class Creator:
    """A person, by a name in reading order and, where they are known, its parts."""

    name: str
    forename: str = ""
    surname: str = ""
    orcid: str = ""
    affiliation: str = ""

    @property
    def inverted(self) -> str:
        """`Family, Given`, or the whole name."""
        return f"{self.surname}, {self.forename}" if self.surname and self.forename else self.surname or self.name


@record(frozen=True)
class SourceFile:
    """A source that the header describes."""

    name: str
    sha256: str
    size: int  # -1 where the header does not say
    charset: str


@record(frozen=True)
class Rights:
    """A statement of rights: about what, its words, and the address of the licence where there is one."""

    about: str  # "encoding" or "source", empty where the header does not say
    text: str
    address: str = ""

    @property
    def line(self) -> str:
        """The statement on one line, with what it is about where that is not the encoding, and its address."""
        address = f" <{self.address}>" if self.address and self.address not in self.text else ""
        return self.words + address

    @property
    def words(self) -> str:
        """The statement without the address."""
        return f"Source: {self.text}" if self.about == "source" else self.text


@record(frozen=True)
class Journal:
    """Where the article was printed; all as printed but for the ISSNs."""

    title: str = ""
    issns: tuple[str, ...] = ()
    publisher: str = ""
    volume: str = ""
    issue: str = ""
    first_page: str = ""
    last_page: str = ""
    date: str = ""  # as printed
    year: str = ""  # W3C date


class Header:
    """Reads a header; every statement is a string with white space collapsed, empty where the header has none."""

    def __init__(self, tei: bytes) -> None:
        self.root = parse(tei)
        header = self.root.find(f"{TEI}teiHeader")
        self.header = header if header is not None else etree.Element(f"{TEI}teiHeader")

    def all(self, path: str, top: etree._Element | None = None) -> list[etree._Element]:
        """The elements at a path of TEI names, below the header or `top`."""
        steps = "/".join(step if step in (".", "*") else TEI + step for step in path.split("/"))
        return (self.header if top is None else top).findall(steps)

    def text(self, path: str, top: etree._Element | None = None) -> str:
        """The words of the first element at a path."""
        found = self.all(path, top)
        words = reading(found[0]) if found else ""
        return "" if words in _UNSTATED else words

    def attribute(self, path: str, name: str) -> str:
        """An attribute of the first element at a path that has it."""
        return next((value for element in self.all(path) if (value := element.get(name))), "")

    # ---- the encoding
    def title(self) -> str:
        """The main title, or the first where none is called so."""
        return self.text("fileDesc/titleStmt/title[@type='main']") or self.text("fileDesc/titleStmt/title")

    def creators(self) -> tuple[Creator, ...]:
        """The authors, in order."""
        return tuple(made for author in self.all("fileDesc/titleStmt/author") if (made := self._creator(author)).name)

    def _creator(self, author: etree._Element) -> Creator:
        names = self.all("persName", author)
        name = reading(names[0]) if names else " ".join((author.text or "").split())
        holder = names[0] if names else author
        surname = " ".join(filter(None, (self.text("nameLink", holder), self.text("surname", holder))))
        orcid = next((match[1] for idno in self.all("idno", author) if (match := _ORCID.fullmatch(reading(idno)))), "")
        return Creator(name, self.text("forename", holder), surname, orcid, self.text("affiliation", author))

    def language(self) -> str:
        """BCP 47; "und" where the file does not say."""
        text = self.root.find(f"{TEI}text")
        of_text = text.get(LANG) if text is not None else None
        return of_text or self.root.get(LANG) or "und"

    def publisher(self) -> str:
        """Who publishes the encoding, else distributes it, else makes it available."""
        names = ("publisher", "distributor", "authority")
        return next((words for name in names if (words := self.text(f"fileDesc/publicationStmt/{name}"))), "")

    def encoded(self) -> str:
        """The date of the encoding."""
        return self.attribute("fileDesc/publicationStmt/date", "when") or self.attribute("revisionDesc/change", "when")

    def identifier(self) -> str:
        """The identifier that the archive gave; a checksum of the source is none."""
        found = self.all("fileDesc/publicationStmt/idno")
        wanted = [idno for idno in found if (idno.get("type") or "").upper() not in ("SHA-256", "DOI")]
        return reading(wanted[0]) if wanted else ""

    def doi(self) -> str:
        """The DOI of the encoding."""
        return next((doi for idno in self.all("fileDesc/publicationStmt/idno") if (doi := doi_in(reading(idno)))), "")

    def rights(self) -> tuple[Rights, ...]:
        """Licences, then statements in prose."""
        place = "fileDesc/publicationStmt/availability"
        found = [
            Rights("encoding", reading(licence) or licence.get("target", ""), licence.get("target", ""))
            for licence in self.all(f"{place}/licence")
        ]
        for paragraph in self.all(f"{place}/p"):
            about, colon, words = reading(paragraph).partition(": ")
            if not colon or about not in ("Source", "Encoding"):
                about, words = "", reading(paragraph)
            if words and words not in _UNSTATED:
                addresses = [ref.get("target", "") for ref in self.all("ref", paragraph)]
                found.append(Rights(about.lower(), words, addresses[0] if addresses else ""))
        return tuple(found)

    def software(self, name: str) -> str:
        """`ident` or `version` of the first application."""
        return self.attribute("encodingDesc/appInfo/application", name)

    # ---- the article
    def journal(self) -> Journal:
        """Where it was printed."""
        place = "fileDesc/sourceDesc/biblStruct/monogr"
        pages = self.all(f"{place}/imprint/biblScope[@unit='page']")
        printed: Any = pages[0].attrib if pages else {}
        return Journal(
            title=self.text(f"{place}/title"),
            issns=tuple(reading(idno) for idno in self.all(f"{place}/idno[@type='ISSN']")),
            publisher=self.text(f"{place}/imprint/publisher"),
            volume=self.text(f"{place}/imprint/biblScope[@unit='volume']"),
            issue=self.text(f"{place}/imprint/biblScope[@unit='issue']"),
            first_page=printed.get("from", ""),
            last_page=printed.get("to", ""),
            date=self.text(f"{place}/imprint/date"),
            year=self.attribute(f"{place}/imprint/date", "when") or self.attribute("profileDesc/creation/date", "when"),
        )

    def is_review(self) -> bool:
        """Whether the article reviews other works."""
        related = self.all("fileDesc/sourceDesc/biblStruct/relatedItem[@type='reviewOf']")
        return bool(related) or "review" in self.attribute("profileDesc/textClass/catRef", "target")

    def keywords(self) -> tuple[tuple[str, str], ...]:
        """(language, term), in order."""
        found = []
        for keywords in self.all("profileDesc/textClass/keywords"):
            found += [(keywords.get(LANG) or "", reading(term)) for term in self.all("term", keywords)]
        return tuple(found)

    def abstracts(self) -> tuple[tuple[str, str], ...]:
        """(language, words) of the abstracts printed with the article."""
        found = []
        for division in self.root.iterfind(f"{TEI}text/{TEI}front/{TEI}div"):
            if division.get("type") == "abstract":
                words = " ".join(reading(paragraph) for paragraph in division.iter(f"{TEI}p"))
                found.append((division.get(LANG) or self.language(), words))
        return tuple(found)

    def sources(self) -> tuple[SourceFile, ...]:
        """The files that the encoding was made from, in order."""
        return tuple(
            self._source(bibl) for bibl in self.all("fileDesc/sourceDesc/bibl") if bibl.get("type") == "ocrText"
        )

    def _source(self, bibl: etree._Element) -> SourceFile:
        sizes = [measure.get("quantity", "") for measure in bibl.iter(f"{TEI}measure") if measure.get("unit") == "byte"]
        stated = {idno.get("type"): reading(idno) for idno in bibl.iter(f"{TEI}idno")}
        size = int(sizes[0]) if sizes and sizes[0].isdecimal() else -1
        return SourceFile(stated.get("filename", ""), stated.get("SHA-256", ""), size, stated.get("charset", ""))


def doi_in(words: str) -> str:
    """The DOI that a string is, without resolver; empty where it is none."""
    match = _DOI.fullmatch(words.strip())
    return match[1] if match else ""


def reading(element: etree._Element) -> str:
    """The words of an element as they are to be read: corrections chosen, notes left out, white space collapsed."""
    parts: list[str] = []
    stack: list[str | etree._Element] = [element]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            parts.append(item)
            continue
        if isinstance(item.tag, str) and item.tag not in _NOT_READ:
            for child in reversed(item):
                stack.append(child.tail or "")
                stack.append(child)
            stack.append(item.text or "")
    return " ".join("".join(parts).split())
