"""Title blocks of articles: which line is what, and where the text begins."""

from __future__ import annotations

import time

import pytest

from tei_encode import encode
from tests.front.reading import PROSE, opening, wrapped, zones

TITLE = "The Mills of Arden and Their Keepers in the Eighteenth Century"

# Opening without the text, title, subtitle, authors.
OPENINGS: list[tuple[str, str, str, list[str]]] = [
    (f"{TITLE}\n\nAda Wells", TITLE, "", ["Ada Wells"]),
    (f"{TITLE}\n\nAda Wells\n\nTom Reed\n\nEve de Groot", TITLE, "", ["Ada Wells", "Tom Reed", "Eve de Groot"]),
    (f"{TITLE}*\n\nAda Wells, Tom Reed and Eve Marsh", TITLE, "", ["Ada Wells", "Tom Reed", "Eve Marsh"]),
    (f"{TITLE}\n\nby Ada Wells and Tom Reed", TITLE, "", ["Ada Wells", "Tom Reed"]),
    (f"{TITLE.upper()}\n\nADA WELLS AND TOM REED", TITLE.upper(), "", ["ADA WELLS", "TOM REED"]),
    (f"Ada Wells\n\n{TITLE}", TITLE, "", ["Ada Wells"]),
    (f"{TITLE}\n\nA Study of the Sources\n\nAda Wells", TITLE, "A Study of the Sources", ["Ada Wells"]),
    (f"{TITLE}\n\nAda Wells\nUniversity of Norton\n\nTom Reed\nNorton College", TITLE, "", ["Ada Wells", "Tom Reed"]),
    (f"{TITLE}\n\nAda Wells, University of Norton", TITLE, "", ["Ada Wells"]),
    (f"{TITLE}\n\nAda Wells • Universität Nord • ada@example.org", TITLE, "", ["Ada Wells"]),
    (f"Norton Studies, vol. 12, no. 3 (1999)\nISSN 0317-8471\n\n{TITLE}\n\nAda Wells", TITLE, "", ["Ada Wells"]),
    (f"https://doi.org/10.1234/abc.5\n\n{TITLE}\n\nAda Wells", TITLE, "", ["Ada Wells"]),
    (f"ARTICLES\n\n{TITLE}\n\nAda Wells", TITLE, "", ["Ada Wells"]),
    (f"Reviews\n\nAda Wells*\n\n{TITLE}", TITLE, "", ["Ada Wells"]),
    (f"45\n\n{TITLE}\n\nAda Wells¹", TITLE, "", ["Ada Wells"]),
    (f"9 NORTON STUDIES\n\n{TITLE}\n\nAda Wells", TITLE, "", ["Ada Wells"]),
    (f"ł\n\n{TITLE}\n\nAda Wells", TITLE, "", ["Ada Wells"]),
    (f"# {TITLE}\n\n*Ada Wells*", TITLE, "", ["Ada Wells"]),
    (f"**{TITLE}**\n\nAda Wells", TITLE, "", ["Ada Wells"]),
    ("Bread and Stones\n\nAda Wells", "Bread and Stones", "", ["Ada Wells"]),
    ("Norton Wells\n\nAda Marsh", "Norton Wells", "", ["Ada Marsh"]),
    (TITLE, TITLE, "", []),
]


@pytest.mark.parametrize(("head", "title", "subtitle", "authors"), OPENINGS)
@pytest.mark.parametrize("in_lines", [False, True])
def test_title_and_authors(head: str, title: str, subtitle: str, authors: list[str], in_lines: bool) -> None:
    _, _, _, front = opening(f"{head}\n\n{wrapped(PROSE) if in_lines else PROSE}")
    assert (front.title, front.subtitle, front.authors) == (title, subtitle, authors)


@pytest.mark.parametrize(("head", "title", "subtitle", "authors"), OPENINGS)
@pytest.mark.parametrize("in_lines", [False, True])
def test_the_text_is_never_front_matter(
    head: str, title: str, subtitle: str, authors: list[str], in_lines: bool
) -> None:
    observations, _, _, front = opening(f"{head}\n\n{wrapped(PROSE) if in_lines else PROSE}")
    text = next(line.index for line in observations.lines if line.text.startswith("Nobody has"))
    assert front.end <= text
    assert all(index < text for index in front.labels)


def test_a_title_over_several_lines() -> None:
    head = "The Mills of Arden, Their Keepers, Their Millstones and the Price of\nBread in the Valleys of the North"
    _, _, _, front = opening(f"{head}\n\nAda Wells\n\n{wrapped(PROSE)}")
    assert front.title == " ".join(head.split("\n"))
    assert [front.labels[index] for index in (0, 1, 2)] == ["title", "title", "byline"]


def test_a_divided_word_in_a_title_is_whole_again() -> None:
    _, _, _, front = opening(f"The Mills of Arden and the Govern-\nment of Bread\n\nAda Wells\n\n{wrapped(PROSE)}")
    assert front.title == "The Mills of Arden and the Government of Bread"


def test_authors_over_two_lines() -> None:
    head = f"{TITLE}\n\nAda Wells, Tom Reed, Prof. Dr. Karl von der Heide, Eva Moor and\nEve de Groot"
    _, _, _, front = opening(f"{head}\n\n{wrapped(PROSE)}")
    assert front.authors == ["Ada Wells", "Tom Reed", "Prof. Dr. Karl von der Heide", "Eva Moor", "Eve de Groot"]


def test_places_of_the_authors_names() -> None:
    text = f"# {TITLE}\n\n*Ada Wells* and Tom Reed\n\n{PROSE}"
    observations, _, _, front = opening(text)
    assert [observations.source.text[start:end] for start, end in front.author_spans] == ["Ada Wells", "Tom Reed"]


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        wrapped(PROSE),
        "the mill went on, and nobody knew why.\n\n" + PROSE,
        "12\n\n13\n\n14",
        "¹ See above.\n² Ibid.",
        "ł",
    ],
)
def test_no_title_is_invented(text: str) -> None:
    _, _, _, front = opening(text)
    assert (front.title, front.authors, front.labels) == ("", [], {})


@pytest.mark.parametrize("head", ["Introduction", "Einleitung", "1. Introduction", "I. Einleitung", "Introducción"])
def test_a_head_of_the_text_ends_the_block(head: str) -> None:
    assert zones(f"{TITLE}\n\nAda Wells\n\n{head}\n\n{PROSE}") == [
        ("title", TITLE),
        ("byline", "Ada Wells"),
        ("body", head),
    ]


@pytest.mark.parametrize("head", ["The Keepers", "Prices and Wages", "Stand der Forschung", "A Word on Sources"])
def test_any_head_behind_the_byline_ends_the_block(head: str) -> None:
    assert zones(f"{TITLE}\n\nAda Wells\n\n{head}\n\n{PROSE}")[-1] == ("body", head)


def test_words_of_the_text_are_no_name() -> None:
    text = f"{TITLE}\n\nAda Wells\n\nWater Rights\n\n{PROSE} The water was theirs, and the rights were not."
    _, _, _, front = opening(text)
    assert front.authors == ["Ada Wells"]


ABSTRACT = (
    "This article asks who kept the mills, and at what price. It finds that nobody did, and that the price was bread."
)


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (f"Abstract\n\n{ABSTRACT}\n\nKeywords: mills; bread", ["abstract_head", "abstract", "keywords"]),
        (f"ABSTRACT: {ABSTRACT}\n\nKEYWORDS\n\nmills, bread", ["abstract", "keywords", "keywords"]),
        (f"Abstract. {ABSTRACT}", ["abstract"]),
        (f"SUMMARY {ABSTRACT}", ["abstract"]),
        (f"{ABSTRACT} {ABSTRACT}\n\nKeywords: mills, bread", ["abstract", "keywords"]),
        (f"Résumé\n\n{ABSTRACT}\n\nAbstract\n\n{ABSTRACT}", ["abstract_head", "abstract", "abstract_head", "abstract"]),
        (
            f"Abstract\n\n{ABSTRACT}\n\n{ABSTRACT}\n\nKeywords: mills",
            ["abstract_head", "abstract", "abstract", "keywords"],
        ),
        ("Received 12 March 1999; accepted 3 May 2000", ["history"]),
        ("Manuscript received 12 March 1999", ["history"]),
        ("© 1999 Ada Wells. https://creativecommons.org/licenses/by/4.0/", ["history"]),
        ("Contents\n\n1. Mills ........ 3\n\n2. Keepers ........ 9", ["contents", "contents", "contents"]),
        ("How to cite\n\nWells, A. (1999). The Mills of Arden.", ["history", "history"]),
    ],
)
def test_what_stands_between_byline_and_text(block: str, expected: list[str]) -> None:
    found = zones(f"{TITLE}\n\nAda Wells\n\n{block}\n\nIntroduction\n\n{PROSE}")
    assert [zone for zone, _ in found] == ["title", "byline", *expected, "body"]


def test_keywords_in_parts() -> None:
    for line in (
        "Keywords: water mills; bread; prices.",
        "KEYWORDS – water mills, bread, prices",
        "Key words: water mills • bread • prices",
    ):
        _, _, _, front = opening(f"{TITLE}\n\nAda Wells\n\n{line}\n\n{PROSE}")
        assert front.keywords == ["water mills", "bread", "prices"], line


def test_reviewed_works() -> None:
    works = [
        "Tom Reed, The Miller's Tale, trans. Eve de Groot (Norton: Mill Press 1979).",
        "-----, On Flour (Norton: Mill Press 1981).",
        "A.B. Moor, Corn's Government: Prices 1817-1822 (Arden: Arden University Press 1979).",
    ]
    found = zones("\n\n".join(["Bread Revisited", "Ada Wells", *works, PROSE]))
    assert found[:5] == [("title", "Bread Revisited"), ("byline", "Ada Wells"), *(("reviewed", work) for work in works)]
    assert found[5][0] == "body"


QUOTED = "Who eats must know who ground the corn."
FAR = " " * 24


@pytest.mark.parametrize(
    ("block", "lines"),
    [
        (f"{QUOTED}\n\n— The Miller's Tale", [(2, 4)]),
        (f"“{QUOTED}”\n— Ada Moor, On Flour", [(2, 4)]),
        (f'"{QUOTED}"\n\nAda Moor, On Flour', [(2, 4)]),
        (f"*{QUOTED}*\n\n– Ada Moor", [(2, 4)]),
        (f"{FAR}{QUOTED}\n{FAR}   Miller's proverb", [(2, 4)]),
        (f"{FAR}Who eats must know\n{FAR}who ground the corn\n{FAR}   Miller's song", [(2, 5)]),
        (f"{QUOTED}\n\n— Ada Moor\n\n“{QUOTED}”\n\n— Tom Reed", [(2, 4), (4, 6)]),
        (QUOTED, []),
        (f"“{QUOTED}”", []),
        ("“Who is there?” said the miller.", []),
        ("— Who is there?\n\n— The miller.", []),
        ("She asked at once:\n\n— Who is there?\n\n— The miller.", []),
        ("The Keepers", []),
        ("Prices — and Wages", []),
    ],
)
def test_epigraphs_with_their_sources(block: str, lines: list[tuple[int, int]]) -> None:
    _, _, _, front = opening(f"{TITLE}\n\nAda Wells\n\n{block}\n\n{PROSE}")
    assert front.epigraphs == lines
    assert front.end == 2
    assert set(front.labels) == {0, 1}


def test_a_damaged_running_head_before_the_title_is_kept_apart() -> None:
    cover = "\n\n".join(
        (
            "Norton Studies",
            TITLE,
            "Ada Wells",
            "Volume 7, 1981",
            "URI: https://id.erudit.org/iderudit/ns7re04",
            "See table of contents",
            "Publisher(s)",
            "Norton Society",
            "https://www.erudit.org/en/",
        )
    )
    found = zones(f"{cover}\n\n\n/NRTON STUD\n\n{TITLE}\n\nAda Wells\n\n{PROSE}")
    assert [zone for zone, _ in found[9:]] == ["header", "title", "byline", "body"]


def test_a_second_name_of_the_text_is_no_author_where_the_cover_names_them() -> None:
    cover = "Norton Studies\n\nBread\n\nAda Wells\n\nVolume 7, 1981\n\nURI: https://id.erudit.org/iderudit/x\n\nSee table of contents"
    _, _, found, front = opening(f"{cover}\n\nBread\n\nAda Wells\n\nTom Reed\n\n{PROSE}")
    assert (found.line_count, front.authors) == (6, ["Ada Wells"])


@pytest.mark.parametrize(
    "text",
    [
        "a b " * 50_000,
        "Ada Wells,\n" * 20_000,
        "Ada\n\n" * 20_000,
        "*Ada Wells*\n" * 20_000,
        "Abstract\n" * 20_000,
        "(Ada: " * 40_000,
        ". " * 90_000,
        "a@" * 90_000,
    ],
)
def test_hostile_openings_take_no_time(text: str) -> None:
    observations, _, cover, _ = opening("x")
    before = time.process_time()
    opening(text)
    assert time.process_time() - before < 3.0
    assert (len(observations.lines), cover.line_count) == (1, 0)


@pytest.mark.parametrize("byline", ["*Ada Wells*", "**Ada Wells**", "by *Ada Wells* and *Tom Reed*"])
def test_emphasis_around_an_author_stands_within_the_name(byline: str) -> None:
    xml = encode(f"# {TITLE}\n\n{byline}\n\n{PROSE}\n".encode()).xml.decode()
    assert "<docAuthor><hi" in xml
    assert '<hi rend="italic"><docAuthor' not in xml
