"""What makes a start short must change nothing: the end of the process, late patterns, digests, libraries, records."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tei_encode.model.digest import sha256
from tei_encode.model.pattern import late
from tei_encode.model.record import factory, record
from tests.conftest import ROOT

TEXT = "The Lamp-Keeper's Year\n\nAda Verhoeven\n\nThe keeper wrote down every ship that passed the point.\n"


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "tei_encode", *words]


def test_all_is_written_before_the_process_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT * 2000, encoding="utf-8")
    done = subprocess.run(command("convert", str(tmp_path / "a.txt")), capture_output=True, cwd=ROOT, check=False)
    assert done.returncode == 0
    assert done.stdout.endswith(b"</TEI>\n")
    assert b"proved, valid" in done.stderr


@pytest.mark.parametrize(("words", "code"), [(("convert",), 2), (("convert", "/no/such/file"), 3), (("codes",), 0)])
def test_the_exit_code_is_that_of_the_command(words: tuple[str, ...], code: int) -> None:
    assert subprocess.run(command(*words), capture_output=True, cwd=ROOT, check=False).returncode == code


@pytest.mark.parametrize("size", [0, 1, 33_000, (1 << 20) - 1, 1 << 20])
def test_a_digest_is_that_of_hashlib(size: int) -> None:
    data = b"lamp" * (size // 4) + b"x" * (size % 4)
    assert sha256(data) == hashlib.sha256(data).hexdigest()


def test_a_late_pattern_does_what_a_pattern_does() -> None:
    made, plain = late(r"(?P<n>\d+) LAMPS", re.IGNORECASE), re.compile(r"(?P<n>\d+) LAMPS", re.IGNORECASE)
    assert made.pattern == plain.pattern
    assert made.sub("-", "12 lamps, 3 lamps") == plain.sub("-", "12 lamps, 3 lamps")
    assert [m.span("n") for m in made.finditer("12 lamps, 3 Lamps")] == [(0, 2), (10, 11)]
    assert made.search("no lamp") is None
    assert made.groupindex == plain.groupindex


@record()
class _Lamp:
    keeper: str
    height: int = 3
    log: list[str] = factory(default_factory=list)
    lit: bool = False


def test_records_of_one_shape_do_not_share_their_fields() -> None:
    one, two = _Lamp("Ada", lit=True), _Lamp(keeper="Ben", height=5)
    one.log.append("a ship")
    assert (one.keeper, one.height, one.log, one.lit) == ("Ada", 3, ["a ship"], True)
    assert (two.keeper, two.height, two.log, two.lit) == ("Ben", 5, [], False)
    with pytest.raises(TypeError, match="keeper"):
        _Lamp()  # type: ignore[call-arg]


def test_what_was_left_out_of_a_library_is_there_when_it_is_wanted() -> None:
    program = (
        "import sys; sys.modules['rnc2rng'] = None; from tei_encode.model.loading import load_crfsuite, load_lxml; "
        "load_lxml(); load_crfsuite(); "
        "assert not {'inspect', 'gzip', 'tempfile', 'fractions'} & set(sys.modules); "
        "import io; from lxml import etree; out = io.BytesIO(); "
        "etree.ElementTree(etree.Element('a')).write(out, compression=9); import gzip; "
        "assert gzip.decompress(out.getvalue()) == b'<a/>'; "
        "from inspect import getfullargspec; from fractions import Fraction; print(Fraction(1, 3))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=False)
    assert (done.stdout, done.stderr) == ("1/3\n", "")
