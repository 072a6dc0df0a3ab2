"""What every check of a package shares: its files below the base folder, their digests, what is missing or added."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from lxml import etree

from tei_encode.packaging.container import Container, Fault, UnreadableError
from tei_encode.xml_input import parse

_MOST_TEXT = 256 << 20  # bytes of a manifest, an inventory or a record


class Inspection:
    """A package while it is checked. Paths are below `base`; faults name them as they stand in the package."""

    def __init__(self, container: Container, base: str = "") -> None:
        self.container, self.base = container, base
        start = len(base)
        self.paths = [path[start:] for path in container.paths() if path.startswith(base)]
        self.present = frozenset(self.paths)
        self.faults: list[Fault] = [
            Fault("B003", path, "stands outside the package's folder")
            for path in container.paths()
            if not path.startswith(base)
        ]
        self._digests: dict[str, dict[str, str]] = {}

    def blame(self, code: str, path: str, message: str, line: int = 0, column: int = 0) -> None:
        """Note a fault."""
        self.faults.append(Fault(code, self.base + path if path else path, message, line, column))

    def size(self, path: str) -> int:
        return self.container.sizes[self.base + path]

    def bytes_of(self, path: str) -> bytes | None:
        """A file whole; None, and a fault, where it cannot be read."""
        try:
            return self.container.read(self.base + path, _MOST_TEXT)
        except UnreadableError as error:
            self.blame("B013", path, str(error))
            return None

    def parsed(self, path: str) -> etree._Element | None:
        """The root of an XML file; None, and a fault, where it is none."""
        data = self.bytes_of(path)
        if data is None:
            return None
        try:
            return parse(data)
        except etree.XMLSyntaxError as error:
            self.blame("B006", path, f"is not well-formed: {error.msg}", *error.position)
            return None

    def text(self, path: str) -> str | None:
        """A text file in UTF-8; None, and a fault, where it is none."""
        data = self.bytes_of(path)
        if data is None:
            return None
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            self.blame("B006", path, f"is not UTF-8: {error.reason} at byte {error.start}")
            return None

    def lines(self, path: str) -> Iterator[tuple[int, str]]:
        """The lines of a text file with their numbers, whatever its line ends; none where it cannot be read."""
        text = self.text(path) or ""
        for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
            if line:
                yield number, line

    def take_digests(self, algorithms: Iterable[str]) -> None:
        """Read every file once, for all the digests that anything will ask for."""
        wanted = frozenset(algorithms) | {"sha256"}
        self._digests = {path: self._read_digests(path, wanted) for path in self.paths}

    def _read_digests(self, path: str, algorithms: frozenset[str]) -> dict[str, str]:
        try:
            return self.container.digests(self.base + path, algorithms)
        except UnreadableError as error:
            self.blame("B013", path, str(error))
            return {}

    def digest(self, path: str, algorithm: str = "sha256") -> str:
        """A digest that was taken; empty for a file that could not be read."""
        return self._digests.get(path, {}).get(algorithm, "")

    def compare(
        self,
        listed: dict[str, dict[str, str]],
        said_in: str,
        belongs: Callable[[str], bool],
        file_of: Callable[[str], str] = str,
    ) -> None:
        """Hold the files that belong to a list against it: missing, added, renamed, altered.

        Args:
            listed: path → algorithm → digest, as the list has them.
            said_in: the list, for messages.
            belongs: which files the list must name.
            file_of: the path of the list of an algorithm, where each has its own.
        """
        added = [path for path in self.paths if belongs(path) and path not in listed]
        by_digest: dict[str, list[str]] = {}
        for path in added:
            by_digest.setdefault(self.digest(path), []).append(path)
        for path, digests in listed.items():
            if path in self.present:
                self._compare_file(path, digests, said_in, file_of)
                continue
            moved = self._moved(digests, by_digest, added)
            if moved:
                added.remove(moved)
                self.blame("B005", path, f"is missing under this name; its bytes stand as {moved}")
            else:
                self.blame("B002", path, f"is missing; {said_in} lists it")
        for path in added:
            self.blame("B003", path, f"was added; {said_in} does not list it")

    def _moved(self, digests: dict[str, str], by_digest: dict[str, list[str]], added: list[str]) -> str:
        if "sha256" in digests:
            candidates = by_digest.get(digests["sha256"], [])
        else:
            candidates = [path for path in added if any(self.digest(path, a) == d for a, d in digests.items())]
        return next((path for path in candidates if path in added), "")

    def _compare_file(self, path: str, digests: dict[str, str], said_in: str, file_of: Callable[[str], str]) -> None:
        taken = {algorithm: self.digest(path, algorithm) for algorithm in digests}
        wrong = [algorithm for algorithm, found in taken.items() if found and found != digests[algorithm].lower()]
        if not wrong:
            return
        if len(wrong) < len(digests):  # the file is what one list says, so that the other was altered
            right = next(algorithm for algorithm in digests if algorithm not in wrong)
            for algorithm in wrong:
                words = f"was altered: its {algorithm} of {path} is not that of the file, whose {right} is right"
                self.blame("B004", file_of(algorithm), words)
            return
        found, said = taken[wrong[0]], digests[wrong[0]]
        self.blame("B004", path, f"was altered: its {wrong[0]} is {found[:12]}…, {said_in} has {said[:12]}…")
