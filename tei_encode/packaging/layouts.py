"""The layouts of a package, one a row: a new one is a module and a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from tei_encode.model.record import record
from tei_encode.packaging.bagit import bag
from tei_encode.packaging.deposit import Article, Deposit
from tei_encode.packaging.files import File
from tei_encode.packaging.mets import mets
from tei_encode.packaging.ocfl import ocfl
from tei_encode.packaging.saf import saf

_Make: TypeAlias = Callable[[Iterable[Article], Sequence[File], Deposit], Iterator[File]]


@record(frozen=True)
class Layout:
    """A way to lay out a package: the formats whose demands it has, and whether an archive of it has a base folder."""

    name: str
    make: _Make
    formats: tuple[str, ...]
    based: bool


LAYOUTS = (
    Layout("bag", bag, ("bagit", "premis", "datacite", "dublin-core", "ro-crate"), True),
    Layout("ocfl", ocfl, ("ocfl", "premis", "datacite", "dublin-core", "ro-crate"), True),
    Layout("saf", saf, ("saf", "premis", "datacite", "dublin-core"), False),
    Layout("mets", mets, ("mets", "premis", "datacite", "dublin-core"), False),
)
NAMES = tuple(layout.name for layout in LAYOUTS)


def layout_named(name: str) -> Layout:
    """The layout of a name that is in `NAMES`."""
    return next(layout for layout in LAYOUTS if layout.name == name)
