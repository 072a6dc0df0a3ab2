"""TOML from the package's own data, parsed once per process."""

from __future__ import annotations

import sys
from functools import cache
from importlib import resources
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


@cache
def load_resource(path: str) -> dict[str, Any]:
    """The table in a TOML file of this package, by its path below `tei_encode`: "profiles/generic.toml".

    Raises:
        FileNotFoundError: there is no such file in the package.
    """
    place = resources.files("tei_encode").joinpath(*path.split("/"))
    return tomllib.loads(place.read_text(encoding="utf-8"))
