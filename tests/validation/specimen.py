"""One small valid TEI file, with everything that a rule speaks of; tests break it at one place each."""

from __future__ import annotations

VALID = """\
<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader>
<fileDesc>
<titleStmt><title>On ferries</title><respStmt xml:id="tei_encode"><resp>encoded by</resp><name>tei_encode</name></respStmt></titleStmt>
<publicationStmt><authority>not stated</authority></publicationStmt>
<sourceDesc><biblStruct><analytic><title level="a">On ferries</title></analytic>
<monogr><title level="j">River Papers</title><imprint><biblScope unit="page" from="10" to="13">10-13</biblScope></imprint></monogr>
<relatedItem type="reviewOf" target="#work1"/></biblStruct></sourceDesc>
</fileDesc>
<encodingDesc><projectDesc><p>Made for a test.</p></projectDesc>
<classDecl><taxonomy xml:id="genre"><category xml:id="review"><catDesc>review</catDesc></category></taxonomy></classDecl></encodingDesc>
<profileDesc><langUsage><language ident="en">English</language></langUsage>
<textClass><catRef scheme="#genre" target="#review"/></textClass></profileDesc>
</teiHeader>
<text xml:lang="en">
<front><div type="reviewedWorks"><listBibl><bibl xml:id="work1">A. Nett, Ferries.</bibl></listBibl></div></front>
<body>
<div>
<pb n="10"/>
<p>The ferry<ref xml:id="noteref1" type="noteref" n="1" target="#note1">1</ref><note xml:id="note1" type="footnote" place="bottom" n="1" target="#noteref1"><p><label>1</label> See <bibl corresp="#work1" resp="#tei_encode" cert="high">Nett</bibl>.</p></note> runs.</p>
<pb n="11"/>
<p>It <choice><sic>nms</sic><corr type="ocr" resp="#tei_encode" cert="medium">runs</corr></choice> tardy.</p>
<pb n="12"/>
<p>Quite caf\u00e9-like.<gap reason="ocr" resp="#tei_encode" cert="low"/></p>
</div>
</body>
</text>
</TEI>
"""


def line_of(words: str, text: str = VALID) -> int:
    """The line on which words stand first, from 1."""
    return text[: text.index(words)].count("\n") + 1
