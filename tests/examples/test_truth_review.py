"""The review article against facts noted by hand in truth_review.toml, read from the TEI by an independent reader."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.examples.tei_reader import TEI, Facts, flat, read, reading
from tests.examples.test_examples import converted

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

TRUTH: dict[str, Any] = tomllib.loads((Path(__file__).parent / "truth_review.toml").read_text(encoding="utf-8"))


@cache
def facts() -> Facts:
    return read(converted("review-article").xml)


def header(path: str) -> list[str]:
    return [
        flat("".join(element.itertext()))
        for element in facts().root.iterfind(f"{TEI}teiHeader//{path.replace('t:', TEI)}")
    ]


def test_header_names_the_article() -> None:
    truth = TRUTH["header"]
    assert header("t:titleStmt/t:title")[0] == truth["title"]
    assert truth["author"] in header("t:titleStmt/t:author")[0]
    journals = [e for e in facts().root.iterfind(f".//{TEI}biblStruct//{TEI}title") if e.get("level") == "j"]
    assert [flat("".join(e.itertext())) for e in journals] == [truth["journal"]]


def test_header_gives_the_imprint() -> None:
    truth = TRUTH["header"]
    scopes = {e.get("unit"): e for e in facts().root.iterfind(f".//{TEI}biblStruct//{TEI}biblScope")}
    assert scopes["volume"].text == truth["volume"]
    assert [scopes["page"].get("from"), scopes["page"].get("to")] == truth["pages"]
    assert any(
        (e.get("when") or "").startswith(truth["year"]) for e in facts().root.iterfind(f".//{TEI}biblStruct//{TEI}date")
    )
    assert truth["publisher"] in header("t:biblStruct//t:publisher")


def test_header_gives_identifiers_and_rights() -> None:
    truth = TRUTH["header"]
    numbers = header("t:idno")
    assert set(truth["issn"]) <= set(numbers)
    assert truth["uri"] in numbers
    whole = " ".join(header("t:availability"))
    assert truth["rights"] in whole
    assert truth["policy"] in whole
    assert truth["distributor"] in " ".join(header("t:bibl") + header("t:distributor"))


@pytest.mark.parametrize("number", range(len(TRUTH["work"])))
def test_reviewed_work(number: int) -> None:
    works = facts().root.findall(f"{TEI}text//{TEI}listBibl[@type='reviewed']/{TEI}bibl")
    assert len(works) == len(TRUTH["work"])
    names = {
        "author": "author",
        "title": "title",
        "translator": "editor",
        "place": "pubPlace",
        "publisher": "publisher",
        "date": "date",
    }
    for key, wanted in TRUTH["work"][number].items():
        found = works[number].find(f"{TEI}{names[key]}")
        assert found is not None, key
        assert reading(found) == wanted, key


def test_pages_open_where_they_should() -> None:
    assert [n for n, _ in facts().pages] == list(TRUTH["pages"])


@pytest.mark.parametrize(("number", "words"), TRUTH["pages"].items())
def test_page_opens_with(number: str, words: str) -> None:
    place = dict(facts().pages)[number]
    assert flat(facts().running[place : place + 300]).startswith(words)


def test_printed_and_inferred_page_numbers_are_told_apart() -> None:
    printed = [e.get("n") for e in facts().root.iter(f"{TEI}pb") if not e.get("resp")]
    assert printed == TRUTH["pages_printed"]


def test_every_note_once() -> None:
    assert {number: len(texts) for number, texts in facts().notes.items()} == dict.fromkeys(TRUTH["notes"], 1)


@pytest.mark.parametrize(("number", "first", "before"), [(n, *pair) for n, pair in TRUTH["notes"].items()])
def test_note(number: str, first: str, before: str) -> None:
    places = [place for n, place in facts().references if n == number]
    assert len(places) == 1, "one reference"
    assert flat(facts().running[: places[0]][-200:]).endswith(before)
    (text,) = facts().notes[number]
    if first:
        assert text.startswith(first)
    else:
        note = facts().root.find(f".//{TEI}note[@n='{number}']")
        assert note is not None
        assert note.find(f".//{TEI}gap") is not None
        assert text == ""


def test_body_paragraphs() -> None:
    quotation = TRUTH["block_quotation"]
    paragraphs = [text for text in facts().paragraphs if not text.startswith(quotation)]
    assert len(paragraphs) == TRUTH["body_paragraphs"], "\n".join(text[:70] for text in paragraphs)


def test_block_quotation_is_a_block() -> None:
    blocks = [reading(e) for e in facts().root.iter(f"{TEI}quote", f"{TEI}p")]
    assert any(text.startswith(TRUTH["block_quotation"]) for text in blocks)


@pytest.mark.parametrize("words", TRUTH["whole"])
def test_words_are_whole(words: str) -> None:
    assert any(words in text for text in facts().paragraphs)


@pytest.mark.parametrize("words", TRUTH["absent"])
def test_nothing_strange_in_paragraphs(words: str) -> None:
    assert [text[:80] for text in facts().paragraphs if words in text] == []


@pytest.mark.parametrize("words", TRUTH["advert"])
def test_advertisement_stands_at_the_back(words: str) -> None:
    def inside(part: str) -> str:
        found = facts().root.find(f"{TEI}text/{TEI}{part}")
        return "" if found is None else flat("".join(found.itertext()))

    assert words in inside("back")
    assert words not in inside("body")


@pytest.mark.parametrize("words", TRUTH["italics"])
def test_italics(words: str) -> None:
    assert any(
        flat("".join(e.itertext())) == words for e in facts().root.iter(etree.Element) if e.get("rend") == "italic"
    )


def test_furniture_and_noise() -> None:
    assert any(kind == "citation" and text.startswith(TRUTH["citation"]) for kind, text in facts().forme_work)
    assert {text for kind, text in facts().forme_work if kind == "noise"} >= set(TRUTH["noise"])
