"""The words of `lexicon.toml` by what they tell."""

from __future__ import annotations

from functools import cache

from tei_encode.resources import load_resource

_LEXICON = "bibliography/lexicon.toml"


@cache
def ending(kind: str) -> frozenset[str]:
    """Words of one kind that tell where a field or a reference begins or ends, or what it is."""
    words: str = load_resource(_LEXICON)["endings"][kind]
    return frozenset(words.split())


@cache
def forenames() -> frozenset[str]:
    """Forenames that are known."""
    return frozenset(load_resource(_LEXICON)["names"]["forename"].split())


@cache
def place_words() -> frozenset[str]:
    """Words of known places and of regions."""
    names = load_resource(_LEXICON)["names"]
    return frozenset(f"{names['place']} {names['region']}".split())


@cache
def closed_class() -> frozenset[str]:
    """Every word that says something of the part of a reference it stands in."""
    return frozenset(word for words in load_resource(_LEXICON)["words"].values() for word in words.split())


@cache
def units() -> dict[str, str]:
    """Word before a number → the unit it counts."""
    return {word: unit for unit, words in load_resource(_LEXICON)["units"].items() for word in words.split()}
