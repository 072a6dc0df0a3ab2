"""Fields of descriptions of books, and identifiers with their check digits."""

from __future__ import annotations

import time

import pytest

from tei_encode.bibliography.fields import repeated_author, work_fields
from tei_encode.bibliography.identifiers import DOI, ISSN, is_issn, is_orcid, whole_range


def read(text: str) -> dict[str, str]:
    """Fields by name; an editor by role."""
    return {attributes.get("role", kind.value): text[start:end] for start, end, kind, attributes in work_fields(text)}


CASES: list[tuple[str, dict[str, str]]] = [
    (
        "Ada Wells, Bread and Stones (Norton: Mill Press 1979).",
        {
            "author": "Ada Wells",
            "title": "Bread and Stones",
            "pubPlace": "Norton",
            "publisher": "Mill Press",
            "date": "1979",
        },
    ),
    (
        "-----, On Flour, trans. Eve de Groot (New Arden: Arden University Press 1981).",
        {
            "author": "-----",
            "title": "On Flour",
            "translator": "Eve de Groot",
            "pubPlace": "New Arden",
            "publisher": "Arden University Press",
            "date": "1981",
        },
    ),
    (
        "A.B. Wells, Corn's Government: Prices 1817-1822 (Arden: Arden University Press, 1979).",
        {
            "author": "A.B. Wells",
            "title": "Corn's Government: Prices 1817-1822",
            "pubPlace": "Arden",
            "publisher": "Arden University Press",
            "date": "1979",
        },
    ),
    (
        "Wells, Ada, Is the Mill Turning? Norton: Mill Press, 1998. Pp. xii + 320.",
        {
            "author": "Wells, Ada",
            "title": "Is the Mill Turning?",
            "pubPlace": "Norton",
            "publisher": "Mill Press",
            "date": "1998",
        },
    ),
    (
        "Bread and Stones: A History. By Ada Wells. (Norton: Mill Press, 1998. Pp. xii, 320. £40.)",
        {
            "title": "Bread and Stones: A History",
            "author": "Ada Wells",
            "pubPlace": "Norton",
            "publisher": "Mill Press",
            "date": "1998",
        },
    ),
    (
        "ADA WELLS, ed., Bread in Arden. Essays (London and Norton: Mill Books, 1988)",
        {
            "editor": "ADA WELLS",
            "title": "Bread in Arden. Essays",
            "pubPlace": "London and Norton",
            "publisher": "Mill Books",
            "date": "1988",
        },
    ),
    (
        "Ada Wells and Tom Reed (eds.), Bread and Stones (Norton: Mill Press, 1979), 320 pp.",
        {
            "editor": "Ada Wells and Tom Reed",
            "title": "Bread and Stones",
            "pubPlace": "Norton",
            "publisher": "Mill Press",
            "date": "1979",
        },
    ),
    (
        "Jeanne Martel, Les moulins de la Sauve, Paris, Éditions du Fleuve, 1985, 320 p.",
        {
            "author": "Jeanne Martel",
            "title": "Les moulins de la Sauve",
            "pubPlace": "Paris",
            "publisher": "Éditions du Fleuve",
            "date": "1985",
        },
    ),
    (
        "MARTEL (Jeanne). — Les moulins. Paris : Fleuve, 1985. 320 p.",
        {
            "author": "MARTEL (Jeanne)",
            "title": "Les moulins",
            "pubPlace": "Paris",
            "publisher": "Fleuve",
            "date": "1985",
        },
    ),
    (
        "Karl Weber: Die Mühlen der Heide. Berlin: Mühlenverlag 1999. 320 S.",
        {
            "author": "Karl Weber",
            "title": "Die Mühlen der Heide",
            "pubPlace": "Berlin",
            "publisher": "Mühlenverlag",
            "date": "1999",
        },
    ),
    (
        "Karl Weber, Die Mühlen der Heide, Berlin 1999.",
        {"author": "Karl Weber", "title": "Die Mühlen der Heide", "pubPlace": "Berlin", "date": "1999"},
    ),
    (
        "Ada Wells, *Bread and Stones* (Norton: Mill Press 1979).",
        {
            "author": "Ada Wells",
            "title": "Bread and Stones",
            "pubPlace": "Norton",
            "publisher": "Mill Press",
            "date": "1979",
        },
    ),
]


@pytest.mark.parametrize(("text", "fields"), CASES)
def test_fields_of_a_description(text: str, fields: dict[str, str]) -> None:
    assert read(text) == fields


@pytest.mark.parametrize(("text", "_"), CASES)
def test_fields_stand_in_order_and_never_overlap(text: str, _: object) -> None:
    fields = work_fields(text)
    assert all(first[1] <= second[0] for first, second in zip(fields, fields[1:]))
    assert all(attributes["when"] == text[start:end] for start, end, kind, attributes in fields if kind == "date")


@pytest.mark.parametrize(
    "text",
    [
        "In 1917, the mills (London: the old ones 1917) were burnt.",
        "The price rose in Norton, and it fell again, Paris, 1985.",
        "Nobody knows, said the miller (who died in Norton, 1834).",
        "",
        "Ada Wells, Bread and Stones.",
        "1834",
        "The Mills of Norton (1834)",
        "Ada Wells went to Norton in 1834, and stayed.",
    ],
)
def test_a_sentence_is_no_description(text: str) -> None:
    assert work_fields(text) == []


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("-----, On Flour", 5),
        ("— — —, On Flour", 5),
        ("———. On Flour", 3),
        ("Idem, On Flour", 4),
        ("Ders.: Mühlen", 5),
        ("Identity, a book", 0),
        ("- a point", 0),
    ],
)
def test_dashes_stand_for_the_author_before(text: str, length: int) -> None:
    assert repeated_author(text) == length


@pytest.mark.parametrize(
    "text", ["(Norton: " * 60, ", A" * 190, "Ada Wells, " * 54 + "1979", "(A " * 200, ". By " * 110]
)
def test_hostile_descriptions_take_no_time(text: str) -> None:
    before = time.process_time()
    work_fields(text)
    assert time.process_time() - before < 0.2


@pytest.mark.parametrize("number", ["0317-8471", "2049-3630", "2434-561X", "1050-124x"])
def test_right_issns(number: str) -> None:
    assert is_issn(number)


@pytest.mark.parametrize("number", ["0317-8472", "2049-3631", "1234-567", "ABCD-1234", "", "٠٣١٧-٨٤٧١"])
def test_wrong_issns(number: str) -> None:
    assert not is_issn(number)


def test_orcid_check_digit() -> None:
    assert is_orcid("0000-0002-1825-0097")
    assert is_orcid("0000-0002-1694-233X")
    assert not is_orcid("0000-0002-1825-0098")


@pytest.mark.parametrize(
    ("first", "last", "whole"), [("174", "82", "182"), ("99", "103", "103"), ("1204", "9", "1209"), ("7", "7", "7")]
)
def test_elided_page_numbers(first: str, last: str, whole: str) -> None:
    assert whole_range(first, last) == whole


def test_identifiers_in_running_text() -> None:
    assert DOI.findall("see https://doi.org/10.1234/abc.5-6). Or 10.5555/(x)y;") == ["10.1234/abc.5-6", "10.5555/(x)y"]
    assert [match[0] for match in ISSN.finditer("ISSN 0317-8471, 1834-18351")] == ["0317-8471"]
