"""What is a personal name, and its parts."""

from __future__ import annotations

import pytest

from tei_encode.bibliography.names import is_name, leading_names, names_in, person, without_marker


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada Wells", ["Ada Wells"]),
        ("by Ada Wells", ["Ada Wells"]),
        ("Von Karl Weber", ["Karl Weber"]),
        ("par Jeanne Martel et Paul Roche", ["Jeanne Martel", "Paul Roche"]),
        ("Ada Wells, Tom Reed, and Eve Marsh", ["Ada Wells", "Tom Reed", "Eve Marsh"]),
        ("ADA WELLS AND TOM REED", ["ADA WELLS", "TOM REED"]),
        ("Ada Wells¹, Tom Reed²", ["Ada Wells", "Tom Reed"]),
        ("Ada Wells1, Tom Reed12", ["Ada Wells", "Tom Reed"]),
        ("Ada Wells*", ["Ada Wells"]),
        ("Prof. Dr. Karl von der Heide und Dr. phil. Eva Moor", ["Prof. Dr. Karl von der Heide", "Dr. phil. Eva Moor"]),
        ("Ada Wells, Ph.D.", ["Ada Wells"]),
        ("José Ortiz y Vega", ["José Ortiz y Vega"]),
        ("A. B. C. Marsh • Tom Reed", ["A. B. C. Marsh", "Tom Reed"]),
        ("Wells, A. B.", ["Wells, A. B."]),
        ("Ada Wells (Norton)", ["Ada Wells"]),
        ("Siobhán O’Neill-Marsh", ["Siobhán O’Neill-Marsh"]),
    ],
)
def test_names_of_a_byline(text: str, names: list[str]) -> None:
    assert names_in(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "The Old Mill",
        "Bread",
        "On Rivers",
        "Ziele der Arbeit",
        "Stand der Forschung",
        "Bread and Stones",
        "Wells in the Desert",
        "Chapter 12",
        "the end",
        "DAS ENDE DER MÜHLEN",
        "Mills, Corn",
        "Nobody has counted the mills of Norton.",
        "",
        "A. B.",
    ],
)
def test_what_is_no_byline(text: str) -> None:
    assert names_in(text) == []


def test_a_name_has_two_words_at_least_one_of_them_whole() -> None:
    assert is_name("A. Wells")
    assert not is_name("A. W.")
    assert not is_name("Wells")


def test_names_at_the_head_of_a_line() -> None:
    assert leading_names("Ada Wells, Norton College, Norton") == (["Ada Wells"], "Norton College, Norton")
    assert leading_names("Karl Weber • Universität Nord • kw@example.org")[0] == ["Karl Weber"]
    assert leading_names("Nothing, of that kind") == ([], "Nothing, of that kind")


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("The Old Mill*", "The Old Mill"),
        ("The Old Mill ¹", "The Old Mill"),
        ("The Old Mill^{1}", "The Old Mill"),
        ("The Mills of 1834", "The Mills of 1834"),
        ("Apollo 13", "Apollo 13"),
        ("", ""),
    ],
)
def test_markers_behind_a_title(text: str, bare: str) -> None:
    assert without_marker(text) == bare


@pytest.mark.parametrize(
    ("name", "forename", "link", "surname"),
    [
        ("Ada Wells", "Ada", "", "Wells"),
        ("A.B. Wells", "A.B.", "", "Wells"),
        ("Eve de Groot", "Eve", "de", "Groot"),
        ("Groot, Eve de", "Eve", "de", "Groot"),
        ("de la Roche, Paul", "Paul", "de la", "Roche"),
        ("Paul de la Roche", "Paul", "de la", "Roche"),
        ("VAN DER BERG, J.", "J.", "VAN DER", "Berg"),
        ("ADA O'NEILL-MARSH", "Ada", "", "O'Neill-Marsh"),
        ("José Ortiz y Vega", "José", "", "Ortiz y Vega"),
        ("John E Marsh", "John E", "", "Marsh"),
        ("Wells", "", "", "Wells"),
        ("Ada Wells, Ph.D.", "Ada", "", "Wells"),
    ],
)
def test_parts_of_a_name(name: str, forename: str, link: str, surname: str) -> None:
    found = person(name)
    assert (found.forename, found.name_link, found.surname) == (forename, link, surname)


def test_titles_before_a_name_are_a_role() -> None:
    found = person("Prof. Dr. Karl von der Heide")
    assert (found.role_name, found.forename, found.name_link, found.surname) == (
        "Prof. Dr.",
        "Karl",
        "von der",
        "Heide",
    )
    assert found.name == "Karl von der Heide"


def test_an_inverted_name_is_given_in_reading_order() -> None:
    assert person("Marsh, Tom").name == "Tom Marsh"
