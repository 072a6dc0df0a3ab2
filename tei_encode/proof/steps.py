"""The TEI side: a file as a stream of what must stand in the source, moved blocks left out."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
_UNREAD = frozenset(TEI + name for name in ("corr", "reg", "expan", "supplied", "desc", "figDesc"))
_BLOCKS = frozenset(
    [
        "p",
        "ab",
        "head",
        "item",
        "cell",
        "row",
        "div",
        "l",
        "lg",
        "titlePart",
        "byline",
        "docTitle",
        "titlePage",
        "fw",
        "note",
        "figure",
        "table",
        "list",
        "listBibl",
        "quote",
        "body",
        "front",
        "back",
        "floatingText",
        "epigraph",
        "graphic",
        "text",
        "closer",
        "signed",
        "speaker",
        "sp",
        "milestone",
        "formula",
    ]
)
_BREAKS = frozenset(("pb", "cb", "lb", "milestone"))

# What an element boundary may stand for: rend → pairs of delimiters before and after, the longest first.
_DELIMITERS = {
    "italic": (("*", "*"), ("_", "_")),
    "bold": (("**", "**"), ("__", "__")),
    "bold italic": (("***", "***"), ("___", "___")),
    "superscript": (("$^{", "}$"), ("^{", "}"), ("<sup>", "</sup>")),
    "blockquote": ((">", ""),),
    "subscript": (("$_{", "}$"), ("<sub>", "</sub>")),
}

# ("text", string) · ("glyph", character) · ("open"|"close", delimiters) · ("block",) · ("break", joins) · ("page",)
# ("pipe",) · ("rule",) · ("level", n) · ("level_end",) · ("literal", string) · ("image", source string)
Step = tuple[str, object]


def steps(top: etree._Element, own: etree._Element | None) -> Iterator[Step]:
    """The steps of an element, moved blocks within it left out; iterative, so that depth does not matter."""
    yield from _entering(top)
    stack = [(top, iter(top))]
    while stack:
        element, children = stack[-1]
        for child in children:
            if child.get("source") is not None and child is not own:
                yield ("moved", None)
            elif child.tag not in _UNREAD:
                yield from _entering(child)
                if len(child):
                    stack.append((child, iter(child)))
                    break
                yield from _leaving(child)
            if child.tail:
                yield ("text", child.tail)
        else:
            stack.pop()
            yield from _leaving(element)
            if element is not top and element.tail:
                yield ("text", element.tail)


def _entering(element: etree._Element) -> Iterator[Step]:
    """The steps of its beginning, its first text among them."""
    name = element.tag[len(TEI) :]
    if name in _BLOCKS or _is_entry(element, name):
        yield ("block", None)
    if name == "pb":
        yield ("page", None)
    if name in _BREAKS:
        yield ("break", element.get("break") in ("no", "maybe"))
    if name == "g":
        yield ("glyph", _character(element.get("n", "")))
    elif name == "graphic":
        described = "".join(map(str, element.itertext()))
        yield ("image", f"![{described}]({element.get('url', '')})")
    elif name == "row":
        yield ("row", None)
    elif name == "milestone" and element.get("rend"):
        yield ("literal", element.get("rend"))
    rend = element.get("rend", "")
    if rend in _DELIMITERS:
        yield ("open", _DELIMITERS[rend])
    elif rend.startswith("level") and rend[5:].isdecimal():
        yield ("level", int(rend[5:]))
    if element.text:
        yield ("text", element.text)


def _leaving(element: etree._Element) -> Iterator[Step]:
    name = element.tag[len(TEI) :]
    rend = element.get("rend", "")
    if rend in _DELIMITERS:
        yield ("close", None)
    elif rend.startswith("level"):
        yield ("level_end", None)
    if name == "cell":
        yield ("pipe", None)
    elif name == "row" and element.get("role") == "label":
        yield ("rule", None)
    if name in _BLOCKS or _is_entry(element, name):
        yield ("block", None)


def _is_entry(element: etree._Element, name: str) -> bool:
    if name not in ("bibl", "label"):
        return False
    parent = element.getparent()
    return parent is not None and parent.tag in (f"{TEI}listBibl", f"{TEI}list")


def _character(n: str) -> str:
    try:
        return chr(0xDC00 + int(n[2:], 16)) if n.startswith("0x") else chr(int(n[2:], 16))
    except ValueError:
        return ""
