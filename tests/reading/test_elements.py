"""What TEI becomes on the page: each phenomenon, and beside it what only looks like it."""

from __future__ import annotations

import pytest

from tei_encode.reading import reading_view
from tests.reading.pages import body, page, tei

TABLE = [
    # TEI, what the page must hold, what it must not
    ("<p>One <hi rend='italic'>two</hi> three.</p>", "<p>One <i class=\"rend-italic\">two</i> three.</p>", ""),
    ("<p>x<hi rend='superscript'>2</hi></p>", "<sup", ""),
    ("<p><hi rend='bold italic'>a</hi></p>", "<b class=\"rend-bold rend-italic\">a</b>", ""),
    ("<p><title level='m' rend='italic'>Lamps</title></p>", "<cite class=\"rend-italic\">Lamps</cite>", ""),
    ("<p><title level='a'>Lamps</title></p>", "<span>Lamps</span>", "<cite"),
    ("<p><foreign xml:lang='la'>lux</foreign></p>", "lang=\"la\"", ""),
    # corrections
    ("<p><choice><sic>Northem</sic><corr resp='#t' cert='high'>Northern</corr></choice></p>", "<span class=\"printed\">Northem</span>", ""),
    ("<p><choice><sic>Northem</sic><corr resp='#t' cert='high'>Northern</corr></choice></p>", "class=\"inferred high\">Northern<", ""),
    ("<p><choice><abbr>Mr</abbr><expan>Mister</expan></choice> Quayle</p>", "Mr", "Mister"),
    ("<p>the<surplus reason='ocr-noise'>÷.</surplus> lamp</p>", "<span class=\"furniture\">÷.</span>", ""),
    ("<p><gap reason='ocr' resp='#t' cert='low'><desc>a line is lost</desc></gap></p>", "[… a line is lost]", ""),
    ("<p>a<g n='U+0008'/>b</p>", "\ufffd", ""),
    # words divided, and hyphens that are none
    ("<p>Admi<pc force='weak'>-</pc><pb n='2' break='no'/>ralty</p>", "Admi<span", "Admi-"),
    ("<p>ink<pc force='weak'>-</pc><lb break='no'/>stand</p>", "inkstand", ""),
    ("<p>light<pc force='inter'>-</pc><pb n='2' break='maybe'/>house</p>", "<span>-</span>", ""),
    ("<p>sea<pc force='strong'>-</pc>mark</p>", "sea<span>-</span>mark", ""),
    ("<p>one<lb/>two</p>", "one two", ""),
    # pages
    ("<p>a <pb n='213'/>b</p>", "role=\"doc-pagebreak\" aria-label=\"Page 213\"><span class=\"number\">213</span>", ""),
    ("<p>a <cb n='2' resp='#t' cert='medium'/>b</p>", "<span class=\"mark inferred medium\">|</span>", ""),
    ("<p>a<fw type='header'>LAMPS</fw></p>", "<span class=\"furniture\">LAMPS</span>", ""),
    ("<p>a</p><milestone unit='section' rend='* * *'/><p>b</p>", "<hr class=\"section-break\">", ""),
    ("<p>a <milestone unit='ocrBlock' resp='#t' cert='low'/>b</p>", "¦", "<hr"),
    # blocks
    ("<p>He said <q>\"no\"</q>.</p>", "<span class=\"q\">\"no\"</span>", "<q>"),
    ("<quote><p>We have had the wind.</p></quote>", "<blockquote>", ""),
    ("<p>He wrote: <quote>no</quote> and left.</p>", "<div class=\"p\" role=\"paragraph\">He wrote: <blockquote>no</blockquote> and left.", ""),
    ("<p>See <list><item>a</item></list></p>", "role=\"paragraph\">See <ul><li>a</li></ul>", "<p>See"),
    ("<p>A note<note xml:id='n1' n='1' target='#r1'><p>with <list><item>a list</item></list></p></note>.</p>", "<p>A note", "role=\"paragraph\">A note"),
    ("<list rend='numbered'><item>a</item><item>b</item></list>", "<ol class=\"rend-numbered\">", ""),
    ("<list rend='bulleted'><label>–</label><item>a</item></list>", "<li><span class=\"label\">–</span> a</li>", ""),
    ("<list rend='numbered'><item><label>1.</label> a</item></list>", "<ul class=\"labelled rend-numbered\">", "<ol"),
    ("<lg><l>One line</l><l>two lines</l></lg>", "<div class=\"verse\"><div class=\"verse-line\">One line</div>", ""),
    ("<sp><speaker>KEEPER</speaker><p>Who is there?</p></sp>", "<p class=\"speaker\">KEEPER</p>", ""),
    ("<table><head>Table 1</head><row role='label'><cell>Year</cell><cell>Ships</cell></row><row><cell>1871</cell><cell>4</cell></row></table>",
     "<caption><span>Table 1</span></caption><tr><th scope=\"col\">Year</th>", ""),
    ("<table><row><cell>1871</cell></row></table>", "role=\"region\" tabindex=\"0\" aria-label=\"Table\"", ""),
    ("<figure><head>Fig. 1. The lamp</head><graphic url='https://example.org/l.jpg'/></figure>", "href=\"https://example.org/l.jpg\"", "<img"),
    ("<figure><graphic url='javascript:alert(1)'/></figure>", "Image", "javascript"),
    ("<listBibl><bibl xml:id='work1'><author>A. Solvang</author>, Lamps.</bibl></listBibl>", "<li id=\"work1\">", ""),
    ("<p>See <bibl><author>A. Solvang</author>, Lamps</bibl>.</p>", "<span class=\"bibl\">", "<li"),
    # links
    ("<p>At <ref target='https://example.org/'>example.org</ref></p>", "<a href=\"https://example.org/\">", ""),
    ("<p>At <ref target='javascript:alert(1)'>here</ref></p>", "<span>here</span>", "javascript"),
    ("<p>At <ref target='#nothing'>here</ref></p>", "<span>here</span>", "href"),
    ("<listBibl><bibl xml:id='work1'>Lamps</bibl></listBibl><p><bibl corresp='#work1'>ibid.</bibl></p>",
     "<a class=\"work\" href=\"#work1\" aria-label=\"The work cited\">↗</a>", ""),
    ("<p><bibl corresp='#work9'>ibid.</bibl></p>", "ibid.", "href"),
]  # fmt: skip


@pytest.mark.parametrize(("blocks", "holds", "lacks"), TABLE)
def test_element(blocks: str, holds: str, lacks: str) -> None:
    made = body(blocks)
    assert holds in made
    assert not lacks or lacks not in made


NOTED = (
    "<body><div><p>One<ref type='noteref' n='1' target='#note1' xml:id='noteref1' rend='superscript'>¹</ref>"
    "<note xml:id='note1' n='1' target='#noteref1' place='bottom'><p><label>¹</label> The first.</p></note> and two.</p></div></body>"
)


def test_note_opens_where_it_is_called_and_is_listed_with_a_way_back() -> None:
    made = page(NOTED)
    (button,) = made.xpath("//p/button")
    assert (button.text, button.get("popovertarget"), button.get("aria-label"), button.get("id")) == (
        "1",
        ":open-note1",
        "Note 1",
        "noteref1",
    )
    (opened,) = made.xpath("//article/section/div[@popover]")
    assert opened.getprevious().tag == "p", "it follows the block that calls it"
    assert (opened.get("id"), "".join(opened.itertext())) == (":open-note1", "1  The first.")
    (item,) = made.xpath("//section[@class='notes']/ol/li")
    assert item.get("id") == "note1"
    assert [(a.get("href"), a.get("aria-label")) for a in item.iter("a")] == [
        ("#noteref1", "Back to the text (Note 1)")
    ]


def test_note_called_twice_has_two_ways_back() -> None:
    text = NOTED.replace(" and two.", " and<ref type='noteref' n='1' target='#note1' xml:id='noteref2'>1</ref>")
    made = page(text)
    assert len(made.xpath("//div[@popover]")) == 1
    assert [a.get("href") for a in made.xpath("//li[@id='note1']//a")] == ["#noteref1", "#noteref2"]


def test_note_that_nothing_calls_has_a_sign_of_its_own() -> None:
    made = page("<body><div><p>One.</p><note xml:id='note1' n='3'><p>Lost.</p></note><p>Two.</p></div></body>")
    (button,) = made.xpath("//button")
    assert button.text == "3"
    assert "Lost." in "".join(made.xpath("//section[@class='notes']")[0].itertext())


def test_endnotes_are_the_list_under_their_own_heading() -> None:
    made = page(
        "<body><div><p>One<ref type='noteref' target='#note1' n='1' xml:id='noteref1'>1</ref></p></div></body><back><div type='notes'>"
        "<head>Endnotes</head><note xml:id='note1' n='1' target='#noteref1'><p>First.</p></note>"
        "<note xml:id='note2' n='2'><p>Second.</p></note></div></back>"
    )
    assert [h.text for h in made.xpath("//section[@class='notes']/h2")] == ["Endnotes"]
    assert [li.get("id") for li in made.xpath("//section[@class='notes']/ol/li")] == ["note1", "note2"]
    assert len(made.xpath("//button")) == 1


def test_note_in_the_heading_of_the_notes_is_listed() -> None:
    made = page(
        "<body><div><p>x</p></div></body><back><div type='notes'><head>Notes<note xml:id='n1'><p>A</p></note></head></div></back>"
    )
    assert [li.get("id") for li in made.xpath("//section[@class='notes']/ol/li")] == ["n1"]


def test_note_within_a_note_is_listed_too() -> None:
    made = page(
        "<body><div><p>One<ref type='noteref' n='1' target='#note1' xml:id='r1'>1</ref><note xml:id='note1' n='1' target='#r1'>"
        "<p>A<ref type='noteref' n='2' target='#note2' xml:id='r2'>2</ref></p></note>"
        "<note xml:id='note2' n='2' target='#r2'><p>B</p></note></p></div></body>"
    )
    assert [li.get("id") for li in made.xpath("//section[@class='notes']/ol/li")] == ["note1", "note2"]


@pytest.mark.parametrize(
    "blocks",
    [
        "<list><item>a</item><pb n='2'/><item>b</item></list>", "<list><pb n='2'/><item>b</item></list>",
        "<listBibl><bibl>a</bibl><pb n='2'/><fw type='header'>L</fw><bibl>b</bibl></listBibl>",
        "<table><pb n='2'/><row><cell>a</cell></row><pb n='3'/><row><cell>b</cell></row></table>",
    ],
)  # fmt: skip
def test_break_stands_where_html_allows_it(blocks: str) -> None:
    made = page(f"<body><div>{blocks}</div></body>")
    assert {child.tag for holder in made.iter("ul", "ol") for child in holder} <= {"li"}
    assert {child.tag for holder in made.iter("table", "tbody") for child in holder} <= {"tr", "caption", "tbody"}
    assert [span.text for span in made.xpath("//span[@role='doc-pagebreak']/span")][:1] == ["2"]


def test_headings_do_not_skip_a_level() -> None:
    made = page(
        "<body><div><div><head>Deep</head><div><p>x</p><div><head>Deeper</head><p>y</p></div></div></div></div>"
        "<div><head>Wide</head><p>z</p></div></body>"
    )
    levels = [
        (h.tag, "".join(h.itertext())) for h in made.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]")
    ]
    assert levels == [("h1", "On Lamps"), ("h2", "Deep"), ("h3", "Deeper"), ("h2", "Wide")]


def test_depth_does_not_matter() -> None:
    deep = "<hi>" * 1900 + "wick" + "</hi>" * 1900
    made = reading_view(tei(f"<body><div><p>{deep}</p></div></body>"))
    assert made.count(b"wick") == 1
