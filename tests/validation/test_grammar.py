"""Content models of RELAX NG: what matches and what does not, and the same verdict as jing's."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei_encode.errors import ConfigError
from tei_encode.validation.grammar.automaton import Grammar
from tei_encode.validation.grammar.explaining import faults
from tei_encode.validation.grammar.matching import matches
from tei_encode.validation.grammar.rng import Reader, parsed
from tests import jing

RNG = "http://relaxng.org/ns/structure/1.0"
XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
AB = '<element name="a"><empty/></element><element name="b"><empty/></element>'


def schema_of(content: str, definitions: str = "") -> str:
    """A schema whose root `r` has some content."""
    inner = f'<start><element name="r">{content}</element></start>{definitions}'
    return f'<grammar xmlns="{RNG}" datatypeLibrary="{XSD}">{inner}</grammar>'


def grammar(text: str, files: dict[str, str] | None = None) -> Grammar:
    others = files or {}
    reader = Reader(lambda address: others[address].encode())
    return Grammar(reader.make, reader.start(parsed(text.encode(), "main.rng"), "main.rng"))


# (content model, definitions beside it, documents that match, documents that do not)
MODELS = [
    ("<empty/>", "", ["<r/>", "<r> </r>", "<r><!-- x --></r>", "<r><?x y?></r>"], ["<r>x</r>", "<r><a/></r>", "<r a='1'/>", "<q/>"]),
    ("<text/>", "", ["<r/>", "<r>x</r>", "<r>x<!-- y -->z</r>", "<r>&lt;</r>"], ["<r><a/></r>"]),
    (AB, "", ["<r><a/><b/></r>", "<r> <a/>\n<b/> </r>"], ["<r><b/><a/></r>", "<r><a/></r>", "<r><a/><b/><b/></r>", "<r>x<a/><b/></r>"]),
    (f"<choice>{AB}</choice>", "", ["<r><a/></r>", "<r><b/></r>"], ["<r/>", "<r><a/><b/></r>"]),
    (f"<interleave>{AB}</interleave>", "", ["<r><a/><b/></r>", "<r><b/><a/></r>"], ["<r><a/></r>", "<r><a/><b/><a/></r>"]),
    (f"<oneOrMore><choice>{AB}</choice></oneOrMore>", "", ["<r><a/></r>", "<r><b/><a/><b/></r>"], ["<r/>", "<r><c/></r>"]),
    (f"<zeroOrMore>{AB}</zeroOrMore>", "", ["<r/>", "<r><a/><b/><a/><b/></r>"], ["<r><a/></r>", "<r><a/><a/></r>"]),
    (f"<optional>{AB}</optional>", "", ["<r/>", "<r><a/><b/></r>"], ["<r><b/></r>", "<r><a/><b/><a/><b/></r>"]),
    (f"<mixed>{AB}</mixed>", "", ["<r><a/><b/></r>", "<r>x<a/>y<b/>z</r>"], ["<r>x<b/></r>", "<r>x</r>"]),
    ("<zeroOrMore><choice><text/><element name='a'><text/></element></choice></zeroOrMore>", "", ["<r/>", "<r>x<a>y</a>z</r>"], ["<r>x<b/></r>"]),
    ("<oneOrMore><group><oneOrMore><element name='a'><empty/></element></oneOrMore><zeroOrMore><element name='b'><empty/></element></zeroOrMore></group></oneOrMore>", "", ["<r><a/></r>", "<r><a/><a/><b/><a/></r>"], ["<r/>", "<r><b/></r>"]),
    # the same name with different contents: neither can be chosen before its end
    (
        "<choice><group><ref name='x'/><ref name='y'/></group><group><ref name='y'/><ref name='x'/></group></choice>",
        "<define name='x'><element name='a'><element name='b'><empty/></element></element></define>"
        "<define name='y'><element name='a'><element name='c'><empty/></element></element></define>",
        ["<r><a><b/></a><a><c/></a></r>", "<r><a><c/></a><a><b/></a></r>"],
        ["<r><a><b/></a><a><b/></a></r>", "<r><a/><a/></r>", "<r><a><b/></a></r>"],
    ),
    # recursion through an element
    ("<ref name='x'/>", "<define name='x'><element name='a'><optional><ref name='x'/></optional></element></define>", ["<r><a/></r>", "<r><a><a><a/></a></a></r>"], ["<r/>", "<r><a/><a/></r>"]),
    # definitions that are combined
    ("<ref name='x'/>", "<define name='x' combine='choice'><element name='a'><empty/></element></define><define name='x'><element name='b'><empty/></element></define>", ["<r><a/></r>", "<r><b/></r>"], ["<r><a/><b/></r>"]),
    ("<ref name='x'/>", "<define name='x' combine='interleave'><element name='a'><empty/></element></define><define name='x' combine='interleave'><element name='b'><empty/></element></define>", ["<r><a/><b/></r>", "<r><b/><a/></r>"], ["<r><a/></r>"]),
    ("<ref name='x'/>", "<div><define name='x'><notAllowed/></define></div>", [], ["<r/>", "<r><a/></r>"]),
    # attributes
    ("<attribute name='a'/>", "", ["<r a=''/>", "<r a='x'/>"], ["<r/>", "<r b='x'/>", "<r a='x' b='y'/>", "<r a='x'>y</r>"]),
    ("<optional><attribute name='a'/></optional><attribute name='b'/><text/>", "", ["<r b='1'/>", "<r b='1' a='2'>x</r>"], ["<r a='1'/>", "<r/>"]),
    ("<choice><attribute name='a'/><attribute name='b'/></choice>", "", ["<r a='1'/>", "<r b='1'/>"], ["<r/>", "<r a='1' b='1'/>"]),
    ("<choice><group><attribute name='t'><value>x</value></attribute><element name='a'><empty/></element></group><group><attribute name='t'><value>y</value></attribute><element name='b'><empty/></element></group></choice>", "", ["<r t='x'><a/></r>", "<r t='y'><b/></r>"], ["<r t='x'><b/></r>", "<r t='z'><a/></r>", "<r><a/></r>"]),
    ("<zeroOrMore><attribute><anyName><except><name>c</name></except></anyName></attribute></zeroOrMore>", "", ["<r/>", "<r a='1' b='2'/>", "<r xml:id='x'/>"], ["<r c='1'/>"]),
    ("<attribute><choice><name>a</name><name>b</name></choice><text/></attribute>", "", ["<r a='1'/>", "<r b='1'/>"], ["<r c='1'/>", "<r/>"]),
    ("<attribute name='xml:lang'><data type='language'/></attribute>", "", ["<r xml:lang='de-AT'/>"], ["<r lang='de'/>", "<r xml:lang='d t'/>"]),
    ("<zeroOrMore><attribute><nsName ns='urn:x'/></attribute></zeroOrMore>", "", ["<r/>", "<r xmlns:x='urn:x' x:a='1' x:b='2'/>"], ["<r a='1'/>", "<r xmlns:x='urn:y' x:a='1'/>"]),
    # names
    ("<element><anyName/><text/></element>", "", ["<r><q/></r>", "<r><q xmlns='urn:x'>y</q></r>"], ["<r/>", "<r><q a='1'/></r>"]),
    ("<element><nsName ns='urn:x'><except><name ns='urn:x'>q</name></except></nsName><empty/></element>", "", ["<r><p xmlns='urn:x'/></r>"], ["<r><q xmlns='urn:x'/></r>", "<r><p/></r>"]),
    ("<element name='x:p' xmlns:x='urn:x'><empty/></element>", "", ["<r><p xmlns='urn:x'/></r>", "<r><y:p xmlns:y='urn:x'/></r>"], ["<r><p/></r>"]),
    ("<element name='p' ns='urn:x'><element name='q'><empty/></element></element>", "", ["<r><p xmlns='urn:x'><q/></p></r>"], ["<r><p xmlns='urn:x'><q xmlns=''/></p></r>"]),
    # values
    ("<value>a b</value>", "", ["<r>a b</r>", "<r>\n a   b </r>"], ["<r>ab</r>", "<r/>"]),
    ("<value type='string'>a b</value>", "", ["<r>a b</r>"], ["<r>a  b</r>", "<r> a b</r>"]),
    ("<data type='decimal'/>", "", ["<r>1.5</r>", "<r> -3 </r>", "<r>1<!-- x -->2</r>"], ["<r/>", "<r>x</r>", "<r>1e3</r>"]),
    ("<data type='string'/>", "", ["<r/>", "<r>x</r>"], ["<r><a/></r>"]),
    ("<data type='token'><except><value>no</value></except></data>", "", ["<r>yes</r>", "<r/>"], ["<r>no</r>", "<r> no </r>"]),
    ("<data type='integer'><param name='minInclusive'>3</param></data>", "", ["<r>3</r>"], ["<r>2</r>"]),
    ("<list><oneOrMore><data type='integer'/></oneOrMore></list>", "", ["<r>1</r>", "<r> 1 2\n3 </r>"], ["<r/>", "<r>1 x</r>"]),
    ("<list><zeroOrMore><data type='integer'/></zeroOrMore></list>", "", ["<r/>", "<r> </r>", "<r>1 2</r>"], ["<r>x</r>"]),
    ("<attribute name='a'><list><value>x</value><optional><value>y</value></optional></list></attribute>", "", ["<r a='x'/>", "<r a=' x y '/>"], ["<r a=''/>", "<r a='y'/>", "<r a='x y y'/>"]),
    ("<choice><data type='integer'/><element name='a'><empty/></element></choice>", "", ["<r>1</r>", "<r><a/></r>", "<r> <a/> </r>"], ["<r>x</r>", "<r>1<a/></r>"]),
    # ids
    ("<zeroOrMore><element name='a'><attribute name='id'><data type='ID'/></attribute></element></zeroOrMore>", "", ["<r><a id='x'/><a id='y'/></r>"], ["<r><a id='x'/><a id='x'/></r>", "<r><a id='1'/></r>"]),
    ("<element name='a'><attribute name='id'><data type='ID'/></attribute></element><element name='b'><attribute name='to'><data type='IDREF'/></attribute></element>", "", ["<r><a id='x'/><b to='x'/></r>"], ["<r><a id='x'/><b to='y'/></r>"]),
]  # fmt: skip
CASES = [
    (content, definitions, document, good)
    for content, definitions, right, wrong in MODELS
    for document, good in [*((each, True) for each in right), *((each, False) for each in wrong)]
]


@pytest.mark.parametrize(("content", "definitions", "document", "good"), CASES)
def test_verdicts(content: str, definitions: str, document: str, good: bool) -> None:
    made = grammar(schema_of(content, definitions))
    assert matches(made, document.encode()) == good
    assert (faults(made, document.encode()) == []) == good  # what explains finds what the verdict found


def test_verdicts_are_those_of_jing(tmp_path: Path) -> None:
    for number, (content, definitions, right, wrong) in enumerate(MODELS):
        schema = tmp_path / f"{number}.rng"
        schema.write_text(schema_of(content, definitions), encoding="utf-8")
        files = []
        for at, document in enumerate([*right, *wrong]):
            files.append(tmp_path / f"{number}-{at}.xml")
            files[-1].write_text(document, encoding="utf-8")
        rejected = jing.found(schema, files)
        assert [file in rejected for file in files] == [False] * len(right) + [True] * len(wrong), content


def test_a_schema_of_several_files() -> None:
    main = (
        f'<grammar xmlns="{RNG}"><include href="base.rng"><define name="x"><element name="b"><empty/></element></define>'
        '</include><start><element name="r"><ref name="x"/><ref name="y"/></element></start></grammar>'
    )
    base = (
        f'<grammar xmlns="{RNG}"><define name="x"><element name="a"><empty/></element></define>'
        '<define name="y"><externalRef href="sub/other.rng"/></define></grammar>'
    )
    other = f'<element name="c" xmlns="{RNG}"><empty/></element>'
    made = grammar(main, {"base.rng": base, "sub/other.rng": other})
    assert matches(made, b"<r><b/><c/></r>")
    assert not matches(made, b"<r><a/><c/></r>")


WRONG_SCHEMAS = [
    ("no start", f'<grammar xmlns="{RNG}"/>', "no start"),
    ("nothing of that name", schema_of("<ref name='x'/>"), "'x' is not defined"),
    ("a loop", schema_of("<ref name='x'/>", "<define name='x'><ref name='x'/></define>"), "refers to itself"),
    ("twice", schema_of("<ref name='x'/>", "<define name='x'><empty/></define>" * 2), "defined twice"),
    ("an unknown pattern", schema_of("<many/>"), "many is no pattern"),
    ("an unknown datatype", schema_of("<data type='colour'/>"), "colour"),
    ("an unknown prefix", schema_of("<element name='x:a'><empty/></element>"), "prefix 'x'"),
    ("a wrong facet", schema_of("<data type='integer'><param name='minInclusive'>x</param></data>"), "integer"),
    ("no content", schema_of("<element name='a'/>"), "no content"),
    ("not well-formed", "<grammar", "not well-formed"),
]


@pytest.mark.parametrize(("what", "text", "said"), WRONG_SCHEMAS, ids=[case[0] for case in WRONG_SCHEMAS])
def test_a_wrong_schema_is_told_with_its_line(what: str, text: str, said: str) -> None:
    with pytest.raises(ConfigError) as error:
        grammar(text).elements()
    assert said in str(error.value)
    assert str(error.value).startswith("main.rng:1:")


def test_a_file_that_includes_itself() -> None:
    text = f'<grammar xmlns="{RNG}"><include href="main.rng"/></grammar>'
    with pytest.raises(ConfigError, match="includes itself"):
        grammar(text, {"main.rng": text})


CUBIC = schema_of(
    "<oneOrMore><oneOrMore><element name='a'><text/></element></oneOrMore>"
    "<zeroOrMore><element name='b'><text/></element></zeroOrMore></oneOrMore>"
)
INTERLEAVED = schema_of("<interleave><zeroOrMore><element name='a'><text/></element></zeroOrMore><zeroOrMore><element name='b'><text/></element></zeroOrMore></interleave>")  # fmt: skip


@pytest.mark.parametrize("schema", [CUBIC, INTERLEAVED], ids=["repeated repetitions", "interleaved"])
def test_time_is_linear_where_other_engines_are_cubic(schema: str) -> None:
    made = grammar(schema)

    def took(count: int) -> float:
        document = b"<r>" + b"<a>x</a><a>y</a><b>z</b>" * count + b"</r>"
        start = time.process_time()
        assert matches(made, document)
        return time.process_time() - start

    took(100)
    assert min(took(20_000), took(20_000)) < 8 * max(min(took(5_000), took(5_000)), 0.005)


def test_a_deep_document() -> None:
    made = grammar(schema_of("<ref name='x'/>", "<define name='x'><element name='a'><optional><ref name='x'/></optional></element></define>"))  # fmt: skip
    deep = b"<r>" + b"<a>" * 20_000 + b"</a>" * 20_000 + b"</r>"
    assert matches(made, deep)
    assert not matches(made, deep.replace(b"<a></a>", b"<a>x</a>"))


NAMES = st.sampled_from(["a", "b", "c"])
CHILDREN = st.recursive(
    st.sampled_from([f"<element name='{name}'><empty/></element>" for name in "abc"]),
    lambda inner: st.one_of(
        st.builds("<group>{}{}</group>".format, inner, inner),
        st.builds("<choice>{}{}</choice>".format, inner, inner),
        st.builds("<interleave>{}{}</interleave>".format, inner, inner),
        st.builds("<optional>{}</optional>".format, inner),
        st.builds("<zeroOrMore>{}</zeroOrMore>".format, inner),
        st.builds("<oneOrMore>{}</oneOrMore>".format, inner),
    ),
    max_leaves=7,
)


def accepted(content: str, names: list[str]) -> bool:
    """The verdict by trying everything: the definition of the patterns, and as slow as it is."""
    from lxml import etree

    def ways(node: etree._Element, at: tuple[str, ...]) -> set[tuple[str, ...]]:
        """What may be left of some names when a pattern has taken its part from the front."""
        kind, parts = etree.QName(node).localname, list(node)
        if kind == "element":
            return {at[1:]} if at[:1] == (node.get("name"),) else set()
        if kind == "group":
            return {rest for middle in ways(parts[0], at) for rest in ways(parts[1], middle)}
        if kind == "choice":
            return {rest for part in parts for rest in ways(part, at)}
        if kind == "optional":
            return {at} | ways(parts[0], at)
        if kind == "interleave":
            found = set()
            for length in range(len(at) + 1):
                for mask in range(1 << length):
                    left = tuple(at[i] for i in range(length) if mask >> i & 1)
                    right = tuple(at[i] for i in range(length) if not mask >> i & 1)
                    if () in ways(parts[0], left) and () in ways(parts[1], right):
                        found.add(at[length:])
            return found
        seen = {at} if kind == "zeroOrMore" else ways(parts[0], at)
        waiting = list(seen)
        while waiting:
            for rest in ways(parts[0], waiting.pop()) - seen:
                seen.add(rest)
                waiting.append(rest)
        return seen

    return () in ways(etree.fromstring(content), tuple(names))


@settings(max_examples=200, deadline=None)
@given(CHILDREN, st.lists(st.lists(NAMES, max_size=4), min_size=1, max_size=6))
def test_derivatives_say_what_the_definition_says(content: str, documents: list[list[str]]) -> None:
    made = grammar(schema_of(content))
    for names in documents:
        document = "<r>" + "".join(f"<{name}/>" for name in names) + "</r>"
        assert matches(made, document.encode()) == accepted(content, names), (content, names)
