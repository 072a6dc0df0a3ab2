"""Whether a bag is complete and unaltered (RFC 8493, section 3)."""

from __future__ import annotations

import re
from collections.abc import Collection
from hashlib import algorithms_available

from tei_encode.packaging.bagit import AGENT, DECLARATION, INFO, PAYLOAD, unescaped
from tei_encode.packaging.inspection import Inspection
from tei_encode.packaging.names import fault

FETCH = "fetch.txt"
_DECLARED = re.compile(r"BagIt-Version: ([0-9]+\.[0-9]+)\nTag-File-Character-Encoding: ([A-Za-z0-9-]+)\n?")
_MANIFEST = re.compile(r"(tag)?manifest-([a-z0-9-]+)\.txt")
_LINE = re.compile(r"([0-9A-Fa-f]+)[ \t]+\*?(.+)")
_OXUM = re.compile(r"([0-9]+)\.([0-9]+)")


def check_bag(package: Inspection) -> None:
    """Hold a bag against its manifests; faults are noted in the inspection."""
    _declaration(package)
    manifests = {path: match for path in package.paths if (match := _MANIFEST.fullmatch(path))}
    known = {path: match for path, match in manifests.items() if match[2] in algorithms_available}
    for path in manifests.keys() - known.keys():
        package.blame("B006", path, "names an algorithm that is not known here")
    if not any(not match[1] for match in known.values()):
        package.blame("B006", "", "the bag has no payload manifest (RFC 8493, 2.1.3)")
    package.take_digests(match[2] for match in known.values())
    payload = _listed(package, [path for path, match in known.items() if not match[1]])
    package.compare(payload, "the manifest", lambda path: path.startswith(PAYLOAD), "manifest-{}.txt".format)
    tags = [path for path, match in known.items() if match[1]]
    if tags:
        wanted = _listed(package, tags)

        def is_tag(path: str) -> bool:
            return not path.startswith(PAYLOAD) and path not in tags

        package.compare(wanted, "the tag manifest", is_tag, "tagmanifest-{}.txt".format)
    _tag_manifests(package, known.values())
    _fetch(package)
    _oxum(package)


def _declaration(package: Inspection) -> None:
    """`bagit.txt` (2.1.1): two lines, without byte order mark."""
    text = package.text(DECLARATION)
    match = _DECLARED.fullmatch(text.replace("\r\n", "\n").replace("\r", "\n")) if text is not None else None
    if text is not None and match is None:
        package.blame("B006", DECLARATION, "is not the two lines of a declaration (RFC 8493, 2.1.1)", 1, 1)
    elif match and match[1] not in ("0.97", "1.0"):
        package.blame("B006", DECLARATION, f"declares BagIt {match[1]}; 0.97 and 1.0 are known here", 1, 1)
    elif match and match[2].upper() not in ("UTF-8", "US-ASCII"):
        package.blame("B006", DECLARATION, f"declares tag files in {match[2]}; UTF-8 is read here", 2, 1)


def _listed(package: Inspection, manifests: list[str]) -> dict[str, dict[str, str]]:
    """Path → algorithm → digest, of several manifests; each must list the same files."""
    listed: dict[str, dict[str, str]] = {}
    for manifest in manifests:
        algorithm = manifest[manifest.index("-") + 1 : -4]
        for number, line in package.lines(manifest):
            match = _LINE.fullmatch(line)
            path = unescaped(match[2]).removeprefix("./") if match else ""
            if match is None or fault(path):
                package.blame("B006", manifest, "has a line that is no checksum and safe path", number, 1)
                continue
            digests = listed.setdefault(path, {})
            if algorithm in digests and digests[algorithm] != match[1]:
                package.blame("B006", manifest, f"lists {path} twice, with two checksums", number, 1)
            digests[algorithm] = match[1]
    for path, digests in listed.items():
        for manifest in manifests:
            if manifest[manifest.index("-") + 1 : -4] not in digests:
                package.blame("B006", path, f"stands in another manifest and not in {manifest} (RFC 8493, 2.1.3)")
    return listed


def _tag_manifests(package: Inspection, manifests: Collection[re.Match[str]]) -> None:
    """A tag manifest beside every payload manifest (2.2.1): others may do without, the bags made here have both."""
    algorithms = {bool(tag): {match[2] for match in manifests if bool(match[1]) is tag} for tag in (False, True)}
    if not any(agent.startswith(AGENT) for agent in bag_info(package).get("Bag-Software-Agent", ())):
        return
    for algorithm in sorted(algorithms[False] - algorithms[True]):
        package.blame("B002", f"tagmanifest-{algorithm}.txt", "is missing; the bag was made with it")


def _fetch(package: Inspection) -> None:
    """`fetch.txt` (2.2.3) says where to get files that are not here; nothing is ever fetched."""
    if FETCH in package.present:
        for number, line in package.lines(FETCH):
            parts = line.split(None, 2)
            if len(parts) < 3 or unescaped(parts[2]) not in package.present:
                what = parts[2] if len(parts) == 3 else line
                package.blame("B002", FETCH, f"{what} is to be fetched; the bag is not complete by itself", number, 1)


def _oxum(package: Inspection) -> None:
    """`Payload-Oxum` (2.2.2): bytes and files of the payload."""
    if INFO not in package.present:
        return
    for number, line in package.lines(INFO):
        label, colon, value = line.partition(":")
        if line[0] in " \t":
            continue
        if not colon:
            package.blame("B006", INFO, "has a line without a label", number, 1)
        if label.lower() != "payload-oxum":
            continue
        payload = [path for path in package.paths if path.startswith(PAYLOAD)]
        found = f"{sum(map(package.size, payload))}.{len(payload)}"
        if not _OXUM.fullmatch(value.strip()) or value.strip() != found:
            package.blame("B007", INFO, f"Payload-Oxum is {value.strip()}; the payload is {found}", number, 1)


def bag_info(package: Inspection) -> dict[str, list[str]]:
    """Label → values of `bag-info.txt`, continued lines joined."""
    found: dict[str, list[str]] = {}
    values: list[str] = []
    for _, line in package.lines(INFO) if INFO in package.present else ():
        if line[0] in " \t" and values:
            values[-1] += " " + line.strip()
            continue
        label, _, value = line.partition(":")
        values = found.setdefault(label.strip(), [])
        values.append(value.strip())
    return found
