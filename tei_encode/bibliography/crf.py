"""The tagger of a conditional random field."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tei_encode.model.loading import load_crfsuite


def tagger(model: bytes) -> Callable[[Sequence[Sequence[bytes | str]]], list[str]]:
    """The function from a list of features for each word to a list of labels, of a model in memory."""
    made = load_crfsuite().Tagger()
    made.open_inmemory(model)

    def tag(rows: Sequence[Sequence[bytes | str]]) -> list[str]:
        # The tagger reads the model where it lies and does not keep it alive: this function does.
        assert model
        labels: list[str] = made.tag(rows)
        return labels

    return tag
