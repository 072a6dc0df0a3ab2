"""Whether items of the Simple Archive Format are complete; of their checksums only a PREMIS record knows."""

from __future__ import annotations

import re

from tei_encode.packaging.inspection import Inspection
from tei_encode.packaging.names import fault
from tei_encode.packaging.saf import CONTENTS, DESCRIPTION

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
