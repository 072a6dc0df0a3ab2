"""Schemas of every language: found, compiled, applied; and never fetched, nor read from where they may not be."""

from __future__ import annotations

import builtins
from pathlib import Path
from typing import Any

import pytest

from tei_encode.errors import ConfigError
from tei_encode.validation import Problem, validate
from tei_encode.validation.catalogue import Catalogue
from tei_encode.validation.engines import load

XS = "http://www.w3.org/2001/XMLSchema"
RNG = "http://relaxng.org/ns/structure/1.0"
SCH = "http://purl.oclc.org/dsdl/schematron"


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return Catalogue(str(tmp_path / "catalogue"))


def put(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".", 1)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def problems(schema: Path, document: str, catalogue: Catalogue) -> list[Problem]:
    return list(validate(document.encode(), load(str(schema), catalogue)))


# --- XML Schema


def test_an_xsd_with_what_stands_beside_it(tmp_path: Path, catalogue: Catalogue) -> None:
    put(
        tmp_path,
        main_xsd=f'<xs:schema xmlns:xs="{XS}"><xs:include schemaLocation="parts/types.xsd"/>'
        '<xs:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="http://www.w3.org/2001/xml.xsd"/>'
        '<xs:element name="r"><xs:complexType><xs:sequence><xs:element name="a" type="number" maxOccurs="3"/>'
        '<xs:element name="b" minOccurs="0"/></xs:sequence><xs:attribute ref="xml:space"/></xs:complexType></xs:element></xs:schema>',
        parts__types_xsd=f'<xs:schema xmlns:xs="{XS}"><xs:simpleType name="number"><xs:restriction base="xs:integer">'
        '<xs:maxInclusive value="9"/></xs:restriction></xs:simpleType></xs:schema>',
    )
    schema = tmp_path / "main.xsd"
    assert problems(schema, '<r xml:space="preserve"><a>1</a><a>9</a><b/></r>', catalogue) == []
    (found,) = problems(schema, "<r>\n<a>10</a></r>", catalogue)
    assert (found.code, found.line, found.column) == ("X006", 2, 4)
    (found,) = problems(schema, "<r><a>1</a>\n<a>2</a><a>3</a><a>4</a></r>", catalogue)
    assert (found.code, found.line, found.column, found.expected) == ("X002", 2, 17, "b; the end of r")
    (found,) = problems(schema, "<r>\n</r>", catalogue)
    assert (found.code, found.line, found.message) == ("X003", 2, "r is incomplete")
    (found,) = problems(schema, '<r xml:space="no"><a>1</a></r>', catalogue)
    assert (found.code, found.expected) == ("X006", "default or preserve")


def test_a_key_of_an_xsd_is_told_in_the_words_of_libxml2(tmp_path: Path, catalogue: Catalogue) -> None:
    put(
        tmp_path,
        k_xsd=f'<xs:schema xmlns:xs="{XS}"><xs:element name="r"><xs:complexType><xs:sequence><xs:element name="a" '
        'maxOccurs="unbounded"><xs:complexType><xs:attribute name="n"/></xs:complexType></xs:element></xs:sequence>'
        '</xs:complexType><xs:unique name="u"><xs:selector xpath="a"/><xs:field xpath="@n"/></xs:unique></xs:element></xs:schema>',
    )
    assert problems(tmp_path / "k.xsd", '<r><a n="1"/><a n="2"/></r>', catalogue) == []
    (found,) = problems(tmp_path / "k.xsd", '<r><a n="1"/>\n<a n="1"/></r>', catalogue)
    assert (found.code, found.line, found.path) == ("X008", 2, "/r/a[2]")
    found_both = problems(tmp_path / "k.xsd", '<r><a n="1"/>\n<a n="1"/>\n<c/></r>', catalogue)
    assert [(each.code, each.line) for each in found_both] == [("X008", 2), ("X002", 3)]


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("https://example.org/types.xsd", "nor in the catalogue"),
        ("http://127.0.0.1:9/types.xsd", "nor in the catalogue"),
        ("../outside.xsd", "not beside the schema"),
        ("/etc/hostname", "not beside the schema"),
        ("file:///etc/hostname", "not beside the schema"),
        ("missing.xsd", "cannot be read"),
    ],
)
def test_what_an_xsd_may_not_include(tmp_path: Path, catalogue: Catalogue, place: str, said: str) -> None:
    put(
        tmp_path,
        outside_xsd=f'<xs:schema xmlns:xs="{XS}"/>',
        in__main_xsd=f'<xs:schema xmlns:xs="{XS}"><xs:include schemaLocation="{place}"/><xs:element name="r"/></xs:schema>',
    )
    with pytest.raises(ConfigError, match=said):
        load(str(tmp_path / "in/main.xsd"), catalogue)


def test_a_place_in_a_file_is_never_followed(tmp_path: Path, catalogue: Catalogue) -> None:
    put(
        tmp_path,
        s_xsd=f'<xs:schema xmlns:xs="{XS}"><xs:element name="r"><xs:complexType><xs:sequence><xs:any processContents="lax"/>'
        "</xs:sequence></xs:complexType></xs:element></xs:schema>",
        other_xsd=f'<xs:schema xmlns:xs="{XS}" targetNamespace="urn:x"><xs:element name="q" type="xs:integer"/></xs:schema>',
    )
    hint = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:x other.xsd"'
    # Were the hint followed, "x" would be no integer.
    assert problems(tmp_path / "s.xsd", f'<r {hint}><q xmlns="urn:x">x</q></r>', catalogue) == []


# --- RELAX NG


def test_an_rng_with_what_stands_beside_it(tmp_path: Path, catalogue: Catalogue) -> None:
    put(
        tmp_path,
        main_rng=f'<grammar xmlns="{RNG}"><include href="parts/a.rng"/><start><element name="r"><ref name="a"/></element></start></grammar>',
        parts__a_rng=f'<grammar xmlns="{RNG}"><define name="a"><element name="a"><text/></element></define></grammar>',
        evil_rng=f'<grammar xmlns="{RNG}"><include href="../outside.rng"/><start><empty/></start></grammar>',
    )
    assert problems(tmp_path / "main.rng", "<r><a>x</a></r>", catalogue) == []
    found = problems(tmp_path / "main.rng", "<r><b/></r>", catalogue)
    assert [each.message for each in found] == ["the schema has no element b", "r is incomplete"]
    with pytest.raises(ConfigError, match="not beside the schema"):
        load(str(tmp_path / "evil.rng"), catalogue)


def test_the_compact_syntax(tmp_path: Path, catalogue: Catalogue) -> None:
    pytest.importorskip("rnc2rng")
    put(
        tmp_path,
        s_rnc="start = element r { attribute n { xsd:integer }, element a { text }+ }",
        bad_rnc="start = element {",
    )
    assert problems(tmp_path / "s.rnc", '<r n="1"><a/></r>', catalogue) == []
    assert [found.code for found in problems(tmp_path / "s.rnc", '<r n="x"><b/></r>', catalogue)] == [
        "X006",
        "X002",
        "X003",
    ]
    with pytest.raises(ConfigError, match="compact syntax"):
        load(str(tmp_path / "bad.rnc"), catalogue)


def test_the_compact_syntax_without_its_translator(
    tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    _forbid(monkeypatch, "rnc2rng")
    put(tmp_path, s_rnc="start = element r { empty }")
    with pytest.raises(ConfigError, match=r"pip install 'tei-encode\[schemas\]'"):
        load(str(tmp_path / "s.rnc"), catalogue)


def _forbid(monkeypatch: pytest.MonkeyPatch, module: str) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.partition(".")[0] == module:
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)


# --- Schematron

RULES = f"""<schema xmlns="{SCH}" BINDING>
<ns prefix="t" uri="urn:t"/>
<let name="most" value="2"/>
<pattern><rule context="t:note"><let name="words" value="string-length(.)"/>
  <assert test="@n" role="warning">A <name/> needs @n; this has <value-of select="$words"/> characters.</assert>
  <report test="$words &gt; 20" diagnostics="d">too long</report></rule>
 <rule context="t:*"><assert test="not(@bad)">bad</assert></rule></pattern>
<pattern><rule context="@n"><assert test="number(.) = number(.)" role="info">@n is no number</assert></rule></pattern>
<pattern><rule context="/t:r"><assert test="count(t:note) &lt;= $most">more than <value-of select="$most"/> notes</assert></rule></pattern>
<pattern abstract="true" id="needs"><rule context="$what"><assert test="$part">$part is missing</assert></rule></pattern>
<pattern is-a="needs"><param name="what" value="t:pair"/><param name="part" value="t:half"/></pattern>
<pattern><rule abstract="true" id="short"><report test="string-length(.) &gt; 30">very long</report></rule>
 <rule context="t:note"><extends rule="short"/></rule></pattern>
<diagnostics><diagnostic id="d">(<value-of select="string-length(.)"/>)</diagnostic></diagnostics>
</schema>"""
DOCUMENT = """<r xmlns="urn:t">
<note n="1">short</note>
<note bad="1">no number</note>
<pair/>
<note n="x">a note of more than thirty characters</note>
</r>"""
FOUND = [
    (1, "S001", "more than 2 notes", "/r"),
    (3, "S002", "A note needs @n; this has 9 characters.", "/r/note[2]"),
    (4, "S001", "$part is missing", "/r/pair"),
    (5, "S001", "too long (37)", "/r/note[3]"),
    (5, "S001", "very long", "/r/note[3]"),
    (5, "S003", "@n is no number", "/r/note[3]"),
]


@pytest.mark.parametrize("binding", ["", 'queryBinding="xslt"', 'queryBinding="xslt2"', 'queryBinding="xslt3"'])
def test_schematron(tmp_path: Path, catalogue: Catalogue, binding: str) -> None:
    if "2" in binding or "3" in binding:
        pytest.importorskip("saxonche")
    put(tmp_path, s_sch=RULES.replace("BINDING", binding))
    found = problems(tmp_path / "s.sch", DOCUMENT, catalogue)
    assert sorted((each.line, each.code, each.message, each.path) for each in found) == FOUND
    number = next(each for each in found if each.code == "S003")
    assert DOCUMENT.split("\n")[4][number.column - 1 :].startswith('n="x"')


def test_schematron_of_xslt_2(tmp_path: Path, catalogue: Catalogue) -> None:
    pytest.importorskip("saxonche")
    rule = '<rule context="a"><assert test="every $x in tokenize(@n) satisfies $x castable as xs:integer">@n</assert></rule>'
    put(
        tmp_path,
        s_sch=f'<schema xmlns="{SCH}" queryBinding="xslt2"><ns prefix="xs" uri="{XS}"/><pattern>{rule}</pattern></schema>',
    )
    assert problems(tmp_path / "s.sch", '<r><a n="1 2"/></r>', catalogue) == []
    assert [each.path for each in problems(tmp_path / "s.sch", '<r><a n="1"/><a n="1 x"/></r>', catalogue)] == [
        "/r/a[2]"
    ]


def test_what_could_not_run_is_a_problem(tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    put(
        tmp_path,
        two_sch=f'<schema xmlns="{SCH}" queryBinding="xslt2"><pattern/></schema>',
        query_sch=f'<schema xmlns="{SCH}" queryBinding="xquery"><pattern/></schema>',
    )
    (found,) = problems(tmp_path / "query.sch", "<r/>", catalogue)
    assert (found.code, found.is_error) == ("X010", True)
    assert "'xquery'" in found.message
    _forbid(monkeypatch, "saxonche")
    (found,) = problems(tmp_path / "two.sch", "<r/>", catalogue)
    assert found.code == "X010"
    assert "pip install 'tei-encode[schemas]'" in found.message


@pytest.mark.parametrize(
    ("test", "said"),
    [("foo(", "cannot be compiled"), ("$nothing", "cannot be compiled"), ("tokenize(.)", None)],
)
def test_a_wrong_rule(tmp_path: Path, catalogue: Catalogue, test: str, said: str | None) -> None:
    put(
        tmp_path,
        s_sch=f'<schema xmlns="{SCH}"><pattern><rule context="r"><assert test="{test}">x</assert></rule></pattern></schema>',
    )
    try:
        found = problems(tmp_path / "s.sch", "<r/>", catalogue)
    except ConfigError as error:
        assert said is None or said in str(error)
    else:  # some errors of XPath 1 show themselves when it runs
        assert [each.code for each in found] == ["X010"]


@pytest.mark.parametrize("binding", ["xslt", "xslt2"])
def test_rules_read_nothing_but_the_file(tmp_path: Path, catalogue: Catalogue, binding: str) -> None:
    if binding != "xslt":
        pytest.importorskip("saxonche")
    put(tmp_path, secret_xml="<s>words</s>")
    place = (tmp_path / "secret.xml").as_uri()
    rule = f'<rule context="r"><report test="true()"><value-of select="document(\'{place}\')"/></report></rule>'
    put(tmp_path, s_sch=f'<schema xmlns="{SCH}" queryBinding="{binding}"><pattern>{rule}</pattern></schema>')
    found = problems(tmp_path / "s.sch", "<r/>", catalogue)
    assert found
    assert all("words" not in each.message for each in found)


def test_the_rules_within_a_relax_ng_schema(
    tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("saxonche")
    put(
        tmp_path,
        s_rng=f'<grammar xmlns="{RNG}" xmlns:s="{SCH}"><s:ns prefix="t" uri="urn:t"/><start><element name="r" ns="urn:t"><text/>'
        '<s:pattern><s:rule context="t:r"><s:assert test="normalize-space()">empty</s:assert></s:rule></s:pattern>'
        "</element></start></grammar>",
    )
    monkeypatch.chdir(tmp_path)
    document = f'<?xml-model href="s.rng" schematypens="{RNG}"?>\n<?xml-model href="s.rng" schematypens="{SCH}"?>\n<r xmlns="urn:t"/>'
    found = validate(document.encode(), load("declared", catalogue), str(tmp_path / "a.xml"))
    assert [(each.code, each.line, each.message) for each in found] == [("S001", 3, "empty")]


# --- what is none of these


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("tei.dtd", "<!ELEMENT TEI ANY>", "a DTD knows neither namespaces"),
        ("my.odd", '<TEI xmlns="http://www.tei-c.org/ns/1.0"><schemaSpec/></TEI>', "an ODD is no schema yet"),
        ("a.xml", "<a/>", "none of the schema languages"),
        ("b.xsd", "<b", "not well-formed"),
        ("c.xsd", f'<xs:schema xmlns:xs="{XS}"><xs:element/></xs:schema>', "no XML Schema"),
        ("d.sch", f'<pattern xmlns="{SCH}"/>', "begins with sch:schema"),
    ],
)
def test_what_is_no_schema(tmp_path: Path, catalogue: Catalogue, name: str, text: str, said: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=said):
        load(str(tmp_path / name), catalogue)


def test_a_schema_of_no_such_name(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEI_ALL_RNG", raising=False)
    with pytest.raises(ConfigError, match="neither a file nor in the catalogue"):
        load("no_such_schema", catalogue)
    with pytest.raises(ConfigError, match=r"tei-encode schemas add URL\|FILE, or set TEI_ALL_RNG"):
        load("tei_all", catalogue)


def test_tei_all_by_its_variable(tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, small_rng=f'<element name="r" xmlns="{RNG}"><empty/></element>')
    monkeypatch.setenv("TEI_ALL_RNG", str(tmp_path / "small.rng"))
    (schema,) = load("tei_all", catalogue)
    assert validate(b"<r/>", [schema]) == ()


# --- what the file itself names


def test_a_file_that_names_no_schema(catalogue: Catalogue) -> None:
    (found,) = validate(b"<?xml-stylesheet href='a.css'?><r/>", load("declared", catalogue))
    assert (found.code, found.message[:26]) == ("X010", "the file names no schema, ")


@pytest.mark.parametrize(
    ("instruction", "said"),
    [
        ("", "has no href"),
        (f'href="https://example.org/s.rng" schematypens="{RNG}"', "nor in the catalogue"),
        ('href="/etc/hostname"', "nor in the catalogue"),
        (f'href="../s.rng" schematypens="{RNG}"', "nor in the catalogue"),
        ('href="tei.dtd" type="application/xml-dtd"', "a DTD knows neither namespaces"),
    ],
)
def test_schemas_that_a_file_names_in_vain(
    tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch, instruction: str, said: str
) -> None:
    put(tmp_path, s_rng=f'<element name="r" xmlns="{RNG}"><empty/></element>', work__tei_dtd="<!ELEMENT r EMPTY>")
    monkeypatch.chdir(tmp_path / "work")
    document = f"<!-- x -->\n<?xml-model {instruction}?>\n<r/>"
    (found,) = validate(document.encode(), load("declared", catalogue), str(tmp_path / "work/a.xml"))
    assert (found.code, found.line) == ("X010", 2)
    assert said in found.message


def test_every_schema_that_a_file_names_is_applied(
    tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(
        tmp_path,
        schema__s_rng=f'<element name="r" xmlns="{RNG}"><attribute name="a"/></element>',
        schema__s_sch=f'<schema xmlns="{SCH}"><pattern><rule context="r"><assert test="@b">no b</assert></rule></pattern></schema>',
    )
    monkeypatch.chdir(tmp_path)
    document = (
        f'<?xml-model href="../schema/s.rng" type="application/xml" schematypens="{RNG}"?>'
        f"<?xml-model type='application/xml' schematypens='{SCH}' href='../schema/s.sch'?><r/>"
    )
    found = validate(document.encode(), load("declared", catalogue), str(tmp_path / "texts/a.xml"))
    assert sorted(each.code for each in found) == ["S001", "X005"]


def test_the_general_rules_hold_for_any_file(catalogue: Catalogue) -> None:
    text = '<r>\r\n<a xml:id="x" corresp="#x #y"/><b xml:id="x"/>cafe\u0301</r>'
    found = validate(text.encode(), load("rules", catalogue))
    assert sorted(each.code for each in found) == ["V001", "V002", "V009"]
