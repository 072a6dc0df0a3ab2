"""The schema is found in the package, compiles fast, and is read by two engines alike."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from lxml import etree

from tei_encode.validation import check
from tei_encode.validation.xsd import schema, schema_bytes
from tests.validation.specimen import VALID

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", ["tei_encode.xsd", "xml.xsd", "xml_namespace.xsd", "tei_encode.odd"])
def test_files_are_those_of_the_checkout(name: str) -> None:
    assert schema_bytes(name) == (ROOT / "schemas" / name).read_bytes()


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(FileNotFoundError):
        schema_bytes("tei_none.xsd")


def test_it_is_compiled_once() -> None:
    assert schema() is schema()


def test_it_compiles_in_some_milliseconds() -> None:
    took = []
    for _ in range(3):
        schema.cache_clear()
        start = time.process_time()
        schema()
        took.append(time.process_time() - start)
    assert min(took) < 0.25  # 10 ms on an idle machine


def test_both_engines_read_the_specimen_alike() -> None:
    import xmlschema

    other = xmlschema.XMLSchema(ROOT / "schemas/tei_encode.xsd")
    broken = VALID.replace('cert="medium"', 'cert="rather"')
    assert check(VALID.encode()) == ()
    assert other.is_valid(etree.fromstring(VALID.encode()))
    assert check(broken.encode()) != ()
    assert not other.is_valid(etree.fromstring(broken.encode()))


def test_check_is_fast() -> None:
    data = VALID.replace(
        "<p>Quite", "<p>Words of a ferry and of its owner, who was called Nett.</p>\n" * 1000 + "<p>Quite"
    ).encode()
    assert len(data) > 60_000
    check(data)
    took = []
    for _ in range(10):
        start = time.process_time()
        assert check(data) == ()
        took.append(time.process_time() - start)
    assert min(took) < 0.03  # 2 ms on an idle machine


def test_what_explains_failures_is_loaded_for_failures_alone() -> None:
    program = (
        "import sys; from tei_encode.validation import check, validate; from tests.validation.specimen import VALID; "
        "assert validate(VALID.encode()) == (); assert check(VALID.replace('<body>', '<body x=\"1\">').encode()) != (); "
        "print('xmlschema' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "False"
