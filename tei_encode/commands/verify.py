"""`tei-encode verify`: the proof again, from a TEI file and its source alone."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace

from tei_encode.commands.files import page_files, read_source
from tei_encode.commands.terminal import say


def arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("tei", metavar="TEI")
    help_ = "the source, or its page files in order, or their folder"
    parser.add_argument("sources", nargs="+", metavar="SOURCE", help=help_)


def run(options: Namespace) -> int:
    """Print the result of the proof, with the first place where the two part."""
    from tei_encode.proof import verify

    _, tei = read_source(options.tei)
    sources = options.sources
    if len(sources) == 1 and os.path.isdir(sources[0]):
        sources = page_files(sources[0])
    proof = verify(tei, [read_source(path) for path in sources])
    difference = proof.difference
    if difference is None:
        say(
            f"{options.tei}: proved: {proof.characters} characters of the source, {proof.delimiters} more that "
            f"element boundaries say, {proof.moved} moved blocks, {proof.glyphs} characters as g"
        )
        return 0
    both = f"; source {difference.source!r}, TEI {difference.tei!r}" if difference.source or difference.tei else ""
    say(f"{sources[0]}:{difference.line}:{difference.column}: K001 error: {difference.message}{both}")
    return 1
