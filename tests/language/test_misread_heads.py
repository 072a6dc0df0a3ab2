"""Words of heads that recognition misread still say what division begins."""

from __future__ import annotations

import pytest

from tei_encode.language.cues import cues, glyph_classes


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("references", "bibliography"),
        ("rcfercnces", "bibliography"),
        ("literature cired", "bibliography"),
        ("bib1iographie", "bibliography"),
        ("anrnerkungen", "notes"),
        ("zusarnmenfassung", "abstract"),
        ("agradecirnientos", "acknowledgements"),
    ],
)
def test_misread(words: str, kind: str) -> None:
    assert cues(["en"]).head_type(words) == kind


@pytest.mark.parametrize("words", ["preferences", "differences", "bells", "votes", "the ferrymen", "annotated"])
def test_other_words(words: str) -> None:
    assert cues(["en"]).head_type(words) == ""


def test_short_words_are_not_guessed() -> None:
    assert cues(["en"]).head_type("nores") == ""


def test_classes_do_not_depend_on_marks() -> None:
    assert glyph_classes("résumé") == glyph_classes("resume")
