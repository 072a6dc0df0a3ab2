"""The command line: arguments, printing, exit codes. The only file that prints."""

from __future__ import annotations

import gc
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TextIO

from tei_encode import __version__
from tei_encode.config import Config, load_config, with_settings
from tei_encode.errors import ConfigError, InvariantError, OutputError, SourceError, TeiEncodeError
from tei_encode.findings import Finding, Severity, severity

if TYPE_CHECKING:
    from tei_encode.pipeline import Encoding

_EXITS = """exit codes:
  0  well
  1  findings at or above --fail-on, or a file that is not valid or not proved
  2  the command line or the configuration
  3  a source that cannot be read or encoded
  4  an output that cannot be written
  70 a broken invariant: an error of tei-encode itself"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code. Without arguments in `argv`, those of the process."""
    # One article makes no garbage in cycles worth looking for, and looking takes time; `_convert` collects between articles.
    gc.disable()
    arguments = _parser().parse_args(argv)
    command: Callable[[Namespace], int] = arguments.command
    try:
        return command(arguments)
    except TeiEncodeError as error:
        _print(f"tei-encode: {error}", sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        # Whoever read our output has seen enough; Python must not complain at its own end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        _print("tei-encode: interrupted; no output was left half written", sys.stderr)
        return 130
    except MemoryError:
        _print("tei-encode: not enough memory for this source; split it", sys.stderr)
        return SourceError.exit_code


def _parser() -> ArgumentParser:
    from argparse import RawDescriptionHelpFormatter

    parser = ArgumentParser(
        prog="tei-encode",
        description="OCR text of scholarly articles to TEI P5, proved and valid.",
        epilog=_EXITS,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"tei-encode {__version__}")
    # With `prog` given, argparse need not format a usage line (and import shutil) to find it out.
    commands = parser.add_subparsers(required=True, metavar="COMMAND", prog="tei-encode")
    convert = commands.add_parser("convert", help="convert sources to TEI")
    convert.add_argument("sources", nargs="*", metavar="SOURCE", help="text files; - for standard input")
    convert.add_argument("--pages", metavar="DIR", help="the files of a folder, in natural order, as the pages of one article")
    convert.add_argument("-o", "--output", metavar="FILE|DIR", help="where to write; - or nothing for standard output")
    _encoding_options(convert)
    convert.add_argument("--report", metavar="FILE.json", help="findings, decisions and metadata as JSON")
    convert.add_argument("--fail-on", choices=("error", "warning"), default="error", help="exit with 1 at findings of this severity")
    convert.set_defaults(command=_convert)
    validate = commands.add_parser("validate", help="validate TEI files")
    validate.add_argument("files", nargs="+", metavar="FILE")
    validate.set_defaults(command=_validate)
    verify = commands.add_parser("verify", help="prove a TEI file against its source")
    verify.add_argument("tei", metavar="TEI")
    verify.add_argument("sources", nargs="+", metavar="SOURCE", help="the source, or its page files in order, or their folder")
    verify.set_defaults(command=_verify)
    explain = commands.add_parser("explain", help="what each stretch of a source was taken for, and why")
    explain.add_argument("source", metavar="SOURCE")
    explain.add_argument("--json", action="store_true", help="as JSON")
    _encoding_options(explain)
    explain.set_defaults(command=_explain)
    codes = commands.add_parser("codes", help="every finding the tool can report, and what to do")
    codes.add_argument("code", nargs="?", metavar="CODE")
    codes.set_defaults(command=_codes)
    return parser


def _encoding_options(parser: ArgumentParser) -> None:
    parser.add_argument("--config", metavar="FILE", help="configuration (default: tei-encode.toml in this folder, if there)")
    parser.add_argument("--profile", metavar="NAME|FILE", help="provider profile: erudit, jstor, persee, generic or a TOML file")
    parser.add_argument("--date", metavar="DATE", help="date of the encoding (default: SOURCE_DATE_EPOCH, else none)")
    parser.add_argument("--notes", choices=("inline", "back"), help="notes at their markers, or at the end")
    parser.add_argument("--correct", choices=("high", "none"), help="mark recognition errors, or keep them alone")
    parser.add_argument("--line-breaks", action="store_true", default=None, help="record line ends as lb")
    parser.add_argument("--strict", action="store_true", default=None, help="missing metadata is an error")


def _config(arguments: Namespace) -> Config:
    path = arguments.config or ("tei-encode.toml" if os.path.isfile("tei-encode.toml") else None)
    config = load_config(path) if path else Config()
    names = ("profile", "date", "notes", "correct", "line_breaks", "strict")
    given = {name: getattr(arguments, name) for name in names if getattr(arguments, name) is not None}
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch and "date" not in given and not config.date:
        given["date"] = _epoch_date(epoch)
    return with_settings(config, given, "command line") if given else config


def _epoch_date(epoch: str) -> str:
    import time

    try:
        return time.strftime("%Y-%m-%d", time.gmtime(int(epoch)))
    except (ValueError, OverflowError, OSError) as error:
        raise ConfigError(f"SOURCE_DATE_EPOCH is {epoch!r}; it takes seconds since 1970") from error


# ---- convert
def _convert(arguments: Namespace) -> int:
    config = _config(arguments)
    jobs = _jobs(arguments)
    worst = 0
    failed: list[str] = []
    reports: list[tuple[str, Encoding]] = []
    for number, (label, sources, target) in enumerate(jobs, 1):
        if len(jobs) > 3 and sys.stderr.isatty():
            sys.stderr.write(f"\r{number}/{len(jobs)} ")
            sys.stderr.flush()
        try:
            encoding = _encode(sources, config)
            _write(target, encoding.xml)
        except TeiEncodeError as error:
            _print(f"tei-encode: {error}", sys.stderr)
            if len(jobs) == 1:
                return error.exit_code
            failed.append(label)
            worst = max(worst, error.exit_code)
            continue
        code = _report_findings(label, encoding, config, arguments.fail_on)
        _summary(label, encoding, target)
        worst = max(worst, code)
        if arguments.report:
            reports.append((label, encoding))
        del encoding
        if number < len(jobs):
            gc.collect()
    if arguments.report and reports:
        from tei_encode.reporting import report

        _write(arguments.report, report(reports, config))
    if failed:
        _print(f"tei-encode: {len(failed)} of {len(jobs)} sources failed: {', '.join(failed)}", sys.stderr)
    return worst


def _jobs(arguments: Namespace) -> list[tuple[str, list[str], str]]:
    """(label, source paths, target path) for every article; all that can be refused is refused before any work."""
    if arguments.pages:
        if arguments.sources:
            raise ConfigError("--pages takes a folder of page files and no other source beside it")
        return [(arguments.pages, _page_files(arguments.pages), arguments.output or "-")]
    if not arguments.sources:
        raise ConfigError("no source given: name text files, - for standard input, or --pages DIR")
    sources: list[str] = arguments.sources
    output: str | None = arguments.output
    folder = output is not None and output != "-" and (os.path.isdir(output) or output.endswith(("/", os.sep)) or len(sources) > 1)
    if len(sources) > 1 and not folder:
        raise ConfigError("several sources need a folder to write to: -o DIR")
    jobs: list[tuple[str, list[str], str]] = []
    taken: dict[str, str] = {}
    for source in sources:
        if folder:
            stem = os.path.splitext(os.path.basename(source))[0] if source != "-" else "stdin"
            target = os.path.join(str(output), stem + ".xml")
        else:
            target = output or "-"
        key = os.path.abspath(target).casefold()
        if target != "-" and key in taken:
            raise ConfigError(f"{taken[key]} and {source} would both be written to {target}; give one of them another name")
        if target != "-" and source != "-" and os.path.exists(target) and os.path.exists(source) and os.path.samefile(target, source):
            raise ConfigError(f"{source}: the output would replace its own source")
        taken[key] = source
        jobs.append((source, [source], target))
    if folder and output is not None:
        try:
            os.makedirs(output, exist_ok=True)
        except OSError as error:
            raise OutputError(f"{output}: the folder cannot be made: {error.strerror}") from error
    return jobs


def _page_files(folder: str) -> list[str]:
    from tei_encode.readers import natural_order

    try:
        names = [name for name in os.listdir(folder) if not name.startswith(".") and os.path.isfile(os.path.join(folder, name))]
    except OSError as error:
        raise SourceError(f"{folder}: cannot be read as a folder of pages: {error.strerror}") from error
    texts = [name for name in names if name.endswith((".txt", ".md", ".text"))] or names
    if not texts:
        raise SourceError(f"{folder}: holds no page files")
    return [os.path.join(folder, name) for name in sorted(texts, key=lambda name: (natural_order(name), name))]


def _read(path: str) -> tuple[str | None, bytes]:
    """Name without folder, and bytes."""
    if path == "-":
        return None, sys.stdin.buffer.read()
    try:
        with open(path, "rb") as file:
            return os.path.basename(path), file.read()
    except IsADirectoryError as error:
        raise SourceError(f"{path}: is a folder; give its files, or --pages {path} for one article of page files") from error
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {error.strerror}") from error


def _encode(sources: Sequence[str], config: Config) -> Encoding:
    from tei_encode.pipeline import encode_pages

    return encode_pages([_read(path) for path in sources], config=config)


def _write(target: str, data: bytes) -> None:
    """Write beside the target and rename: it is replaced whole or not at all."""
    if target == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    beside = f"{target}.{os.getpid()}.part"
    try:
        with open(beside, "wb") as file:
            file.write(data)
            file.flush()
        os.replace(beside, target)
    except OSError as error:
        _remove(beside)
        raise OutputError(f"{target}: cannot be written: {error.strerror}; what stood there still stands there") from error
    except BaseException:
        _remove(beside)
        raise


def _remove(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        pass  # it was never made


def _report_findings(label: str, encoding: Encoding, config: Config, fail_on: str) -> int:
    """Print the findings; the exit code they ask for."""
    code = 0
    for finding in encoding.findings:
        level = severity(finding.code, config.strict)
        _print(f"{_place(label, encoding.source.text, finding)}: {finding.code} {level}: {finding.message}", sys.stderr)
        if level is Severity.ERROR or (fail_on == "warning" and level is Severity.WARNING):
            code = 1
    return code


def _place(label: str, text: str, finding: Finding) -> str:
    if finding.start < 0:
        return f"{label}:1:1"
    line = text.count("\n", 0, finding.start) + 1
    column = finding.start - (text.rfind("\n", 0, finding.start) + 1) + 1
    return f"{label}:{line}:{column}"


def _summary(label: str, encoding: Encoding, target: str) -> None:
    from tei_encode.reporting import found

    where = "standard output" if target == "-" else target
    proof = encoding.proof
    _print(
        f"{label}: {found(encoding)}; {proof.characters} characters proved, valid; written to {where}",
        sys.stderr,
    )


# ---- validate, verify
def _validate(arguments: Namespace) -> int:
    from tei_encode.validation import validate

    worst = 0
    count = 0
    for path in arguments.files:
        try:
            _, data = _read(path)
        except SourceError as error:
            _print(f"tei-encode: {error}", sys.stderr)
            worst = max(worst, error.exit_code)
            continue
        problems = validate(data)
        for problem in problems:
            expected = f"; expected: {problem.expected}" if problem.expected else ""
            place = f" [{problem.path}]" if problem.path else ""
            _print(f"{path}:{problem.line}:{problem.column}: {problem.code} {severity(problem.code)}: {problem.message}{expected}{place}", sys.stdout)
        count += len(problems)
        worst = max(worst, 1 if any(problem.is_error for problem in problems) else 0)
    files = len(arguments.files)
    _print(f"{files} file{'s' if files != 1 else ''}, {count} problem{'s' if count != 1 else ''}", sys.stderr)
    return worst


def _verify(arguments: Namespace) -> int:
    from tei_encode.proof import verify

    _, tei = _read(arguments.tei)
    sources = arguments.sources
    if len(sources) == 1 and os.path.isdir(sources[0]):
        sources = _page_files(sources[0])
    proof = verify(tei, [_read(path) for path in sources])
    if proof.difference is None:
        _print(
            f"{arguments.tei}: proved: {proof.characters} characters of the source, {proof.delimiters} more that element "
            f"boundaries say, {proof.moved} moved blocks, {proof.glyphs} characters as g",
            sys.stdout,
        )
        return 0
    difference = proof.difference
    _print(
        f"{sources[0]}:{difference.line}:{difference.column}: K001 error: {difference.message}"
        + (f"; source {difference.source!r}, TEI {difference.tei!r}" if difference.source or difference.tei else ""),
        sys.stdout,
    )
    return 1


# ---- explain, codes
def _explain(arguments: Namespace) -> int:
    from tei_encode.reporting import explanation, report

    config = _config(arguments)
    encoding = _encode([arguments.source], config)
    if arguments.json:
        sys.stdout.buffer.write(report([(arguments.source, encoding)], config))
        return 0
    for line in explanation(arguments.source, encoding):
        _print(line, sys.stdout)
    return 0


def _codes(arguments: Namespace) -> int:
    from tei_encode.findings import descriptions

    table = descriptions()
    if arguments.code and arguments.code.upper() not in table:
        from difflib import get_close_matches

        near = get_close_matches(arguments.code.upper(), table, 1, 0.3)
        raise ConfigError(f"there is no code {arguments.code!r}" + (f"; did you mean {near[0]}?" if near else ""))
    for code, row in table.items():
        if not arguments.code or code == arguments.code.upper():
            _print(f"{code} {row.severity}: {row.meaning}\n     {row.remedy}\n     TEI Guidelines #{row.section}", sys.stdout)
    return 0


def _print(line: str, stream: TextIO) -> None:
    """One line, whatever the encoding of the terminal."""
    try:
        stream.write(line + "\n")
    except UnicodeEncodeError:
        encoding = stream.encoding or "ascii"
        stream.write(line.encode(encoding, "backslashreplace").decode(encoding) + "\n")


__all__ = ["InvariantError", "main"]
