"""Whether items of the Simple Archive Format and METS imports are complete, and unaltered as far as their lists say."""

from __future__ import annotations

import re

from tei_encode.packaging.inspection import Inspection
from tei_encode.packaging.mets import MANIFEST, NAMESPACE
from tei_encode.packaging.names import fault
from tei_encode.packaging.saf import CONTENTS, DESCRIPTION
from tei_encode.packaging.xml import XLINK
from tei_encode.xml_input import line_of

_METS = f"{{{NAMESPACE}}}"
_SAF_FILES = re.compile(r"contents|dublin_core\.xml|metadata_[^/]+\.xml|handle|collections|relationships")


def check_saf(package: Inspection) -> None:
    """Hold every item against its `contents`; checksums stand in the PREMIS record of the item alone."""
    package.take_digests(())
    items = sorted({path.rpartition("/")[0] for path in package.paths if path.rpartition("/")[2] == CONTENTS})
    listed: dict[str, dict[str, str]] = {}
    for item in items:
        place = f"{item}/" if item else ""
        for number, line in package.lines(place + CONTENTS):
            name = line.split("\t")[0].strip()
            if fault(name) or "/" in name:
                package.blame(
                    "B006", place + CONTENTS, "has a line that does not begin with a safe file name", number, 1
                )
            else:
                listed[place + name] = {}
        _dublin_core(package, place + DESCRIPTION)
    package.compare(listed, "contents", lambda path: not _SAF_FILES.fullmatch(path.rpartition("/")[2]))


def _dublin_core(package: Inspection, path: str) -> None:
    if path not in package.present:
        package.blame("B002", path, "is missing; every item has one")
        return
    root = package.parsed(path)
    if root is None:
        return
    if root.tag != "dublin_core" or not all(child.tag == "dcvalue" and child.get("element") for child in root):
        package.blame("B006", path, "is not a dublin_core element with dcvalue elements")


def check_mets(package: Inspection) -> None:
    """Hold the files against `MANIFEST.xml`: their sizes and MD5 checksums."""
    package.take_digests(("md5",))
    root = package.parsed(MANIFEST)
    if root is None:
        return
    listed: dict[str, dict[str, str]] = {}
    for file in root.iter(f"{_METS}file"):
        location = file.find(f"{_METS}FLocat")
        path = location.get(f"{{{XLINK}}}href", "") if location is not None else ""
        if fault(path):
            package.blame("B006", MANIFEST, "names a file by what is no safe path", line_of(file))
            continue
        digest = file.get("CHECKSUM") if file.get("CHECKSUMTYPE") == "MD5" else None
        listed[path] = {"md5": digest} if digest else {}
        size = file.get("SIZE", "")
        if size.isdecimal() and path in package.present and int(size) != package.size(path):
            package.blame("B007", path, f"has {package.size(path)} bytes; {MANIFEST} says {size}")
    package.compare(listed, MANIFEST, lambda path: path != MANIFEST)
