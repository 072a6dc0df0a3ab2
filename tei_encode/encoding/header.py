"""The header (`#HD`): what the source says, what the configuration says, how the encoding was made; nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from tei_encode.config import Config
from tei_encode.encoding.names import NSMAP, TEI, XML, child, legal, tail
from tei_encode.encoding.serialise import TEI_ALL
from tei_encode.encoding.text import EncodedText
from tei_encode.findings import Finding
from tei_encode.model.document import Document
from tei_encode.model.metadata import Metadata, Person
from tei_encode.model.source import Source
from tei_encode.model.uri import is_uri
from tei_encode.resources import load_resource

if TYPE_CHECKING:
    from tei_encode.model.ruling import Decided

_LANGUAGES = {
    "en": "English", "fr": "French", "de": "German", "es": "Spanish", "it": "Italian", "pt": "Portuguese",
    "nl": "Dutch", "la": "Latin", "und": "undetermined",
}  # fmt: skip
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def build_header(
    document: Document,
    source: Source,
    config: Config,
    version: str,
    text: EncodedText,
    scope: tuple[int, int] | None = None,
) -> tuple[etree._Element, tuple[Finding, ...]]:
    """The `teiHeader`, and a finding for every statement that is missing."""
    header = etree.Element(TEI + "teiHeader", nsmap=NSMAP)
    header.set(XML + "lang", "en")
    findings = _missing(document.metadata, config)
    _file_description(header, document, source, config, text)
    if scope is not None:
        _scope(header, scope)
    _encoding_description(header, document, source, config, version)
    _profile_description(header, document)
    _revision(header, config)
    return header, findings


def _missing(metadata: Metadata, config: Config) -> tuple[Finding, ...]:
    found = []
    for code, value, what in (
        ("M001", metadata.title, "no title was found"),
        ("M002", metadata.authors, "no author was found"),
        (
            "M003",
            config.publisher or config.distributor or config.authority,
            "no publisher of the encoding is configured",
        ),
        ("M004", config.licence or config.licence_text, "no licence of the encoding is configured"),
        ("M005", config.date, "no date of the encoding is given"),
        ("M006", _has_imprint(metadata), "nothing is known of the printed source: no journal, volume, date or pages"),
    ):
        if not value:
            found.append(Finding(code, what))
    return tuple(found)


def _has_imprint(metadata: Metadata) -> bool:
    return bool(metadata.journal or metadata.volume or metadata.date or metadata.page_from or metadata.publisher)


# ---- fileDesc
def _file_description(
    header: etree._Element, document: Document, source: Source, config: Config, text: EncodedText
) -> None:
    metadata = document.metadata
    description = child(header, "fileDesc")
    statement = child(description, "titleStmt")
    child(statement, "title", metadata.title or "[untitled]", type="main", level="a")
    if metadata.subtitle:
        child(statement, "title", metadata.subtitle, type="sub", level="a")
    for author in metadata.authors:
        _person(child(statement, "author"), author)
    if config.funder:
        child(statement, "funder", config.funder)
    responsible = child(statement, "respStmt")
    child(responsible, "resp", "Automatic conversion of OCR text to TEI P5")
    child(responsible, "name", "tei_encode", xml_id="tei_encode", type="software")
    for identifier, name in document.decided.people if document.decided is not None else ():
        person = child(statement, "respStmt")
        child(person, "resp", "Decisions on the structure of the text")
        child(person, "name", name, xml_id=identifier, type="person")
    if config.depositor:
        depositor = child(statement, "respStmt")
        child(depositor, "resp", "Deposit of the encoding")
        child(depositor, "name", config.depositor)
    edition = child(description, "editionStmt")
    child(edition, "edition", "Machine-made encoding, not proofread against page images", n="1.0")
    if text.pages:
        extent = child(description, "extent")
        words = f"{text.pages} page" + ("s" if text.pages > 1 else "")
        child(extent, "measure", words, unit="page", quantity=str(text.pages))
    _publication(description, metadata, source, config)
    if config.series:
        child(child(description, "seriesStmt"), "title", config.series)
    _source_description(child(description, "sourceDesc"), document, source, text)


def _publication(description: etree._Element, metadata: Metadata, source: Source, config: Config) -> None:
    statement = child(description, "publicationStmt")
    for name in ("publisher", "distributor", "authority"):
        value = getattr(config, name)
        if value:
            child(statement, name, value)
    if len(statement) == 0:
        child(statement, "authority", "not stated")
    if config.date:
        child(statement, "date", config.date, when=config.date)
    if config.identifier:
        child(statement, "idno", config.identifier, type="local")
    else:
        child(statement, "idno", source.files[0].sha256, type="SHA-256")
    restricted = any("all rights reserved" in r.casefold() or "tous droits" in r.casefold() for r in metadata.rights)
    status = "free" if config.licence else "restricted" if restricted else "unknown"
    availability = child(statement, "availability", status=status)
    if metadata.rights:
        paragraph = child(availability, "p", "Source: " + " ".join(metadata.rights))
        if metadata.policy:
            tail_text = paragraph.text or ""
            paragraph.text = tail_text + " "
            _reference(paragraph, metadata.policy)
            tail(paragraph[-1], ".") if len(paragraph) else None
    if config.licence and is_uri(config.licence):
        licence = child(availability, "licence", target=config.licence)
        child(licence, "p", config.licence_text or config.licence)
    elif config.licence or config.licence_text:
        child(availability, "p", f"Encoding: {config.licence_text or config.licence}")
    else:
        child(availability, "p", "Encoding: no licence is stated.")


def _reference(parent: etree._Element, address: str) -> None:
    """An address as `ref` where it is a valid URI, else as text."""
    if is_uri(address):
        child(parent, "ref", address, target=address)
    elif len(parent):
        tail(parent[-1], address)
    else:
        parent.text = (parent.text or "") + legal(address)


def _person(parent: etree._Element, person: Person) -> None:
    if not person.surname:
        child(parent, "persName", person.name)
        return
    name = child(parent, "persName")
    parts = (
        ("roleName", person.role_name),
        ("forename", person.forename),
        ("nameLink", person.name_link),
        ("surname", person.surname),
    )
    for element, value in parts:
        if value:
            if len(name):
                name[-1].tail = " "
            child(name, element, value)
    if person.email:
        child(parent, "email", person.email)
    if person.affiliation:
        child(parent, "affiliation", person.affiliation)


# ---- sourceDesc
def _source_description(description: etree._Element, document: Document, source: Source, text: EncodedText) -> None:
    metadata = document.metadata
    if _has_imprint(metadata):
        _print(description, document, text)
    else:
        bibl = child(description, "bibl", xml_id="src-print")
        bibl.text = "The printed article; the source states no imprint. "
        if metadata.title:
            child(bibl, "title", metadata.title, level="a")
    if metadata.surrogate or text.cover:
        _surrogate(description, metadata, text)
    _ocr_text(description, source, bool(metadata.surrogate or text.cover))


def _print(description: etree._Element, document: Document, text: EncodedText) -> None:
    metadata = document.metadata
    attributes = {"subtype": "review"} if metadata.review else {}
    struct = child(
        description, "biblStruct", xml_id="src-print", type="journalArticle", xml_lang=document.language, **attributes
    )
    analytic = child(struct, "analytic")
    for author in metadata.authors:
        _person(child(analytic, "author"), author)
    child(analytic, "title", metadata.title or "[untitled]", level="a", type="main")
    if metadata.doi:
        child(analytic, "idno", metadata.doi, type="DOI")
    if metadata.uri:
        child(analytic, "idno", metadata.uri, type="URI")
    monograph = child(struct, "monogr")
    child(monograph, "title", metadata.journal or "[journal not stated]", level="j", type="main")
    for value, subtype in ((metadata.issn_print, "print"), (metadata.issn_digital, "digital"), (metadata.issn, "")):
        if value:
            child(monograph, "idno", value, type="ISSN", subtype=subtype)
    imprint = child(monograph, "imprint")
    if metadata.publisher:
        child(imprint, "publisher", metadata.publisher)
    if metadata.volume:
        child(imprint, "biblScope", metadata.volume, unit="volume")
    if metadata.issue:
        child(imprint, "biblScope", metadata.issue, unit="issue")
    if metadata.page_from:
        pages = (
            f"{metadata.page_from}–{metadata.page_to}" if metadata.page_to != metadata.page_from else metadata.page_from
        )
        child(imprint, "biblScope", pages, unit="page", from_=metadata.page_from, to=metadata.page_to)
    if metadata.date:
        child(imprint, "date", metadata.date, when=metadata.date_when)
    elif not len(imprint):
        child(imprint, "date", "not stated")
    for work in text.works:
        child(struct, "relatedItem", type="reviewOf", target="#" + work)


def _surrogate(description: etree._Element, metadata: Metadata, text: EncodedText) -> None:
    bibl = child(description, "bibl", "Digital surrogate of ", xml_id="src-surrogate", type="digitalSurrogate")
    child(bibl, "ref", "the printed article", target="#src-print")
    if metadata.distributor:
        tail(bibl[-1], ", disseminated by ")
        child(bibl, "distributor", metadata.distributor)
    if metadata.uri:
        tail(bibl[-1], ", ")
        child(bibl, "idno", metadata.uri, type="URI")
    tail(bibl[-1], ".")
    if text.cover:
        note = child(bibl, "note", type="coverSheet")
        for paragraph in text.cover:
            note.append(paragraph)


def _ocr_text(description: etree._Element, source: Source, surrogate: bool) -> None:
    for position, file in enumerate(source.files, 1):
        identifier = "src-ocr" if position == 1 else f"src-ocr{position}"
        bibl = child(description, "bibl", "OCR plain text made from ", xml_id=identifier, type="ocrText")
        child(
            bibl,
            "ref",
            "the digital surrogate" if surrogate else "the printed article",
            target="#src-surrogate" if surrogate else "#src-print",
        )
        tail(bibl[-1], " by an unknown process; immediate source of this encoding: ")
        if file.name:
            child(bibl, "idno", file.name, type="filename")
            tail(bibl[-1], ", ")
        child(bibl, "idno", file.sha256, type="SHA-256")
        tail(bibl[-1], ", ")
        child(child(bibl, "extent"), "measure", f"{file.byte_count} bytes", unit="byte", quantity=str(file.byte_count))
        mark = "with" if file.byte_order_mark else "without"
        tail(bibl[-1], "; character set ")
        child(bibl, "idno", file.charset, type="charset")
        tail(bibl[-1], f" ({file.charset_evidence}), {mark} byte order mark; line ends: {file.line_ends}.")


def _scope(header: etree._Element, scope: tuple[int, int]) -> None:
    """Which characters of the source the article takes, where others stand in the same source."""
    for bibl in header.iterfind(f".//{TEI}bibl[@type='ocrText']"):
        start, end = scope
        tail(bibl[-1], " Of all its characters this article has ")
        child(bibl, "citedRange", f"{start} to {end}", unit="character", from_=str(start), to=str(end))
        tail(bibl[-1], ", counted as in src.")
        break


# ---- encodingDesc
def _encoding_description(
    header: etree._Element, document: Document, source: Source, config: Config, version: str
) -> None:
    description = child(header, "encodingDesc")
    project = config.project or "Encoded from OCR text without page images."
    child(child(description, "projectDesc"), "p", project)
    editorial = child(description, "editorialDecl")
    practices = load_resource("encoding/practices.toml")
    prose = practices["editorial"]
    correction = prose["correction" if config.correct == "high" else "correction_none"]
    hyphenation = prose["hyphenation_lines" if config.line_breaks else "hyphenation"]
    _declare(editorial, "correction", correction, status="low", method="markup")
    _declare(editorial, "normalization", prose["normalization"], method="silent")
    _declare(editorial, "hyphenation", hyphenation, eol="some")
    _declare(editorial, "quotation", prose["quotation"], marks="all")
    _declare(editorial, "punctuation", prose["punctuation"], marks="all", placement="internal")
    for name in ("segmentation", "interpretation", "stdVals"):
        _declare(editorial, name, prose[name])
        if name == "interpretation" and document.decided is not None:
            _decided(editorial[-1], document.decided, prose["decisions"])
    child(
        child(child(description, "tagsDecl", partial="true"), "namespace", name="http://www.tei-c.org/ns/1.0"),
        "tagUsage",
        "Unnumbered divisions are used.",
        gi="div",
    )
    child(child(description, "refsDecl"), "citeStructure", match="//text//pb", use="@n", unit="page")
    prefixes = child(description, "listPrefixDef")
    prefix = child(
        prefixes,
        "prefixDef",
        ident="src",
        matchPattern="([0-9]+),([0-9]+)",
        replacementPattern=f"{_locator(source)}#char=$1,$2",
    )
    child(prefix, "p", practices["prefix"]["src_pages" if len(source.files) > 1 else "src"])
    taxonomy = child(child(description, "classDecl"), "taxonomy", xml_id="texttype")
    for kind, words in (("article", "research article"), ("review", "review of one or more works")):
        child(child(taxonomy, "category", xml_id=f"texttype.{kind}"), "catDesc", words)
    application = child(
        child(description, "appInfo"),
        "application",
        xml_id="app.tei_encode",
        ident="tei_encode",
        version=_plain_version(version),
    )
    child(application, "label", "tei_encode")
    child(application, "ptr", target="#src-ocr")
    child(description, "schemaRef", type="interchange", url=TEI_ALL)


def _decided(interpretation: etree._Element, decided: Decided, words: str) -> None:
    """Which file of decisions took part, and how many of them hold."""
    count = len(decided.rulings)
    paragraph = child(interpretation, "p", words.format(count=f"{count} decision{'' if count == 1 else 's'}"))
    if decided.name:
        tail_text = " in "
        paragraph.text = (paragraph.text or "") + tail_text
        child(paragraph, "idno", decided.name, type="filename")
        tail(paragraph[-1], ", ")
    else:
        paragraph.text = (paragraph.text or "") + ", "
    child(paragraph, "idno", decided.sha256, type="SHA-256")
    tail(paragraph[-1], ".")


def _declare(parent: etree._Element, name: str, words: str, **attributes: str) -> None:
    child(child(parent, name, **attributes), "p", words)


def _locator(source: Source) -> str:
    """A relative reference to the source file, percent-encoded (RFC 3986); from standard input a URN."""
    if not source.name:
        return f"urn:sha256:{source.files[0].sha256}"
    # RFC 3986, section 2.3: what is not unreserved is percent-encoded; urllib would import the network for it.
    octets = source.name.encode("utf-8", "surrogateescape")
    return "".join(chr(o) if chr(o) in _UNRESERVED else f"%{o:02X}" for o in octets)


def _plain_version(version: str) -> str:
    """The version as TEI's pattern wants it: digits and points."""
    match = re.match(r"\d+(?:\.\d+)*", version)
    return match[0] if match else "0"


# ---- profileDesc, revisionDesc
def _profile_description(header: etree._Element, document: Document) -> None:
    metadata = document.metadata
    profile = child(header, "profileDesc")
    if metadata.date_when:
        child(child(profile, "creation"), "date", metadata.date_when, when=metadata.date_when)
    usage = child(profile, "langUsage")
    shares = dict(document.usage)
    for language in dict.fromkeys((document.language, *metadata.languages, *shares)):
        share = str(shares[language]) if language in shares else ""
        child(usage, "language", _LANGUAGES.get(language.split("-")[0], language), ident=language, usage=share)
    classes = child(profile, "textClass")
    for language, terms in metadata.keywords:
        keywords = child(classes, "keywords", xml_lang=language)
        for term in terms:
            child(keywords, "term", term)
    child(classes, "catRef", scheme="#texttype", target="#texttype.review" if metadata.review else "#texttype.article")


def _revision(header: etree._Element, config: Config) -> None:
    revision = child(header, "revisionDesc", status="draft")
    child(revision, "change", "Converted from OCR text.", who="#tei_encode", status="draft", when=config.date)
