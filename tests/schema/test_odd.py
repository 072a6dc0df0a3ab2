"""The ODD documents what the XSD does: the same elements, attributes, required attributes and closed lists of values."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import tei_all
from tests.schema.odd import ELSEWHERE, XML, Odd, TeiAll
from tests.schema.walker import Schema

ROOT = Path(__file__).resolve().parents[2]
XSD = Schema(ROOT / "schemas/tei_encode.xsd")
ODD_FILE = ROOT / "schemas/tei_encode.odd"


@pytest.fixture(scope="module")
def odd() -> Odd:
    return Odd(ODD_FILE)


@pytest.fixture(scope="module")
def tei() -> TeiAll:
    schema = tei_all.schema()
    if schema is None:
        pytest.skip("tei_all is not to be had here: set TEI_ALL_RNG")
    return TeiAll(schema)


def test_the_same_elements(odd: Odd) -> None:
    assert odd.elements == set(XSD.elements)


def test_no_element_is_taken_in_twice(odd: Odd) -> None:
    assert sum(len(names) for names in odd.modules.values()) == len(odd.elements)


def test_modules_that_are_left_out_are_left_out(odd: Odd) -> None:
    assert not set(ELSEWHERE.values()) & set(odd.modules)


def test_every_spec_names_a_module_that_is_taken_in(odd: Odd) -> None:
    assert {spec.get("module") for spec in odd.specs.values()} <= set(odd.modules)
    for ident, spec in odd.specs.items():
        if not ident.startswith("att."):
            assert ident in odd.modules[spec.get("module")]


def test_the_same_attributes(odd: Odd, tei: TeiAll) -> None:
    differing = {}
    for name, declared in XSD.elements.items():
        of_odd, of_xsd = set(odd.attributes(name, tei)), set(declared.attributes)
        if of_odd != of_xsd:
            differing[name] = {"ODD alone": of_odd - of_xsd, "XSD alone": of_xsd - of_odd}
    assert differing == {}


def test_the_same_attributes_are_required(odd: Odd, tei: TeiAll) -> None:
    for name, declared in XSD.elements.items():
        by_odd = {attribute for attribute, found in odd.attributes(name, tei).items() if found.required}
        assert by_odd == {attribute for attribute, (_, required) in declared.attributes.items() if required}, name


def test_the_same_closed_lists_of_values(odd: Odd, tei: TeiAll) -> None:
    for name, declared in XSD.elements.items():
        found = odd.attributes(name, tei)
        for attribute, (kind, _) in declared.attributes.items():
            closed = set(XSD.enumerations.get(kind) or ())
            assert set(found[attribute].values) == closed, f"{name}/@{attribute.removeprefix(XML)}"


def test_it_says_nothing_idle(odd: Odd, tei: TeiAll) -> None:
    assert odd.idle(tei) == []


def test_it_is_a_tei_document() -> None:
    if tei_all.schema() is None:
        pytest.skip("tei_all is not to be had here: set TEI_ALL_RNG")
    assert tei_all.errors([ODD_FILE]) == []


def test_the_reading_of_tei_all_is_right(tei: TeiAll) -> None:
    assert tei.attributes("relatedItem")["target"].required is False
    assert tei.attributes("graphic")["url"].required is True
    assert tei.attributes("pb")["facs"].source == "att.global.facs"
    assert tei.attributes("choice")[XML + "id"].source == "att.global"
    assert "strong" in tei.attributes("pc")["force"].values
