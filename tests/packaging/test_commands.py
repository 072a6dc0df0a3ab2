"""`package` and `verify-package` as a person runs them: what is written, printed and returned."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tei_encode.cli import main
from tests.packaging.deposits import SOURCE, ferry

SETTINGS = """
[encoding]
publisher = "Archive of the Coast"
date = "2026-11-24"
licence = "https://creativecommons.org/licenses/by/4.0/"
licence-text = "The encoding is available under CC BY 4.0."
identifier = "coast-0042"

[deposit]
depositor = "Society for Coastal History"
date = "2026-11-25T10:00:00Z"
doi = "10.1234/{id}"
collection = "Notes from the Slipway"
identifier = "slipway"
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a TEI file, its source and a configuration, in which commands run."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    (tmp_path / "ferry.xml").write_bytes(ferry().tei)
    (tmp_path / "ferry.txt").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "tei-encode.toml").write_text(SETTINGS, encoding="utf-8")
    return tmp_path


def listing(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_package_and_verify(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["package", "ferry.xml", "-o", "bag"]) == 0
    assert capsys.readouterr().out == "bag: 1 article, 19 files, valid and proved\n"
    assert main(["verify-package", "bag"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("bag: complete, unaltered, valid, proved (bag: 19 files, 1 article, ")


@pytest.mark.parametrize("layout", ["bag", "ocfl", "saf", "mets"])
@pytest.mark.parametrize("form", ["zip", "tar"])
def test_archives_hold_what_the_folder_holds_and_are_the_same_twice(layout: str, form: str, place: Path) -> None:
    (place / "again").mkdir()
    for output in ("p", f"p.{form}", f"again/p.{form}"):
        assert main(["package", "ferry.xml", "-o", output, "--layout", layout]) == 0
    assert (place / f"p.{form}").read_bytes() == (place / f"again/p.{form}").read_bytes()
    base = "p/" if layout in ("bag", "ocfl") else ""
    expected = {base + path: data for path, data in listing(place / "p").items()}
    if form == "zip":
        with zipfile.ZipFile(place / "p.zip") as archive:
            held = {info.filename: archive.read(info) for info in archive.infolist()}
            assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    else:
        with tarfile.open(place / "p.tar") as tar:
            held = {info.name: tar.extractfile(info).read() for info in tar}  # type: ignore[union-attr]
            assert {(info.mtime, info.uid, info.uname, info.mode) for info in tar} == {(0, 0, "", 0o644)}
    assert held == expected
    assert main(["verify-package", f"p.{form}"]) == 0


def test_form_can_be_asked_for(place: Path) -> None:
    assert main(["package", "ferry.xml", "-o", "bag.bin", "--tar"]) == 0
    assert tarfile.is_tarfile(place / "bag.bin")


def test_nothing_is_ever_overwritten(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for output in ("bag.zip", "bag"):
        assert main(["package", "ferry.xml", "-o", output]) == 0
    (place / "file.zip").write_text("mine")
    (place / "full").mkdir()
    (place / "full/coast-0042").mkdir()
    before = listing(place)
    for output in ("bag.zip", "file.zip", "full"):
        assert main(["package", "ferry.xml", "-o", output]) == 4
        assert "never overwritten" in capsys.readouterr().err
    assert main(["package", "ferry.xml", "-o", "bag/"]) == 0, "a folder that is there takes a package into it"
    assert {path: data for path, data in listing(place).items() if not path.startswith("bag/coast-0042/")} == before


def test_failure_leaves_nothing(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "ferry.xml").write_bytes(ferry().tei.replace(b"drawing", b"painting"))
    before = listing(place)
    assert main(["package", "ferry.xml", "-o", "bag"]) == 1
    assert "not proved against its source" in capsys.readouterr().err
    assert main(["package", "ferry.xml", "-o", "bag.zip"]) == 1
    assert listing(place) == before and not list(place.glob("*.part"))


def test_missing_statements_are_named(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "tei-encode.toml").write_text("", encoding="utf-8")
    assert main(["package", "ferry.xml", "-o", "bag"]) == 2
    err = capsys.readouterr().err
    assert "[deposit] doi" in err and "[deposit] date (or --date, or SOURCE_DATE_EPOCH" in err
    assert not (place / "bag").exists()


def test_date_comes_from_the_option_or_the_environment(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "tei-encode.toml").write_text(SETTINGS.replace('date = "2026-11-25T10:00:00Z"\n', ""), encoding="utf-8")
    assert main(["package", "ferry.xml", "-o", "a"]) == 2
    assert main(["package", "ferry.xml", "-o", "b", "--date", "2026-12-24"]) == 0
    assert "Bagging-Date: 2026-12-24\n" in (place / "b/bag-info.txt").read_text(encoding="utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    assert main(["package", "ferry.xml", "-o", "c", "--layout", "ocfl"]) == 0
    assert '"created": "2027-01-15T08:00:00Z"' in (place / "c/inventory.json").read_text(encoding="utf-8")
    assert "D002" not in capsys.readouterr().err, "it is no date of the encoding"


def test_source_is_found_by_its_checksum(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "elsewhere/deep").mkdir(parents=True)
    (place / "ferry.txt").rename(place / "elsewhere/deep/renamed.dat")
    (place / "ferry.txt").write_text("something else", encoding="utf-8")
    assert main(["package", "ferry.xml", "-o", "a"]) == 3
    assert "name it, or its folder, with --source" in capsys.readouterr().err
    assert main(["package", "ferry.xml", "-o", "a", "--source", "elsewhere"]) == 0
    assert (place / "a/data/ferry.txt").read_text(encoding="utf-8") == SOURCE
    assert main(["package", "ferry.xml", "-o", "b", "--source", "elsewhere/deep/renamed.dat"]) == 0
    assert main(["package", "ferry.xml", "-o", "c", "--source", "nowhere"]) == 3


def test_each_of_several_has_its_own_package(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = ferry().tei.replace(b">coast-0042<", b">coast-0043<")
    (place / "other.xml").write_bytes(other)
    (place / "bad.xml").write_bytes(b"<TEI/>")
    assert main(["package", "ferry.xml", "bad.xml", "other.xml", "-o", "out", "--zip"]) == 1
    captured = capsys.readouterr()
    assert sorted(path.name for path in (place / "out").iterdir()) == ["coast-0042.zip", "coast-0043.zip"]
    assert "1 of 3 TEI files were not packaged: bad.xml" in captured.err
    assert main(["verify-package", "out/coast-0042.zip", "out/coast-0043.zip"]) == 0


def test_collection_is_one_package(place: Path) -> None:
    (place / "other.xml").write_bytes(ferry().tei.replace(b">coast-0042<", b">coast-0043<"))
    for layout in ("bag", "ocfl", "saf", "mets"):
        output = f"{layout}.zip"
        assert main(["package", "ferry.xml", "other.xml", "-o", output, "--collection", "--layout", layout]) == 0
        assert main(["verify-package", output]) == 0


def test_new_version_names_the_old(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["package", "ferry.xml", "-o", "one.zip"]) == 0
    assert main(["package", "ferry.xml", "-o", "two", "--updates", "one.zip"]) == 0
    assert "valid and proved, version 2" in capsys.readouterr().out
    assert "Replaces: https://doi.org/10.1234/coast-0042, version 1\n" in (place / "two/bag-info.txt").read_text(
        encoding="utf-8"
    )
    assert main(["package", "ferry.xml", "-o", "o1.tar", "--layout", "ocfl"]) == 0
    assert main(["package", "ferry.xml", "-o", "o2", "--layout", "ocfl", "--updates", "o1.tar"]) == 0
    assert json.loads((place / "o2/inventory.json").read_text(encoding="utf-8"))["head"] == "v2"
    assert main(["verify-package", "two", "o2"]) == 0
    assert main(["package", "ferry.xml", "-o", "three", "--updates", "o2"]) == 2


def test_every_fault_is_printed_with_its_place(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["package", "ferry.xml", "-o", "bag"]) == 0
    capsys.readouterr()
    tei = place / "bag/data/coast-0042.xml"
    tei.write_bytes(tei.read_bytes().replace(b"<body>", b"<body><bogus/>"))
    assert main(["verify-package", "bag"]) == 1
    captured = capsys.readouterr()
    lines = captured.out.splitlines()
    assert any(line.startswith("bag/data/coast-0042.xml: B004 error: was altered") for line in lines)
    assert any(line.startswith("bag/data/coast-0042.xml:") and " X002 error: " in line for line in lines)
    assert captured.err.startswith("bag: ") and captured.err.endswith(" faults\n")


def test_names_from_outside_do_not_play_with_the_terminal(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with zipfile.ZipFile(place / "p.zip", "w") as archive:
        archive.writestr("a\x1b[31mred", "x")
    assert main(["verify-package", "p.zip"]) == 1
    assert "\x1b" not in capsys.readouterr().out


def test_kept_report_goes_into_the_package(place: Path) -> None:
    assert main(["convert", "ferry.txt", "-o", "again.xml", "--report", "report.json"]) == 0
    assert (place / "again.xml").read_bytes() == ferry().tei
    assert main(["package", "again.xml", "-o", "bag", "--report", "report.json"]) == 0
    assert (place / "bag/data/coast-0042-report.json").read_bytes() == (place / "report.json").read_bytes()


def test_same_bytes_in_another_process(place: Path) -> None:
    """Hash seeds, locale and time zone leave no trace."""
    assert main(["package", "ferry.xml", "-o", "here.zip"]) == 0
    (place / "other").mkdir()
    environment = {**os.environ, "PYTHONHASHSEED": "7", "LC_ALL": "C", "TZ": "Asia/Tokyo"}
    command = [sys.executable, "-c", "from tei_encode.cli import main; raise SystemExit(main())"]
    done = subprocess.run(
        [*command, "package", "ferry.xml", "-o", "other/here.zip"], env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert (place / "other/here.zip").read_bytes() == (place / "here.zip").read_bytes()
