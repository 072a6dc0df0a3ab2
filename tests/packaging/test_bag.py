"""Bags: whole by two implementations, the same bytes twice, and every change found and named (RFC 8493)."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from tei_encode.config import Config
from tei_encode.depositing import Submission
from tei_encode.model.record import replace
from tei_encode.packaging.bagit import escaped, unescaped
from tei_encode.pipeline import encode
from tei_encode.verifying import Verdict, verify_package
from tests.packaging.deposits import CONFIG, by_path, example, ferry, files_of, submission, write

FOLDERS = ("review-article", "essai-francais", "seiten")


def given(name: str, request: pytest.FixtureRequest) -> tuple[Submission, Config]:
    """An example by its folder, or the sample article of the development data."""
    if name != "sample":
        return example(name)
    path: Path = request.getfixturevalue("sample")
    source = path.read_bytes()
    config = replace(CONFIG, identifier="sample")
    return Submission(encode(source, name=path.name, config=config).xml, ((path.name, source),), "sample.xml"), config


@pytest.mark.parametrize("name", [*FOLDERS, "sample"])
def test_bag_passes_both_implementations(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    bagit = pytest.importorskip("bagit", reason="the Library of Congress's bagit is not installed")
    article, config = given(name, request)
    bag = write(tmp_path / "bag", files_of(article, config=config))
    bagit.Bag(str(bag)).validate()
    verdict = verify_package(str(bag))
    assert verdict.ok, verdict.faults
    assert (verdict.layout, verdict.articles) == ("bag", 1)
    assert verdict.characters > 3000


@pytest.mark.parametrize("name", [*FOLDERS, "sample"])
def test_bag_is_the_same_twice(name: str, request: pytest.FixtureRequest) -> None:
    article, config = given(name, request)
    first, second = files_of(article, config=config), files_of(article, config=config)
    assert [(file.path, file.data) for file in first] == [(file.path, file.data) for file in second]


def test_payload_is_all_that_was_promised() -> None:
    paths = by_path(files_of(ferry()))
    payload = {path for path in paths if path.startswith("data/")}
    assert payload == {
        "data/coast-0042.xml", "data/ferry.txt", "data/coast-0042.html", "data/coast-0042-report.json",
        "data/coast-0042-proof.json", "data/schemas/tei_encode.xsd", "data/schemas/xml.xsd",
        "data/schemas/tei_encode.odd", "data/README.txt",
    }  # fmt: skip
    assert set(paths) - payload == {
        "bagit.txt", "bag-info.txt", "manifest-sha512.txt", "manifest-sha256.txt", "tagmanifest-sha512.txt",
        "tagmanifest-sha256.txt", "ro-crate-metadata.json", "metadata/premis.xml", "metadata/datacite.xml",
        "metadata/dublin-core.xml",
    }  # fmt: skip


def test_tei_and_source_are_the_bytes_given() -> None:
    paths = by_path(files_of(ferry()))
    assert paths["data/coast-0042.xml"] == ferry().tei
    assert paths["data/ferry.txt"] == ferry().sources[0][1]


def test_declaration_and_manifests_have_their_form() -> None:
    paths = by_path(files_of(ferry()))
    assert paths["bagit.txt"] == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"  # 2.1.1
    for algorithm, length in (("sha512", 128), ("sha256", 64)):
        payload = paths[f"manifest-{algorithm}.txt"].decode()
        tags = paths[f"tagmanifest-{algorithm}.txt"].decode()
        for line in (payload + tags).splitlines():
            assert re.fullmatch(rf"[0-9a-f]{{{length}}}  [!-~]+", line)  # 2.1.3
        assert {line[length + 2 :] for line in payload.splitlines()} == {p for p in paths if p.startswith("data/")}
        digest, path = tags.splitlines()[0].split("  ")
        assert hashlib.new(algorithm, paths[path]).hexdigest() == digest


def test_bag_info_says_what_was_stated_and_nothing_else() -> None:
    lines = by_path(files_of(ferry()))["bag-info.txt"].decode().splitlines()
    stated = dict(line.split(": ", 1) for line in lines)
    assert stated["Source-Organization"] == "Society for Coastal History"
    assert stated["Bagging-Date"] == "2026-11-25"  # 2.2.2: YYYY-MM-DD
    assert stated["Contact-Email"] == "deposits@example.org"
    assert "CC BY 4.0" in stated["Rights"]
    payload = [data for path, data in by_path(files_of(ferry())).items() if path.startswith("data/")]
    assert stated["Payload-Oxum"] == f"{sum(map(len, payload))}.{len(payload)}"
    silent = replace(
        CONFIG, depositor="", contact="", contact_email="", address="", collection="", deposit_identifier=""
    )
    labels = {
        line.split(": ")[0] for line in by_path(files_of(ferry(), config=silent))["bag-info.txt"].decode().splitlines()
    }
    assert not labels & {
        "Source-Organization",
        "Contact-Name",
        "Contact-Email",
        "Organization-Address",
        "Bag-Group-Identifier",
    }


@pytest.mark.parametrize(
    ("name", "in_manifest"),
    [
        ("data/a.txt", "data/a.txt"),
        ("data/100%.txt", "data/100%25.txt"),
        ("data/a\nb", "data/a%0Ab"),
        ("data/%0A", "data/%250A"),
    ],
)
def test_names_in_manifests_are_percent_encoded(name: str, in_manifest: str) -> None:
    assert escaped(name) == in_manifest
    assert unescaped(in_manifest) == name


# ---- changes
def test_every_changed_byte_is_found(tmp_path: Path) -> None:
    """One byte of each file in turn: the fault names that file, or the manifest that was the one changed."""
    files = files_of(ferry())
    for number, file in enumerate(files):
        bag = write(tmp_path / str(number), files)
        at = len(file.data) // 2
        (bag / file.path).write_bytes(file.data[:at] + bytes([file.data[at] ^ 1]) + file.data[at + 1 :])
        verdict = verify_package(str(bag))
        assert not verdict.ok, file.path
        assert any(fault.path == file.path and fault.code in ("B004", "B006") for fault in verdict.faults), file.path


@pytest.mark.parametrize("how", ["removed", "renamed", "added"])
def test_every_file_that_went_or_came_is_named(how: str, tmp_path: Path) -> None:
    files = files_of(ferry())
    for number, file in enumerate(files):
        bag = write(tmp_path / str(number), files)
        path = bag / file.path
        if how == "removed":
            path.unlink()
        elif how == "renamed":
            path.rename(path.with_name("other.txt"))
        else:
            path = path.with_name("other.txt")
            path.write_text("not ours")
        name = path.relative_to(bag).as_posix()
        verdict = verify_package(str(bag))
        said = [f"{fault.path} {fault.message}" for fault in verdict.faults]
        # Without its declaration it is no bag at all.
        assert any(name in words for words in said) or (file.path, how) == ("bagit.txt", "removed"), (file.path, said)


def changed(tmp_path: Path, change: str) -> Verdict:
    bag = write(tmp_path / "bag", files_of(ferry()))
    if change == "removed":
        (bag / "data/ferry.txt").unlink()
    elif change == "tag removed":
        (bag / "metadata/premis.xml").unlink()
    elif change == "added":
        (bag / "data/extra.txt").write_text("not ours")
    elif change == "tag added":
        (bag / "metadata/extra.xml").write_text("<a/>")
    elif change == "renamed":
        (bag / "data/ferry.txt").rename(bag / "data/boat.txt")
    elif change == "tag renamed":
        (bag / "metadata/premis.xml").rename(bag / "metadata/premis-old.xml")
    elif change == "shortened":
        (bag / "data/README.txt").write_bytes((bag / "data/README.txt").read_bytes()[:-5])
    return verify_package(str(bag))


@pytest.mark.parametrize(
    ("change", "code", "path", "words"),
    [
        ("removed", "B002", "data/ferry.txt", "missing"),
        ("tag removed", "B002", "metadata/premis.xml", "missing"),
        ("added", "B003", "data/extra.txt", "added"),
        ("tag added", "B003", "metadata/extra.xml", "added"),
        ("renamed", "B005", "data/ferry.txt", "data/boat.txt"),
        ("tag renamed", "B005", "metadata/premis.xml", "metadata/premis-old.xml"),
        ("shortened", "B004", "data/README.txt", "altered"),
    ],
)
def test_change_is_found_and_named(change: str, code: str, path: str, words: str, tmp_path: Path) -> None:
    faults = changed(tmp_path, change).faults
    assert [fault for fault in faults if (fault.code, fault.path) == (code, path) and words in fault.message], faults


def test_nothing_else_is_said_of_a_renamed_tag_file(tmp_path: Path) -> None:
    assert [fault.code for fault in changed(tmp_path, "tag renamed").faults] == ["B005"]


def test_manifests_forged_with_the_file_do_not_hide_a_loss(tmp_path: Path) -> None:
    """Whoever changes the TEI and mends every checksum still breaks the proof."""
    forged = Submission(ferry().tei.replace(b"drawing of a dog", b"drawing of a cat"), ferry().sources, "ferry.xml")
    bag = write(tmp_path / "bag", files_of(ferry()))
    tei = bag / "data/coast-0042.xml"
    old = {name: hashlib.new(name, tei.read_bytes()).hexdigest() for name in ("sha256", "sha512")}
    tei.write_bytes(forged.tei)
    mended = [bag / f"manifest-{name}.txt" for name in old] + [
        bag / "metadata/premis.xml",
        bag / "ro-crate-metadata.json",
    ]
    for path in mended:
        data = path.read_bytes()
        for name, digest in old.items():
            data = data.replace(digest.encode(), hashlib.new(name, forged.tei).hexdigest().encode())
        path.write_bytes(data)
    for name in old:
        manifest = bag / f"tagmanifest-{name}.txt"
        lines = [line.split("  ") for line in manifest.read_text().splitlines()]
        again = [f"{hashlib.new(name, (bag / path).read_bytes()).hexdigest()}  {path}\n" for _, path in lines]
        manifest.write_text("".join(again))
    faults = verify_package(str(bag)).faults
    assert not {fault.code for fault in faults} & {"B002", "B003", "B004"}, "the manifests were mended"
    proof = next(fault for fault in faults if fault.code == "K001")
    assert proof.path == "data/ferry.txt" and proof.line > 0


# ---- collections and versions
def test_collection_lists_every_article(tmp_path: Path) -> None:
    bagit = pytest.importorskip("bagit")
    other = submission(config=replace(CONFIG, identifier="coast-0043"))
    files = files_of(ferry(), other)
    bag = write(tmp_path / "bag", files)
    bagit.Bag(str(bag)).validate()
    verdict = verify_package(str(bag))
    assert verdict.ok, verdict.faults
    assert verdict.articles == 2
    crate = (bag / "ro-crate-metadata.json").read_text(encoding="utf-8")
    assert '"data/coast-0042/"' in crate and '"data/coast-0043/"' in crate
    assert (bag / "metadata/coast-0043/premis.xml").is_file()


def test_collection_takes_one_article_at_a_time() -> None:
    """The files of an article are given before the next one is asked for, so that memory does not grow with the number."""
    from collections.abc import Iterator

    from tei_encode.depositing import package

    asked: list[str] = []

    def submissions() -> Iterator[Submission]:
        for number in range(3):
            asked.append(f"coast-{number}")
            tei = ferry().tei.replace(b">coast-0042<", f">coast-{number}<".encode())
            yield Submission(tei, ferry().sources, f"{number}.xml")

    for file in package(submissions(), CONFIG, collection=True):
        if file.path.endswith((".xml", ".html")) and file.path.startswith("data/coast-"):
            assert file.path.split("/")[1] == asked[-1]
    assert len(asked) == 3
