"""Laws that hold for any input: totality, validity, conservation, determinism, linear time."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tei_encode.config import Config
from tei_encode.errors import SourceError
from tei_encode.pipeline import encode
from tei_encode.proof import verify
from tei_encode.validation import validate
from tests.fuzz.mutations import source

ROOT = Path(__file__).resolve().parents[2]
ANY = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))


def encoded(data: bytes) -> bytes | None:
    """The TEI of any bytes, or None where there is nothing to encode; anything else is a failure."""
    try:
        return encode(data, name="any.txt").xml
    except SourceError:
        return None


def lawful(data: bytes) -> None:
    xml = encoded(data)
    if xml is None:
        return
    assert [p for p in validate(xml) if p.is_error] == []
    assert verify(xml, [("any.txt", data)]).ok
    assert encoded(data) == xml


@ANY
@given(st.text(st.characters(codec="utf-8"), max_size=400))
def test_any_unicode_text(text: str) -> None:
    lawful(text.encode())


@ANY
@given(
    st.lists(
        st.sampled_from(
            [
                "¹",
                "2 ",
                "*",
                "_",
                "#",
                "\n",
                "\n\n",
                "\f",
                "^{3}",
                "[^4]",
                "|",
                "word ",
                "Word. ",
                "(see ",
                '"',
                "- ",
                "é",
                "\u0301",
                "\x08",
                "12 HEAD\n",
            ]
        ),
        max_size=120,
    )
)
def test_any_marks(parts: list[str]) -> None:
    lawful("".join(parts).encode())


@ANY
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    lawful(data)


@pytest.mark.parametrize("seed", range(60))
def test_generated_and_mutated(seed: int) -> None:
    lawful(source(77_000 + seed))


@pytest.mark.parametrize("seed", range(12))
def test_line_ends_and_composition_change_nothing_but_the_header(seed: int) -> None:
    import random

    from tests.fuzz.mutations import article

    text = unicodedata.normalize("NFC", article(random.Random(seed)).replace("\r\n", "\n").replace("\f", ""))
    plain = encoded(text.encode())
    assert plain is not None
    body = plain[plain.index(b"<text ") :]
    other = encoded(text.replace("\n", "\r\n").encode())
    assert other is not None and other[other.index(b"<text ") :] == body


def test_the_same_bytes_in_another_process() -> None:
    data = source(77_123)
    script = "import sys; from tei_encode.pipeline import encode; sys.stdout.buffer.write(encode(sys.stdin.buffer.read(), name='a.txt').xml)"
    results = set()
    for seed in ("0", "1", "4242"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", script], input=data, capture_output=True, env=environment, check=True
        )
        results.add(done.stdout)
    assert len(results) == 1


# What may break a bound, as a unit that is repeated; {} counts.
ADVERSARIAL = {
    "one line": "word and word, ",
    "only asterisks": "*",
    "only quotation marks": '"',
    "only opening marks": "“",
    "only digits": "7",
    "numbers": "12 ",
    "only markers": "word.3 ",
    "counted markers": "word.^{{{}}} and so it went on. ",
    "short lines": "a\n\n",
    "numbered lines": "1. a\n",
    "counted lines": "{} a lamp was lit\n",
    "counted notes": "{} Ibid., {}.\n",
    "notes and markers": "So the lamp was lit.^{{{}}}\n\n{}. See the log of the keeper.\n\n",
    "references": "Quayle, Ada. The Lamp {}. Ramsey: Slipway, 1901.\n",
    "talk": "“Yes,” he said. “No,” said she.\n",
    "brackets": "[^1] ",
    "carets": "^{{",
    "emphasis": "*a* ",
    "hyphened lines": "ab-\n",
    "page heads": "12 HEAD\n\n",
    "pages": "Some text of the page\n\f{} HEAD\n",
    "heads": "## Head\n\ntext of it\n\n",
    "pipes": "| a | b |\n",
    "tabs": "a\tb\tc\n",
    "backslashes": "\\*",
    "open comments": "<!-- x ",
    "controls": "\x08",
}


def repeated(name: str, size: int) -> bytes:
    """So many bytes of one thing, or a little more."""
    unit = ADVERSARIAL[name]
    count = size // len(unit.format("1", "1")) + 1
    return "".join(unit.format(number, number) for number in range(1, count + 1)).encode()[:size]


@pytest.mark.parametrize("name", ADVERSARIAL)
def test_time_grows_linearly(name: str) -> None:
    def seconds(size: int) -> float:
        data = repeated(name, size)
        best = 1e9
        for _ in range(2):
            start = time.process_time()
            encode(data, name=None, config=Config())
            best = min(best, time.process_time() - start)
        return best

    small, large = seconds(10_000), seconds(40_000)
    assert large < 8 * max(small, 0.01), f"{small:.3f} s for 10 kB, {large:.3f} s for 40 kB"


_PEAK = """
import re, sys
from tei_encode.cli import main
assert main() in (0, 1)
print(re.search(r"VmHWM:\\s*(\\d+) kB", open("/proc/self/status").read())[1])
"""


@pytest.mark.parametrize("name", ADVERSARIAL)
def test_memory_is_bounded(name: str, tmp_path: Path) -> None:
    """35 times the input and 60 MB, for thousands of anything."""
    if not Path("/proc/self/status").is_file():
        pytest.skip("peak memory is not to be had on this system")
    unit = len(ADVERSARIAL[name].format("1", "1").encode())
    data = repeated(name, max(20_000, min(300_000, 2000 * unit)))
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", _PEAK, "convert", "-", "-o", str(tmp_path / "out.xml")]
    done = subprocess.run(command, input=data, capture_output=True, env=environment, check=True, cwd=ROOT)
    assert int(done.stdout) * 1024 < 60e6 + 35 * len(data), f"{int(done.stdout) // 1024} MB for {len(data)} bytes"
