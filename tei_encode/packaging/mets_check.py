"""Whether a METS import is complete, and its files what `MANIFEST.xml` says of them."""

from __future__ import annotations

from tei_encode.packaging.inspection import Inspection
from tei_encode.packaging.mets import MANIFEST, NAMESPACE
from tei_encode.packaging.names import fault
from tei_encode.packaging.xml import XLINK
from tei_encode.xml_input import line_of

_METS = f"{{{NAMESPACE}}}"


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
