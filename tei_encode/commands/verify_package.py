"""`tei-encode verify-package`: whether a package is complete, unaltered, valid and proved."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from tei_encode.commands.terminal import counted, say, tell
from tei_encode.errors import TeiEncodeError
from tei_encode.findings import severity


def arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("packages", nargs="+", metavar="PACKAGE", help="folders, zips or tars; nothing is unpacked")


def run(options: Namespace) -> int:
    """Print every fault of every package with its place."""
    return max(map(_verify, options.packages))


def _verify(path: str) -> int:
    """The exit code that one package asks for."""
    from tei_encode.verifying import verify_package

    try:
        verdict = verify_package(path)
    except TeiEncodeError as error:
        tell(f"tei-encode: {error}")
        return error.exit_code
    for fault in verdict.faults:
        place = f"{path}/{_shown(fault.path)}" if fault.path else path
        where = f"{place}:{fault.line}:{fault.column}" if fault.line else place
        say(f"{where}: {fault.code} {severity(fault.code)}: {fault.message}")
    if not verdict.ok:
        tell(f"{path}: {counted(len(verdict.faults), 'fault')}")
        return 1
    held = f"{counted(verdict.files, 'file')}, {counted(verdict.articles, 'article')}"
    proved = f"{verdict.characters} characters of sources proved"
    say(f"{path}: complete, unaltered, valid, proved ({verdict.layout}: {held}, {proved})")
    return 0


def _shown(path: str) -> str:
    """A name from outside without what would play tricks on a terminal."""
    return "".join(character if character.isprintable() else f"\\x{ord(character):02x}" for character in path)
