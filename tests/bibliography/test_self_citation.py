"""The article's own reference against its header."""

from __future__ import annotations

import pytest

from tei_encode.bibliography.self_citation import contradictions
from tei_encode.model.document import Document, Kind, Node, Text
from tei_encode.model.metadata import Metadata, Person
from tei_encode.model.source import Source

CITATION = "Ada Weil, “The Ferrymen of Orme,” Littoral Studies 7 (1981): 174-182. doi:10.1234/orme.7"
KNOWN = Metadata(
    title="The Ferrymen of Orme",
    authors=(Person("Ada Weil", "Ada", "Weil"),),
    volume="7",
    date_when="1981",
    page_from="174",
    page_to="182",
    doi="10.1234/orme.7",
)
CASES = [
    (CITATION, []),
    (CITATION.replace("1981", "1982"), ["year 1982"]),
    (CITATION.replace("182", "192"), ["pages 174-192"]),
    (CITATION.replace("Weil", "Brandsvik"), ["author Brandsvik"]),
    (CITATION.replace("orme.7", "orme.8"), ["DOI doi:10.1234/orme.8"]),
    (CITATION.replace("Studies 7", "Studies 8"), ["volume 8"]),
    (CITATION.replace("The Ferrymen of Orme", "Lamps and Wicks"), ["title “Lamps and Wicks,”"]),
    (CITATION.replace("Ferrymen of Orme", "Fenymen of Orme: A Study"), []),
    ("LITTORAL STUDIES", []),
    ("", []),
]


@pytest.mark.parametrize(("printed", "differing"), CASES)
def test_contradictions(printed: str, differing: list[str]) -> None:
    line = Node(Kind.FW, (Text(0, len(printed)),) if printed else (), {"type": "citation"})
    body = Node(Kind.DIV, (Node(Kind.P, (line,)),))
    found = contradictions(Document((), (), (body,), (), KNOWN, "en"), Source(printed, ()))
    assert [finding.code for finding in found] == ["M101"] * len(differing)
    for finding, words in zip(found, differing):
        assert words in finding.message
        assert printed[finding.start : finding.end] == printed
