"""Files that travel inside the package.

The package's own loader is asked, as `importlib.resources` would ask it, but without the twelve modules that the latter
imports: a conversion reads six small files, and the import alone would take longer than all of them.
"""

from __future__ import annotations

import os.path

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
