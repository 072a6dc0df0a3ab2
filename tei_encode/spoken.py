"""Evidence in words for people: the features of learned decisions, the attributes of lines."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from tei_encode.resources import load_resource

_BINNED = re.compile(r"([a-z-]*[a-z])(-?\d+)")
_NONE = re.compile(r"(gap)(none)")
_HEADS = ("abstract", "acknowledgements", "appendix", "bibliography", "notes")
_COMPOSED = ("turn", "cont", "since", "fill")


def spoken(stage: str, feature: str) -> str:
    """A feature of a decision in words; evidence in words stays as it is; "" where nothing is to be said."""
    if " " in feature:
        return feature
    if stage == "zone":
        return _look(feature)
    words = load_resource("recognition/models/evidence.toml")["words"]
    rest = feature
    while rest not in words and "-" in rest:
        rest = rest.partition("-")[2]
    return str(words.get(rest, ""))


@cache
def _look(attribute: str) -> str:
    if attribute.startswith("against:"):
        return "against it: " + _look(attribute.removeprefix("against:"))
    if attribute[0] in "-+" and len(attribute) > 1:
        return f"the line {'before' if attribute[0] == '-' else 'after'}: {_look(attribute[1:])}"
    table = load_resource("recognition/models/looks.toml")
    name, separator, value = attribute.partition("=")
    if not separator:
        name, separator, value = attribute.partition(":")
    if not separator and name not in table["words"]:
        binned = _BINNED.match(attribute) or _NONE.match(attribute)
        name, value = (binned[1], binned[2]) if binned else (attribute, "")
    if name == "under":
        value = next((kind for kind in _HEADS if value.startswith(kind)), value)
    words = table["words"].get(name)
    if words is None:
        return attribute
    return _composed(name, words, value, table) if name in _COMPOSED else _valued(words, value, attribute)


def _valued(words: Any, value: str, attribute: str) -> str:
    """The words of a value: of its bin, of itself or of its beginning."""
    if isinstance(words, str):
        return words.replace("{}", value.rstrip("+:").replace("_", " "))
    if isinstance(words, list):
        return str(words[int(value)]) if value.isdecimal() and int(value) < len(words) else attribute
    while value and value not in words:
        value = value[:-1]
    return str(words.get(value, attribute))


def _composed(name: str, words: str, value: str, table: dict[str, Any]) -> str:
    """An attribute of two lines: how one ends and the other begins."""
    first = table["fills"][value[0]] if name == "fill" else table["endings"][value[0]]
    return words.replace("{}", first, 1).replace("{}", table["beginnings"].get(value[1:2], ""), 1)
