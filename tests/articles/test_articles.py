"""Several articles in one file: each is found, encoded by itself, and together they are the whole source."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from tei_encode import encode, prove, verify
from tei_encode.articles import encode_articles, encode_corpus
from tei_encode.cli import main
from tei_encode.decisions import Decisions, Entry
from tests.cases.checker import NAMES
from tests.examples.tei_reader import reading
from tests.generator import generate
from tests.tei_all import errors

PROSE = (
    "Nobody remembers the last crossing. It was made on a weekday, in the rain, by a man who had left his hat on the "
    "other side and who came back without it before anyone had noticed that he was gone. {0} was sold for timber in the "
    "following spring, and the landing stage went with it to the same buyer, who is said to have built a summer house out "
    "of both.{1}\n\nThe toll had been a penny since the old king's time, and nobody could say who had set it, or why it was "
    "not a halfpenny, which was what every man at the landing had in his pocket. In the dry years the ford could be walked, "
    "and the ferry lay on the shingle with its chain in the grass. The vestry wrote to the bishop that they had no boat but "
    "the one that leaked, and no man but the one that drank, and that the river was no narrower than before."
)
FERRY = f"The Ferrymen of Orme\n\nJudith Arkwright\n\n{PROSE.format('The ferry', '¹')}\n\n¹ Orme Town Books, iii, 44.\n"
LAMPS = f"The Lamp-Keepers of Saltmere\n\nBess Corkill\n\n{PROSE.format('The lamp', '¹')}\n\n¹ Saltmere Papers, 12.\n"
BELLS = f"Three Bells in the Fog\n\nSilas Ludlam\n\n{PROSE.format('The bell', '')}\n"
SEVERAL = {
    "three, a page each": "\n\f".join((FERRY, LAMPS, BELLS)),
    "two, behind more space than usual": f"{FERRY}\n\n\n{BELLS}",
}
ONE = {
    "alone": FERRY,
    "a section with a name below its head": FERRY.replace(
        "\n\nThe toll", "\n\n\nThe Toll-House\n\nBess Corkill lived in it.\n\nThe toll"
    ),
    "a signature at the end": FERRY.rstrip() + "\n\nBess Corkill\n\nSaltmere\n",
    "notes that count on": FERRY + "\n\f" + LAMPS.replace("¹", "²"),
    "running heads": "\n\f".join(
        (
            FERRY.rstrip(),
            f"The Ferrymen of Orme\n\n{PROSE.format('It', '')}",
            f"Judith Arkwright\n\n{PROSE.format('He', '')}",
        )
    ),
    "an acknowledgement on a page of its own": FERRY
    + "\n\fAcknowledgements\n\nJudith Arkwright thanks Bess Corkill.\n\n"
    + PROSE,
}


def files(text: str) -> list[tuple[str | None, bytes]]:
    return [("several.txt", text.encode())]


@pytest.mark.parametrize("name", SEVERAL)
def test_each_article_has_its_own_header_notes_and_range(name: str) -> None:
    text = SEVERAL[name]
    found = encode_articles(files(text))
    roots = [etree.fromstring(article.xml) for article in found]
    titles = [root.findtext(".//tei:titleStmt/tei:title", namespaces=NAMES) for root in roots]
    wanted = ["The Ferrymen of Orme", "The Lamp-Keepers of Saltmere", "Three Bells in the Fog"]
    assert titles == (wanted if len(roots) == 3 else [wanted[0], wanted[2]])
    ranges = [_range(root) for root in roots]
    assert ranges[0][0] == 0 and ranges[-1][1] == len(text)
    assert all(one[1] == two[0] for one, two in zip(ranges, ranges[1:]))
    notes = [reading(note) for root in roots for note in root.iterfind(".//tei:text//tei:note", NAMES)]
    assert notes[0] == "Orme Town Books, iii, 44."
    for article in found:
        assert verify(article.xml, files(text)).ok
        assert all(finding.end <= len(text) for finding in article.findings)
    assert [one.xml for one in encode_articles(files(text))] == [one.xml for one in found]


@pytest.mark.parametrize("name", ONE)
def test_what_only_looks_like_another_article_stays_one(name: str) -> None:
    (article,) = encode_articles(files(ONE[name]))
    assert article.xml == encode(ONE[name].encode(), name="several.txt").xml
    assert encode_corpus(files(ONE[name])).xml == article.xml


@pytest.mark.parametrize("seed", range(200, 212))
def test_generated_articles_stay_one(seed: int) -> None:
    text = generate(seed, size=0.3).text
    assert len(encode_articles([(None, text.encode("utf-8", "surrogateescape"))])) == 1


@pytest.mark.parametrize("name", SEVERAL)
def test_corpus_is_tei_and_holds_all_of_the_source(name: str, tmp_path: Path) -> None:
    encoding = encode_corpus(files(SEVERAL[name]))
    target = tmp_path / "corpus.xml"
    target.write_bytes(encoding.xml)
    assert errors([target]) == []
    root = etree.fromstring(encoding.xml)
    assert root.tag == f"{{{NAMES['tei']}}}teiCorpus"
    ids = root.xpath("//@xml:id")
    assert len(ids) == len(set(ids))
    pointers = {one for value in root.xpath("//@target | //@resp | //@who | //@scheme") for one in value.split()}
    assert {one[1:] for one in pointers if one.startswith("#")} <= set(ids)
    assert verify(encoding.xml, files(SEVERAL[name])).ok


def test_a_corpus_that_leaves_out_an_article_is_not_proved() -> None:
    text = SEVERAL["three, a page each"]
    root = etree.fromstring(encode_corpus(files(text)).xml)
    root.remove(root.findall("tei:TEI", NAMES)[1])
    proof = prove(etree.tostring(root), text)
    assert not proof.ok and proof.difference is not None
    assert "in no article" in proof.difference.message


def test_an_article_whose_range_was_made_smaller_is_not_proved() -> None:
    text = SEVERAL["three, a page each"]
    second = encode_articles(files(text))[1]
    low, high = _range(etree.fromstring(second.xml))
    for change in ((low + 40, high), (low, high - 40)):
        xml = second.xml.replace(f'from="{low}" to="{high}"'.encode(), f'from="{change[0]}" to="{change[1]}"'.encode())
        assert xml != second.xml
        assert not verify(xml, files(text)).ok


def test_a_person_says_where_articles_begin() -> None:
    text = SEVERAL["three, a page each"]
    lamps, toll = text.index("The Lamp-Keepers"), text.index("The toll had", len(FERRY))
    rows = (("none", lamps, "none"), ("here", toll, "begins"))
    entries = tuple(
        Entry(name, "article", at, at + 8, text[at : at + 8], "", value, "A. Quayle") for name, at, value in rows
    )
    found = encode_articles(files(text), decisions=Decisions("d.toml", "0" * 64, entries))
    # From there to the third title is less than an article: it stays with what the person began.
    assert [_range(etree.fromstring(one.xml))[0] for one in found] == [0, toll - 2]
    assert not [one for article in found for one in article.findings if one.code == "H005"]
    alone = encode(text.encode(), decisions=Decisions("d.toml", "0" * 64, entries))
    assert [one.message for one in alone.findings if one.code == "H005"] == [
        "decision here: articles are told apart with --split or --corpus"
    ]


def test_commands(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "several.txt"
    source.write_text(SEVERAL["three, a page each"])
    assert main(["convert", str(source), "--split"]) == 2
    assert "--split needs a folder" in capfd.readouterr().err
    assert main(["convert", str(source), "--split", "-o", str(tmp_path / "out")]) == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [f"several-{n}.xml" for n in (1, 2, 3)]
    for path in sorted((tmp_path / "out").iterdir()):
        assert main(["verify", str(path), str(source)]) == 0
        assert main(["validate", str(path)]) == 0
    assert main(["convert", str(source), "--corpus", "-o", str(tmp_path / "corpus.xml")]) == 0
    assert main(["verify", str(tmp_path / "corpus.xml"), str(source)]) == 0
    assert main(["validate", str(tmp_path / "corpus.xml")]) == 0


def _range(root: etree._Element) -> tuple[int, int]:
    (stated,) = root.iterfind(".//tei:bibl[@type='ocrText']/tei:citedRange", NAMES)
    return int(stated.get("from", "")), int(stated.get("to", ""))
