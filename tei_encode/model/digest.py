"""SHA-256 of a source, by the module behind `hashlib`, which loads OpenSSL: longer than to read an article."""

from __future__ import annotations

import sys
from importlib import import_module

_BEHIND = "_sha2" if sys.version_info >= (3, 12) else "_sha256"
_LARGE = 1 << 20  # bytes, from which OpenSSL is worth its loading


def sha256(data: bytes) -> str:
    """The digest of some bytes in hexadecimal."""
    try:
        module = import_module(_BEHIND if len(data) < _LARGE else "hashlib")
    except ImportError:  # a Python built without it
        module = import_module("hashlib")
    digest: str = module.sha256(data).hexdigest()
    return digest
