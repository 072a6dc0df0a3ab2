"""Pages that the tests read: of a few lines of TEI, and of whole articles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from lxml import etree, html

from tei_encode.proof import source_texts
from tei_encode.reading import reading_view
from tests.packaging.deposits import example, ferry

HEADER = """<teiHeader><fileDesc><titleStmt><title level="a" type="main">On Lamps</title><author><persName><forename>Hester</forename>
<surname>Quayle</surname></persName></author></titleStmt><publicationStmt><publisher>Archive of the Coast</publisher></publicationStmt>
<sourceDesc><bibl>none</bibl></sourceDesc></fileDesc><encodingDesc><projectDesc><p>x</p></projectDesc></encodingDesc></teiHeader>"""


def tei(text: str, language: str = "en") -> bytes:
    """A TEI file of our own around the content of `text`."""
    whole = f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{language}">{HEADER}<text xml:lang="{language}">{text}</text></TEI>'
    return whole.encode()


def page(text: str, language: str = "en", sources: Sequence[tuple[str, str]] = ()) -> etree._Element:
    """The page of a text, as a browser reads it."""
    return html.document_fromstring(reading_view(tei(text, language), sources, "lamps.xml"))


def body(blocks: str, language: str = "en") -> str:
    """What the article element of the page holds for blocks of one division, without the title, as a string."""
    made = page(f"<body><div>{blocks}</div></body>", language)
    section = made.xpath("//article/section")[0]
    inner = (section.text or "") + "".join(
        etree.tostring(child, method="html", encoding="unicode") for child in section
    )
    return re.sub(r"\s+", " ", inner).strip()


@cache
def article_page(name: str) -> bytes:
    """The page of an example, or of the small article."""
    submission = ferry() if name == "ferry" else example(name)[0]
    texts = source_texts(submission.tei, submission.sources)
    return reading_view(submission.tei, zip([str(n) for n, _ in submission.sources], texts), "article.xml")


def sample_page(path: Path) -> bytes:
    """The page of the sample article."""
    from tei_encode.pipeline import encode

    source = path.read_bytes()
    encoding = encode(source, name=path.name)
    return reading_view(encoding.xml, [(path.name, encoding.source.text)], "sample.xml")
