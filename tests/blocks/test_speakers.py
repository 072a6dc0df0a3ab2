"""Who speaks, in each of the forms that printed dialogue has (`#CODR`)."""

from __future__ import annotations

import pytest

from tei_encode.recognition.blocks.builders import SPEAKER


@pytest.mark.parametrize(
    "line",
    [
        "MATTEO: Is the ferry in?",
        "Matteo (aside): Is the ferry in?",
        "S. Penn: I never said so.",
        "WITNESS 4. — I saw the lamp.",
        "Q. – And then?",
        "THE JUDGE. Strike that out.",
        "MAÎTRE ORME (se levant). Je proteste.",
    ],
)
def test_speaker(line: str) -> None:
    found = SPEAKER.match(line)
    assert found is not None and not line[found.end() :].startswith((" ", ":", "—"))


@pytest.mark.parametrize(
    "line",
    [
        "Nobody had asked for the lamp. It was there all the same.",
        "12: the number of the boat",
        "THE FERRY came late that year.",
        "One word of the keeper was enough to say: no.",
    ],
)
def test_no_speaker(line: str) -> None:
    assert SPEAKER.match(line) is None
