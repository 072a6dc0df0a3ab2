"""Whatever bytes a file has, there is a report and no exception: with every engine, at places that exist."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei_encode.cli import main
from tei_encode.validation import Problem, validate
from tei_encode.validation.checking import Schema
from tei_encode.validation.engines import load
from tests.validation.faults import VALID

RNG = "http://relaxng.org/ns/structure/1.0"
SCH = "http://purl.oclc.org/dsdl/schematron"
XS = "http://www.w3.org/2001/XMLSchema"
# A schema of each language that lets nearly everything pass, so that walks go far.
SCHEMAS = {
    "any.rng": f'<grammar xmlns="{RNG}"><start><ref name="a"/></start><define name="a"><element><anyName/><zeroOrMore><choice><text/>'
    '<attribute><anyName/></attribute><ref name="a"/></choice></zeroOrMore></element></define></grammar>',
    "any.xsd": f'<xs:schema xmlns:xs="{XS}" targetNamespace="http://www.tei-c.org/ns/1.0"><xs:element name="TEI"/></xs:schema>',
    "any.sch": f'<schema xmlns="{SCH}"><pattern><rule context="*"><report test="@n">n</report></rule></pattern></schema>',
}
# fmt: off
PIECES = (
    b"<", b">", b"&", b'"', b"'", b' xmlns:x="u"', b"x:p", b' xmlns=""', b"<!--", b"-->", b"<?a b?>", b"<![CDATA[", b"]]>", b"\xff", b"\x00",
    b"\r", b"&#1;", b"&#x1F600;", b' xml:id="a"', b":", b"<x:p/>", b'<p x:y="1"/>', b' xmlns:xml="u"', "<\u2177/>".encode(), b"</p>", b"<p>",
    b"<:a/>", b"<a:/>", b"<a:b:c/>", b' xmlns:y=""', b'<p xmlns:z="u" z:a="1" z:a="2"/>', b'<?xml version="1.1"?>', b"<!DOCTYPE a>", b"&lt;",
    b' xsi:type="a" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"', b"\xc2\x85", b"\xe2\x80\xa8", b"\xef\xbb\xbf", b'<p n="', b"\t",
)
# fmt: on


@pytest.fixture(scope="module")
def schemas(tmp_path_factory: pytest.TempPathFactory) -> list[Schema]:
    folder = tmp_path_factory.mktemp("schemas")
    names = ["tei_encode", "rules", "declared"]
    for name, text in SCHEMAS.items():
        (folder / name).write_text(text, encoding="utf-8")
        names.append(str(folder / name))
    return [schema for name in names for schema in load(name)]


CHANGES = st.lists(
    st.tuples(st.integers(0, len(VALID) - 1), st.sampled_from(PIECES), st.integers(0, 20)), min_size=1, max_size=4
)


@settings(max_examples=150, deadline=None)
@given(CHANGES)
def test_there_is_a_report_of_any_file(schemas: list[Schema], changes: list[tuple[int, bytes, int]]) -> None:
    data = bytearray(VALID.encode())
    for at, piece, cut in changes:
        data[at : at + cut] = piece
    lines = bytes(data).count(b"\n") + 1
    for problem in validate(bytes(data), schemas):
        assert 1 <= problem.line <= lines + 1
        assert problem.column >= 1
        assert problem.message


NAMES = [
    ("a prefix that is not declared", "<x:p/>", "X001"),
    ("a name of the fifth edition", "<\u2177/>", "X001"),
]


@pytest.mark.parametrize(("what", "piece", "code"), NAMES, ids=[row[0] for row in NAMES])
def test_what_one_parser_takes_and_the_other_does_not(tmp_path: Path, what: str, piece: str, code: str) -> None:
    (tmp_path / "any.rng").write_text(SCHEMAS["any.rng"], encoding="utf-8")
    text = VALID.replace("<quote>", f"{piece}<quote>")
    found = validate(text.encode(), load(str(tmp_path / "any.rng")))
    assert [(problem.code, problem.line) for problem in found] == [(code, text[: text.index(piece)].count("\n") + 1)]
    assert code in {problem.code for problem in validate(text.encode())}


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names of files are Unicode there")
def test_a_name_that_is_no_unicode(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    name = os.fsdecode(b"caf\xe9.xml")
    Path(name).write_bytes(VALID.replace("<quote>", "x<quote>").encode())
    reports = [f"{kind}=out.{kind}" for kind in ("json", "sarif", "junit", "github", "text")]
    assert main(["validate", name, *(word for each in reports for word in ("--report", each))]) == 1
    assert "\\udce9.xml:" in capsys.readouterr().out
    assert json.loads(Path("out.json").read_text())["files"][0]["file"] == name
    (run,) = json.loads(Path("out.sarif").read_text())["runs"]
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "caf%E9.xml"


@pytest.mark.skipif(sys.platform == "win32", reason="names of files have no line ends there")
def test_a_name_cannot_write_lines_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a\n::error::x.xml").write_bytes(VALID.replace("<quote>", '<quote n="a&#10;::error::y" z="1">').encode())
    for kind in ("text", "github"):
        assert main(["validate", "a\n::error::x.xml", "--format", kind]) == 1
        lines = capsys.readouterr().out.splitlines()
        assert len(lines) == 1
        assert "\x1b" not in lines[0]


def test_problems_of_what_cannot_be_read_have_places() -> None:
    for data in (b"", b"<", b"\xff", b"<!DOCTYPE a>", b"<a>"):
        (found,) = validate(data)
        assert isinstance(found, Problem)
        assert found.line >= 1
        assert found.column >= 1
