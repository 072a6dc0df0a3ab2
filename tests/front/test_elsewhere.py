"""Where else an article says what a line of its opening says."""

from __future__ import annotations

from tei_encode.readers import read
from tei_encode.recognition.front.elsewhere import credited, printed_alike, said_again, twins
from tei_encode.recognition.observations import Line, observe


def _lines(text: str) -> list[Line]:
    return observe(read(text.encode())[0]).lines


def test_running_heads_say_a_title_again_shortened() -> None:
    lines = _lines("The Ferrymen of Orme and Their Lamps\n\nJudith Arkwright\n\nTHE FERRYMEN OF ORME\n")
    assert said_again(lines[:2], lines[2:]) == {0}


def test_a_running_head_on_the_first_page_says_less_than_the_title() -> None:
    lines = _lines("THE FERRYMEN OF ORME\n\nAnnals of the River\n\nThe Ferrymen of Orme and Their Lamps\n")
    assert twins(lines) == {0: "short", 2: "long"}


def test_a_citation_says_author_title_and_journal_in_that_order() -> None:
    lines = _lines(
        "Annals of the River\n\nThe Ferrymen of Orme\n\nJudith Arkwright, Caleb Penn\n\n"
        "Judith Arkwright, The Ferrymen of Orme, Annals of the River 12 (1990), 3-14\n"
    )
    assert credited(lines[:3], lines) == {0: "last", 1: "middle", 2: "first"}


def test_a_line_that_says_one_of_them_is_no_citation() -> None:
    lines = _lines(
        "The Ferrymen of Orme\n\nJudith Arkwright\n\nA review of The Ferrymen of Orme, 1990, by another hand\n"
    )
    assert credited(lines[:2], lines) == {}


def test_a_running_head_may_have_the_title_behind_an_author() -> None:
    lines = _lines("Arkwright: The Ferrymen of Orme, Annals 12\n\nAnnals\n\nThe Ferrymen of Orme\n")
    assert printed_alike(lines, lambda index: index == 0) == {0: [2]}
