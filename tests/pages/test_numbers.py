"""Printed page numbers: which lines hold one, and which of them count the pages."""

from __future__ import annotations

import pytest

from tei_encode.readers import read
from tei_encode.recognition.observations import Line, observe
from tei_encode.recognition.page_numbers import PageNumber, chain_of, find_numbers, is_number

SENTENCE = (
    "The tolls were let every seventh year, and no ferryman ever bid for them, as the butchers would have bid more."
)


def lines_of(text: str) -> list[Line]:
    source, _ = read(text.encode())
    return list(observe(source).lines)


def article(numbers: list[str], sentences: int = 20) -> str:
    """Pages of as many sentences each, with a number below each."""
    return "\n\n".join(f"{' '.join([SENTENCE] * sentences)}\n\n{number}" for number in numbers)


def chained(lines: list[Line], page_range: tuple[int, int] | None = None) -> list[int]:
    numbers = list(find_numbers(lines, {}).values())
    chain = chain_of(numbers, [1.0] * len(numbers), lines, page_range)
    return [numbers[at].number for at in chain.members]


@pytest.mark.parametrize("text", ["12", "- 12 -", "[12]", "Page 12", "12 of 30", "• 12 •"])
def test_number_alone(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize("text", ["12 ferrymen", "1a", "xii", "12.5.1899", ""])
def test_no_number_alone(text: str) -> None:
    assert not is_number(text)


def test_consecutive_numbers_are_a_chain() -> None:
    assert chained(lines_of(article(["12", "13", "14", "15"]))) == [12, 13, 14, 15]


def test_misread_number_is_left_out() -> None:
    assert chained(lines_of(article(["12", "18", "14", "15"]))) == [12, 14, 15]


def test_numbers_of_notes_between_are_left_out() -> None:
    """They rise too, but at no even distance and printed otherwise."""
    pages = article(["— 12 —", "— 13 —", "— 14 —"]).split("\n\n")
    pages[1:1] = ["1", "Orme Town Books, iii.", "2", "Ibid."]
    assert chained(lines_of("\n\n".join(pages))) == [12, 13, 14]


def test_cited_range_speaks_for_its_numbers() -> None:
    text = article(["212", "7", "214"])
    assert chained(lines_of(text), (211, 220)) == [212, 214]


def test_numbers_outvote_the_cited_range() -> None:
    lines = lines_of(article(["719", "720", "721", "722"]))
    numbers = list(find_numbers(lines, {}).values())
    chain = chain_of(numbers, [1.0] * 4, lines, (497, 512))
    assert len(chain.members) == 4
    assert not chain.cited


def test_one_number_does_not_outvote_the_cited_range() -> None:
    lines = lines_of(article(["719"]))
    chain = chain_of(list(find_numbers(lines, {}).values()), [1.0], lines, (497, 512))
    assert chain.cited
    assert not chain.members


def test_lone_year_is_no_page() -> None:
    lines = lines_of(article(["1899"]))
    numbers = [PageNumber(1, 1899, True)]
    assert not chain_of(numbers, [4.0], lines, None).members


def test_numbers_too_near_are_rows_of_a_table() -> None:
    lines = lines_of(f"{SENTENCE}\n\n44\n45\n46\n\n{SENTENCE}")
    numbers = list(find_numbers(lines, {}).values())
    assert not chain_of(numbers, [5.0] * len(numbers), lines, None).members


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("THE FERRYMEN OF ORME 719", [719]),
        ("BELLS THAT WERE HEARD N 48", [48]),
        ("BAND XXIV, HEFT 1", []),
        ("ANNALS OF THE RIVER, VOL. 12", []),
        ("ANNALS OF THE RIVER, N. 12", []),
        ("240 ANNALS OF THE RIVER", [240]),
    ],
)
def test_number_beside_a_head(line: str, numbers: list[int]) -> None:
    """One that counts volumes or issues is none of a page."""
    assert [found.number for found in find_numbers(lines_of(line), {0: 1.0}).values()] == numbers
