"""What becomes of a person's word, case by case: the TEI says it, valid and proved, and every run says the same."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tei_encode import encode, verify
from tests.cases.checker import FRAME, NAMES
from tests.decisions.filing import decisions
from tests.examples.tei_reader import flat, reading

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    source = FRAME.replace("{source}", case["source"].strip("\n"))
    given = decisions(source, case["decisions"])
    encoding = encode(source.encode(), name="article.txt", decisions=given)
    root = etree.fromstring(encoding.xml)
    for path, wanted in case.get("has", {}).items():
        found = [reading(element) for element in root.xpath(path, namespaces=NAMES)]
        assert flat(wanted) in found, (path, found, [finding.message for finding in encoding.findings])
    for path in case.get("none", ()):
        assert not root.xpath(path, namespaces=NAMES), path
    for path, number in case.get("count", {}).items():
        assert len(root.xpath(path, namespaces=NAMES)) == number, path
    codes = [finding.code for finding in encoding.findings if finding.code.startswith("H")]
    assert codes == [*case.get("codes", ()), "H006"]
    assert verify(encoding.xml, [("article.txt", source.encode())]).ok
    assert encode(source.encode(), name="article.txt", decisions=given).xml == encoding.xml


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_header_names_people_and_file_only_where_a_decision_holds(case: dict[str, Any]) -> None:
    source = FRAME.replace("{source}", case["source"].strip("\n"))
    given = decisions(source, case["decisions"])
    encoding = encode(source.encode(), decisions=given)
    counted = next(finding for finding in encoding.findings if finding.code == "H006")
    held = int(counted.message.split()[0])
    root = etree.fromstring(encoding.xml)
    people = [name.text for name in root.iterfind(".//tei:respStmt/tei:name[@type='person']", NAMES)]
    digests = [idno.text for idno in root.iterfind(".//tei:interpretation//tei:idno[@type='SHA-256']", NAMES)]
    assert held == len(case["decisions"]) - len(case.get("codes", ()))
    assert people == (["Judith Arkwright"] if held else [])
    assert digests == ([given.sha256] if held else [])
