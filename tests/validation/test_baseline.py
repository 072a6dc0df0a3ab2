"""A baseline accepts the findings of today, wherever they have moved to, and nothing else."""

from __future__ import annotations

import json

import pytest

from tei_encode.errors import ConfigError
from tei_encode.validation import validate
from tei_encode.validation.baseline import Baseline, read, written
from tei_encode.validation.results import Finding, Result, findings_of
from tests.validation.faults import VALID

OLD = VALID.replace("<p>And put out", '<p colour="red">And put out').replace("<quote>The", "Stray.\n<quote>The")


def findings(text: str, path: str = "a.xml") -> tuple[Finding, ...]:
    return findings_of(path, text.encode(), validate(text.encode()))


def baseline_of(text: str, path: str = "a.xml") -> Baseline:
    return read(written([Result(path, findings(text, path))]), "baseline.json")


def new(text: str, old: str = OLD, path: str = "a.xml") -> list[tuple[str, int]]:
    return [(each.problem.code, each.problem.line) for each in baseline_of(old).new(findings(text, path))]


def test_there_is_something_to_accept() -> None:
    assert [each.problem.code for each in findings(OLD)] == ["X007", "X004"]


SAME = [
    ("the same file", OLD),
    ("lines before", OLD.replace("<body>", "\n\n<!-- a comment\nof two lines -->\n<body>")),
    ("elements before", OLD.replace("<p>A second", "<p>One more.</p>\n<p>A second")),
    ("a division before", OLD.replace("<body>\n", "<body>\n<div>\n<p>A new one.</p>\n</div>\n")),
    ("the line was edited", OLD.replace("And put out at dawn", "And put out by hand, at dawn")),
    ("one was mended", OLD.replace(' colour="red"', "")),
]


@pytest.mark.parametrize(("what", "text"), SAME, ids=[case[0] for case in SAME])
def test_what_was_accepted_stays_accepted(what: str, text: str) -> None:
    assert new(text) == []


NEW = [
    ("another fault", OLD.replace("<p>None has", '<p when="1979">None has'), "X004"),
    ("the same fault once more", OLD.replace("<p>None has", '<p colour="red">None has'), "X004"),
    ("the same fault in the same division", OLD.replace("<quote>The", '<p colour="red">x</p><quote>The'), "X004"),
    ("another value", OLD.replace("Stray.", "Loose."), "X007"),
]


@pytest.mark.parametrize(("what", "text", "code"), NEW, ids=[case[0] for case in NEW])
def test_what_is_new_is_told(what: str, text: str, code: str) -> None:
    assert [found for found, _ in new(text)] == [code]


def test_of_equal_findings_the_one_on_a_new_line_is_the_new_one() -> None:
    text = OLD.replace('<p colour="red">And', '<p colour="red">x</p>\n<p colour="red">And')
    assert text.count('colour="red"') == 2
    line = text[: text.index('<p colour="red">x</p>')].count("\n") + 1
    assert new(text) == [("X004", line)]


def test_another_file_has_findings_of_its_own() -> None:
    assert len(new(OLD, path="b.xml")) == 2


def test_what_is_gone_is_counted() -> None:
    baseline = baseline_of(OLD)
    assert baseline.gone == 2
    baseline.new(findings(OLD.replace(' colour="red"', "")))
    assert baseline.gone == 1


def test_it_is_written_alike_and_line_by_line() -> None:
    text = written([Result("a.xml", findings(OLD))])
    assert text == written([Result("a.xml", findings(OLD))])
    assert len(json.loads(text)["findings"]) == 2
    assert text.count(b"\n") == 2 + 2
    assert json.loads(written([])) == {"tool": "tei-encode", "baseline": 1, "findings": []}


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[]", b"[1]", b"\xff", b'{"baseline": 2, "findings": []}', b'{"baseline": 1}']
)
def test_what_is_no_baseline(data: bytes) -> None:
    with pytest.raises(ConfigError, match=r"b\.json: (this is no baseline|a baseline of version 2)"):
        read(data, "b.json")
