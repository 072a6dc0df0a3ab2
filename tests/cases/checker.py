"""Cases as a reader would put them: a small source, and what must and must not stand in its TEI.

A file of cases is TOML. `frame` is the article around every case, with `{source}` where the case goes. `[[stands]]` are cases where the
phenomenon stands, `[[look_alike]]` those that only look like it. In a case:

    source   the text of the case
    has      {xpath = text}: an element found by the XPath reads so; a text that ends with "…" is its beginning
    none     [xpath]: nothing is found
    count    {xpath = number}
    frame    the article around this case alone

The reading of an element is its text without notes, note markers, labels and running heads; misread characters are corrected, divided
words whole. Of an element that is itself a label or a running head it is the text.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from tests.examples.tei_reader import flat, reading

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

NAMES = {"tei": "http://www.tei-c.org/ns/1.0"}
FRAME = """The Ferrymen of Orme

Judith Arkwright

Nobody remembers the last crossing. It was made on a weekday, in the rain, by a man who had left his hat on the other side and who came back without it before anyone had noticed that he was gone.

{source}

The ferry was sold for timber in the following spring, and the landing stage went with it to the same buyer, who is said to have built a summer house out of both.
"""


@dataclass(frozen=True)
class Case:
    """One case, its source complete."""

    phenomenon: str
    kind: str
    name: str
    source: str
    has: dict[str, str] = field(default_factory=dict)
    none: tuple[str, ...] = ()
    count: dict[str, int] = field(default_factory=dict)


def cases(path: Path) -> list[Case]:
    """The cases of one file, in its order."""
    table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    frame = table.get("frame", FRAME)
    return [
        Case(
            path.stem, kind, row["name"], row.get("frame", frame).replace("{source}", row["source"].strip("\n")),
            row.get("has", {}), tuple(row.get("none", ())), row.get("count", {}),
        )
        for kind in ("stands", "look_alike")
        for row in table.get(kind, ())
    ]  # fmt: skip


def misses(xml: bytes, case: Case) -> list[str]:
    """What the TEI does not say though the case does, one line each."""
    root = etree.fromstring(xml)
    out = []
    for path, wanted in case.has.items():
        found = [reading(element) for element in root.xpath(path, namespaces=NAMES)]
        text = flat(wanted)
        if not any(one.startswith(text[:-1]) if text.endswith("…") else one == text for one in found):
            out.append(f"{path} should read {text!r}, reads {[one[:90] for one in found[:6]]}")
    for path in case.none:
        found = [reading(element) for element in root.xpath(path, namespaces=NAMES)]
        if found:
            out.append(f"{path} should not be there, is {[one[:90] for one in found[:6]]}")
    for path, number in case.count.items():
        length = len(root.xpath(path, namespaces=NAMES))
        if length != number:
            out.append(f"{path} should be there {number} times, is {length} times")
    return out
