"""`tei-encode validate`: TEI files against schemas and rules."""

from __future__ import annotations

import os
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, TextIO

from tei_encode.commands.batch import in_order, processes
from tei_encode.commands.files import read_source, tei_files, write_output
from tei_encode.commands.terminal import counted, progress, say_text, tell
from tei_encode.errors import ConfigError, OutputError, SourceError
from tei_encode.model.record import replace
from tei_encode.validation.checking import OWN, Schema, project_schemas, validate
from tei_encode.validation.reports import FORMATS, Report, Summary, report
from tei_encode.validation.results import Result, findings_of

if TYPE_CHECKING:
    from tei_encode.validation.baseline import Baseline


_SCHEMAS = """tei_encode (the project's own and all its rules; the default), a file (.xsd, .rng, .rnc, .sch), a schema
of the catalogue such as tei_all, declared (those that the file names itself), or rules (what holds for every TEI
file: ids, pointers, Unicode form); may be repeated"""
_IN_MEMORY = 1 << 20  # bytes of a report that is not printed


def arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    names = [row[0] for row in FORMATS]
    add = parser.add_argument
    add("paths", nargs="+", metavar="PATH", help="files, folders (their .xml files) and globs; - for standard input")
    add("--schema", action="append", metavar="NAME|FILE", help=_SCHEMAS)
    add("--catalogue", metavar="DIR", help="where schemas are kept (default: TEI_ENCODE_CATALOGUE, else the user's)")
    add("--format", choices=names, default="text", help="of what is printed (default: text)")
    add(
        "--report",
        action="append",
        type=_format_and_file,
        default=[],
        metavar="FORMAT=FILE",
        help="a report in a file besides; repeatable",
    )
    add("--fail-on", choices=("error", "warning"), default="error", help="exit with 1 at findings of this severity")
    add("--baseline", metavar="FILE", help="findings that are accepted; only new ones are told and fail")
    add("--write-baseline", action="store_true", help="write all findings of this run to the file of --baseline")
    add("--jobs", type=int, metavar="N", help="processes (default: by the processors and the size of the files)")


def _format_and_file(value: str) -> tuple[str, str]:
    name, _, path = value.partition("=")
    if name not in [row[0] for row in FORMATS] or not path:
        raise ArgumentTypeError(f"takes FORMAT=FILE, with one of {', '.join(row[0] for row in FORMATS)}")
    return name, path


def run(options: Namespace) -> int:
    """Validate every file; print what is wrong with its place, and a summary."""
    if options.write_baseline and not options.baseline:
        raise ConfigError("--write-baseline needs --baseline FILE to write to")
    paths = tei_files(options.paths)
    work = Examination(tuple(options.schema or (OWN,)), options.catalogue)
    work.load()
    if options.write_baseline:
        _refuse_outputs([options.baseline], paths)
        return _write_baseline(options, work, paths)
    _refuse_outputs([path for _, path in options.report], paths)
    jobs = processes(options.jobs, paths)
    reports = [(report(options.format), ""), *((report(name), path) for name, path in options.report)]
    baseline = _baseline(options.baseline)
    summary = _validated(in_order(work, paths, jobs), paths, baseline, _Outputs(reports), options.fail_on)
    tell(_told(summary, baseline))
    return summary.exit_code


def _refuse_outputs(outputs: Sequence[str], paths: Sequence[str]) -> None:
    """No report may take the place of a file that is validated, or of another; its folder must be there."""
    taken = {os.path.realpath(path): path for path in paths}
    for output in outputs:
        real = os.path.realpath(output)
        if real in taken:
            raise ConfigError(f"{output}: the report would take the place of {taken[real]}")
        taken[real] = output
        if not os.path.isdir(os.path.dirname(real)):
            raise OutputError(f"{output}: cannot be written: there is no such folder")


class Examination:
    """What is done with each file, in whichever process: the schemas are loaded there once."""

    def __init__(self, schemas: tuple[str, ...], catalogue: str | None) -> None:
        self._names = schemas
        self._catalogue = catalogue
        self._schemas: list[Schema] | None = None

    def __getstate__(self) -> tuple[tuple[str, ...], str | None]:
        return self._names, self._catalogue

    def __setstate__(self, state: tuple[tuple[str, ...], str | None]) -> None:
        self._names, self._catalogue = state
        self._schemas = None

    def load(self) -> list[Schema]:
        """The schemas, compiled.

        Raises:
            ConfigError: one cannot be had.
        """
        if self._schemas is None:
            self._schemas = project_schemas() if self._names == (OWN,) else self._others()
        return self._schemas

    def _others(self) -> list[Schema]:
        from tei_encode.validation.catalogue import Catalogue
        from tei_encode.validation.engines import load

        catalogue = Catalogue(self._catalogue)
        return [schema for name in self._names for schema in load(name, catalogue)]

    def __call__(self, path: str) -> Result:
        try:
            _, data = read_source(path)
        except SourceError as error:
            return Result(path, failure=str(error), exit_code=error.exit_code)
        schemas = self.load()
        found = validate(data, schemas, "" if path == "-" else path)
        return Result(path, findings_of(path, data, found), tuple(label for each in schemas for label in each.ran))


def _spool() -> TextIO:
    from tempfile import SpooledTemporaryFile

    # Names of files may hold what is no Unicode. Closed by `_Outputs.end`.
    options: Any = {"encoding": "utf-8", "errors": "backslashreplace", "newline": "\n"}
    made: Any = SpooledTemporaryFile(_IN_MEMORY, "w+", **options)  # noqa: SIM115
    spool: TextIO = made
    return spool


class _Outputs:
    """All reports of a run: the first is printed, the others are written when they are whole."""

    def __init__(self, reports: Sequence[tuple[Report, str]]) -> None:
        self._printed = reports[0][0]
        self._kept: list[tuple[Report, str, TextIO]] = []
        for each, path in reports[1:]:
            self._kept.append((each, path, _spool()))
        say_text("".join(self._printed.start()))
        for each, _, file in self._kept:
            file.writelines(each.start())

    def file(self, result: Result) -> None:
        """Tell one file to all."""
        say_text("".join(self._printed.file(result)))
        for each, _, file in self._kept:
            file.writelines(each.file(result))

    def end(self, summary: Summary) -> None:
        """Finish all, and put the files in their places."""
        for piece in self._printed.end(summary):
            say_text(piece)
        for each, path, file in self._kept:
            file.writelines(each.end(summary))
            file.seek(0)
            write_output(path, file.read().encode("utf-8"))
            file.close()


def _validated(
    results: Iterator[Result], paths: Sequence[str], baseline: Baseline | None, outputs: _Outputs, fail_on: str
) -> Summary:
    """Every result told to the reports, and counted."""
    summary = Summary(len(paths))
    engines: dict[str, None] = {}
    for number, result in enumerate(results):
        progress(number, len(paths), result.path)
        if result.failure:
            tell(f"tei-encode: {result.failure}")
            summary.failures += 1
            summary.exit_code = max(summary.exit_code, result.exit_code)
        if baseline is not None:
            new = baseline.new(result.findings)
            summary.known += len(result.findings) - len(new)
            result = replace(result, findings=new)
        _count(summary, result, fail_on)
        engines.update(dict.fromkeys(result.engines))
        outputs.file(result)
    progress(len(paths), len(paths), "")
    summary.engines = tuple(engines)
    outputs.end(summary)
    return summary


def _count(summary: Summary, result: Result, fail_on: str) -> None:
    if not result.findings:
        return
    from tei_encode.findings import Severity, severity

    for finding in result.findings:
        level = severity(finding.problem.code)
        if level is Severity.ERROR:
            summary.errors += 1
        elif level is Severity.WARNING:
            summary.warnings += 1
        else:
            summary.notices += 1
    if summary.errors or (fail_on == "warning" and summary.warnings):
        summary.exit_code = max(summary.exit_code, 1)


def _told(summary: Summary, baseline: Baseline | None) -> str:
    """The run in one line."""
    total = summary.errors + summary.warnings + summary.notices
    parts = [f"{counted(summary.files, 'file')}, {counted(total, 'problem')}"]
    if total and total != summary.errors:
        parts.append(f"{counted(summary.errors, 'error')}, {counted(summary.warnings, 'warning')}")
    if summary.failures:
        parts.append(f"{summary.failures} could not be read")
    if baseline is not None:
        parts.append(f"{summary.known} in the baseline")
        if baseline.gone:
            parts.append(f"{baseline.gone} of the baseline are gone: write it anew")
    if summary.engines:
        parts.append(", ".join(summary.engines))
    return "; ".join(parts)


def _baseline(path: str | None) -> Baseline | None:
    if path is None:
        return None
    from tei_encode.validation.baseline import read

    try:
        return read(read_source(path)[1], path)
    except SourceError as error:
        raise ConfigError(f"{error}; write it first: --baseline {path} --write-baseline") from error


def _write_baseline(options: Namespace, work: Examination, paths: Sequence[str]) -> int:
    from tei_encode.validation.baseline import written

    kept = []
    worst = 0
    for number, result in enumerate(in_order(work, paths, processes(options.jobs, paths))):
        progress(number, len(paths), result.path)
        if result.failure:
            tell(f"tei-encode: {result.failure}")
            worst = max(worst, result.exit_code)
        if result.findings:
            kept.append(result)
    progress(len(paths), len(paths), "")
    write_output(options.baseline, written(kept))
    findings = sum(len(result.findings) for result in kept)
    tell(f"{counted(len(paths), 'file')}, {counted(findings, 'problem')}; accepted in {options.baseline}")
    return worst
