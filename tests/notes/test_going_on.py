"""Notes that go on: over heads and page numbers, without a label, over a page turn."""

from __future__ import annotations

from lxml import etree

from tei_encode.pipeline import encode
from tests.cases.checker import NAMES

TEXT = """The Ferrymen of Orme

Judith Arkwright

Nobody remembers the last crossing.¹ It was made on a weekday, in the rain, by a man who had left his hat on the other side.² He came back without it before anyone had noticed that he was gone, and he never told his wife.³ The clerk, who was his cousin, wrote of it in the following year.⁴

The tolls were let every seventh year, and no ferryman ever bid for them, because it was well known that the butchers, who had the longest purses in the town, would in any case have bid more.⁵

Notes

¹ Orme Town Books, iii, 44, where the clerk adds that he had been told so by the butchers.

² The accounts for 1812 are lost.

³ Four of them are known by name, and one of these, who

204 THE FERRYMEN OF ORME

was called Penn, had been a butcher himself before the bridge was opened.

⁴ Orme Town Books, iii, 47.

⁵ So at least R. Oakes, Tolls and Trespass (Orme 1931), 12.
"""


def _notes(text: str) -> dict[str, etree._Element]:
    root = etree.fromstring(encode(text.encode(), name="notes.txt").xml)
    return {note.get("n", ""): note for note in root.xpath("//tei:text//tei:note", namespaces=NAMES)}


def _said(note: etree._Element) -> str:
    parts = note.xpath(".//text()[not(ancestor::tei:fw or ancestor::tei:label)]", namespaces=NAMES)
    return " ".join("".join(parts).split())


def test_an_endnote_goes_on_over_a_running_head() -> None:
    notes = _notes(TEXT)
    assert sorted(notes) == ["1", "2", "3", "4", "5"]
    assert _said(notes["3"]).startswith("Four of them") and _said(notes["3"]).endswith("before the bridge was opened.")
    assert notes["3"].xpath("string(.//tei:fw)", namespaces=NAMES).strip() == "204 THE FERRYMEN OF ORME"


def test_what_has_no_label_is_more_of_the_note_before() -> None:
    text = TEXT.replace("204 THE FERRYMEN OF ORME\n\n", "").replace(
        "are lost.\n", "are lost.\n\nThey were lost before, in 1790, and found again.\n"
    )
    notes = _notes(text)
    assert sorted(notes) == ["1", "2", "3", "4", "5"]
    assert _said(notes["2"]) == "The accounts for 1812 are lost. They were lost before, in 1790, and found again."


def test_a_symbol_that_label_and_marker_print_is_the_number_of_the_note() -> None:
    text = TEXT.replace("Judith Arkwright\n", "Judith Arkwright†\n").replace(
        "Notes\n", "† The author teaches at Orme.\n\nNotes\n"
    )
    assert _said(_notes(text)["†"]) == "The author teaches at Orme."
