"""Series that begin again: on each page, and where symbols have run out."""

from __future__ import annotations

from tei_encode.recognition.notes.candidates import Marker, NoteStart, markers_in
from tei_encode.recognition.notes.collecting import align
from tei_encode.recognition.notes.regions import Region


def _region(markers: list[str], labels: list[str]) -> Region:
    """Markers and notes of a page, set as a journal would."""
    style, prior = ("symbol", 1.6) if not markers[0].isdigit() else ("superscript", 4.5)
    return Region(
        tuple(Marker(10 * at, 10 * at + 1, read, read, style, prior) for at, read in enumerate(markers)),
        tuple(NoteStart(at, 1000 + 10 * at, 1001 + 10 * at, read, read, 4.0) for at, read in enumerate(labels)),
    )


def _pairs(region: Region) -> list[tuple[int, int]]:
    """(marker, note) by their places in the region."""
    found = align([region])
    return [(r.start // 10, found.notes[r.note].line) for r in found.references if r.note is not None]


def test_numbers_that_begin_again_within_a_region_call_their_own_notes() -> None:
    numbers = ["1", "2", "3", "1", "2"]
    assert _pairs(_region(numbers, numbers)) == [(at, at) for at in range(5)]


def test_symbols_that_begin_again_call_their_own_notes() -> None:
    symbols = ["*", "†", "‡", "§", "**", "††", "‡‡", "§§", "*", "†"]
    assert _pairs(_region(symbols, symbols)) == [(at, at) for at in range(10)]


def test_a_double_section_sign_is_a_marker() -> None:
    text = "It was lit at dusk.§§ Nobody saw it."
    assert [marker.read for marker in markers_in(text, 0, len(text), {})] == ["§§"]
