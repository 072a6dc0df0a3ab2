"""The order of a check of a package: list, complete and unaltered, records true, TEI valid, proved."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from tei_encode.depositing import History
from tei_encode.errors import ConfigError, PackageError
from tei_encode.header import Header
from tei_encode.model.record import record
from tei_encode.packaging.bag_check import bag_info, check_bag
from tei_encode.packaging.bagit import DECLARATION
from tei_encode.packaging.container import Container, Fault, Limits, open_container
from tei_encode.packaging.deposit import Earlier, Predecessor
from tei_encode.packaging.inspection import Inspection
from tei_encode.packaging.mets import MANIFEST
from tei_encode.packaging.mets_check import check_mets
from tei_encode.packaging.ocfl import INVENTORY
from tei_encode.packaging.ocfl_check import check_ocfl, head_state, inventory_of
from tei_encode.packaging.record_checks import check_records
from tei_encode.packaging.saf import CONTENTS
from tei_encode.packaging.saf_check import check_saf
from tei_encode.proof import verify
from tei_encode.validation import validate

_Check: TypeAlias = Callable[[Inspection], None]

# Name of a layout, a sign that a file below the base folder is of it, and what checks it.
KINDS: tuple[tuple[str, Callable[[str], bool], _Check], ...] = (
    ("bag", lambda path: path == DECLARATION, check_bag),
    ("ocfl", lambda path: path.startswith("0=ocfl_object_"), check_ocfl),
    ("mets", lambda path: path == MANIFEST, check_mets),
    ("saf", lambda path: path.count("/") <= 1 and path.rpartition("/")[2] == CONTENTS, check_saf),
)


@record(frozen=True)
class Verdict:
    """What a check of a package found: no fault is the proof that it is whole, valid and proved."""

    layout: str  # "" where none is known
    files: int
    articles: int
    characters: int  # of the sources, proved to be in the TEI
    faults: tuple[Fault, ...]

    @property
    def ok(self) -> bool:
        return not self.faults


def verify_package(path: str, limits: Limits | None = None) -> Verdict:
    """Whether the package at a path is complete, unaltered, valid and proved; every fault with its code and place.

    Args:
        path: a folder, a zip or a tar; nothing is unpacked.
        limits: how much is read at most.

    Raises:
        SourceError: there is nothing that could be a package.
    """
    container = open_container(path, limits)
    if container.faults:
        return Verdict("", len(container.sizes), 0, 0, tuple(container.faults))
    layout, package = inspect(container)
    if not layout:
        words = "is no package of a known layout: no bagit.txt, OCFL object, MANIFEST.xml or SAF item"
        return Verdict("", len(container.sizes), 0, 0, (Fault("B001", "", words),))
    check = next(check for name, _, check in KINDS if name == layout)
    check(package)
    files = _files(layout, package)
    check_records(package, files)
    articles, characters = _check_articles(package, files)
    return Verdict(layout, len(package.paths), articles, characters, tuple(package.faults))


def history_of(path: str, layout: str) -> History:
    """The deposit at a path as the predecessor of a new one, once it is found whole, valid and proved.

    Raises:
        PackageError: it is not.
        ConfigError: a new version of it cannot be laid out so.
    """
    verdict = verify_package(path)
    if not verdict.ok:
        first = verdict.faults[0]
        words = f"{path}: {first.path}: {first.code} {first.message} ({len(verdict.faults)} faults)"
        raise PackageError(f"{words}; a damaged deposit has no new version. Run verify-package on it")
    if (verdict.layout == "ocfl") is not (layout == "ocfl"):
        words = f"{path} is a package of layout {verdict.layout}, the new version one of layout {layout}"
        raise ConfigError(f"{words}; an OCFL object keeps its versions itself. Name it in [deposit] replaces instead")
    package = inspect(open_container(path))[1]
    return _of_object(package) if verdict.layout == "ocfl" else _of_bag(package, verdict.layout)


def _of_object(package: Inspection) -> History:
    inventory = inventory_of(package) or {}
    package.take_digests(("sha512",))
    number = len(inventory["versions"])
    earlier = Earlier(inventory, tuple(package.paths), lambda place: package.bytes_of(place) or b"")
    return History(Predecessor(inventory["id"], number, package.digest(INVENTORY, "sha512")), earlier)


def _of_bag(package: Inspection, layout: str) -> History:
    info = bag_info(package)
    identifiers = info.get("External-Identifier", [])
    manifests = [path for path in package.paths if path == "tagmanifest-sha512.txt"]
    package.take_digests(("sha512",))
    digest = package.digest(manifests[0], "sha512") if manifests else ""
    if layout != "bag" or not (identifiers or digest):
        words = f"{package.container.label}: this deposit says no identifier of itself that a new version could name"
        raise ConfigError(f"{words}; set [deposit] replaces")
    version = info.get("Version", ["1"])[0]
    named = identifiers[0] if identifiers else f"sha512:{digest}"
    return History(Predecessor(named, int(version) if version.isdecimal() else 1, digest))


def inspect(container: Container) -> tuple[str, Inspection]:
    """The layout of a package, "" where it is of none that is known, and its files below the base folder."""
    paths = container.paths()
    tops = {path.partition("/")[0] for path in paths if "/" in path}
    for base in ("", *(f"{top}/" for top in sorted(tops))):
        for name, is_sign, _ in KINDS:
            if any(is_sign(path[len(base) :]) for path in paths if path.startswith(base)):
                return name, Inspection(container, base)
    return "", Inspection(container)


def _files(layout: str, package: Inspection) -> dict[str, str]:
    """The paths that records use → those of the package: of an OCFL object, the newest state."""
    if layout == "ocfl":
        inventory = inventory_of(package)
        try:
            state = head_state(inventory or {})
        except (KeyError, TypeError, AttributeError):
            return {}  # what is wrong with the inventory has been said
        return {path: place for path, place in state.items() if place in package.present}
    return {path: path for path in package.paths}


def _check_articles(package: Inspection, files: dict[str, str]) -> tuple[int, int]:
    """Validate and prove every TEI file; the number of them, and of characters proved."""
    sources = {package.digest(place): place for place in files.values()}
    articles = characters = 0
    for path in sorted(files):
        place = files[path]
        data = package.bytes_of(place) if path.endswith(".xml") else None
        if data is None or not _is_tei(data):
            continue
        articles += 1
        problems = [problem for problem in validate(data) if problem.is_error]
        for problem in problems:
            expected = f"; expected: {problem.expected}" if problem.expected else ""
            package.blame(problem.code, place, problem.message + expected, problem.line, problem.column)
        if not problems or all(problem.code not in ("X001", "V010", "V012") for problem in problems):
            characters += _prove(package, place, data, sources)
    if articles == 0:
        package.blame("B015", "", "there is no TEI file in the package")
    return articles, characters


def _is_tei(data: bytes) -> bool:
    return b"http://www.tei-c.org/ns/1.0" in data[:4096] or b"<TEI" in data[:4096]


def _prove(package: Inspection, place: str, tei: bytes, sources: dict[str, str]) -> int:
    """The proof of one TEI file against those files of the package that have the checksums of its header."""
    named = Header(tei).sources()
    missing = [file for file in named if file.sha256 not in sources]
    if missing or not named:
        names = ", ".join(file.name or file.sha256[:12] for file in missing) or "any source"
        package.blame(
            "B015", place, f"cannot be proved: {names}, which its header names, is not in the package unaltered"
        )
        return 0
    given = []
    for file in named:
        data = package.bytes_of(sources[file.sha256])
        if data is None:
            return 0
        given.append((file.name, data))
    proof = verify(tei, given)
    if proof.difference is not None:
        found = proof.difference
        said = f"; source {found.source!r}, TEI {found.tei!r}" if found.source or found.tei else ""
        package.blame("K001", sources[named[0].sha256], found.message + said, found.line, found.column)
        return 0
    return proof.characters
