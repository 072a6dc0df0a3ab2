"""The XSD is a strict subset of TEI P5: whatever it accepts, tei_all accepts."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from tests import tei_all
from tests.schema.walker import Schema, documents

ROOT = Path(__file__).resolve().parents[2]
XSD = ROOT / "schemas/tei_encode.xsd"


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, Path]]:
    folder = tmp_path_factory.mktemp("walk")
    made = []
    for number, (what, document) in enumerate(documents(Schema(XSD), 2000, 1)):
        path = folder / f"{number}.xml"
        etree.ElementTree(document).write(str(path))
        made.append((what, path))
    return made


def test_the_walk_is_wide(walked: list[tuple[str, Path]]) -> None:
    assert len(walked) > 5000


def test_what_is_walked_is_valid_for_the_xsd(walked: list[tuple[str, Path]]) -> None:
    compiled = etree.XMLSchema(etree.parse(str(XSD)))
    wrong = [what for what, path in walked if not compiled.validate(etree.parse(str(path)))]
    assert wrong == []


def test_what_is_walked_is_valid_for_tei_all(walked: list[tuple[str, Path]]) -> None:
    if tei_all.schema() is None:
        pytest.skip("tei_all is not to be had here: set TEI_ALL_RNG")
    names = {str(path): what for what, path in walked}
    found = tei_all.errors([path for _, path in walked])
    assert [(names.get(line.split(":")[0], "?"), line) for line in found][:5] == []


def test_the_xsd_refuses_what_tei_refuses() -> None:
    compiled = etree.XMLSchema(etree.parse(str(XSD)))
    for text in ("<p xmlns='http://www.tei-c.org/ns/1.0'><div/></p>", "<pb xmlns='http://www.tei-c.org/ns/1.0'>x</pb>"):
        assert not compiled.validate(etree.fromstring(text))


def test_it_compiles_with_xmlschema() -> None:
    import xmlschema

    from tei_encode.validation.xsd import schema_bytes

    built = xmlschema.XMLSchema(XSD)
    assert "TEI" in built.elements
    assert schema_bytes("tei_encode.xsd") == XSD.read_bytes()
