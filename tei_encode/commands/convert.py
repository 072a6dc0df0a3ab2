"""`tei-encode convert`: sources to TEI."""

from __future__ import annotations

import gc
import os
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from tei_encode.commands.files import make_folder, page_files, read_source, write_output
from tei_encode.commands.settings import configuration, decisions_for, encoding_options
from tei_encode.commands.terminal import progress, tell
from tei_encode.config import Config
from tei_encode.errors import ConfigError, OutputError, TeiEncodeError
from tei_encode.findings import Finding, Severity, severity
from tei_encode.model.loading import load_lxml
from tei_encode.model.record import record

if TYPE_CHECKING:
    from tei_encode.decisions import Decisions
    from tei_encode.pipeline import Encoding


@record(frozen=True)
class _Job:
    """One article: what it is called in messages, its files in order, and where its TEI goes."""

    label: str
    sources: tuple[str, ...]
    target: str


def arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    add = parser.add_argument
    add("sources", nargs="*", metavar="SOURCE", help="text files; - for standard input")
    add("--pages", metavar="DIR", help="the files of a folder, in natural order, as the pages of one article")
    add("-o", "--output", metavar="FILE|DIR", help="where to write; - or nothing for standard output")
    several = parser.add_mutually_exclusive_group()
    several.add_argument("--split", action="store_true", help="find the articles of a file, and write one TEI for each")
    several.add_argument("--corpus", action="store_true", help="find them, and write one teiCorpus")
    encoding_options(parser)
    add("--decisions", metavar="FILE|DIR", help="what persons decided: a file, or a folder with STEM.toml a source")
    add("--report", metavar="FILE.json", help="findings, decisions and metadata as JSON")
    add("--fail-on", choices=("error", "warning"), default="error", help="exit with 1 at findings of this severity")


def run(options: Namespace) -> int:
    """Convert every source; a failure is reported, and the others go on."""
    config = configuration(options)
    jobs = _jobs(options)
    worst = 0
    failed: list[str] = []
    reports: list[tuple[str, Encoding]] = []
    for number, job in enumerate(jobs, 1):
        if len(jobs) > 3:
            progress(number - 1, len(jobs), job.label)
        try:
            decisions = decisions_for(options.decisions, job.label) if options.decisions else None
            articles = _articles(options, job, config, decisions)
            _refuse_written([one.target for one, _ in articles], jobs, number)
            for one, encoding in articles:
                write_output(one.target, encoding.xml)
        except TeiEncodeError as error:
            tell(f"tei-encode: {error}")
            if len(jobs) == 1:
                return error.exit_code
            failed.append(job.label)
            worst = max(worst, error.exit_code)
            continue
        for one, encoding in articles:
            worst = max(worst, _report_findings(job.label, encoding, config, options.fail_on))
            _summary(one, encoding)
            if options.report:
                reports.append((one.label, encoding))
        del articles, encoding
        if number < len(jobs):
            gc.collect()
    if options.report and reports:
        from tei_encode.reporting import report

        write_output(options.report, report(reports, config))
    if failed:
        tell(f"tei-encode: {len(failed)} of {len(jobs)} sources failed: {', '.join(failed)}")
    return worst


def encode_files(
    paths: tuple[str, ...], config: Config, decisions: Decisions | None = None, why: bool = False
) -> Encoding:
    """The article in some files: one, or its pages in order; `why`: with what weighed for every decision."""
    load_lxml()
    from tei_encode.pipeline import encode_pages

    return encode_pages([read_source(path) for path in paths], config=config, decisions=decisions, why=why)


def _articles(
    options: Namespace, job: _Job, config: Config, decisions: Decisions | None
) -> list[tuple[_Job, Encoding]]:
    """The encodings of a source, each with where it goes: one, or with --split one for each article."""
    if not options.split and not options.corpus:
        return [(job, encode_files(job.sources, config, decisions))]
    from tei_encode.articles import encode_articles, encode_corpus

    files = [read_source(path) for path in job.sources]
    if options.corpus:
        return [(job, encode_corpus(files, config=config, decisions=decisions))]
    found = encode_articles(files, config=config, decisions=decisions)
    if len(found) == 1:
        return [(job, found[0])]
    stem = job.target.removesuffix(".xml")
    return [
        (_Job(f"{job.label}#{number}", job.sources, f"{stem}-{number}.xml"), one) for number, one in enumerate(found, 1)
    ]


def _refuse_written(targets: list[str], jobs: list[_Job], number: int) -> None:
    """No article of a source goes where another source does."""
    others = {os.path.abspath(job.target).casefold() for at, job in enumerate(jobs, 1) if at != number}
    taken = next((target for target in targets if os.path.abspath(target).casefold() in others), None)
    if taken is not None and len(jobs) > 1:
        raise OutputError(f"{taken}: an article and another source would both be written to it; nothing was written")


def _jobs(options: Namespace) -> list[_Job]:
    """Every article to convert; all that can be refused is refused before any work."""
    if options.split and options.output in (None, "-"):
        raise ConfigError("--split needs a folder to write to: -o DIR")
    if options.pages:
        if options.sources:
            raise ConfigError("--pages takes a folder of page files and no other source beside it")
        folder = options.split
        target = _target(options.pages.rstrip("/"), options.output, folder)
        if folder:
            make_folder(options.output)
        return [_Job(options.pages, tuple(page_files(options.pages)), target)]
    sources: list[str] = options.sources
    output: str | None = options.output
    if not sources:
        raise ConfigError("no source given: name text files, - for standard input, or --pages DIR")
    folder = _is_folder(output, len(sources)) or (options.split and output not in (None, "-"))
    if len(sources) > 1 and not folder:
        raise ConfigError("several sources need a folder to write to: -o DIR")
    jobs = [_Job(source, (source,), _target(source, output, folder)) for source in sources]
    if len(sources) > 1 and options.decisions and not os.path.isdir(options.decisions):
        raise ConfigError(f"--decisions {options.decisions}: several sources need a folder with one file of each")
    _refuse_collisions(jobs)
    if folder and output is not None:
        make_folder(output)
    return jobs


def _is_folder(output: str | None, sources: int) -> bool:
    if output is None or output == "-":
        return False
    return sources > 1 or output.endswith(("/", os.sep)) or os.path.isdir(output)


def _target(source: str, output: str | None, folder: bool) -> str:
    if not folder:
        return output or "-"
    stem = os.path.splitext(os.path.basename(source))[0] if source != "-" else "stdin"
    return os.path.join(str(output), stem + ".xml")


def _refuse_collisions(jobs: list[_Job]) -> None:
    """No two outputs of one name (whatever its case), and none that is a source."""
    taken: dict[str, str] = {}
    for job in jobs:
        if job.target == "-":
            continue
        key = os.path.abspath(job.target).casefold()
        if key in taken:
            words = f"{taken[key]} and {job.label} would both be written to {job.target}"
            raise ConfigError(f"{words}; give one of them another name")
        taken[key] = job.label
        there = os.path.exists(job.target) and os.path.exists(job.label)
        if there and os.path.samefile(job.target, job.label):
            raise ConfigError(f"{job.label}: the output would replace its own source")


def _report_findings(label: str, encoding: Encoding, config: Config, fail_on: str) -> int:
    """Print the findings; the exit code they ask for."""
    code = 0
    for finding in encoding.findings:
        level = severity(finding.code, config.strict)
        tell(f"{_place(label, encoding.source.text, finding)}: {finding.code} {level}: {finding.message}")
        if level is Severity.ERROR or (fail_on == "warning" and level is Severity.WARNING):
            code = 1
    return code


def _place(label: str, text: str, finding: Finding) -> str:
    if finding.start < 0:
        return f"{label}:1:1"
    line = text.count("\n", 0, finding.start) + 1
    column = finding.start - (text.rfind("\n", 0, finding.start) + 1) + 1
    return f"{label}:{line}:{column}"


def _summary(job: _Job, encoding: Encoding) -> None:
    from tei_encode.reporting import found

    where = "standard output" if job.target == "-" else job.target
    proved = f"{encoding.proof.characters} characters proved, valid"
    tell(f"{job.label}: {found(encoding)}; {proved}; written to {where}")
