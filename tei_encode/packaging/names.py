"""Names of files: those that we give, and those that no package may hold."""

from __future__ import annotations

import re
from unicodedata import normalize

_UNWANTED = re.compile(r"[^A-Za-z0-9_-]+")
_PLAIN = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*")
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,8}$")
# What Windows keeps for devices, with any extension (Microsoft, Naming Files, Paths, and Namespaces).
_DEVICES = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_WINDOWS = re.compile(r'[<>:"|?*\\]')
_LONGEST = 64
# Names, without extension, that the layouts give to files and folders of their own.
_OWN = frozenset(
    [
        "bag-info", "bagit", "contents", "data", "datacite", "dublin-core", "dublin_core", "files", "inventory",
        "license", "manifest", "metadata", "premis", "readme", "ro-crate-metadata", "schemas", "sources",
        "tei_encode", "xml",
    ]
)  # fmt: skip


def slug(words: str) -> str:
    """Words as a file name of `[A-Za-z0-9_-]`; empty where nothing of them is left."""
    plain = normalize("NFKD", words).encode("ascii", "ignore").decode("ascii")
    name = _UNWANTED.sub("-", plain).strip("-_")[:_LONGEST].rstrip("-_")
    return f"item-{name}" if name and (_DEVICES.fullmatch(name) or name.lower() in _OWN) else name


def file_name(name: str, stem: str) -> str:
    """The name of a source in a package: its own, so that pointers to it hold, where that is a plain name.

    Args:
        name: as received; may be empty.
        stem: what it is called where its own name cannot stand.
    """
    extension = _EXTENSION.search(name)
    before = name[: extension.start()] if extension else name
    made = (slug(before) or stem) + (extension[0].lower() if extension else ".txt")
    kept = _PLAIN.fullmatch(name) and before.lower() not in _OWN and not _DEVICES.fullmatch(name)
    return name if kept and len(name) <= 2 * _LONGEST else made


def fault(path: str) -> str:
    """Why a path cannot stand in a package, on any system; empty where it can."""
    if not path or path.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", path):
        return "is absolute or empty"
    parts = path.split("/")
    if any(part in (".", "..", "") for part in parts):
        return "leads out of the package, or through an empty folder name"
    if any(ord(character) < 32 or ord(character) == 127 for character in path):
        return "holds a control character"
    if any(0xD800 <= ord(character) < 0xE000 for character in path):
        return "is not Unicode"
    return ""


def windows_fault(path: str) -> str:
    """Why Windows cannot hold a path that `fault` allows; empty where it can."""
    for part in path.split("/"):
        if _WINDOWS.search(part):
            return f"holds a character that Windows keeps for itself, in {part!r}"
        if part[-1] in " .":
            return f"has a part that ends with a space or a point, {part!r}"
        if _DEVICES.fullmatch(part):
            return f"has the name of a Windows device, {part!r}"
        if len(part.encode("utf-16-le")) > 510:
            return "has a part of more than 255 characters"
    return ""


def folded(path: str) -> str:
    """What two paths share that some file systems take for one: case and composition apart."""
    return normalize("NFC", normalize("NFC", path).casefold())
