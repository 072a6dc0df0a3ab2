"""`tei-encode package`: a deposit of TEI files with their sources, proofs and metadata."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tei_encode.commands.files import make_folder, read_source
from tei_encode.commands.packages import refuse_existing, write_package
from tei_encode.commands.settings import configuration
from tei_encode.commands.terminal import counted, progress, say, tell
from tei_encode.config import Config
from tei_encode.errors import ConfigError, SourceError, TeiEncodeError
from tei_encode.findings import Finding, severity
from tei_encode.packaging.layouts import NAMES

if TYPE_CHECKING:
    from tei_encode.depositing import History, Submission


def arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    add = parser.add_argument
    add("tei", nargs="+", metavar="TEI", help="the TEI files, as convert wrote them")
    add("-o", "--output", metavar="BAG", required=True, help="the package; with several TEI files the folder for them")
    add(
        "--source", action="append", default=[], metavar="FILE|DIR",
        help="where sources are, paired by checksum; the folder of each TEI file is looked in anyway",
    )  # fmt: skip
    add("--layout", choices=NAMES, default="bag", help="BagIt (default), OCFL object, DSpace SAF, or METS import")
    add("--collection", action="store_true", help="one package of all TEI files, instead of one each")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--zip", action="store_true", help="as a zip (default where the output ends in .zip)")
    form.add_argument("--tar", action="store_true", help="as a tar (default where the output ends in .tar)")
    add("--updates", metavar="PACKAGE", help="the deposit that this one is a new version of; it stays as it is")
    add("--report", metavar="FILE.json", help="the report that convert wrote; without it the source is read again")
    add("--config", metavar="FILE", help="configuration (default: tei-encode.toml in this folder, if there)")
    add("--profile", metavar="NAME|FILE", help="provider profile, where the source is read again")
    add("--date", dest="deposit_date", metavar="DATE", help="of the deposit (default: SOURCE_DATE_EPOCH, else none)")


def run(options: Namespace) -> int:
    """Write every package; a failure is reported, and the others go on."""
    config = configuration(options, "deposit_date")
    form = "zip" if options.zip else "tar" if options.tar else _form_of(options.output)
    paths: list[str] = options.tei
    sources = _Sources(options.source)
    if options.collection or (len(paths) == 1 and not os.path.isdir(options.output)):
        submissions = (_submission(path, sources, options.report) for path in paths)
        return _write(options, config, options.output, form, submissions, len(paths))
    if options.updates and len(paths) > 1:
        raise ConfigError("--updates names one deposit; package the new versions one by one, or as a collection")
    return _write_each(options, config, "folder" if form and not (options.zip or options.tar) else form, sources)


def _form_of(output: str) -> str:
    return "zip" if output.lower().endswith(".zip") else "tar" if output.lower().endswith(".tar") else "folder"


def _write_each(options: Namespace, config: Config, form: str, sources: _Sources) -> int:
    """One package for each TEI file, in the folder that is the output."""
    from tei_encode.depositing import name_of, refuse_same_name

    make_folder(options.output)
    worst, failed = 0, []
    taken: dict[str, str] = {}
    for number, path in enumerate(options.tei):
        progress(number, len(options.tei), path)
        try:
            submission = _submission(path, sources, options.report)
            name = name_of(submission, config)
            refuse_same_name(taken, name, path)
            target = os.path.join(options.output, name if form == "folder" else f"{name}.{form}")
            code = _write(options, config, target, form, iter([submission]), 1)
        except TeiEncodeError as error:
            tell(f"tei-encode: {error}")
            if len(options.tei) == 1:
                return error.exit_code
            failed.append(path)
            code = error.exit_code
        worst = max(worst, code)
    if failed:
        tell(f"tei-encode: {len(failed)} of {len(options.tei)} TEI files were not packaged: {', '.join(failed)}")
    return worst


def _write(
    options: Namespace, config: Config, target: str, form: str, submissions: Iterator[Submission], articles: int
) -> int:
    """One package."""
    from tei_encode.depositing import package
    from tei_encode.packaging.layouts import layout_named

    target = target.rstrip("/" + os.sep)
    refuse_existing(target)
    history = _history(options)
    stem = os.path.basename(target)
    stem = stem[: -len(form) - 1] if stem.lower().endswith(f".{form}") else stem
    base = f"{stem}/" if form != "folder" and layout_named(options.layout).based else ""
    files = package(
        submissions, config, layout=options.layout, collection=options.collection, history=history, notice=_notice
    )
    count = write_package(target, files, form, base)
    version = f", version {history.predecessor.version + 1}" if history and history.predecessor.version else ""
    what = f"{counted(articles, 'article')}, {counted(count, 'file')}, valid and proved{version}"
    progress(1, 1, "")
    say(f"{target}: {what}")
    return 0


def _notice(label: str, finding: Finding) -> None:
    tell(f"{label}: {finding.code} {severity(finding.code)}: {finding.message}")


def _history(options: Namespace) -> History | None:
    if not options.updates:
        return None
    from tei_encode.verifying import history_of

    return history_of(options.updates, options.layout)


def _submission(path: str, sources: _Sources, report: str | None) -> Submission:
    from tei_encode.depositing import Submission
    from tei_encode.header import Header

    name, tei = read_source(path)
    try:
        wanted = Header(tei).sources()
    except (SyntaxError, ValueError):
        wanted = ()  # not well-formed, which validation says better
    found = [sources.find(file.name, file.sha256, file.size, os.path.dirname(path)) for file in wanted]
    kept = read_source(report)[1] if report else None
    return Submission(tei, tuple(given for given in found if given), name or "", kept, path)


class _Sources:
    """Finds source files by what headers say of them; a file is read only where its size is the one that is wanted."""

    def __init__(self, places: list[str]) -> None:
        self.by_size: dict[int, list[str]] = {}
        self.folders: set[str] = set()
        for place in places:
            if os.path.isdir(place):
                self._list(place)
            elif os.path.isfile(place):
                self.by_size.setdefault(os.path.getsize(place), []).append(place)
            else:
                raise SourceError(f"{place}: there is no such source, file or folder")

    def _list(self, folder: str) -> None:
        for inner, _, names in os.walk(folder):
            for name in sorted(names):
                path = os.path.join(inner, name)
                if os.path.isfile(path):
                    self.by_size.setdefault(os.path.getsize(path), []).append(path)

    def find(self, name: str, sha256: str, size: int, beside: str) -> tuple[str | None, bytes] | None:
        """The file of a checksum, in the places given, then beside the TEI file under its own name."""
        from hashlib import sha256 as digest_of

        places = [path for known, paths in self.by_size.items() if size in (known, -1) for path in paths]
        if name and os.path.basename(name) == name:
            places.append(os.path.join(beside, name))
        for path in places:
            if os.path.isfile(path):
                _, data = read_source(path)
                if digest_of(data).hexdigest() == sha256:
                    return name or os.path.basename(path), data
        return None
