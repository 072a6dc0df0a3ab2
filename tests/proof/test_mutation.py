"""The proof finds every change: any character of the text taken away, added or altered, on either side."""

from __future__ import annotations

import random
import re

import pytest

from tei_encode.pipeline import encode
from tei_encode.proof import prove, verify

SOURCE = """A Harbour and its Clerks

Ada Verhoeven

The clerks of the harbour kept two ledgers, one of which was *never* shown.¹ Their letters, which a later editor cut to a
third, tell of prices, of weather and of "a certain Mr. Hale" who paid in furs.2 Nobody asked from where.

¹ Compare *The Ledgers of the North* (Lund: Harbour Press 1961), 14.

2 Ibid., 41.

12 NORTHERN QUARTERLY

The second ledger was found behind a wall in 1931; it is written in four hands and costs \\$9 to copy. What it says of the
company's ships is of little use, but what it says of its clerks has no equal in the ar-

chives of the coast. • Nobody has printed it.
""".encode()


@pytest.fixture(scope="module")
def xml() -> bytes:
    return encode(SOURCE, name="harbour.txt").xml


def test_it_holds(xml: bytes) -> None:
    assert verify(xml, [("harbour.txt", SOURCE)]).ok
    proof = prove(xml, SOURCE.decode())
    assert proof.characters + proof.delimiters == len("".join(SOURCE.decode().split()))


def _text_offsets(xml: str) -> list[int]:
    """Offsets of characters of running text in the serialised file, corrections left out."""
    start = xml.index("<text ")
    unread = [m.span() for m in re.finditer(r"<(corr|reg|desc)[ >].*?</\1>", xml[start:])]
    tags = [m.span() for m in re.finditer(r"<[^>]*>|&\w+;|\s", xml[start:])]
    covered = {i for a, b in [*unread, *tags] for i in range(a, b)}
    return [start + i for i in range(len(xml) - start) if i not in covered]


def test_every_deleted_character_is_found(xml: bytes) -> None:
    text = xml.decode()
    for offset in _text_offsets(text):
        mutated = text[:offset] + text[offset + 1 :]
        assert not prove(mutated.encode(), SOURCE.decode()).ok, text[offset - 20 : offset + 20]


def test_every_altered_or_inserted_character_is_found(xml: bytes) -> None:
    text = xml.decode()
    rng = random.Random(1)
    for offset in rng.sample(_text_offsets(text), 300):
        other = "x" if text[offset] != "x" else "y"
        assert not prove((text[:offset] + other + text[offset + 1 :]).encode(), SOURCE.decode()).ok
        assert not prove((text[:offset] + other + text[offset:]).encode(), SOURCE.decode()).ok


def test_every_change_of_the_source_is_found(xml: bytes) -> None:
    source = SOURCE.decode()
    for offset, character in enumerate(source):
        if character.isspace():
            continue
        assert not prove(xml, source[:offset] + source[offset + 1 :]).ok, source[offset - 10 : offset + 10]


def test_words_fused_or_parted_are_found(xml: bytes) -> None:
    text = xml.decode()
    assert "two ledgers" in text
    assert not prove(text.replace("two ledgers", "twoledgers").encode(), SOURCE.decode()).ok
    assert not prove(text.replace("two ledgers", "two led gers").encode(), SOURCE.decode()).ok


def test_a_moved_block_must_say_its_range(xml: bytes) -> None:
    text = xml.decode()
    ranges = re.findall(r' source="src:(\d+),(\d+)"', text)
    assert ranges
    start, end = ranges[0]
    for wrong in (f"src:{start},{int(end) - 1}", f"src:{int(start) + 1},{end}", "src:0,999999", "src:9"):
        assert not prove(text.replace(f"src:{start},{end}", wrong).encode(), SOURCE.decode()).ok
    assert not prove(text.replace(f' source="src:{start},{end}"', "").encode(), SOURCE.decode()).ok


def test_another_source_is_no_proof(xml: bytes) -> None:
    proof = verify(xml, [("harbour.txt", SOURCE + b" ")])
    assert not proof.ok
    assert proof.difference is not None and "SHA-256" in proof.difference.message


def test_the_first_difference_is_located(xml: bytes) -> None:
    mutated = xml.replace(b"behind a wall", b"behind a hall")
    difference = prove(mutated, SOURCE.decode()).difference
    assert difference is not None
    assert (difference.line, SOURCE.decode().split("\n")[difference.line - 1][difference.column - 1 :][:4]) == (
        14,
        "wall",
    )
