"""Which beginnings of notes are labels, and how sure a reading of one may be."""

from __future__ import annotations

import pytest
from lxml import etree

from tei_encode.pipeline import encode
from tests.cases.checker import NAMES

SOURCE = """The Ferrymen of Orme

Judith Arkwright

Nobody remembers the last crossing.¹ It was made on a weekday, in the rain, by a man who had left his hat on the other side.² He came back without it before anyone had noticed that he was gone, and he never told his wife.³

¹ Orme Town Books, iii, 44.

{second}

³ Four of them are known by name.
"""


def note(second: str) -> etree._Element:
    root = etree.fromstring(encode(SOURCE.format(second=second).encode(), name="notes.txt").xml)
    (found,) = root.xpath("//tei:note[@n='2']", namespaces=NAMES)
    return found


@pytest.mark.parametrize(
    "second", ["R. Oakes, Tolls and Trespass (Orme 1931), 12.", "A.B. Penn, The Stairs (Orme 1972), 4."]
)
def test_an_initial_is_no_label(second: str) -> None:
    found = note(second)
    assert not found.xpath(".//tei:label|.//tei:corr", namespaces=NAMES)
    assert found.get("cert") is not None


@pytest.mark.parametrize("second", ["² The accounts for 1812 are lost.", "2. The accounts for 1812 are lost."])
def test_a_label_is_one(second: str) -> None:
    found = note(second)
    assert len(found.xpath(".//tei:label", namespaces=NAMES)) == 1
    assert found.get("cert") is None


def test_a_misread_label_is_no_surer_than_its_link() -> None:
    found = note("⁷ The accounts for 1812 are lost.")
    (corr,) = found.xpath(".//tei:corr", namespaces=NAMES)
    assert corr.text == "2"
    assert corr.get("cert") == found.get("cert")


def test_the_marker_of_a_note_whose_label_is_misread_is_as_doubtful() -> None:
    root = etree.fromstring(encode(SOURCE.format(second="⁷ The accounts are lost.").encode(), name="notes.txt").xml)
    (reference,) = root.xpath("//tei:ref[@type='noteref'][@n='2']", namespaces=NAMES)
    assert reference.get("cert") == note("⁷ The accounts are lost.").get("cert") is not None
