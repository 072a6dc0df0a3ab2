"""The page as a whole: nothing of the text is lost, nothing is fetched, every link leads somewhere, headings are in order."""

from __future__ import annotations

import re
from pathlib import Path
from unicodedata import normalize

import pytest
from lxml import etree, html

from tei_encode.reading import reading_view
from tei_encode.resources import load_resource
from tests.packaging.deposits import example
from tests.reading.pages import article_page, page, sample_page, tei

NAMES = ("ferry", "review-article", "essai-francais", "seiten")
TEI = "{http://www.tei-c.org/ns/1.0}"
NOT_READ = frozenset(TEI + name for name in ("desc", "figDesc", "label", "expan", "pc", "fw", "surplus", "g"))


@pytest.mark.parametrize("name", NAMES)
def test_page_keeps_its_own_rules(name: str) -> None:
    data = article_page(name)
    made = html.document_fromstring(data)
    identifiers = made.xpath("//@id")
    assert len(identifiers) == len(set(identifiers))
    for href in made.xpath("//main//a/@href | //header//a/@href"):
        assert not href.startswith("#") or href[1:] in identifiers, href
    for target in made.xpath("//@popovertarget"):
        assert target in identifiers
    assert not made.xpath("//script | //img | //link | //iframe | //object | //@onclick | //@style")
    assert not re.search(rb"url\(|@import", data)
    levels = [int(h.tag[1]) for h in made.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:]))
    assert [element.tag for element in made.find("body")] == ["a", "header", "main", "footer"]
    assert made.get("lang") in ("en", "fr", "de")


@pytest.mark.parametrize("name", NAMES)
def test_page_is_the_same_twice_and_ascii_does_not_matter(name: str) -> None:
    article_page.cache_clear()
    first = article_page(name)
    article_page.cache_clear()
    assert article_page(name) == first
    assert first.startswith(b"<!DOCTYPE html>\n") and first.endswith(b"</html>\n")


def letters(words: str) -> str:
    return "".join(filter(str.isalnum, normalize("NFKC", words)))


@pytest.mark.parametrize("name", ["review-article", "essai-francais", "seiten"])
def test_every_printed_word_of_the_text_is_on_the_page(name: str) -> None:
    """All letters of every paragraph, head, note and entry, as printed or as corrected."""
    submission, _ = example(name)
    made = html.document_fromstring(article_page(name))
    for hidden in made.xpath(
        "//*[@class='source-line' or @class='work' or @class='back'] | //section[@class='source']"
    ):
        hidden.drop_tree()
    shown = letters(" ".join(made.find("body").itertext()))
    root = etree.fromstring(submission.tei)
    text = root.find(f"{TEI}text")
    assert text is not None
    checked = 0
    for leaf in text.iter():
        if any(above.tag in NOT_READ for above in (leaf, *leaf.iterancestors())):
            continue
        words = letters(leaf.text or "")
        checked += len(words)
        assert words in shown, leaf.text
    assert checked > 1000


def test_pages_stand_in_order_in_the_margin() -> None:
    made = html.document_fromstring(article_page("review-article"))
    numbers = [span.text for span in made.xpath("//article//span[@role='doc-pagebreak']/span")]
    assert numbers == sorted(numbers) and numbers[0] == "211"


def test_source_line_links_lead_to_the_line_where_the_passage_begins() -> None:
    made = html.document_fromstring(article_page("review-article"))
    lines = {li.get("id"): "".join(li.itertext()) for li in made.xpath("//section[@class='source']//li")}
    checked = 0
    for paragraph in made.xpath("//article//p[a[@class='source-line']]"):
        link = paragraph.find("a")
        words = letters((paragraph.text or "") + (link.tail or ""))[:12]
        if len(words) == 12:
            assert words in letters(lines[link.get("href")[1:]])
            checked += 1
    assert checked > 15
    notes = made.xpath("//section[@class='notes']//a[@class='source-line']")
    assert len(notes) > 10


def test_page_files_have_lines_of_their_own() -> None:
    made = html.document_fromstring(article_page("seiten"))
    assert [summary.text for summary in made.xpath("//section[@class='source']//summary")] == [
        f"page-00{n}.txt" for n in (1, 2, 3, 4)
    ]
    assert made.xpath("//a[@class='source-line'][starts-with(@href, '#:L2-')]")


@pytest.mark.parametrize("language", [*load_resource("reading/labels.toml"), "pt-BR"])
def test_page_speaks_the_language_of_the_article(language: str) -> None:
    labels = load_resource("reading/labels.toml")
    own = labels[language.partition("-")[0]]
    assert own.keys() == labels["en"].keys() and all(own.values())
    made = page("<body><div><p>x</p></div></body>", language)
    assert made.get("lang") == language
    assert made.xpath("//a[@class='skip']")[0].text == own["skip"]
    assert not made.xpath("//details/@lang")


def test_language_without_labels_is_marked_and_the_page_says_so_in_english() -> None:
    made = page("<body><div><p>x</p></div></body>", "cy")
    assert (made.get("lang"), made.xpath("//details/@lang")) == ("cy", ["en"])
    assert page("<body><div><p>x</p></div></body>", "ar").get("dir") == "rtl"
    assert page("<body><div><p>x</p></div></body>", "en").get("dir") is None


def test_article_without_title_page_has_the_title_of_its_header() -> None:
    made = page("<body><div><p>x</p></div></body>")
    assert [h.text for h in made.iter("h1")] == ["On Lamps"]
    assert [p.text for p in made.xpath("//p[@class='byline']")] == ["Hester Quayle"]
    assert made.findtext("head/title") == "On Lamps"


def test_title_page_is_as_printed() -> None:
    front = "<front><titlePage><docTitle><titlePart type='main'>ON LAMPS</titlePart><titlePart type='sub'>A Study</titlePart></docTitle><byline>by <docAuthor>H. Quayle</docAuthor></byline></titlePage></front>"
    made = page(f"{front}<body><div><p>x</p></div></body>")
    assert ["".join(h.itertext()) for h in made.iter("h1")] == ["ON LAMPS"]
    assert made.xpath("//p[@class='subtitle']")[0].text == "A Study"


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "]]></style><script>"]
)
def test_text_is_never_markup(hostile: str) -> None:
    escaped = hostile.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    made = page(
        f"<body><div><head>{escaped}</head><p n='{escaped.replace(chr(39), '')}'>{escaped}</p></div></body>",
        "en",
        [(hostile, hostile)],
    )
    assert not made.xpath("//script | //img")
    assert hostile in "".join(made.xpath("//article/section/p")[0].itertext())


def test_source_with_what_no_page_can_hold() -> None:
    made = page(
        "<body><div><p>x</p></div></body>", "en", [("a.txt", "one\x00\x08two\udc80three\ufffe\nfour\U0001f6a2")]
    )
    lines = ["".join(li.itertext()) for li in made.xpath("//section[@class='source']//li")]
    assert lines == ["one\u2400\u2408two\ufffdthree\ufffd", "four\U0001f6a2"]


def test_licence_is_linked_and_a_strange_address_is_not() -> None:
    availability = "<availability status='free'><licence target='{}'><p>CC BY</p></licence></availability>"
    for target, linked in (("https://example.org/by", True), ("javascript:alert(1)", False)):
        data = tei("<body><div><p>x</p></div></body>").replace(
            b"</publicationStmt>", availability.format(target).encode() + b"</publicationStmt>"
        )
        made = html.document_fromstring(reading_view(data))
        assert bool(made.xpath(f"//footer//a[@href='{target}']")) is linked
        assert "CC BY" in "".join(made.find("body/footer").itertext())


def test_long_article_takes_linear_time() -> None:
    import time

    def seconds(count: int) -> float:
        paragraph = "<p>" + "The lamp went out at four and nobody knew. " * 10 + "</p>"
        text = "<body><div>" + paragraph * count + "</div></body>"
        source = ("The lamp went out at four and nobody knew. " * 10 + "\n\n") * count
        start = time.process_time()
        reading_view(tei(text), [("a.txt", source)])
        return time.process_time() - start

    seconds(200)
    short, long = min(seconds(500) for _ in range(3)), min(seconds(4000) for _ in range(2))
    assert long / short < 8 * 2.5


def test_sample_article_keeps_the_rules_of_a_page(sample: Path) -> None:
    made = html.document_fromstring(sample_page(sample))
    identifiers = made.xpath("//@id")
    assert len(identifiers) == len(set(identifiers))
    assert len(made.xpath("//section[@class='notes']/ol/li")) >= 20
    assert len(made.xpath("//article//a[@class='source-line']")) > 15


def test_own_identifiers_and_those_of_the_tei_never_meet() -> None:
    names = ["title", "text", "notes", "source", "show-inferred", "heading-1", "L1", "open-n1", "call-n1", "n1"]
    blocks = "".join(f"<p xml:id='{name}'>x</p>" for name in names[:-1])
    note = "<p>y<note xml:id='n1'><p>z</p></note></p>"
    made = page(f"<body><div><head>H</head>{blocks}{note}</div></body>", "en", [("a.txt", "x")])
    identifiers = made.xpath("//@id")
    assert len(identifiers) == len(set(identifiers))
    assert set(names) <= set(identifiers)


def test_state_of_the_edition_is_the_headers() -> None:
    edition = b"</titleStmt><editionStmt><edition>Proofread twice</edition></editionStmt>"
    data = tei("<body><div><p>x</p></div></body>").replace(b"</titleStmt>", edition)
    assert "Proofread twice" in "".join(html.document_fromstring(reading_view(data)).find("body/footer").itertext())


def contrast(one: str, two: str) -> float:
    """WCAG 2.2, contrast ratio of two colours #rrggbb or #rgb."""

    def luminance(colour: str) -> float:
        digits = colour.lstrip("#")
        digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
        parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_colour_can_be_read_on_every_ground() -> None:
    """WCAG 2.2, success criterion 1.4.3: 4.5 to 1, in light, in dark and in print."""
    from tei_encode.resources import package_bytes

    style = package_bytes("reading/style.css").decode()
    palettes = [
        dict(re.findall(r"--([a-z]+): (#[0-9a-f]+)", block)) for block in re.findall(r":root \{([^}]*)\}", style)
    ]
    assert len(palettes) == 3
    for palette in palettes:
        for text in ("ink", "muted", "accent"):
            for ground in ("paper", "mark", "raised"):
                if ground in palette:
                    ratio = contrast(palette[text], palette[ground])
                    assert ratio >= 4.5, (text, ground, palette[text], palette[ground], round(ratio, 2))
