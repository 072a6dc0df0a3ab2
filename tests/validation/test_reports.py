"""Reports: SARIF and JUnit against their own schemas, every format against what it was made of."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tei_encode.findings import descriptions
from tei_encode.validation import Problem, validate
from tei_encode.validation.reports import FORMATS, Summary, report
from tei_encode.validation.reports.sarif import guidelines
from tei_encode.validation.results import Result, findings_of
from tests.registry import from_npm, from_pypi
from tests.validation.faults import FAULTS, VALID

SARIF = ("@microsoft/jest-sarif@1.0.0-beta.0", "lib/schemas/sarif-2.1.0-rtm.5.json")
SARIF_SHA256 = "2d99159ae54a3eea97f81781cff48780548657c35949f4b7f25e99a2ba4de4f8"
JUNIT = ("pytest==8.3.3", "testing/example_scripts/junit-10.xsd")
JUNIT_SHA256 = "a1a816f58d1bf95ebabf371994df0b9246dee66ea9572fbec4f9296f1b2c0ff6"


def results() -> list[Result]:
    """One result for every fault, a file without any, one that cannot be read, one that warns."""
    found = [Result("good.xml", engines=("tei_encode.xsd (libxml2)",))]
    for number, fault in enumerate(FAULTS):
        path = f"texts/fault {number}.xml"
        found.append(Result(path, findings_of(path, fault.broken(), validate(fault.broken()))))
    found.append(Result("gone.xml", failure="gone.xml: cannot be read: No such file or directory", exit_code=3))
    warning = (Problem("V006", "page 9 is outside the cited range 10 to 13", 3, 5, "/TEI", "10 to 13"),)
    return [*found, Result("warns.xml", findings_of("warns.xml", b"", warning))]


def summary_of(found: Sequence[Result]) -> Summary:
    problems = [finding.problem for result in found for finding in result.findings]
    return Summary(
        files=len(found),
        failures=sum(bool(result.failure) for result in found),
        errors=sum(problem.is_error for problem in problems),
        warnings=sum(problem.code == "V006" for problem in problems),
        engines=("tei_encode.xsd (libxml2)",),
        exit_code=3,
    )


def written(name: str, found: Sequence[Result]) -> str:
    made = report(name)
    pieces = [*made.start(), *(piece for result in found for piece in made.file(result)), *made.end(summary_of(found))]
    return "".join(pieces)


@pytest.mark.parametrize("name", [row[0] for row in FORMATS])
def test_the_same_twice(name: str) -> None:
    assert written(name, results()) == written(name, results())


@pytest.mark.parametrize("name", [row[0] for row in FORMATS])
def test_nothing_to_say(name: str) -> None:
    text = written(name, [Result("good.xml")])
    if name in ("text", "github"):
        assert text == ""
    assert "X0" not in text or name == "sarif"  # there the rules are listed


def test_text_is_one_line_a_finding() -> None:
    found = results()
    lines = written("text", found).splitlines()
    assert len(lines) == sum(len(result.findings) for result in found)
    shape = re.compile(
        r"texts/fault \d+\.xml:\d+:\d+: [XV]\d{3} error: \S.*|warns\.xml:3:5: V006 warning: page 9 .*\[/TEI\]"
    )
    assert [line for line in lines if not shape.fullmatch(line)] == []
    text = VALID.split("\n")
    number, first = next((at, row) for at, row in enumerate(text, 1) if 'xml:id="genre"' in row)
    assert any(f"; here first: line {number}, column {first.index('xml:id') + 1}" in line for line in lines)
    assert any("; see TEI ref-choice [/TEI/text/body/div[1]/p[3]/choice]" in line for line in lines)


def test_json_holds_everything() -> None:
    found = results()
    content = json.loads(written("json", found))
    assert [row["file"] for row in content["files"]] == [result.path for result in found]
    assert content["summary"]["files"] == len(found)
    for row, result in zip(content["files"], found, strict=True):
        assert [(each["code"], each["line"], each["message"]) for each in row["findings"]] == [
            (finding.problem.code, finding.problem.line, finding.problem.message) for finding in result.findings
        ]
        assert row.get("failure", "") == result.failure


@pytest.fixture(scope="module")
def sarif_schema() -> Any:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(from_npm(*SARIF, SARIF_SHA256))
    jsonschema.Draft4Validator.check_schema(schema)
    return jsonschema.Draft4Validator(schema)


@pytest.mark.parametrize("found", [results(), [], [Result("a.xml")]], ids=["faults", "nothing", "a good file"])
def test_sarif_is_valid(sarif_schema: Any, found: list[Result]) -> None:
    assert [error.message for error in sarif_schema.iter_errors(json.loads(written("sarif", found)))] == []


def test_the_schema_of_sarif_refuses_what_is_wrong(sarif_schema: Any) -> None:
    content = json.loads(written("sarif", results()))
    content["runs"][0]["results"][0]["level"] = "grave"
    assert list(sarif_schema.iter_errors(content))


def test_sarif_says_what_was_found() -> None:
    found = results()
    (run,) = json.loads(written("sarif", found))["runs"]
    rules = run["tool"]["driver"]["rules"]
    problems = [(result, finding) for result in found for finding in result.findings]
    for row, (result, finding) in zip(run["results"], problems, strict=True):
        place = row["locations"][0]["physicalLocation"]
        assert rules[row["ruleIndex"]]["id"] == row["ruleId"] == finding.problem.code
        assert place["artifactLocation"]["uri"] == result.path.replace(" ", "%20")
        assert place["region"] == {"startLine": finding.problem.line, "startColumn": finding.problem.column}
        assert row["message"]["text"].startswith(finding.problem.message)
    fingerprints = [row["partialFingerprints"]["teiEncode/v1"] for row in run["results"]]
    assert len(set(fingerprints)) == len(fingerprints)
    assert run["invocations"][0]["executionSuccessful"] is False
    assert "gone.xml" in json.dumps(run["invocations"])


def test_every_code_of_validation_is_a_rule_with_a_page_of_the_guidelines() -> None:
    (run,) = json.loads(written("sarif", []))["runs"]
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert set(rules) == {code for code in descriptions() if code[0] in "XVS"}
    for rule in rules.values():
        assert re.fullmatch(r"https://tei-c\.org/release/doc/tei-p5-doc/en/html/[A-Z]{2}\.html(#\w+)?", rule["helpUri"])
    assert rules["X006"]["helpUri"].endswith("/ST.html#DTYPES")
    assert guidelines("ref-p").endswith("/ref-p.html")
    assert guidelines("CONONO").endswith("/CO.html#CONONO")


@pytest.fixture(scope="module")
def junit_schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.fromstring(from_pypi(*JUNIT, JUNIT_SHA256)))


@pytest.mark.parametrize("found", [results(), [], [Result("a.xml")]], ids=["faults", "nothing", "a good file"])
def test_junit_is_valid(junit_schema: etree.XMLSchema, found: list[Result]) -> None:
    root = etree.fromstring(written("junit", found).encode())
    assert junit_schema.validate(root), junit_schema.error_log
    (suite,) = root
    assert int(suite.get("tests", "")) == len(found) == len(suite)
    assert int(suite.get("failures", "")) == len(list(suite.iter("failure")))
    assert int(suite.get("errors", "")) == len(list(suite.iter("error")))


def test_junit_fails_for_errors_and_tells_warnings() -> None:
    root = etree.fromstring(written("junit", results()).encode())
    cases = {case.get("name"): case for case in root.iter("testcase")}
    assert [child.tag for child in cases["good.xml"]] == []
    assert [child.tag for child in cases["gone.xml"]] == ["error"]
    assert [child.tag for child in cases["warns.xml"]] == ["system-out"]
    failure = cases["texts/fault 10.xml"][0]
    assert failure.tag == "failure"
    assert "div is not allowed in p" in (failure.get("message") or "")
    assert "texts/fault 10.xml:48:" in (failure.text or "")


def test_github_annotates_the_line() -> None:
    lines = written("github", results()).splitlines()
    assert lines[-1].startswith("::notice::GitHub shows 10 annotations")
    shape = re.compile(
        r"::(error|warning) file=[^,:]+,line=\d+,col=\d+,title=[XV]\d{3}::[^\n]+|::error file=gone\.xml::.+"
    )
    assert [line for line in lines[:-1] if not shape.fullmatch(line)] == []


NASTY = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@settings(max_examples=100, deadline=None)
@given(NASTY, NASTY, st.text("abc/ .%:,\"'<&é*", min_size=1, max_size=12))
def test_whatever_is_said_stays_where_it_belongs(message: str, expected: str, name: str) -> None:
    problem = Problem("X002", message, 1, 1, "/r", expected)
    found = [Result(name, findings_of(name, b"x", (problem,)))]
    (row,) = json.loads(written("json", found))["files"]
    assert row["findings"][0]["message"] == message
    assert json.loads(written("sarif", found))["runs"][0]["results"][0]["message"]["text"].startswith(message)
    root = etree.fromstring(written("junit", found).encode())
    assert len(list(root.iter("failure"))) == 1
    first, *rest = written("github", found).split("\n")
    assert rest == [""]
    assert re.match(r"::error file=[^:,]*,line=1,col=1,title=X002::", first)


def test_paths_are_the_same_on_every_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tei_encode.validation.results import stable_path

    monkeypatch.chdir(tmp_path)
    for path in ("a/b.xml", "./a/b.xml", str(tmp_path / "a" / "b.xml"), "a/../a/b.xml"):
        assert stable_path(path) == "a/b.xml"
    assert stable_path("-") == "-"
