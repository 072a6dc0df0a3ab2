"""Faults, each put into one valid file at one place by a script: what is wrong, where, and how it is to be told."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

VALID = (Path(__file__).parent / "data" / "ferry.xml").read_bytes().decode("utf-8")
XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'


class Fault(NamedTuple):
    what: str
    old: str  # what stands in the valid file
    new: str  # what is put there
    code: str
    at: str  # words on the line where the fault is to be reported, in the broken file
    told: tuple[str, ...]  # words of the message, or of what was expected

    def broken(self) -> bytes:
        """The broken file."""
        assert VALID.count(self.old) == 1, (self.what, VALID.count(self.old))
        return VALID.replace(self.old, self.new).encode("utf-8").replace("\u0105".encode(), b"\xe9")

    def line(self) -> int:
        """The line that is to be reported, from 1."""
        text = VALID.replace(self.old, self.new)
        assert text.count(self.at) == 1, (self.what, self.at)
        return text[: text.index(self.at)].count("\n") + 1


FAULTS = [
    # --- not well-formed
    Fault("an end tag is missing", "tardy.</p>", "tardy.", "X001", "</div>\n<div>\n<head>The keepers", ("p", "div")),
    Fault("an ampersand alone", "but the tide", "but Nett & Sons", "X001", "Nett & Sons", ()),
    Fault("an entity of HTML", "but the tide", "but&nbsp;the tide", "X001", "but&nbsp;", ("nbsp",)),
    Fault("a value without quotation marks", '<pb n="11"/>', "<pb n=11/>", "X001", "<pb n=11", ()),
    Fault("an attribute twice", '<pb n="11"/>', '<pb n="11" n="11"/>', "X001", '<pb n="11" n', ("n", "redefined")),
    Fault("a control character", "but the tide", "but the\x08tide", "X001", "but the\x08", ()),
    Fault("something after the end", "</TEI>\n", "</TEI>\n<TEI/>\n", "X001", "<TEI/>", ()),
    # --- elements
    Fault("an element that nobody knows", "<p>A second", "<para/><p>A second", "X002", "<para/>", ("no element para",)),
    Fault("a name in capitals", "<quote>The lamp is lit at dusk.</quote>", "<Quote>Lit.</Quote>", "X002", "<Quote>", ("no element Quote", "did you mean quote")),
    Fault("another namespace", "<p>A second", '<p xmlns="">x</p><p>A second', "X002", 'xmlns=""', ("p is in no namespace", "tei-c.org")),
    Fault("a division in a paragraph", "but the tide", "but <div><p>x</p></div>", "X002", "but <div>", ("div is not allowed in p", "body")),
    Fault("a head after the text", "<p>None has", "<p>x</p><head>y</head><p>None has", "X002", "<head>y</head>", ("head is not allowed here in div, after p",)),
    Fault("a front after the body", "</body>\n", "</body>\n<front><div><p>x</p></div></front>\n", "X002", "<front><div><p>x", ("front is not allowed here in text, after body", "back")),
    Fault("a second body", "</body>\n", "</body>\n<body><div><p>x</p></div></body>\n", "X002", "<body><div><p>x", ("body", "after body")),
    Fault("a row outside a table", "<p>And put", "<row><cell>x</cell></row><p>And put", "X002", "<row><cell>x", ("row is not allowed in div", "table")),
    Fault("an item in a paragraph", "oars of ash</item>", "oars</item></list><p><item>x</item></p><list><item>ash</item>", "X002", "<p><item>", ("item is not allowed in p", "list")),
    # --- what is missing
    Fault("no title", '<title level="a" type="main">Ferries and their keepers</title>\n', "", "X003", "<author>Ada", ("title before author is missing in titleStmt",)),
    Fault("no source", VALID[VALID.index("<sourceDesc>") : VALID.index("</fileDesc>")], "", "X003", "</fileDesc>", ("fileDesc is incomplete", "sourceDesc")),
    Fault("an empty list", "<item>oars of ash</item>\n<item>a lamp with two wicks</item>\n", "", "X003", "</list>", ("list is incomplete", "item")),
    Fault("an empty choice", '<sic>nms</sic><corr type="ocr" resp="#tei_encode" cert="medium">runs</corr>', "", "X003", "<choice>", ("choice is incomplete", "sic")),
    Fault("an empty table", VALID[VALID.index("<row><cell>spring") : VALID.index("</table>")], "", "X003", "</table>", ("table is incomplete", "row")),
    Fault("no publication", VALID[VALID.index("<publicationStmt>") : VALID.index("<sourceDesc>")], "", "X003", "<sourceDesc>", ("publicationStmt before sourceDesc is missing",)),
    # --- attributes
    Fault("a misspelt attribute", '<list rend="bulleted">', '<list rendd="bulleted">', "X004", "rendd", ("attribute rendd is not allowed on list", "rend")),
    Fault("an attribute of another element", "<p>And put", '<p target="#work1">And put', "X004", '<p target="#work1"', ("attribute target is not allowed on p",)),
    Fault("id for xml:id", '<bibl xml:id="work1">', '<bibl id="work1">', "X004", 'id="work1"', ("attribute id is not allowed on bibl", "xml:id")),
    Fault("a language without ident", '<language ident="en">', "<language>", "X005", "<language>", ("language has no attribute ident",)),
    Fault("a program without version", ' version="0.1.0"', "", "X005", "<application ", ("application has no attribute version",)),
    # --- values
    Fault("a date in words", '<date when="1979">', '<date when="in 1979">', "X006", "in 1979", ("date/@when is 'in 1979'", "a year")),
    Fault("a certainty that is none", 'cert="medium"', 'cert="rather"', "X006", "rather", ("corr/@cert is 'rather'", "high, medium")),
    Fault("an id that begins with a digit", '<bibl xml:id="work1">', '<bibl xml:id="1work">', "X006", "1work", ("bibl/@xml:id is '1work'", "id")),
    Fault("an address that is none", "https://creativecommons.org/licenses/by/4.0/", "100% free", "X006", "100% free", ("licence/@target is '100% free'", "URI")),
    Fault("a status that is none", 'status="free"', 'status="gratis"', "X006", "gratis", ("availability/@status is 'gratis'", "free")),
    Fault("a language in words", '<text xml:lang="en">', '<text xml:lang="english language">', "X006", "english language", ("text/@xml:lang is 'english language'",)),
    # --- text
    Fault("text in a division", "<quote>The", "Stray words.\n<quote>The", "X007", "Stray words", ("text is not allowed directly in div", "Stray words")),
    Fault("text in a list", "<item>a lamp", "and <item>a lamp", "X007", "and <item>", ("text is not allowed directly in list", "item")),
    Fault("text in a page break", '<pb n="11"/>', '<pb n="11">eleven</pb>', "X007", "eleven", ("text is not allowed directly in pb",)),
    # --- ids and pointers
    Fault("an id twice", '<category xml:id="review">', '<category xml:id="genre">', "V001", '<category xml:id="genre"', ("xml:id 'genre' stands twice",)),
    Fault("a pointer to nothing", 'corresp="#work1"', 'corresp="#work2"', "V002", "#work2", ("bibl/@corresp points to #work2",)),
    Fault("a note reference to a work", 'n="1" target="#note1"', 'n="1" target="#work1"', "V003", 'n="1" target="#work1"', ("ref/@target points to #work1, a bibl", "note")),
    Fault("a note that does not point back", ' n="1" target="#noteref1"', ' n="1"', "V004", "noteref1", ("which does not point back",)),
    # --- what the project's own files promise
    Fault("a page twice", '<pb n="12"/>', '<pb n="11" xml:id="again"/>', "V005", 'xml:id="again"', ("page 11 stands after page 11", "above 11")),
    Fault("a correction by nobody", ' resp="#tei_encode" cert="medium"', "", "V007", "<corr", ("corr has no @resp",)),
    Fault("a sure paragraph", "<p>And put", '<p cert="high">And put', "V008", '<p cert="high">', ("p has @resp or @cert",)),
    Fault("an accent that stands apart", "caf\u00e9", "cafe\u0301", "V009", "cafe\u0301", ("normalization form C",)),
    Fault("bytes that are not UTF-8", "but the tide", "but the t\u0105de", "V010", "but the t\u0105de", ("not UTF-8",)),
    Fault("carriage returns", "but the tide.</p>\n", "but the tide.</p>\r\n", "V011", "but the tide", ("carriage returns",)),
    Fault("a DTD", '<TEI xmlns="http', '<!DOCTYPE TEI SYSTEM "tei.dtd">\n<TEI xmlns="http', "V012", "<!DOCTYPE", ("DTD",)),
    Fault("a CDATA section", "but the tide", "but <![CDATA[the tide]]>", "V012", "<![CDATA[", ("CDATA",)),
    Fault("a place for a schema", "<back>", f'<back {XSI} xsi:schemaLocation="urn:x x.xsd">', "V012", "xsi:schemaLocation", ("back has xsi:schemaLocation",)),
]  # fmt: skip
