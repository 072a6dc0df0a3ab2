"""Libraries loaded without modules that they import for what a conversion never does.

A conversion is one short process: what lxml and python-crfsuite import beside themselves takes as long as they do.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Any


def load(library: str, unused: tuple[str, ...]) -> ModuleType:
    """A library whose functions import the modules `unused` when they first call something of them."""
    absent = [name for name in unused if name not in sys.modules]
    for name in absent:
        sys.modules[name] = _deferred(name)
    try:
        return import_module(library)
    finally:
        for name in absent:
            del sys.modules[name]


def load_lxml() -> None:
    """lxml.etree, without what it reads the signatures of parser targets and writes compressed files with."""
    load("lxml.etree", ("inspect", "gzip"))


def load_crfsuite() -> ModuleType:
    """python-crfsuite, without what only its trainer and its dumps use."""
    return load("pycrfsuite", ("tempfile", "fractions"))


def _deferred(module: str) -> ModuleType:
    def named(name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*values: Any, **more: Any) -> Any:
            return getattr(import_module(module), name)(*values, **more)

        return call

    stub = ModuleType(module)
    setattr(stub, "__getattr__", named)  # noqa: B010
    return stub
