"""`tei-encode validate`: TEI files against the schema and the rules."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from tei_encode.commands.files import read_source
from tei_encode.commands.terminal import counted, say, tell
from tei_encode.errors import SourceError
from tei_encode.findings import severity


def arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("files", nargs="+", metavar="FILE")


def run(options: Namespace) -> int:
    """Print every problem of every file with its place."""
    from tei_encode.validation import validate

    worst = 0
    count = 0
    for path in options.files:
        try:
            _, data = read_source(path)
        except SourceError as error:
            tell(f"tei-encode: {error}")
            worst = max(worst, error.exit_code)
            continue
        problems = validate(data)
        for problem in problems:
            expected = f"; expected: {problem.expected}" if problem.expected else ""
            where = f" [{problem.path}]" if problem.path else ""
            words = f"{problem.code} {severity(problem.code)}: {problem.message}{expected}{where}"
            say(f"{path}:{problem.line}:{problem.column}: {words}")
        count += len(problems)
        worst = max(worst, 1 if any(problem.is_error for problem in problems) else 0)
    tell(f"{counted(len(options.files), 'file')}, {counted(count, 'problem')}")
    return worst
