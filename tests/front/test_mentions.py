"""What the words of short lines say: of the front matter, of the text, of running heads."""

from __future__ import annotations

import pytest

from tei_encode.language.cues import cues
from tei_encode.language.detect import function_words
from tei_encode.model.source import Source
from tei_encode.readers import read
from tei_encode.recognition.front.mentions import common_words, mentions
from tei_encode.recognition.observations import Line, observe


def _lines(text: str) -> list[Line]:
    source: Source = read(text.encode())[0]
    return observe(source).lines


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("Received 4 May 1931; accepted 9 June 1931", "en", "dates2"),
        ("Articolo ricevuto il 7 gennaio e approvato a maggio", "it", "dates2"),
        ("Universitätsbibliothek Orme", "de", "institution1"),
        ("Avocate au barreau de la rive", "fr", "post1"),
        ("Alle Rechte vorbehalten © Orme", "de", "rights2"),
        ("In memory of the ferrymen", "en", "dedication1"),
        ("Jaargang 12, nummer 3", "nl", "issue2"),
        ("Licencia: todos los derechos reservados", "es", "rights2"),
    ],
)
def test_mentioned(text: str, language: str, wanted: str) -> None:
    assert wanted in mentions(_lines(text), cues([language]).mentions, function_words(language))[0]


def test_a_sentence_says_nothing_of_issues() -> None:
    text = "This article asks why there was no new volume of the old series, and for whom it was."
    found = mentions(_lines(text), cues(["en"]).mentions, function_words("en")).get(0, ())
    assert not {"issue1", "issue2", "dedication1"} & set(found)


@pytest.mark.parametrize("text", ["The Ferrymen of Orme", "x " * 200])
def test_not_mentioned(text: str) -> None:
    assert not {"dates1", "dates2", "rights1", "post1"} & set(
        mentions(_lines(text), cues(["en"]).mentions, function_words("en")).get(0, ())
    )


def test_a_title_is_made_of_the_words_of_its_text_and_a_name_is_not() -> None:
    text = (
        "Lamps and Ferries\n\nJudith Arkwright\n\nThe lamps were lit, and the ferries waited; no ferries, no lamps.\n"
    )
    found = common_words(_lines(text)[:2], text, "en")
    assert found[0] == 10 and found[1] == 0


def test_german_nouns_are_common_behind_an_article() -> None:
    text = "Fähren und Lampen\n\nKarl Brückner\n\nWer die Fähren kennt, kennt auch die Lampen.\n"
    found = common_words(_lines(text)[:2], text, "de")
    assert found[0] == 10 and found[1] == 0
