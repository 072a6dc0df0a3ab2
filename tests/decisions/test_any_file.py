"""Whatever a file of decisions says: the TEI is whole and valid, the same on every run, and every entry is accounted for."""

from __future__ import annotations

import re
from random import Random

import pytest

from tei_encode import encode
from tei_encode.decisions import Decisions, Entry
from tei_encode.recognition.rulings import KINDS
from tei_encode.recognition.zones import Zone
from tests.generator import generate

VALUES = {
    "zone": [zone.value for zone in Zone],
    "block": ["begins", "goes on"],
    "marker": ["1", "2", "7", "*", "none"],
    "note": ["1", "2", "5", "none"],
    "page": ["", "3", "212", "xii", "none"],
    "column": ["begins", "none"],
    "article": ["begins", "none"],
    "level": ["1", "2", "4"],
    "hyphen": ["divided", "hyphened", "undecided", "none"],
}
_SPOTS = {"marker": r"(?<=\S)\d{1,2}(?!\d)|[⁰¹²³⁴-⁹]+|\*", "hyphen": r"-(?=\n)"}


def test_every_kind_is_tried() -> None:
    assert set(VALUES) == set(KINDS)


@pytest.mark.parametrize("seed", range(5000, 5024))
def test_any_decisions(seed: int) -> None:
    text = generate(seed, size=0.1).text
    given = Decisions("any.toml", "0" * 64, tuple(_entries(text, Random(seed), 6)))
    data = text.encode("utf-8", "surrogateescape")
    encoding = encode(data, decisions=given)
    assert encoding.xml == encode(data, decisions=given).xml
    told = [finding.message for finding in encoding.findings if finding.code in ("H001", "H003", "H004", "H005")]
    counted = next(finding.message for finding in encoding.findings if finding.code == "H006")
    assert int(counted.split()[0]) + len(told) == len(given.entries), (counted, told)


def _entries(text: str, random: Random, count: int) -> list[Entry]:
    """Entries that say anything of any line, marker or hyphen."""
    found = []
    for number in range(count):
        kind = random.choice(sorted(VALUES))
        spots = [match.span() for match in re.finditer(_SPOTS.get(kind, r"\S[^\n\f]*"), text)]
        start, end = random.choice(spots or [(0, 1)])
        note = random.randrange(len(text)) if kind == "marker" and random.random() < 0.4 else -1
        value = random.choice(VALUES[kind])
        found.append(Entry(f"any{number}", kind, start, end, text[start:end], "", value, "A. Person", note))
    return found
