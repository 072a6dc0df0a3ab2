"""The language of parts: told where it is certain, on the element that is in it, with its share in the header."""

from __future__ import annotations

from random import Random

import pytest
from lxml import etree

from tei_encode import encode, verify
from tei_encode.language.detect import language_of_part
from tests.cases.checker import FRAME, NAMES
from tests.generator.language import LANGUAGES, Language

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
PARTS = [
    # text, language around it, what is told
    ("Personne ne se souvient de la dernière traversée, qui eut lieu sous la pluie", "en", "fr"),
    ("Niemand erinnert sich an die letzte Überfahrt, und der Hut ist nicht mehr da", "en", "de"),
    ("Nessuno ricorda l'ultima traversata, e la barca fu venduta per il legname della riva", "en", "it"),
    ("Nadie recuerda la última travesía, y la barca se vendió como leña en la orilla de los dos", "pt", "es"),
    ("Ninguém se lembra da última travessia, e o barco foi vendido como lenha na margem", "es", "pt"),
    ("Niemand herinnert zich de laatste overtocht, maar het was op een werkdag in de regen", "de", "nl"),
    ("Nullus homo sine ponte transire potest, quia flumen est magnum et navis non est ibi", "it", "la"),
    ("The tolls were let by auction, and it was the butchers who bid for them", "fr", "en"),
    # the language around it, or nothing certain
    ("The tolls were let by auction, and it was the butchers who bid for them", "en", ""),
    ("tout court", "en", ""),
    ("coup d'état à la Orme", "en", ""),
    ("Annales de la rivière", "en", ""),
    ("Arkwright Corkill Quayle Ludlam Featherby Oliveira", "en", ""),
    ("et in non de a", "en", ""),
    ("1812, 1813, 1814 and 1815", "en", ""),
    ("Ожидание перевоза было долгим и скучным делом", "en", ""),
    ("the word bac, as in le bac de la rivière, is older than the ferry", "en", ""),
    ("", "en", ""),
]


@pytest.mark.parametrize(("text", "around", "told"), PARTS)
def test_part(text: str, around: str, told: str) -> None:
    assert language_of_part(text, around) == told


FRENCH = "Personne ne se souvient de la dernière traversée, qui eut lieu sous la pluie et sans témoins"
TOLD = {
    "block quotation": (f"> {FRENCH}.", "//tei:quote[@xml:lang='fr']"),
    "quotation in marks": (f'The vestry wrote: "{FRENCH}." Nobody answered.', "//tei:q[@xml:lang='fr']"),
    "emphasis": (f"The vestry wrote *{FRENCH}* and nothing more.", "//tei:hi[@xml:lang='fr']"),
    "quotation with another in it": (
        f'The vestry wrote: "{FRENCH}, and he said it is the bell of the town that has been sold." Nobody answered.',
        "//tei:p[tei:q]",
    ),
}


@pytest.mark.parametrize("name", TOLD)
def test_element(name: str) -> None:
    words, path = TOLD[name]
    source = FRAME.replace("{source}", words).encode()
    encoding = encode(source, name="a.txt")
    root = etree.fromstring(encoding.xml)
    assert len(root.xpath(path, namespaces=NAMES)) == 1
    assert verify(encoding.xml, [("a.txt", source)]).ok
    usage = {one.get("ident"): one.get("usage") for one in root.iterfind(".//tei:langUsage/tei:language", NAMES)}
    if "xml:lang" in path:
        share = round(100 * len(FRENCH) / len(source.decode()))
        assert abs(int(usage["fr"] or 0) - share) <= 4
        assert int(usage["en"] or 0) + int(usage["fr"] or 0) == 100


def test_a_text_in_one_language_says_nothing_of_parts() -> None:
    root = etree.fromstring(encode(FRAME.replace("{source}", '"It was the butchers who bid for them."').encode()).xml)
    assert [one.get("usage") for one in root.iterfind(".//tei:langUsage/tei:language", NAMES)] == [None]
    assert not root.xpath("//tei:text//*[@xml:lang]", namespaces=NAMES)


def test_precision_on_documents_of_mixed_languages() -> None:
    """At least 95 of 100 languages told are right, and more than half of those there are told."""
    right = wrong = there = 0
    for seed in range(40):
        text, truth = _mixed(seed)
        root = etree.fromstring(encode(text.encode()).xml)
        found = [
            ("".join(element.itertext()), element.get(XML_LANG))
            for element in root.xpath("//tei:text//*[@xml:lang]", namespaces=NAMES)
        ]
        there += len(truth)
        for words, code in found:
            good = any(code == true and start in " ".join(words.split()) for start, true in truth)
            right, wrong = right + good, wrong + (not good)
    assert right >= 0.95 * (right + wrong), (right, wrong)
    assert right >= 0.55 * there, (right, there)


def _mixed(seed: int) -> tuple[str, list[tuple[str, str]]]:
    """An article with quotations, some of them in another language; those with how they begin, and their language."""
    random = Random(seed)
    main = random.choice(LANGUAGES)
    own = Language(main, random)
    opened, closed = own.marks.split("|") if "|" in own.marks else (own.marks[0], own.marks[1])
    paragraphs: list[str] = []
    truth = []
    for _ in range(7):
        paragraphs.append(" ".join(own.sentence() for _ in range(4)))
        code = random.choice(LANGUAGES) if random.random() < 0.6 else main
        words = Language(code, random).sentence().translate({ord(mark): None for mark in '"“”«»„‘'})
        if random.random() < 0.5:
            paragraphs.append(f"> {words}")
        else:
            paragraphs[-1] += f" {opened}{words}{closed} {own.sentence()}"
        if code != main:
            truth.append((" ".join(words.split()[:3]), code))
    return f"# {own.book()}\n\n{own.person()}\n\n" + "\n\n".join(paragraphs) + "\n", truth
