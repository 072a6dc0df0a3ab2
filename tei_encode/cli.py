"""The command line: which commands there are, what their errors return. Each command is a module of `commands`."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType
from typing import cast

from tei_encode import __version__
from tei_encode.commands.terminal import tell
from tei_encode.errors import SourceError, TeiEncodeError

COMMANDS = (
    # name, module of `commands`, what it does
    ("convert", "convert", "convert sources to TEI"),
    ("validate", "validate", "validate TEI files, one or thousands, against any schema"),
    ("schemas", "schemas", "keep schemas in the local catalogue, for validation without network"),
    ("verify", "verify", "prove a TEI file against its source"),
    ("explain", "explain", "what each stretch of a source was taken for, and why"),
    ("package", "package", "package TEI files with their sources, proofs and metadata for an archive"),
    ("verify-package", "verify_package", "whether a package is complete, unaltered, valid and proved"),
    ("references", "references", "the references of articles as BibTeX, CSL-JSON, RIS or TEI"),
    ("parse-references", "parse_references", "parse references, one a line, to TEI bibl"),
    ("codes", "codes", "every finding the tool can report, and what to do"),
)
_EXITS = """exit codes:
  0  well
  1  findings at or above --fail-on, or a file that is not valid or not proved
  2  the command line or the configuration
  3  a source that cannot be read or encoded
  4  an output that cannot be written
  70 a broken invariant: an error of tei-encode itself"""
_INTERRUPTED = 130  # 128 and the number of SIGINT, as shells have it


def process() -> None:
    """Run the command line and end the process: what is registered for its end is done, its memory goes as a whole.

    Python's own end takes everything apart object by object, which for a large source is a tenth of the time.
    """
    code = main()
    try:
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        sys.exit(code)  # no one reads our output, or there is none: Python says what it says then
    os._exit(code)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code. Without arguments in `argv`, those of the process."""
    # One article makes no garbage in cycles worth looking for, and looking takes time; commands collect between files.
    gc.disable()
    if argv is None:
        # lxml imports rnc2rng wherever it is installed, which takes longer than all else; `relaxng` unhides it.
        sys.modules.setdefault("rnc2rng", cast("ModuleType", None))
    words = list(sys.argv[1:] if argv is None else argv)
    options = _parser(words[0] if words else "").parse_args(words)
    try:
        code: int = options.run(options)
        return code
    except TeiEncodeError as error:
        tell(f"tei-encode: {error}")
        return error.exit_code
    except BrokenPipeError:
        # Whoever read our output has seen enough; Python must not complain at its own end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        tell("tei-encode: interrupted; no output was left half written")
        return _INTERRUPTED
    except MemoryError:
        tell("tei-encode: not enough memory for this source; split it")
        return SourceError.exit_code


def _help(prog: str) -> RawDescriptionHelpFormatter:
    """Help as wide as the terminal. Without a width argparse imports shutil to find it out, whenever it is made."""
    try:
        width = os.get_terminal_size().columns
    except OSError:
        width = 80
    return RawDescriptionHelpFormatter(prog, width=width - 2)


def _parser(wanted: str) -> ArgumentParser:
    """The parser of the command wanted, which alone is imported; of all, for their list, where none of them is."""
    parser = ArgumentParser(
        prog="tei-encode",
        description="OCR text of scholarly articles to TEI P5, proved and valid.",
        epilog=_EXITS,
        formatter_class=_help,
    )
    parser.add_argument("--version", action="version", version=f"tei-encode {__version__}")
    # With `prog` given, argparse need not format a usage line (and import shutil) to find it out.
    commands = parser.add_subparsers(required=True, metavar="COMMAND", prog="tei-encode")
    for name, module, does in [row for row in COMMANDS if row[0] == wanted] or COMMANDS:
        description = does[0].upper() + does[1:] + "."
        command = commands.add_parser(name, help=does, description=description, formatter_class=_help)
        if name == wanted:
            home = import_module(f"tei_encode.commands.{module}")
            home.arguments(command)
            command.set_defaults(run=home.run)
    return parser
