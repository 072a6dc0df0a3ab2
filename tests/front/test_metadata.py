"""Metadata put together from cover sheet, title block and self-citation."""

from __future__ import annotations

import pytest

from tei_encode.findings import Finding
from tei_encode.model.metadata import Metadata
from tei_encode.pipeline import encode
from tei_encode.recognition.front import Cover, Front, gather, is_self_citation
from tei_encode.recognition.front.metadata import page_range
from tei_encode.recognition.profiles import choose_profile
from tests.front.reading import PROSE, opening


def gathered(cover: Cover, front: Front, *citations: str) -> tuple[Metadata, tuple[Finding, ...]]:
    found = gather(cover, front, citations, choose_profile("generic", ""), ("en",), False)
    return found.metadata, found.findings


FRONT = Front(title="Bread and Stones", authors=["Ada Wells"])


@pytest.mark.parametrize(
    ("citation", "facts"),
    [
        (
            'Ada Wells, "Bread and Stones," Norton Studies, 7 (Spring 1981), 174-182.',
            ("Norton Studies", "7", "", "Spring 1981", "174", "182"),
        ),
        (
            "Ada Wells, “Bread and Stones”, Norton Studies 7.2 (1981), pp. 174–82.",
            ("Norton Studies", "7", "2", "1981", "174", "182"),
        ),
        (
            "Ada Wells: Bread and Stones. In: Norton Studies 12, no. 3 (1999), S. 9-15",
            ("Norton Studies", "12", "3", "1999", "9", "15"),
        ),
        (
            "Ada Wells, « Bread and Stones », dans Revue du Nord, vol. 4 (1977), p. 9-15",
            ("Revue du Nord", "4", "", "1977", "9", "15"),
        ),
    ],
)
def test_a_self_citation_is_read(citation: str, facts: tuple[str, ...]) -> None:
    metadata, findings = gathered(Cover(), FRONT, citation)
    assert (
        metadata.journal,
        metadata.volume,
        metadata.issue,
        metadata.date,
        metadata.page_from,
        metadata.page_to,
    ) == facts
    assert metadata.date_when == facts[3][-4:]
    assert findings == ()


@pytest.mark.parametrize(
    "text",
    [
        'Ada Wells, "Bread and Stones," Norton Studies, 7 (Spring 1981), 174-182.',
        "Wells, A. (1981). Bread and Stones. Norton Studies, 7, 174–182.",
        "A. WELLS, Bread and Stones, in: Norton Studies 7 (1981)",
    ],
)
def test_a_line_that_cites_this_article(text: str) -> None:
    assert is_self_citation(text, "Bread and Stones", ["Ada Wells"], "Norton Studies") > 2


@pytest.mark.parametrize(
    "text",
    [
        "174 BREAD AND STONES",
        'Tom Reed, "Flour and Water," Norton Studies, 7 (Spring 1981), 174-182.',
        "As Wells has shown in Bread and Stones, nothing of the kind was ever the case.",
        "",
        "Bread and Stones " * 40 + "1981",
    ],
)
def test_a_line_that_does_not(text: str) -> None:
    assert is_self_citation(text, "Bread and Stones", ["Ada Wells"], "Norton Studies") < 0


@pytest.mark.parametrize(
    ("citation", "pages"),
    [
        ("Norton Studies, 7 (1981), 174-182.", (174, 182)),
        ("Norton Studies, 7 (1981), 174–82.", (174, 182)),
        ("Mills (1917-18). Norton Studies, 7, 9–15. ISSN 0317-8471", (9, 15)),
        ("Norton Studies, 7 (1981), 182-174.", None),
        ("Norton Studies (1917-18)", None),
        ("", None),
    ],
)
def test_the_cited_range_of_pages(citation: str, pages: tuple[int, int] | None) -> None:
    assert page_range(Cover(), [citation]) == pages


def test_the_cover_sheet_is_heard_before_the_citation() -> None:
    cover = Cover(4, {"title": "Bread and Stones", "volume": "7", "date": "1981"}, ("Ada Wells",))
    metadata, findings = gathered(
        cover, FRONT, 'Ada Wells, "Bread and Stones," Norton Studies, 8 (Spring 1981), 174-182.'
    )
    assert (metadata.volume, metadata.date, metadata.journal) == ("7", "Spring 1981", "Norton Studies")
    assert [finding.code for finding in findings] == ["M101"]


def test_a_wrong_issn_is_left_out_and_reported() -> None:
    cover = Cover(4, {"title": "Bread and Stones"}, (), (), (("0317-8472", "print"), ("2049-3630", "digital")))
    metadata, findings = gathered(cover, Front())
    assert (metadata.issn_print, metadata.issn_digital) == ("", "2049-3630")
    assert [finding.code for finding in findings] == ["M102"]


def test_contradictions_of_cover_and_title_block() -> None:
    cover = Cover(4, {"title": "Flour and Water of the North"}, ("Ada Wells", "Tom Reed"))
    metadata, findings = gathered(cover, FRONT)
    assert metadata.title == "Flour and Water of the North"
    assert [finding.code for finding in findings] == ["M103", "M104"]


def test_recognition_errors_in_the_title_are_no_contradiction() -> None:
    cover = Cover(4, {"title": "Bread and Stones"}, ("Ada Wells",))
    metadata, findings = gathered(cover, Front(title="Brcad aud Stones", authors=["Ada Wclls"]))
    assert (metadata.title, metadata.authors[0].surname, findings) == ("Bread and Stones", "Wells", ())


def test_what_a_masthead_states() -> None:
    text = (
        "Norton Studies • 2024, vol. 1, no. 2, pp. 27-37\nISSN 0317-8471\nDOI: 10.1234/ns.2024.2\n\nBread and Stones\n\nAda Wells\n"
        f"ORCID: 0000-0002-1825-0097\nUniversity of Norton\nada@example.org\n\nhttps://creativecommons.org/licenses/by/4.0/\n\n{PROSE}"
    )
    _, profile, cover, front = opening(text)
    metadata = gather(cover, front, (), profile, ("en",), False).metadata
    assert (metadata.volume, metadata.issue, metadata.date, metadata.page_from, metadata.page_to) == (
        "1",
        "2",
        "2024",
        "27",
        "37",
    )
    assert (metadata.issn, metadata.doi) == ("0317-8471", "10.1234/ns.2024.2")
    assert metadata.licence == "https://creativecommons.org/licenses/by/4.0/"
    author = metadata.authors[0]
    assert (author.surname, author.affiliation, author.email) == ("Wells", "University of Norton", "ada@example.org")
    assert author.identifier == "https://orcid.org/0000-0002-1825-0097"


def test_nothing_is_known_of_a_text_that_says_nothing_of_itself() -> None:
    metadata, findings = gathered(Cover(), Front())
    assert metadata == Metadata(languages=("en",))
    assert findings == ()


def test_printed_pages_outside_of_the_cited_range_are_told() -> None:
    page = (
        "The tolls were let every seventh year, and no ferryman ever bid for them, as the butchers would have bid more. "
        * 12
    )
    heads = ("THE FERRYMEN OF ORME 719", "720 JUDITH ARKWRIGHT", "THE FERRYMEN OF ORME 721")
    own = 'Arkwright, Judith. "The Ferrymen of Orme." Annals of the River 12 (1990), 497-512.'
    text = "\n\n".join(
        ["The Ferrymen of Orme", "Judith Arkwright", own, *(f"{page}\n\n{head}" for head in heads), page]
    )
    told = [finding for finding in encode(text.encode(), name="article.txt").findings if finding.code == "M105"]
    assert len(told) == 1
    assert "from 719 on" in told[0].message
    assert "497 to 512" in told[0].message
