"""From the document to TEI bytes: the text, the header, and the form of the file."""

from __future__ import annotations

from tei_encode.config import Config
from tei_encode.encoding.header import build_header
from tei_encode.encoding.serialise import serialise
from tei_encode.encoding.text import build_node, build_text
from tei_encode.findings import Finding
from tei_encode.model.document import Document, Node
from tei_encode.model.source import Source


def encode(
    document: Document, source: Source, config: Config, version: str, scope: tuple[int, int] | None = None
) -> tuple[bytes, tuple[Finding, ...]]:
    """The TEI file of a document, valid against the project's schema whatever the document is.

    Args:
        document: the recognised document; its leaves are ranges of the source's text.
        source: the source it was recognised in.
        config: settings of the encoding.
        version: of this software, for `application/@version`.
        scope: the range of the source that the document takes, where it is one of several.
    """
    text = build_text(document, source, config)
    header, findings = build_header(document, source, config, version, text, scope)
    return serialise(header, text.stand_off, text.element, document.language, config), findings


def encode_node(node: Node, text: str) -> bytes:
    """One node over a text of its own as XML in one line, without declaration."""
    from lxml import etree

    made: bytes = etree.tostring(build_node(node, text), encoding="utf-8", with_tail=False)
    return made.replace(b"\n", b"&#10;")
