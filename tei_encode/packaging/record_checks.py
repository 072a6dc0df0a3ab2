"""Whether the metadata in a package say of its files what these are: the PREMIS and RO-Crate records."""

from __future__ import annotations

import json
from urllib.parse import unquote

from tei_encode.packaging.inspection import Inspection
from tei_encode.packaging.premis import NAMESPACE
from tei_encode.packaging.ro_crate import NAME
from tei_encode.xml_input import line_of

_PREMIS = f"{{{NAMESPACE}}}"
_ALGORITHMS = {"SHA-256": "sha256", "SHA-512": "sha512"}


def check_records(package: Inspection, files: dict[str, str]) -> None:
    """Hold every record against the files it speaks of; faults are noted in the inspection.

    Args:
        package: a package whose digests are taken.
        files: path that records use → path in the package.
    """
    blamed = {fault.path for fault in package.faults}  # of which no more need be said
    for path, place in files.items():
        name = path.rpartition("/")[2]
        if name == "premis.xml":
            _premis(package, place, files, blamed)
        elif name == NAME:
            _ro_crate(package, place, path[: -len(NAME)], files, blamed)


def _premis(package: Inspection, place: str, files: dict[str, str], blamed: set[str]) -> None:
    root = package.parsed(place)
    # An item of the Simple Archive Format names its files without its own folder.
    folder = place.rpartition("/")[0] + "/" if "/" in place else ""
    for made in root.iter(f"{_PREMIS}object") if root is not None else ():
        size = made.findtext(f".//{_PREMIS}size")
        named = made.findtext(f"{_PREMIS}objectIdentifier/{_PREMIS}objectIdentifierValue", "")
        if size is None:
            continue
        target = files.get(named) or files.get(folder + named)
        if target is None:
            if package.base + named not in blamed and package.base + folder + named not in blamed:
                words = f"speaks of {named}, which is not in the package"
                package.blame("B014", place, words, line_of(made))
            continue
        said = {
            _ALGORITHMS.get(fixity.findtext(f"{_PREMIS}messageDigestAlgorithm", "")): fixity.findtext(
                f"{_PREMIS}messageDigest", ""
            )
            for fixity in made.iter(f"{_PREMIS}fixity")
        }
        wrong = said.get("sha256", package.digest(target)) != package.digest(target)
        if package.base + target in blamed:
            continue
        if wrong or size != str(package.size(target)):
            package.blame("B014", target, f"is not what {place} says of it: another size or checksum")


def _ro_crate(package: Inspection, place: str, folder: str, files: dict[str, str], blamed: set[str]) -> None:
    text = package.text(place)
    try:
        graph = json.loads(text)["@graph"] if text is not None else []
        entities = [entity for entity in graph if "File" in entity["@type"]]
        for entity in entities:
            path = folder + unquote(entity["@id"])
            target = files.get(path)
            if package.base + (target or path) in blamed:
                continue
            if target is None:
                package.blame("B014", place, f"speaks of {path}, which is not in the package")
            elif entity.get("sha256", package.digest(target)) != package.digest(target):
                package.blame("B014", target, f"is not what {place} says of it: another checksum")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        package.blame("B006", place, f"is not an RO-Crate metadata document: {error!r}")
