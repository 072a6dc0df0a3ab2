"""The order of a deposit: describe, ask for what is missing, pair, validate, prove, add report and view, lay out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any

from tei_encode import __version__
from tei_encode.config import Config
from tei_encode.errors import ConfigError, PackageError, SourceError
from tei_encode.findings import Finding
from tei_encode.model.record import record
from tei_encode.packaging.demands import require
from tei_encode.packaging.deposit import Article, Checks, Deposit, Earlier, Predecessor
from tei_encode.packaging.description import Description, describe
from tei_encode.packaging.files import HTML, JSON, MARKDOWN, PLAIN, TEI_P5, XSD, File, Role
from tei_encode.packaging.layouts import NAMES, Layout, layout_named
from tei_encode.packaging.names import file_name, folded
from tei_encode.proof import Proof, source_texts, verify
from tei_encode.reading import reading_view
from tei_encode.resources import package_bytes
from tei_encode.validation import Problem, validate

SCHEMAS = ("tei_encode.xsd", "xml.xsd", "tei_encode.odd")


@record(frozen=True)
class Submission:
    """A TEI file with the sources that its header names, in any order, and its report where one was kept.

    `name` is the file's, without folder: it names the article where no identifier does.
    """

    tei: bytes
    sources: tuple[tuple[str | None, bytes], ...]
    name: str = ""
    report: bytes | None = None
    path: str = ""  # for messages, where it is another

    @property
    def label(self) -> str:
        """What messages call it."""
        return self.path or self.name or "TEI"


@record(frozen=True)
class History:
    """The deposit that a new one succeeds and, for a layout that keeps versions together, its files."""

    predecessor: Predecessor
    earlier: Earlier | None = None


Notice = Callable[[str, Finding], None]


def package(
    submissions: Iterable[Submission],
    config: Config,
    *,
    layout: str = "bag",
    collection: bool = False,
    history: History | None = None,
    notice: Notice | None = None,
) -> Iterator[File]:
    """The files of a package, one after the other, each with its path and bytes; the same for the same input.

    Nothing is written here. Submissions are taken one at a time, so an iterator of them need not hold them all.

    Args:
        submissions: one article, or with `collection` any number.
        config: what no TEI header states.
        layout: "bag", "ocfl", "saf" or "mets".
        collection: whether the package is one of many articles.
        history: what this deposit succeeds.
        notice: called with a label and a finding for whatever a person may want to know.

    Raises:
        ConfigError: a format demands a statement that nobody has made; the message names the keys.
        SourceError: a source that a header names is not there, or a report is not one.
        PackageError: a TEI file is not valid, or not proved against its source.
    """
    if layout not in NAMES:
        raise ConfigError(f"there is no layout {layout!r}; there are {', '.join(NAMES)}")
    plan = layout_named(layout)
    deposit = _deposit(config, collection, history)
    articles = _articles(submissions, config, deposit, plan, notice or (lambda label, finding: None))
    return plan.make(articles, _common(), deposit)


def name_of(submission: Submission, config: Config) -> str:
    """What the files of a submission are called, and its package where it has one of its own.

    Raises:
        PackageError: the TEI is not valid.
    """
    _check_valid(submission, submission.label)
    return describe(submission.tei, config, submission.name)[0].id


def refuse_same_name(taken: dict[str, str], name: str, label: str) -> None:
    """Note what an article is called, which no other may be.

    Raises:
        ConfigError: another is.
    """
    key = folded(name)
    if key in taken:
        words = f"{taken[key]} and {label} would both be called {name}"
        raise ConfigError(f"{words}; convert each with an [encoding] identifier of its own, and package without one")
    taken[key] = label


def _deposit(config: Config, collection: bool, history: History | None) -> Deposit:
    before = history.predecessor if history else Predecessor(config.replaces) if config.replaces else None
    return Deposit(
        date=config.deposit_date,
        depositor=config.depositor,
        contact=config.contact,
        contact_email=config.contact_email,
        address=config.address,
        identifier=config.deposit_identifier,
        title=config.collection,
        description=config.deposit_description,
        tool_version=__version__,
        datacite=config.datacite,
        collection=collection,
        predecessor=before,
        earlier=history.earlier if history else None,
    )


def _common() -> tuple[File, ...]:
    """The schemas."""
    return tuple(
        File(f"schemas/{name}", package_bytes(f"schemas/{name}"), Role.SCHEMA, TEI_P5 if name.endswith("odd") else XSD)
        for name in SCHEMAS
    )


def _articles(
    submissions: Iterable[Submission], config: Config, deposit: Deposit, plan: Layout, notice: Notice
) -> Iterator[Article]:
    """Every submission as an article that may be deposited."""
    taken: dict[str, str] = {}
    formats = tuple(name for name in plan.formats if name != "datacite" or deposit.datacite)
    for submission in submissions:
        label = submission.label
        if taken and not deposit.collection:
            raise ConfigError("several articles make one package only as a collection (--collection)")
        problems = _check_valid(submission, label)
        description, findings = describe(submission.tei, config, submission.name)
        for finding in findings:
            notice(label, finding)
        refuse_same_name(taken, description.id, label)
        require(description, deposit, formats, label)
        yield _article(submission, description, problems, config, notice)
    if not taken:
        raise SourceError("there is no TEI file to package")


def _check_valid(submission: Submission, label: str) -> tuple[Problem, ...]:
    """The warnings about a TEI file, which has no errors."""
    found = validate(submission.tei)
    problems = [problem for problem in found if problem.is_error]
    if problems:
        first = problems[0]
        words = f"{label}:{first.line}: {first.code} {first.message}"
        raise PackageError(f"{words}; not valid ({len(problems)} problems), and so not packaged. Run validate on it")
    return found


def _article(
    submission: Submission, description: Description, problems: Sequence[Problem], config: Config, notice: Notice
) -> Article:
    label = submission.label
    sources = _paired(submission, description, label)
    proof = verify(submission.tei, sources)
    if proof.difference is not None:
        found = proof.difference
        words = f"{label}: not proved against its source, line {found.line}: {found.message}"
        raise PackageError(f"{words}; not packaged. Run verify on both")
    names = _source_names(description, sources)
    files = [File(f"{description.id}.xml", submission.tei, Role.TEI, TEI_P5)]
    for (received, data), name in zip(sources, names):
        kind = MARKDOWN if name.endswith(".md") else PLAIN
        files.append(File(name, data, Role.SOURCE, kind, received or ""))
    report = _report(submission, description, sources, config, label, notice)
    page = reading_view(submission.tei, zip(names, source_texts(submission.tei, sources)), f"{description.id}.xml")
    files.append(File(f"{description.id}.html", page, Role.VIEW, HTML))
    files.append(File(f"{description.id}-report.json", report, Role.REPORT, JSON))
    checked = _proof_file(files, problems, proof)
    files.append(File(f"{description.id}-proof.json", checked, Role.PROOF, JSON))
    schema = sha256(package_bytes(f"schemas/{SCHEMAS[0]}")).hexdigest()
    checks = Checks(len(problems), proof.characters, proof.delimiters, proof.moved, proof.glyphs, schema)
    return Article(description, tuple(files), checks)


# ---- sources
def _paired(submission: Submission, description: Description, label: str) -> tuple[tuple[str | None, bytes], ...]:
    """The sources in the order of the header, each the one of the checksum that stands there."""
    if not description.sources:
        raise SourceError(
            f"{label}: the header names no source (sourceDesc/bibl of type ocrText): nothing can be proved"
        )
    given = {sha256(data).hexdigest(): (name, data) for name, data in submission.sources}
    missing = [file for file in description.sources if file.sha256 not in given]
    if missing:
        names = ", ".join(f"{file.name or 'a source'} (SHA-256 {file.sha256[:12]}…)" for file in missing)
        raise SourceError(f"{label}: not among the sources given: {names}; name it, or its folder, with --source")
    return tuple((file.name or given[file.sha256][0], given[file.sha256][1]) for file in description.sources)


def _source_names(description: Description, sources: Sequence[tuple[str | None, bytes]]) -> tuple[str, ...]:
    """What the sources are called in the package: their own names where these are plain, and no two alike."""
    own = (".xml", ".html", "-report.json", "-proof.json")
    taken = {folded(description.id + ending) for ending in own}
    names = []
    for number, (received, _) in enumerate(sources, 1):
        name = file_name(received or "", f"{description.id}-source-{number}")
        if folded(name) in taken:
            name = f"{description.id}-source-{number}.{name.rpartition('.')[2]}"
        taken.add(folded(name))
        names.append(name)
    return tuple(names)


# ---- report, view, proof
def _report(
    submission: Submission,
    description: Description,
    sources: Sequence[tuple[str | None, bytes]],
    config: Config,
    label: str,
    notice: Notice,
) -> bytes:
    """The report that was kept, or one of a new conversion."""
    if submission.report is not None:
        return _kept_report(submission.report, description, label)
    from tei_encode.pipeline import encode_pages
    from tei_encode.reporting import report

    encoding = encode_pages(sources, config=config)
    if encoding.xml != submission.tei:
        words = "this version and configuration make another TEI of the source; the report is of that conversion"
        notice(label, Finding("D001", f"{words}. Give the report of the first one with --report"))
    return report([(sources[0][0] or description.id, encoding)], config)


def _kept_report(data: bytes, description: Description, label: str) -> bytes:
    """That part of a report which is about the sources of one TEI file."""
    wanted = [file.sha256 for file in description.sources]
    try:
        document: dict[str, Any] = json.loads(data)
        documents = [part for part in document["documents"] if [file["sha256"] for file in part["files"]] == wanted]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise SourceError(f"{label}: the report is none that convert has written with --report: {error}") from error
    if not documents:
        raise SourceError(f"{label}: the report says nothing of its sources; give the one that convert wrote with it")
    if len(document["documents"]) == 1:
        return data
    return _json({**document, "documents": documents[:1]})


def _proof_file(files: Sequence[File], problems: Sequence[Problem], proof: Proof) -> bytes:
    """What was checked, and with what result."""
    schema = package_bytes(f"schemas/{SCHEMAS[0]}")
    result = {
        "tool": "tei-encode",
        "version": __version__,
        "tei": _identified(files[0]),
        "sources": [_identified(file) for file in files if file.role is Role.SOURCE],
        "validation": {
            "schema": {"file": SCHEMAS[0], "sha256": sha256(schema).hexdigest()},
            "errors": 0,
            "warnings": [{"code": p.code, "line": p.line, "message": p.message} for p in problems],
        },
        "proof": {
            "holds": proof.ok,
            "characters": proof.characters,
            "delimiters": proof.delimiters,
            "moved": proof.moved,
            "glyphs": proof.glyphs,
        },
    }
    return _json(result)


def _identified(file: File) -> dict[str, str]:
    received = {"received_as": file.original} if file.original else {}
    return {"file": file.path, "sha256": sha256(file.data).hexdigest(), **received}


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")
