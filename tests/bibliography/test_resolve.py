"""Short forms and back references: to their work, or left open."""

from __future__ import annotations

import pytest

from tei_encode.model.document import Certainty, Kind
from tests.bibliography.articles import all_nodes, annotated, said, targets

WEIL = "Ada Weil, *The Ferrymen of Orme* (Saltholm: Lantern Press, 1931), 14."
MARSH = "Karl Marsh, “Tolls and Tides,” *Littoral Studies* 12 (1944): 45-67."
OTHER = "Ada Weil, *Lamps and Their Keepers* (Saltholm: Lantern Press, 1938)."

# Notes of an article; the short form asked for; the number of the note with the work meant, None for none.
CASES = [
    ("ibid", [WEIL, "Ibid., 20."], "Ibid., 20", 1),
    ("ibid of ibid", [WEIL, "Ibid., 20.", "Ibid., 33."], "Ibid., 33", 1),
    ("ebenda", [WEIL, "Ebd., S. 20."], "Ebd., S. 20", 1),
    ("short title", [WEIL, MARSH, "Weil, *Ferrymen*, 20."], "Weil, Ferrymen, 20", 1),
    ("short title of two by one author", [WEIL, OTHER, "Weil, *Lamps*, 20."], "Weil, Lamps, 20", 2),
    ("name alone", [WEIL, MARSH, "Weil, 20."], "Weil, 20", 1),
    ("op. cit.", [WEIL, MARSH, "Weil, op. cit., 20."], "Weil, op. cit., 20", 1),
    ("supra", [WEIL, MARSH, "Weil, supra note 1, at 20."], "Weil, supra note 1, at 20", 1),
    ("after commentary", [WEIL, MARSH, "This was long in doubt. See Weil, *Ferrymen*, 20."], "Weil, Ferrymen, 20", 1),
    (
        "an archive whose town is within a title",
        [
            "Karl Marsh, *Inventory of Papers, Saltholm, Town Archive* (Orme: Lantern Press, 1931).",
            MARSH,
            "Saltholm, *Town Archive*, 20.",
        ],
        "Saltholm, Town Archive, 20",
        None,
    ),
    ("misread letter", [MARSH.replace("Marsh", "Brandsvik"), WEIL, "Brandsvlk, 50."], "Brandsvlk, 50", 1),
    (
        "the first words of one title of two",
        [WEIL.replace("The Ferrymen of Orme", "On Lamps and Wicks"), OTHER, "Weil, *On Lamps*, 2."],
        "Weil, On Lamps, 2",
        1,
    ),
    ("particle as a name", [WEIL.replace("Ada Weil", "Bo Le"), MARSH, "Le, op. cit., 20."], "Le, op. cit., 20", 1),
    (
        "small word as a title",
        [WEIL.replace("The Ferrymen of Orme", "Von der Fähre zur Brücke"), MARSH, "Weil, *Von*, op. cit., 20."],
        "Weil, Von, op. cit., 20",
        1,
    ),
    (
        "author left out by et al.",
        [WEIL.replace("Ada Weil", "Ada Weil et al."), MARSH, "Orth, *Ferrymen of Orme*, 20."],
        "Orth, Ferrymen of Orme, 20",
        1,
    ),
    # Left open
    ("ibid after commentary alone", [WEIL, "Nobody knows how old the ferry is.", "Ibid., 20."], "Ibid., 20", None),
    ("ibid after two works", [f"{WEIL[:-1]}; {MARSH}", "Ibid., 20."], "Ibid., 20", None),
    ("ibid at the beginning", ["Ibid., 20."], "Ibid., 20", None),
    ("name alone of two works", [WEIL, OTHER, "Weil, 20."], "Weil, 20", None),
    ("name of nobody", [WEIL, "Orth, 20."], "Orth, 20", None),
    ("cited before its work", ["Marsh, 20.", MARSH], "Marsh, 20", None),
]


@pytest.mark.parametrize(("notes", "short", "meant"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_short_form(notes: list[str], short: str, meant: int | None) -> None:
    document, text = annotated(notes)
    found = targets(document, text)
    if meant is None:
        assert short not in found
    else:
        work = notes[meant - 1].replace("*", "")
        assert short in found, list(found)
        assert found[short].split(",")[0] in work and found[short][:40] in work


def test_a_work_reviewed_is_known_from_the_start() -> None:
    document, _ = annotated(
        ["Weil, *Ferrymen*, 20."], works=["Ada Weil, The Ferrymen of Orme (Saltholm: Lantern Press 1931)."]
    )
    node = next(node for node in all_nodes(document) if node.pointers.get("corresp"))
    assert node.pointers["corresp"] == ("work-1",)
    assert node.cert is Certainty.HIGH


def test_dashes_stand_for_the_author_of_the_entry_before() -> None:
    document, text = annotated(
        works=[
            "Ada Weil, The Ferrymen of Orme (Saltholm: Lantern Press 1931).",
            "-----, Lamps and Their Keepers, trans. Eve Marsh (Saltholm: Lantern Press 1938).",
        ],
        notes=["Weil, Lamps, 12."],
    )
    choice = next(node for node in all_nodes(document) if node.kind is Kind.CHOICE)
    assert said(choice, text) == "-----[Ada Weil]"
    assert [node.pointers["corresp"] for node in all_nodes(document) if "corresp" in node.pointers] == [("work-2",)]


def test_ibid_points_to_the_note_before() -> None:
    document, _ = annotated([WEIL, "Ibid., 20."])
    reference = next(node for node in all_nodes(document) if node.kind is Kind.REF)
    assert reference.attributes == {"type": "ibid"}
    assert reference.pointers == {"target": ("note-1",)}


AUTHOR_DATE = [
    ("as Marsh 1944 has shown", "Marsh 1944"),
    ("as Marsh (1944) has shown", "Marsh (1944"),
    ("long known (Marsh 1944: 12)", "Marsh 1944"),
    ("long known (see Marsh, 1944)", "Marsh, 1944"),
    ("long known (Weil and Orth 1931)", "Weil and Orth 1931"),
    ("in Marsh’s book of 1944", None),
    ("the tolls of 1944", None),
    ("as Orth 1944 has shown", None),
    ("as Marsh 1945 has shown", None),
]


@pytest.mark.parametrize(("words", "cited"), AUTHOR_DATE)
def test_author_and_date_in_the_text(words: str, cited: str | None) -> None:
    entries = [
        "Marsh, Karl. 1944. Tolls and Tides. Saltholm: Lantern Press.",
        "Weil, Ada, and Bo Orth. 1931. The Ferrymen of Orme. Saltholm: Lantern Press.",
    ]
    document, text = annotated(text=[f"It is, {words}, no matter of chance."], entries=entries)
    found = [said(node, text) for node in all_nodes(document) if node.attributes.get("type") == "bibr"]
    assert found == ([cited] if cited else [])
