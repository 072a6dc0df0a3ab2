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


ADVERSARIAL = {
    "one line": "word and word, ",
    "only asterisks": "*",
    "only quotation marks": '"',
    "only opening marks": "“",
    "only digits": "7",
    "numbers": "12 ",
    "only markers": "word.3 ",
    "short lines": "a\n\n",
    "numbered lines": "1. a\n",
    "brackets": "[^1] ",
    "carets": "^{",
    "hyphened lines": "ab-\n",
    "page heads": "12 HEAD\n\n",
    "pipes": "| a | b |\n",
    "backslashes": "\\*",
}


@pytest.mark.parametrize("name", ADVERSARIAL)
def test_time_grows_linearly(name: str) -> None:
    unit = ADVERSARIAL[name]

    def seconds(size: int) -> float:
        data = (unit * (size // len(unit))).encode()
        best = 1e9
        for _ in range(3):
            start = time.perf_counter()
            encode(data, name=None, config=Config())
            best = min(best, time.perf_counter() - start)
        return best

    small, large = seconds(40_000), seconds(160_000)
    assert large / small < 9, f"{small:.3f} s for 40 kB, {large:.3f} s for 160 kB"
