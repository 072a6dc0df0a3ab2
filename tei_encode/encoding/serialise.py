"""The form of the file: UTF-8, LF, canonical XML of the tree, white space only where no text can be (`#SG`)."""

from __future__ import annotations

from io import BytesIO

from lxml import etree

from tei_encode.config import Config
from tei_encode.encoding.names import NSMAP, TEI, XML

VERSION = "4.3.0"
TEI_ALL = f"https://www.tei-c.org/Vault/P5/{VERSION}/xml/tei/custom/schema/relaxng/tei_all.rng"
_RELAXNG = "http://relaxng.org/ns/structure/1.0"
_XSD = "http://www.w3.org/2001/XMLSchema"

# Elements that hold elements only: a line end between their children is no text.
_ELEMENT_ONLY = frozenset(
    TEI + name
    for name in [
        "TEI",
        "teiCorpus",
        "teiHeader",
        "fileDesc",
        "titleStmt",
        "respStmt",
        "editionStmt",
        "extent",
        "publicationStmt",
        "availability",
        "seriesStmt",
        "sourceDesc",
        "biblStruct",
        "analytic",
        "monogr",
        "imprint",
        "relatedItem",
        "encodingDesc",
        "projectDesc",
        "editorialDecl",
        "correction",
        "normalization",
        "hyphenation",
        "quotation",
        "punctuation",
        "segmentation",
        "interpretation",
        "stdVals",
        "tagsDecl",
        "namespace",
        "refsDecl",
        "listPrefixDef",
        "prefixDef",
        "classDecl",
        "taxonomy",
        "category",
        "appInfo",
        "application",
        "profileDesc",
        "creation",
        "langUsage",
        "textClass",
        "keywords",
        "revisionDesc",
        "standOff",
        "text",
        "front",
        "body",
        "back",
        "div",
        "listBibl",
        "list",
        "table",
        "row",
        "titlePage",
        "docTitle",
        "figure",
        "lg",
        "epigraph",
        "floatingText",
        "closer",
        "cit",
    ]
)


def serialise(
    header: etree._Element, stand_off: etree._Element | None, text: etree._Element, language: str, config: Config
) -> bytes:
    """The bytes of the file."""
    root = etree.Element(TEI + "TEI", nsmap=NSMAP)
    root.set("version", VERSION)
    root.set(XML + "lang", language)
    root.append(header)
    if stand_off is not None:
        root.append(stand_off)
    root.append(text)
    return written(root, config)


def written(root: etree._Element, config: Config) -> bytes:
    """The bytes of a TEI or a corpus."""
    for element in root.iter(*_ELEMENT_ONLY):
        _space(element)
    root.addprevious(_model(TEI_ALL, _RELAXNG))
    if config.schema:
        root.addprevious(_model(config.schema, _XSD))
    file = BytesIO()  # and no strings put together: they would be three times the file for a moment
    file.write(b'<?xml version="1.0" encoding="UTF-8"?>\n')
    root.getroottree().write_c14n(file, with_comments=True)
    file.write(b"\n")
    return file.getvalue()


def _space(element: etree._Element) -> None:
    if len(element) == 0 or (element.text and not element.text.isspace()):
        return
    for inner in element:
        if inner.tail and not inner.tail.isspace():
            return
    element.text = "\n"
    for inner in element:
        inner.tail = "\n"


def _model(address: str, namespace: str) -> etree._ProcessingInstruction:
    return etree.ProcessingInstruction(
        "xml-model", f'href="{address}" type="application/xml" schematypens="{namespace}"'
    )
