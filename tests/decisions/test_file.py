"""The file of decisions: what it may hold, what is told of one that is wrong, and how it is fitted to a source that changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei_encode import ConfigError, encode, load_decisions
from tei_encode.decisions import Decisions, Entry, fit, read_decisions

SOURCE = """The Ferrymen of Orme

Judith Arkwright

The toll had been a penny since the old king's time, and nobody could say who had set it.

Nobody paid it.

The tolls were let by auction every seventh year.¹ No ferryman ever bid for them.

¹ Orme Town Books, iii, 44.
"""
ENTRY = '[[decision]]\nkind = "zone"\nat = [0, 20]\ntext = "The Ferrymen of Orme"\nvalue = "title"\n'
WRONG = {
    "not valid TOML": "[[decision]\n",
    "unknown key 'knd'; did you mean 'kind'?": '[[decision]]\nknd = "zone"\n',
    "unknown key 'people'": "people = 1\n",
    "decision is no list of tables": 'decision = "all"\n',
    "it needs kind": "[[decision]]\nat = [0, 4]\n",
    "and at = [start, end]": '[[decision]]\nkind = "zone"\nat = [4, 4]\n',
    "at = [start, end], code": '[[decision]]\nkind = "zone"\nat = [-1, 4]\n',
    "code points of the source": '[[decision]]\nkind = "zone"\nat = [true, 4]\n',
    "value is True": '[[decision]]\nkind = "zone"\nat = [0, 4]\nvalue = true\n',
    "value is 1.5": '[[decision]]\nkind = "page"\nat = [0, 4]\nvalue = 1.5\n',
    "note is 'x'": '[[decision]]\nkind = "marker"\nat = [0, 4]\nnote = "x"\n',
    "text is 3": '[[decision]]\nkind = "marker"\nat = [0, 4]\ntext = 3\n',
    "two decisions have the id 'zone-0'": ENTRY + ENTRY,
}


@pytest.mark.parametrize("words", WRONG)
def test_what_is_wrong_is_said(words: str) -> None:
    with pytest.raises(ConfigError) as raised:
        read_decisions(WRONG[words].encode(), "decisions.toml")
    assert words in str(raised.value)
    assert str(raised.value).startswith("decisions.toml: ")


def test_bytes_that_are_no_text() -> None:
    with pytest.raises(ConfigError, match="not valid TOML"):
        read_decisions(b"\xff\xfe")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_decisions(str(tmp_path / "none.toml"))


def test_an_entry_without_a_value_takes_no_part_and_is_counted() -> None:
    encoding = encode(SOURCE.encode(), decisions=read_decisions(ENTRY.replace("value =", "# value =").encode()))
    assert [finding.message for finding in encoding.findings if finding.code == "H006"] == [
        "0 of 0 decisions hold, 1 not yet decided"
    ]
    assert encoding.xml == encode(SOURCE.encode()).xml


def entry(on: str, **more: Any) -> Entry:
    start = SOURCE.index(on)
    fields: dict[str, Any] = {
        "id": "one", "kind": "zone", "start": start, "end": start + len(on), "text": on, "before": "",
        "value": "head", "by": "",
    }  # fmt: skip
    return Entry(**(fields | more))


FITTED = {
    # name → (entry, source as it is now, what it stands on now or None, codes)
    "unchanged": (entry("Nobody paid it."), SOURCE, "Nobody paid it.", []),
    "text before it": (entry("Nobody paid it."), "\n\n" + SOURCE, "Nobody paid it.", ["H002"]),
    "text taken out before it": (entry("Nobody paid it."), SOURCE[10:], "Nobody paid it.", ["H002"]),
    "its own text changed": (entry("Nobody paid it."), SOURCE.replace("paid it", "paid at all"), None, ["H001"]),
    "it stands twice now": (
        entry("Nobody paid it."),
        SOURCE.replace("Nobody paid it.", "No! Nobody paid it.\n\nNobody paid it."),
        None,
        ["H001"],
    ),
    "too short to be known again": (entry("it."), " " + SOURCE, None, ["H001"]),
    "known by what stands before": (entry("¹", before="every seventh year."), " " + SOURCE, "¹", ["H002"]),
    "what stands before has changed": (
        entry("¹", before="every seventh year."),
        SOURCE.replace("seventh", "seventy"),
        None,
        ["H001"],
    ),
    "a long text by its beginning": (entry("The toll had been", text="The toll…"), SOURCE, "The toll had been", []),
    "without any text": (entry("Nobody paid it.", text=""), SOURCE, "Nobody paid it.", []),
    "behind the end": (entry("¹ Orme Town Books, iii, 44."), SOURCE[:100], None, ["H001"]),
}


@pytest.mark.parametrize("name", FITTED)
def test_fit(name: str) -> None:
    one, source, wanted, codes = FITTED[name]
    rulings, findings = fit(Decisions(None, "0" * 64, (one,)), source)
    assert [finding.code for finding in findings] == codes
    assert [source[ruling.start : ruling.end] for ruling in rulings] == ([wanted] if wanted else [])


NOTED = {
    "unchanged": (SOURCE, True),
    "moved together": ("\n" + SOURCE, True),
    "moved apart": (SOURCE.replace("No ferryman", "Never a ferryman") + "\n", True),
    "gone": (SOURCE.replace("Orme Town Books", "Vestry Books"), False),
}


@pytest.mark.parametrize("name", NOTED)
def test_the_note_that_a_marker_names_is_found_again(name: str) -> None:
    source, found = NOTED[name]
    text = "¹ Orme Town Books"
    one = entry("¹", kind="marker", before="every seventh year.", value="1", note=SOURCE.index(text), note_text=text)
    rulings, findings = fit(Decisions(None, "0" * 64, (one,)), source)
    assert [source[ruling.note :][: len(text)] for ruling in rulings] == ([text] if found else [])
    assert ("H001" in [finding.code for finding in findings]) is not found


@given(st.integers(0, len(SOURCE)), st.text(max_size=8))
def test_whatever_is_put_in_elsewhere_the_text_is_found_or_told(at: int, words: str) -> None:
    one = entry("The toll had been a penny since the old king's time")
    changed = SOURCE[:at] + words + SOURCE[at:]
    rulings, findings = fit(Decisions(None, "0" * 64, (one,)), changed)
    if rulings:
        assert changed[rulings[0].start : rulings[0].end] == one.text
    else:
        assert [finding.code for finding in findings] == ["H001"]
        assert one.start < at < one.end


def test_people_are_numbered_in_the_order_of_entries() -> None:
    entries = tuple(entry("Nobody", id=str(i), by=name) for i, name in enumerate(("B", "A", "B", "")))
    assert Decisions(None, "", entries).people == {"B": "person1", "A": "person2", "not named": "person3"}
