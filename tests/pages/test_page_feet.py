"""Labelled lines at the foot of one page after another are notes, not lists."""

from __future__ import annotations

from collections.abc import Sequence

from tei_encode.readers import read
from tei_encode.recognition.observations import observe
from tei_encode.recognition.page_feet import Labels, notes_at_foot
from tei_encode.recognition.zones import Zone

BODY, ITEM, NOTE, HEADER = Zone.BODY, Zone.ITEM, Zone.NOTE, Zone.HEADER
PAGE = [
    ("The ferry went at noon.", BODY),
    ("a) See the ledger.", ITEM),
    ("b) The bell is lost.", ITEM),
    ("ANNALS OF THE RIVER", HEADER),
]


def found(rows: Sequence[tuple[str, Zone]], sure: Sequence[float] = (), fixed: Sequence[int] = ()) -> dict[int, Zone]:
    lines = observe(read("\n".join(text for text, _ in rows).encode())[0]).lines
    rivals = [(BODY, 0.6)] * len(rows)
    return notes_at_foot(Labels([zone for _, zone in rows], sure or [0.9] * len(rows), rivals), lines, fixed)


def test_runs_at_the_foot_of_three_pages_are_notes() -> None:
    assert found(PAGE * 3) == dict.fromkeys((1, 2, 5, 6, 9, 10), NOTE)


def test_what_a_person_said_stays() -> None:
    assert 5 not in found(PAGE * 3, fixed=(5,))


def test_two_pages_may_end_with_a_list() -> None:
    assert found(PAGE * 2) == {}


def test_lists_elsewhere_speak_against_it() -> None:
    inner = [PAGE[0], PAGE[1], PAGE[2]]
    assert found([*PAGE * 3, *inner, *inner, PAGE[0]]) == {}


def test_list_that_goes_on_over_the_page_is_none() -> None:
    goes_on = [*PAGE, ("c) The rope is new.", ITEM)]
    assert found([*PAGE * 2, *goes_on, PAGE[0]]) == {}


def test_signs_are_of_lists() -> None:
    bulleted = [PAGE[0], ("• lamps and oil", ITEM), PAGE[3]]
    assert found(bulleted * 4) == {}


def test_text_taken_for_an_item_goes_on_behind_the_page_turn() -> None:
    rows = [*PAGE * 3, ("and came back at dusk.", ITEM)]
    assert found(rows, [0.9] * 12 + [0.1])[12] is BODY
