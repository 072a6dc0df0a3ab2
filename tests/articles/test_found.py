"""How many articles are found where generated ones stand behind each other in one file, and how many where none are."""

from __future__ import annotations

import pytest
from lxml import etree

from tei_encode.articles import encode_articles
from tests.cases.checker import NAMES
from tests.generator import generate

NEAR = 300  # code points: a masthead or running head of the second may be left to the first
SEEDS = range(1, 21)


def test_articles_behind_each_other() -> None:
    """At least a third are found, and nine of ten of those found are right."""
    right = wrong = there = 0
    for seed in SEEDS:
        first = generate(seed * 100 + 1, size=0.3)
        second = generate(
            seed * 100 + 2,
            language=first.language,
            layout=first.layout,
            habits=first.habits,
            noise=first.noise,
            size=0.3,
        )
        begin = len(first.text.rstrip("\n"))
        text = first.text[:begin] + "\n\f\n" + second.text
        found = encode_articles([(None, text.encode("utf-8", "surrogateescape"))])
        starts = [_start(article.xml) for article in found[1:]]
        there += 1
        right += sum(abs(start - begin) <= NEAR for start in starts)
        wrong += sum(abs(start - begin) > NEAR for start in starts)
    assert 3 * right >= there, (right, wrong, there)
    assert wrong <= 0.1 * (right + wrong), (right, wrong, there)


@pytest.mark.parametrize("seed", (1087, 2071, 3012, 3003, 3006))
def test_single_articles_that_have_looked_like_two(seed: int) -> None:
    text = generate(seed, held_out=seed % 3 == 0).text
    assert len(encode_articles([(None, text.encode("utf-8", "surrogateescape"))])) == 1


def _start(xml: bytes) -> int:
    (stated,) = etree.fromstring(xml).iterfind(".//tei:bibl[@type='ocrText']/tei:citedRange", NAMES)
    return int(stated.get("from", ""))
