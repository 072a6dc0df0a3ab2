"""`tei-encode explain`: what each stretch of a source was taken for, and why."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from tei_encode.commands.convert import encode_files
from tei_encode.commands.settings import configuration, encoding_options
from tei_encode.commands.terminal import say


def arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("source", metavar="SOURCE")
    parser.add_argument("--json", action="store_true", help="as JSON")
    encoding_options(parser)


def run(options: Namespace) -> int:
    """Print every decision, the doubtful ones first."""
    from tei_encode.reporting import explanation, report

    config = configuration(options)
    encoding = encode_files((options.source,), config)
    if options.json:
        sys.stdout.buffer.write(report([(options.source, encoding)], config))
        return 0
    for line in explanation(options.source, encoding):
        say(line)
    return 0
