"""Languages by their commonest words, and the cue words of those found."""

from __future__ import annotations

import pytest

from tei_encode.language.cues import LANGUAGES, cues
from tei_encode.language.detect import detect

TEXTS = {
    "en": "The miller was not at home, and which of his sons had the key they could not say; it was in the house by the river.",
    "fr": "Le meunier n'était pas chez lui, et les fils ne savaient pas qui avait la clé ; elle est dans une maison sur le bord.",
    "de": "Der Müller war nicht im Haus, und die Söhne wussten nicht, wer den Schlüssel hat; er ist bei der Frau auf dem Hof.",
    "es": "El molinero no estaba en casa, y los hijos no sabían quién era el dueño de la llave que está en una de las mesas.",
    "it": "Il mugnaio non era in casa, e i figli non sapevano di chi è la chiave che sta nella stanza con gli altri del paese.",
    "pt": "O moleiro não estava em casa, e os filhos não sabiam de quem é a chave que foi para uma das salas do moinho no rio.",
    "nl": "De molenaar was niet in het huis, en de zonen wisten niet wie de sleutel heeft die op een van de tafels door hem is.",
}


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_language_of_a_paragraph_is_the_likeliest(code: str) -> None:
    found = detect(TEXTS[code] * 3)
    assert found[0][0] == code
    assert found[0][1] > 0.4
    assert abs(sum(share for _, share in found) - 1) < 0.01


@pytest.mark.parametrize(
    "text", ["", "1917 1918 1919", "Мельник не был дома, и сыновья не знали.", "磨坊主不在家", "xyzzy qwfp zxcv " * 200]
)
def test_no_language_is_named_without_evidence(text: str) -> None:
    assert detect(text) == ()


def test_two_languages_in_one_text_are_both_found() -> None:
    found = dict(detect((TEXTS["de"] + "\n" + TEXTS["en"] + "\n") * 4))
    assert found["de"] > 0.25 < found["en"]


def test_a_long_text_is_read_in_samples() -> None:
    assert detect(TEXTS["it"] * 5000) == detect(TEXTS["it"] * 5000)
    assert detect(TEXTS["it"] * 5000)[0][0] == "it"


def test_cues_of_a_language_come_with_those_of_english() -> None:
    found = cues(("de",))
    assert {"schlagwörter", "keywords"} <= found.of("keywords")
    assert "mots-clés" not in found.of("keywords")
    assert found.of("no such kind") == frozenset()


def test_a_region_does_not_change_the_cues() -> None:
    assert cues(("fr-CA",)) is cues(("fr",))


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("literaturverzeichnis", "bibliography"),
        ("remerciements", "acknowledgements"),
        ("notas", "notes"),
        ("riassunto", "abstract"),
        ("bijlage", "appendix"),
        ("introduction", "section"),
    ],
)
def test_heads_of_every_language_are_known_in_every_article(head: str, kind: str) -> None:
    assert cues(("en",)).head_types[head] == kind


@pytest.mark.parametrize("code", LANGUAGES)
def test_cue_words_are_case_folded(code: str) -> None:
    for kind, words in cues((code,)).words.items():
        assert words, kind
        assert all(word == word.casefold() and word.lstrip() == word and word for word in words)
        spaced = [word for word in words if word != word.rstrip()]  # the word ends there
        assert kind == "signal" or not spaced
