"""From the OCR text of a scholarly article to TEI P5, with a proof that no character was lost.

    from tei_encode import Config, encode
    encoding = encode(open("article.txt", "rb").read(), name="article.txt", config=Config(date="2026-11-24"))
    open("article.xml", "wb").write(encoding.xml)

The names are loaded when first used: importing the package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from tei_encode.config import Config, load_config
    from tei_encode.decisions import Decisions, load_decisions
    from tei_encode.depositing import Submission, package
    from tei_encode.errors import (
        ConfigError,
        InvariantError,
        OutputError,
        PackageError,
        SourceError,
        TeiEncodeError,
    )
    from tei_encode.findings import Finding
    from tei_encode.pipeline import Encoding, encode, encode_pages
    from tei_encode.proof import Proof, prove, verify
    from tei_encode.validation import Problem, validate
    from tei_encode.verifying import Verdict, verify_package

_HOMES = {
    "Config": "config", "load_config": "config", "ConfigError": "errors", "InvariantError": "errors",
    "OutputError": "errors", "SourceError": "errors", "TeiEncodeError": "errors", "Finding": "findings",
    "Encoding": "pipeline", "encode": "pipeline", "encode_pages": "pipeline", "Proof": "proof", "prove": "proof",
    "verify": "proof", "Problem": "validation", "validate": "validation", "PackageError": "errors",
    "Decisions": "decisions", "load_decisions": "decisions", "Submission": "depositing", "package": "depositing",
    "Verdict": "verifying", "verify_package": "verifying",
}  # fmt: skip

__all__ = [
    "Config", "ConfigError", "Decisions", "Encoding", "Finding", "InvariantError", "OutputError", "PackageError",
    "Problem", "Proof", "SourceError", "Submission", "TeiEncodeError", "Verdict", "encode", "encode_pages",
    "load_config", "load_decisions", "package", "prove", "validate", "verify", "verify_package",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{home}"), name)
