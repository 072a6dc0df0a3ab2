"""`parse-references` and `references` as a person or a pipe calls them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

PROGRAM = [sys.executable, "-m", "tei_encode"]
LINES = [
    "Ada Weil, The Ferrymen of Orme (Saltholm: Lantern Press, 1931), 14.",
    "",
    'Marsh, K. & <b>bold</b> ]]> "quoted". 1944.',
    "אבג דהו, ירושלים 1999",
    "A. Weil, Tides, 1931 B. Marsh, Tolls, 1944 C. Orth, Lamps, 1950",
    "x" * 100_000,
]


def _run(arguments: list[str], data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*PROGRAM, *arguments], input=data, capture_output=True, timeout=120)


def test_one_line_in_one_bibl_out() -> None:
    done = _run(["parse-references"], "\n".join(LINES).encode() + b"\n")
    assert done.returncode == 0, done.stderr
    made = done.stdout.decode().split("\n")[:-1]
    assert len(made) == len(LINES)
    for line, bibl in zip(LINES, made):
        element = etree.fromstring(bibl)
        assert etree.QName(element).localname == "bibl"
        assert "".join(map(str, element.itertext())) == line


def test_bytes_that_are_no_text_are_kept() -> None:
    done = _run(["parse-references"], b"Weil \xff Tides\x01, 1931\n")
    assert b'<g n="0xFF"/>' in done.stdout and b'<g n="U+0001"/>' in done.stdout


def test_each_line_is_answered_before_the_next_is_given() -> None:
    with subprocess.Popen([*PROGRAM, "parse-references"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None and process.stdout is not None
        for line in LINES[:3]:
            process.stdin.write(line.encode() + b"\n")
            process.stdin.flush()
            assert process.stdout.readline().startswith(b"<bibl ")
        process.stdin.close()


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(
        "The Ferrymen of Orme\n\nJudith Arkwright\n\n"
        "The toll was raised in the year of the great tide.¹ Nobody knows who raised it, or why it was raised.²\n\n"
        "¹ Ada Weil, The Ferrymen of Orme (Saltholm: Lantern Press, 1931), 14.\n\n² Ibid., 20.\n",
        encoding="utf-8",
    )
    return path


def test_works_of_a_source(article: Path, tmp_path: Path) -> None:
    target = tmp_path / "works.json"
    done = _run(["references", str(article), "--to", "csl-json", "-o", str(target)])
    assert done.returncode == 0, done.stderr
    assert b"1 work of 1 file" in done.stderr
    (work,) = json.loads(target.read_bytes())
    assert work["author"] == [{"family": "Weil", "given": "Ada"}]


def test_works_of_a_tei_file_are_those_of_its_source(article: Path, tmp_path: Path) -> None:
    converted = tmp_path / "article.xml"
    assert _run(["convert", str(article), "-o", str(converted)]).returncode == 0
    for form in ("bibtex", "csl-json", "ris", "tei"):
        assert (
            _run(["references", str(converted), "--to", form]).stdout
            == _run(["references", str(article), "--to", form]).stdout
        )


def test_works_cited(article: Path, tmp_path: Path) -> None:
    converted = tmp_path / "article.xml"
    assert _run(["convert", str(article), "-o", str(converted), "--works-cited"]).returncode == 0
    tei = {"t": "http://www.tei-c.org/ns/1.0"}
    root = etree.parse(str(converted)).getroot()
    (work,) = root.findall("t:standOff/t:listBibl[@type='cited']/t:bibl", tei)
    assert [pointer.get("target") for pointer in work.findall("t:ptr", tei)] == ["#bibl1", "#bibl2"]
    assert _run(["validate", str(converted)]).returncode == 0
    assert _run(["verify", str(converted), str(article)]).returncode == 0


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    done = _run(["references", str(tmp_path / "none.xml"), "--to", "ris"])
    assert done.returncode == 3 and b"cannot be read" in done.stderr
