"""The list of works cited repeats works, and nothing of the pages they stand on."""

from __future__ import annotations

from lxml import etree

from tei_encode.config import Config
from tei_encode.pipeline import encode
from tests.cases.checker import NAMES

SOURCE = """The Ferrymen of Orme

Judith Arkwright

Nobody remembers the last crossing, as Oakes has shown. It was made on a weekday, in the rain, by a man who had left his hat on the other side.

References

Oakes, Bess. The Ferrymen and Their Cus-
\f12

THE FERRYMEN OF ORME

toms. Orme: Tern Press, 1931.

Quayle, Ada. The Lamp and the Quay. Orme: Tern Press, 1934.
"""


def test_an_entry_over_a_page_turn_is_repeated_without_the_turn() -> None:
    root = etree.fromstring(encode(SOURCE.encode(), config=Config(works_cited=True)).xml)
    listed = root.xpath("//tei:standOff/tei:listBibl[@type='cited']", namespaces=NAMES)[0]
    assert root.xpath("//tei:text//tei:listBibl//tei:pb", namespaces=NAMES)
    assert not listed.xpath(".//tei:pb|.//tei:fw|.//tei:pc|.//tei:lb", namespaces=NAMES)
    assert "The Ferrymen and Their Customs" in " ".join("".join(listed.itertext()).split())
    identifiers = root.xpath("//@xml:id")
    assert len(identifiers) == len(set(identifiers))
