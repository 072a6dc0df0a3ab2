"""The occasion of a deposit, and what each article brings to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tei_encode.model.record import record
from tei_encode.packaging.description import Description
from tei_encode.packaging.files import File


@record(frozen=True)
class Predecessor:
    """The deposit that a new version succeeds."""

    identifier: str
    version: int = 0  # 0: not known
    digest: str = ""  # SHA-512 of its tag manifest or inventory, where it is at hand

    @property
    def label(self) -> str:
        """Identifier and, where it is known, version: two versions may share the one."""
        return f"{self.identifier}, version {self.version}" if self.version else self.identifier


@record(frozen=True)
class Earlier:
    """An OCFL object that a new version is added to: its inventory, its files, and what reads one of them."""

    inventory: dict[str, Any]
    paths: tuple[str, ...]
    read: Callable[[str], bytes]


@record(frozen=True)
class Deposit:
    """What holds for a package as a whole; what nobody has stated is empty."""

    date: str  # a day, or a time with its zone
    depositor: str
    contact: str
    contact_email: str
    address: str
    identifier: str  # of a package of several articles
    title: str  # of a package of several articles
    description: str
    tool_version: str  # of tei_encode, which makes the package
    datacite: bool  # whether DataCite records are made
    collection: bool  # whether the package is one of several articles, each in a folder of its own
    predecessor: Predecessor | None = None
    earlier: Earlier | None = None  # for a layout that keeps versions together

    @property
    def day(self) -> str:
        """The day of the deposit: YYYY-MM-DD."""
        return self.date[:10]

    @property
    def version(self) -> int:
        """The version of this deposit, counted from 1."""
        return self.predecessor.version + 1 if self.predecessor and self.predecessor.version else 1


@record(frozen=True)
class Checks:
    """What validation and proof said of a TEI file; the proof holds, and no problem is an error."""

    warnings: int
    characters: int
    delimiters: int
    moved: int
    glyphs: int
    schema_sha256: str


@record(frozen=True)
class Article:
    """One article, checked and ready: its files by their names in its own part of the package."""

    description: Description
    files: tuple[File, ...]
    checks: Checks
