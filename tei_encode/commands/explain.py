"""`tei-encode explain`: what each stretch of a source was taken for, and why."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from tei_encode.commands.convert import encode_files
from tei_encode.commands.settings import configuration, decisions_for, encoding_options
from tei_encode.commands.terminal import say, say_text, tell


def arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("source", metavar="SOURCE")
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="as JSON")
    words = "the doubtful places as a file of decisions, to be edited and given to --decisions"
    forms.add_argument("--decisions-template", action="store_true", help=words)
    parser.add_argument("--decisions", metavar="FILE", help="what persons decided of this source")
    encoding_options(parser)


def run(options: Namespace) -> int:
    """Print every decision, the doubtful ones first."""
    from tei_encode.reporting import explanation, report

    config = configuration(options)
    decisions = decisions_for(options.decisions, options.source) if options.decisions else None
    encoding = encode_files((options.source,), config, decisions, why=not options.decisions_template)
    for finding in encoding.findings:
        if finding.code.startswith("H"):
            tell(f"{options.source}: {finding.code}: {finding.message}")
    if options.decisions_template:
        from tei_encode.templating import template

        say_text(template(options.source, encoding))
        return 0
    if options.json:
        sys.stdout.buffer.write(report([(options.source, encoding)], config))
        return 0
    for line in explanation(options.source, encoding):
        say(line)
    return 0
