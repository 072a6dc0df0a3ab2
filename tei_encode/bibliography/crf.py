"""python-crfsuite, loaded without the modules of the standard library that only its trainer and its dumps use.

They (tempfile, fractions, and all that these import) are two thirds of the time that the import takes, and a conversion
is one short process. Whoever uses what needs them gets them then.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from types import ModuleType

_UNUSED_HERE = ("tempfile", "fractions")


def tagger(model: bytes) -> Callable[[Sequence[Sequence[bytes | str]]], list[str]]:
    """The function from a list of features for each word to a list of labels, of a model in memory."""
    absent = [name for name in _UNUSED_HERE if name not in sys.modules]
    for name in absent:
        sys.modules[name] = _deferred(name)
    try:
        crfsuite = import_module("pycrfsuite")
    finally:
        for name in absent:
            del sys.modules[name]
    made = crfsuite.Tagger()
    made.open_inmemory(model)

    def tag(rows: Sequence[Sequence[bytes | str]]) -> list[str]:
        # The tagger reads the model where it lies and does not keep it alive: this function does.
        assert model
        labels: list[str] = made.tag(rows)
        return labels

    return tag


def _deferred(name: str) -> ModuleType:
    stub = ModuleType(name)
    setattr(stub, "__getattr__", lambda attribute: getattr(import_module(name), attribute))  # noqa: B010
    return stub
