"""Bytes to a Source: character sets, line ends, what a Markdown-flavoured text declares, several files."""

from __future__ import annotations

import codecs

import pytest

from tei_encode.errors import SourceError
from tei_encode.model.source import Declared
from tei_encode.readers import natural_order, read, read_pages

WORDS = "Die Straße über die Brücke — façade, “lamp”, œuvre; und so weiter.\n"


@pytest.mark.parametrize(
    ("data", "charset", "mark"),
    [
        (WORDS.encode(), "UTF-8", False),
        (codecs.BOM_UTF8 + WORDS.encode(), "UTF-8", True),
        (codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"), "UTF-16LE", True),
        (codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"), "UTF-16BE", True),
        (codecs.BOM_UTF32_LE + WORDS.encode("utf-32-le"), "UTF-32LE", True),
        (codecs.BOM_UTF32_BE + WORDS.encode("utf-32-be"), "UTF-32BE", True),
        (WORDS.encode("utf-16-le"), "UTF-16LE", False),
        (WORDS.encode("utf-16-be"), "UTF-16BE", False),
        ((WORDS * 8).encode("cp1252"), "windows-1252", False),
        (b"only ASCII\n", "UTF-8", False),
    ],
)
def test_character_sets(data: bytes, charset: str, mark: bool) -> None:
    source, findings = read(data, "a.txt")
    (file,) = source.files
    assert (file.charset, file.byte_order_mark, file.byte_count) == (charset, mark, len(data))
    if charset != "UTF-8" or not data.isascii():
        assert source.text.startswith(WORDS)
    assert [finding.code for finding in findings] == (["R001"] if charset.startswith("windows") else [])


@pytest.mark.parametrize(
    ("text", "codec", "charset"),
    [
        ("Die Straße über die Brücke – und „so“ weiter; Größe, Öl.\n", "cp1252", "windows-1252"),
        ("L’œuvre d’un été à Genève : « façade », naïf, où l’on était.\n", "cp1252", "windows-1252"),
        ("He said “the lamp” — it’s lit.\n", "cp1252", "windows-1252"),
        ("Příliš žluťoučký kůň úpěl ďábelské ódy.\n", "cp1250", "windows-1250"),
        ("Árvíztűrő tükörfúrógép, ősz hajú.\n", "cp1250", "windows-1250"),
        ("Лампа была зажжена в сумерках.\n", "cp1251", "windows-1251"),
        ("L’œuvre d’un été à Genève : « façade ».\n", "mac_roman", "macintosh"),
    ],
)
def test_eight_bit_character_sets(text: str, codec: str, charset: str) -> None:
    source, (finding,) = read((text * 8).encode(codec), "a.txt")
    assert source.text == text * 8
    assert source.files[0].charset == charset
    assert finding.code == "R001" and charset in finding.message


def test_bytes_that_are_no_text_are_kept_one_by_one() -> None:
    source, findings = read((WORDS * 3).encode() + b"a\xffb\xc3", None)
    assert source.text.endswith("a\udcffb\udcc3")
    assert [finding.code for finding in findings] == ["R002"]
    source, _ = read(codecs.BOM_UTF16_LE + "ab".encode("utf-16-le") + b"\xe9", None)
    assert source.text == "ab\udce9"


@pytest.mark.parametrize(
    ("data", "text", "ends"),
    [
        (b"a\nb\n", "a\nb\n", "LF"),
        (b"a\r\nb\r\n", "a\nb\n", "CRLF"),
        (b"a\rb\r", "a\nb\n", "CR"),
        (b"a\r\nb\nc\rd", "a\nb\nc\nd", "mixed"),
        (b"a\n\rb", "a\n\nb", "mixed"),
        (b"ab", "ab", "none"),
        (b"a\x0bb\x85", "a\x0bb\x85", "none"),
    ],
)
def test_line_ends(data: bytes, text: str, ends: str) -> None:
    source, _ = read(data, None)
    assert source.files[0].line_ends == ends
    assert source.text == text or "\x85" in text


def declared(text: str) -> list[tuple[Declared, str, str]]:
    source, _ = read(text.encode(), None)
    return [(d.kind, source.text[d.inner_start : d.inner_end], d.value) for d in source.declarations]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("an *old* lamp", [(Declared.ITALIC, "old", "")]),
        ("an _old_ lamp", [(Declared.ITALIC, "old", "")]),
        ("an **old** lamp", [(Declared.BOLD, "old", "")]),
        ("an ***old*** lamp", [(Declared.BOLD_ITALIC, "old", "")]),
        ("## Of lamps\n", [(Declared.HEAD, "Of lamps", "2")]),
        ("lit^{12} again", [(Declared.SUPERSCRIPT, "12", "")]),
        ("lit<sup>12</sup> again", [(Declared.SUPERSCRIPT, "12", "")]),
        ("lit$^{12}$ again", [(Declared.SUPERSCRIPT, "12", "")]),
        ("lit[^1] again", [(Declared.NOTE_REFERENCE, "1", "1")]),
        ("[^1]: Ibid.\n", [(Declared.NOTE_DEFINITION, "1", "1")]),
        ("a \\* b", [(Declared.ESCAPE, "*", "")]),
        ("![a lamp](lamp.png)\n", [(Declared.IMAGE, "a lamp", "lamp.png")]),
        ("| a | b |\n|---|---|\n", [(Declared.TABLE_ROW, "", ""), (Declared.TABLE_RULE, "", "")]),
    ],
)
def test_what_the_format_declares(text: str, found: list[tuple[Declared, str, str]]) -> None:
    assert declared(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "2 * 3 * 4",
        "snake_case_name",
        "a*b and c*d",
        "* a lamp\n* a keeper\n",
        "an *old\n\nlamp* of brass",
        "#hashtag",
        "####### seven",
        "x^2 and y^3",
        "a | b | c",
        "<!-- never closed",
        "^{unclosed",
        "[1] not a note",
        "![no address]",
        "C:\\new\\lamp",
    ],
)
def test_what_only_looks_declared(text: str) -> None:
    assert declared(text) == []


def test_a_comment_hides_what_is_in_it() -> None:
    assert [kind for kind, _, _ in declared("a <!-- *not* italic --> b *is*\n")] == [Declared.COMMENT, Declared.ITALIC]


def test_page_files_are_joined_by_form_feeds() -> None:
    source, _ = read_pages([("p1.txt", b"One\n"), ("p2.txt", "Zwö\r\n".encode()), ("p3.txt", b"")])
    assert source.text == "One\n\fZwö\n\f"
    assert [(file.name, file.start, file.end) for file in source.files] == [
        ("p1.txt", 0, 4),
        ("p2.txt", 5, 9),
        ("p3.txt", 10, 10),
    ]


def test_natural_order() -> None:
    names = ["page-10.txt", "Page-2.txt", "page-1b.txt", "page-1.txt", "cover.txt", "page-002b.txt"]
    assert sorted(names, key=natural_order) == [
        "cover.txt",
        "page-1.txt",
        "page-1b.txt",
        "Page-2.txt",
        "page-002b.txt",
        "page-10.txt",
    ]


@pytest.mark.parametrize("files", [[], [("a", b"")], [("a", b" \n"), ("b", b"\f")]])
def test_nothing_to_read(files: list[tuple[str | None, bytes]]) -> None:
    with pytest.raises(SourceError):
        read_pages(files)
