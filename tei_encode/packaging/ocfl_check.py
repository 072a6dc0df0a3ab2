"""Whether an OCFL object is complete and unaltered (OCFL 1.1, section 3)."""

from __future__ import annotations

import json
import re
from typing import Any

from tei_encode.packaging.inspection import Inspection
from tei_encode.packaging.names import fault
from tei_encode.packaging.ocfl import INVENTORY

_VERSION = re.compile(r"v(0*)([1-9][0-9]*)")
_FREE = ("extensions/", "logs/")  # 3.1: what may stand beside the versions


def check_ocfl(package: Inspection) -> None:
    """Hold an object against its inventory; faults are noted in the inspection."""
    inventory = inventory_of(package)
    package.take_digests(("sha512", "sha256"))
    for path in package.paths:
        if path.startswith("0=") and package.bytes_of(path) != f"{path[2:]}\n".encode():
            package.blame("B004", path, "does not say the version of OCFL that its name says (OCFL 1.1, 3.3)")
    if inventory is None:
        return
    try:
        _check(package, inventory)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        package.blame("B006", INVENTORY, f"is not an inventory as OCFL 1.1 describes it: {error!r}")


def inventory_of(package: Inspection) -> dict[str, Any] | None:
    """The inventory of the object; None, and a fault, where it cannot be read."""
    if INVENTORY not in package.present:
        package.blame("B002", INVENTORY, "is missing; every object has one (OCFL 1.1, 3.5)")
        return None
    text = package.text(INVENTORY)
    try:
        inventory = json.loads(text) if text is not None else None
    except (ValueError, RecursionError) as error:
        package.blame("B006", INVENTORY, f"is not JSON: {error}")
        return None
    if inventory is not None and not isinstance(inventory, dict):
        package.blame("B006", INVENTORY, "is not a JSON object")
        return None
    return inventory


def head_state(inventory: dict[str, Any]) -> dict[str, str]:
    """Logical path → path in the object, of the newest version."""
    state = inventory["versions"][inventory["head"]]["state"]
    return {path: inventory["manifest"][digest][0] for digest, paths in state.items() for path in paths}


def _check(package: Inspection, inventory: dict[str, Any]) -> None:
    algorithm = inventory["digestAlgorithm"]
    if algorithm not in ("sha512", "sha256"):
        package.blame("B006", INVENTORY, f"uses the algorithm {algorithm}; OCFL allows sha512 and sha256")
        return
    listed = {}
    for digest, paths in inventory["manifest"].items():
        for path in paths:
            if fault(path):
                package.blame("B006", INVENTORY, f"names the path {path!r}, which no object may have")
            else:
                listed[path] = {algorithm: digest}
    package.compare(listed, "the inventory", lambda path: "/content/" in path and not path.startswith(_FREE))
    _sidecars(package, algorithm)
    _versions(package, inventory)
    _strangers(package, inventory)


def _sidecars(package: Inspection, algorithm: str) -> None:
    """The digest of every inventory, beside it (3.6)."""
    for path in package.paths:
        if path.rpartition("/")[2] != INVENTORY or path.startswith(_FREE) or "/content/" in path:
            continue
        sidecar = f"{path}.{algorithm}"
        said = (package.text(sidecar) or "").split() if sidecar in package.present else []
        if said != [package.digest(path, algorithm), INVENTORY]:
            package.blame("B004", path, "was altered, or its digest beside it is missing or was")


def _versions(package: Inspection, inventory: dict[str, Any]) -> None:
    """Versions from 1 without gap, the head the last, every state made of what the manifest has (3.5.3)."""
    numbers = [_VERSION.fullmatch(name) for name in inventory["versions"]]
    counted = sorted(int(match[2]) for match in numbers if match)
    if counted != list(range(1, len(numbers) + 1)):
        package.blame("B006", INVENTORY, "does not number its versions from v1 without a gap")
    head = _VERSION.fullmatch(inventory["head"])
    if head is None or int(head[2]) != len(numbers) or inventory["head"] not in inventory["versions"]:
        package.blame("B006", INVENTORY, "has a head that is not the last version")
    for name, version in inventory["versions"].items():
        for digest in version["state"]:
            if digest not in inventory["manifest"]:
                package.blame("B006", INVENTORY, f"has a state of {name} with a digest that its manifest lacks")
    newest = f"{inventory['head']}/{INVENTORY}"
    if newest in package.present and package.digest(newest) != package.digest(INVENTORY):
        package.blame("B004", newest, "is not the inventory of the object, though of its newest version")


def _strangers(package: Inspection, inventory: dict[str, Any]) -> None:
    """What belongs neither to a version nor to the object (3.1)."""
    own = {INVENTORY, f"{INVENTORY}.{inventory['digestAlgorithm']}"}
    for path in package.paths:
        top, _, rest = path.partition("/")
        in_version = top in inventory["versions"] and (rest.startswith("content/") or rest in own)
        if not (in_version or path in own or path.startswith(("0=ocfl_object_", *_FREE))):
            package.blame("B003", path, "was added; it belongs to no version of the object")
