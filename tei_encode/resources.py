"""Files that travel inside the package, and the tables in them.

The package's own loader is asked, as `importlib.resources` would ask it, but without the twelve modules that the latter
imports: a conversion reads six small files, and the import alone would take longer than all of them.
"""

from __future__ import annotations

import os.path
from functools import cache
from typing import Any

import tei_encode


def package_bytes(path: str) -> bytes:
    """The bytes of a file by its path below `tei_encode`, with "/" between its parts; from a wheel or a checkout.

    Raises:
        FileNotFoundError: there is no such file.
    """
    spec = tei_encode.__spec__
    assert spec is not None and spec.loader is not None and spec.origin is not None
    parts = path.split("/")
    place = os.path.join(os.path.dirname(spec.origin), *parts)
    read = getattr(spec.loader, "get_data")  # noqa: B009
    try:
        return bytes(read(place))
    except OSError:
        if parts[0] != "schemas":
            raise FileNotFoundError(f"the package has no file {path}") from None
    # In a checkout the schemas stand beside the package; a wheel has them inside.
    return bytes(read(os.path.join(os.path.dirname(os.path.dirname(spec.origin)), *parts)))


@cache
def load_resource(path: str) -> dict[str, Any]:
    """The table in a TOML file of this package, by its path below `tei_encode`: "profiles/generic.toml".

    The files that every run needs keep to the plainest part of TOML 1.0 (sections of `key = "value"`, one a line),
    which is read here in a tenth of the time of a whole parser; any other file goes to tomllib. The tests hold the one
    against the other.

    Raises:
        FileNotFoundError: there is no such file in the package.
    """
    text = package_bytes(path).decode("utf-8")
    plain = _plain(text)
    return plain if plain is not None else parse_toml(text)


def parse_toml(text: str) -> dict[str, Any]:
    """Any TOML; the parser is imported only here."""
    import sys

    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    return tomllib.loads(text)


def _plain(text: str) -> dict[str, Any] | None:
    """The table of a plain file; None for one that is not plain."""
    top: dict[str, Any] = {}
    table = top
    for line in text.split("\n"):
        if not line or line[0] == "#":
            continue
        if line[0] == "[":
            if line[-1] != "]" or "." in line or "[" in line[1:] or '"' in line:
                return None
            table = top.setdefault(line[1:-1], {})
            continue
        key, equals, value = line.partition(" = ")
        if key[:1] == key[-1:] == '"':
            key = key[1:-1]
        elif "." in key or "'" in key:
            return None
        if value[:3] == value[-3:] == "'''" and len(value) >= 6 and "'''" not in value[3:-3]:
            table[key] = value[3:-3]
            continue
        if not equals or len(value) < 2 or value[0] not in "\"'" or value[-1] != value[0] or "\\" in value:
            return None
        if value[0] in value[1:-1]:
            return None
        table[key] = value[1:-1]
    return top
