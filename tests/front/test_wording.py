"""Which short lines of the opening can be neither title nor names, by their words."""

from __future__ import annotations

from collections.abc import Callable, Set

import pytest

from tei_encode.language.cues import cues
from tei_encode.readers import read
from tei_encode.recognition.evidence import function_words
from tei_encode.recognition.front.wording import Of, phrases, rubrics
from tei_encode.recognition.observations import Line, observe


def _is(found: Callable[[list[Line], Of, Set[str]], Set[int]], line: str, language: str) -> bool:
    lines = observe(read(line.encode())[0]).lines
    return 0 in found(lines, cues([language]).of, function_words(language))


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Original Article", "en"),
        ("NOTES AND DOCUMENTS", "en"),
        ("Special Issue: Tolls and Towns", "en"),
        ("Kleinere Beiträge", "de"),
        ("Themenheft – Zölle und Städte", "de"),
        ("Comptes rendus", "fr"),
        ("Recensiones y reseñas", "es"),
        ("Note e discussioni", "it"),
        ("Artigos originais", "pt"),
        ("Boekbesprekingen", "nl"),
    ],
)
def test_kinds_of_articles(line: str, language: str) -> None:
    assert _is(rubrics, line, language)


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Notes on the Ferrymen of Orme", "en"),
        ("Essay: Ferrymen", "en"),
        ("A Short Communication", "en"),
        ("Dokumente der Fährleute", "de"),
        ("Essai sur le bac", "fr"),
    ],
)
def test_titles_with_such_words(line: str, language: str) -> None:
    assert not _is(rubrics, line, language)


@pytest.mark.parametrize(
    ("line", "language"),
    [("The Case of Orme", "en"), ("Part II", "en"), ("Wie man ein Boot baut", "de"), ("Le passeur et son bac", "fr")],
)
def test_no_names(line: str, language: str) -> None:
    assert _is(phrases, line, language)


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Judith Arkwright and Caleb Penn", "en"),
        ("Introduced by Judith Arkwright", "en"),
        ("Judith Arkwright, Keeper of the Archives of Orme", "en"),
        ("Käthe von der Lampe und Otto Penn", "de"),
        ("Inès de la Tour et Paul Le Goff", "fr"),
        ("Ana dos Reis e Rui da Costa", "pt"),
        ("Griet van den Berg en Jan ter Horst", "nl"),
    ],
)
def test_names_with_small_words(line: str, language: str) -> None:
    assert not _is(phrases, line, language)
