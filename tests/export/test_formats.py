"""The works of a TEI file as items, and as BibTeX, RIS and CSL-JSON that libraries read back."""

from __future__ import annotations

import json

import pytest

from tei_encode.errors import SourceError
from tei_encode.export.formats import as_bibtex, as_csl_json, as_ris
from tei_encode.export.items import Item, items, list_of, works

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><div><listBibl>
<bibl xml:id="b1"><author><persName><surname>Weil</surname>, <forename>Ada</forename></persName></author> and <author><persName>
<forename>Ludwig</forename> <nameLink>van der</nameLink> <surname>Meer</surname></persName></author>, <title level="m">The Ferry<pc force="weak">-</pc><lb break="no"/>men &amp; 100% of {Orme}</title>
(<pubPlace>Saltholm</pubPlace>: <publisher>Lantern Press</publisher>, <date when="1931">1931</date>), <citedRange unit="page" from="4" to="4">4</citedRange>.</bibl>
<bibl><author><persName><forename>Karl</forename> <surname>Marsh</surname></persName></author>, <title level="a">“Tolls and Tides,”</title> <title level="j">Littoral Studies</title> <biblScope unit="volume" from="12" to="12">12</biblScope>(<biblScope unit="issue" from="3" to="3">3</biblScope>) (<date when="1944-05">May 1944</date>): <biblScope unit="page" from="45" to="67">45-67</biblScope>. <idno type="DOI">doi:10.1234/abc_1</idno></bibl>
<bibl><author><choice><orig>———</orig><reg>Karl Marsh</reg></choice></author>, <title level="a">Lamps</title>, in <editor role="editor"><persName><forename>Eve</forename> <surname>Orth</surname></persName></editor> (ed.), <title level="m">Light</title> (<date when="1944">1944</date>)</bibl>
<bibl corresp="#b1"><author>Weil</author>, <title level="m">Ferrymen</title>, 9</bibl>
<bibl><ref type="ibid">Ibid.</ref>, 4</bibl>
<bibl><author>Weil</author>, <title level="m">Tides</title>. PhD thesis, <publisher>University of Orme</publisher>, <date when="1931">1931</date></bibl>
</listBibl></div></body></text></TEI>"""


@pytest.fixture
def made() -> list[Item]:
    return items(works(TEI.encode(), "test.xml"))


def test_each_work_once(made: list[Item]) -> None:
    assert [item["id"] for item in made] == ["weil1931", "marsh1944", "marsh1944b", "weil1931b"]


def test_types(made: list[Item]) -> None:
    assert [item["type"] for item in made] == ["book", "article-journal", "chapter", "thesis"]


def test_fields(made: list[Item]) -> None:
    book, article, chapter, _ = made
    assert book["title"] == "The Ferrymen & 100% of {Orme}"
    assert book["author"][1] == {"family": "Meer", "given": "Ludwig", "non-dropping-particle": "van der"}
    assert "page" not in book, "a page cited is no page of the work"
    assert (article["title"], article["container-title"]) == ("Tolls and Tides", "Littoral Studies")
    assert (article["volume"], article["issue"], article["page"]) == ("12", "3", "45-67")
    assert article["issued"] == {"date-parts": [[1944, 5]]}
    assert article["DOI"] == "10.1234/abc_1"
    assert chapter["author"] == article["author"] == [{"family": "Marsh", "given": "Karl"}], "whom the dashes stand for"
    assert chapter["editor"] == [{"family": "Orth", "given": "Eve"}]


def test_csl_json_is_json(made: list[Item]) -> None:
    assert json.loads(as_csl_json(made)) == made


def test_bibtex_is_read_back(made: list[Item]) -> None:
    from bibtexparser import parse_string

    library = parse_string(as_bibtex(made).decode())
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == [item["id"] for item in made]
    book = library.entries_dict["weil1931"].fields_dict
    assert book["author"].value == "Weil, Ada and van der Meer, Ludwig"
    assert book["title"].value == r"The Ferrymen \& 100\% of {Orme}"
    assert library.entries_dict["marsh1944"].fields_dict["doi"].value == "10.1234/abc_1"
    assert library.entries_dict["weil1931b"].fields_dict["school"].value == "University of Orme"


def test_ris_is_read_back(made: list[Item]) -> None:
    import rispy

    entries = rispy.loads(as_ris(made).decode())
    assert [entry["type_of_reference"] for entry in entries] == ["BOOK", "JOUR", "CHAP", "THES"]
    assert entries[1]["start_page"] == "45" and entries[1]["end_page"] == "67"


def test_tei_is_a_list_of_its_own() -> None:
    made = list_of(works(TEI.encode(), "test.xml"))
    assert made.count(b"<bibl>") == 4
    assert works(b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text>' + made.split(b"\n", 1)[1] + b"</text></TEI>", "")


@pytest.mark.parametrize("value", ["}{", "a } b", "\\input{x}", "50% & #1 $x_y", ""])
def test_bibtex_survives_any_title(value: str) -> None:
    from bibtexparser import parse_string

    made = as_bibtex([{"id": "x", "type": "book", "title": value}])
    library = parse_string(made.decode())
    assert not library.failed_blocks and len(library.entries) == 1


def test_what_is_no_xml_is_an_error() -> None:
    with pytest.raises(SourceError, match=r"test\.xml: is not well-formed"):
        works(b"<TEI>", "test.xml")
