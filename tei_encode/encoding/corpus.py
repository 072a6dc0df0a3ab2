"""Several TEI files as one `teiCorpus` (`#CCDEF`): a header for all, and each article with its own."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from tei_encode.config import Config
from tei_encode.encoding.header import build_header
from tei_encode.encoding.names import NSMAP, TEI, XML
from tei_encode.encoding.serialise import VERSION, written
from tei_encode.encoding.text import EncodedText
from tei_encode.model.document import Document
from tei_encode.model.source import Source

_POINTING = ("target", "corresp", "resp", "who", "scheme", "ana")  # attributes that point within a file


def corpus(parts: Sequence[bytes], document: Document, source: Source, config: Config, version: str) -> bytes:
    """The bytes of the corpus.

    Args:
        parts: the TEI of each article.
        document: all articles together.
        source: what they were recognised in.
        config: the settings.
        version: of this software.
    """
    articles = [etree.fromstring(part, etree.XMLParser(huge_tree=True, remove_pis=True)) for part in parts]
    for number, article in enumerate(articles, 1):
        _prefix(article, f"a{number}.")
    pages = sum(1 for article in articles for page in article.iter(TEI + "pb") if _in_text(page))
    text = EncodedText(etree.Element(TEI + "text", nsmap=NSMAP), [], [], pages)
    header, _ = build_header(document, source, config, version, text)
    root = etree.Element(TEI + "teiCorpus", nsmap=NSMAP)
    root.set("version", VERSION)
    root.set(XML + "lang", document.language)
    root.append(header)
    root.extend(articles)
    return written(root, config)


def _in_text(page: etree._Element) -> bool:
    return next(page.iterancestors(TEI + "note"), None) is None


def _prefix(article: etree._Element, prefix: str) -> None:
    """Make the ids of an article, and the pointers to them, its own within the corpus."""
    for element in article.iter("*"):
        identifier = element.get(XML + "id")
        if identifier is not None:
            element.set(XML + "id", prefix + identifier)
        for name in _POINTING:
            value = element.get(name)
            if value is not None and "#" in value:
                parts = (f"#{prefix}{one[1:]}" if one[0] == "#" else one for one in value.split())
                element.set(name, " ".join(parts))
