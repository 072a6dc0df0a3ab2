"""Hostile packages: each is refused before anything of it is read, with the reason; and honest ones that look odd are not."""

from __future__ import annotations

import io
import os
import stat
import struct
import tarfile
import zipfile
from pathlib import Path

import pytest

from tei_encode.errors import SourceError
from tei_encode.packaging.container import Limits, UnreadableError, open_container
from tei_encode.verifying import verify_package
from tests.packaging.deposits import by_path, ferry, files_of, write, zipped

NAMES = [
    # name, code
    ("../evil.txt", "B008"), ("data/../../evil.txt", "B008"), ("/etc/passwd", "B008"), ("C:/evil.txt", "B008"),
    ("C:evil.txt", "B008"), ("\\\\server\\share", "B008"), ("data//a.txt", "B008"), ("./a.txt", "B008"),
    ("data/./a.txt", "B008"), ("data/a\nb.txt", "B008"), ("data/\x1b[2J.txt", "B008"), ("data/..", "B008"),
    ("data/con", "B010"), ("data/AUX.txt", "B010"), ("data/lpt1.tar.gz", "B010"), ("data/nul.", "B010"),
    ("data/a?.txt", "B010"), ("data/a:b", "B010"), ("data/a|b", "B010"), ("data/a\\b", "B010"), ("data/a ", "B010"),
    ("data/a.", "B010"), ("data/" + "a" * 256, "B010"), ("data/com¹", "B010"),
]  # fmt: skip
HONEST = [
    "data/a b.txt",
    "data/console.txt",
    "data/été.txt",
    "data/a..b",
    "data/.hidden",
    "data/a%20b",
    "data/日本",
    "data/common",
]


def codes(path: Path, limits: Limits | None = None) -> set[str]:
    return {fault.code for fault in open_container(str(path), limits).faults}


def tarred(path: Path, members: list[tuple[tarfile.TarInfo, bytes]]) -> Path:
    with tarfile.open(path, "w", format=tarfile.PAX_FORMAT) as archive:
        for info, data in members:
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


@pytest.mark.parametrize(("name", "code"), NAMES)
def test_name_is_refused_in_zip(name: str, code: str, tmp_path: Path) -> None:
    assert codes(zipped(tmp_path / "p.zip", [(name, b"x")])) == {code}


@pytest.mark.parametrize(("name", "code"), NAMES)
def test_name_is_refused_in_tar(name: str, code: str, tmp_path: Path) -> None:
    assert codes(tarred(tmp_path / "p.tar", [(tarfile.TarInfo(name), b"x")])) == {code}


@pytest.mark.parametrize(("name", "code"), [row for row in NAMES if row[0].startswith("data/") and ".." not in row[0]])
def test_name_is_refused_in_folder(name: str, code: str, tmp_path: Path) -> None:
    place = tmp_path / "p" / name
    if "//" in name or "/./" in name:
        pytest.skip("a file system cannot hold this name")
    place.parent.mkdir(parents=True)
    try:
        place.write_bytes(b"x")
    except OSError:
        pytest.skip("this file system cannot hold this name")
    assert codes(tmp_path / "p") == {code}


@pytest.mark.parametrize("name", HONEST)
def test_honest_name_is_taken(name: str, tmp_path: Path) -> None:
    assert codes(zipped(tmp_path / "p.zip", [(name, b"x")])) == set()
    assert codes(tarred(tmp_path / "p.tar", [(tarfile.TarInfo(name), b"x")])) == set()


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("data/a.txt", "data/A.TXT"),
        ("data/é", "data/e\u0301"),
        ("data/straße", "data/STRASSE"),
        ("Data/a", "data/b/../b"),
    ],
)
def test_names_that_are_one_somewhere_are_refused(one: str, two: str, tmp_path: Path) -> None:
    assert codes(zipped(tmp_path / "p.zip", [(one, b"x"), (two, b"y")])) & {"B009", "B008"}


def test_name_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        path = zipped(tmp_path / "p.zip", [("data/a", b"x"), ("data/a", b"y")])
    assert codes(path) == {"B009"}
    assert codes(tarred(tmp_path / "p.tar", [(tarfile.TarInfo("a"), b"x"), (tarfile.TarInfo("a"), b"y")])) == {"B009"}


# ---- links and special files
def test_links_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "p"
    folder.mkdir()
    (folder / "link").symlink_to("/etc/passwd")
    (folder / "folder").symlink_to("/etc")
    os.mkfifo(folder / "pipe")
    assert [fault.code for fault in open_container(str(folder)).faults] == ["B011"] * 3
    info = zipfile.ZipInfo("link")
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
        archive.writestr(info, "/etc/passwd")
    assert codes(tmp_path / "p.zip") == {"B011"}
    for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE):
        member = tarfile.TarInfo("link")
        member.type, member.linkname = kind, "/etc/passwd"
        assert codes(tarred(tmp_path / "p.tar", [(member, b"")])) == {"B011"}


def test_link_that_takes_the_place_of_a_listed_file_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    (tmp_path / "p/a").write_bytes(b"xx")
    (tmp_path / "secret").write_bytes(b"no")
    container = open_container(str(tmp_path / "p"))
    (tmp_path / "p/a").unlink()
    (tmp_path / "p/a").symlink_to(tmp_path / "secret")
    with pytest.raises(UnreadableError):
        container.read("a")


# ---- bombs
def test_zip_bomb_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "p.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data/zeros", bytes(50 << 20))
    assert codes(tmp_path / "p.zip") == {"B012"}


def test_zip_that_lies_about_sizes_gives_no_more_than_it_says(tmp_path: Path) -> None:
    path = tmp_path / "p.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", bytes(4 << 20))
    data = bytearray(path.read_bytes())
    for signature, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", data, data.index(signature) + at, 1000)
    path.write_bytes(data)
    container = open_container(str(path))
    with pytest.raises(UnreadableError):
        container.read("a")


@pytest.mark.parametrize("limits", [Limits(total=2), Limits(single=1), Limits(files=1)])
def test_more_than_is_read_is_refused(limits: Limits, tmp_path: Path) -> None:
    path = zipped(tmp_path / "p.zip", [("a", b"xy"), ("b", b"xy")])
    assert codes(path) == set()
    assert codes(path, limits) == {"B012"}


def test_sparse_tar_is_refused(tmp_path: Path) -> None:
    info = tarfile.TarInfo("hole")
    info.pax_headers = {"GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.realsize": str(1 << 40)}
    path = tarred(tmp_path / "p.tar", [(info, b"1\n0\n0\n" + bytes(506))])
    assert codes(path) & {"B011", "B012", "B013"}


# ---- damage
def test_damaged_archives_are_errors_and_not_crashes(tmp_path: Path) -> None:
    files = by_path(files_of(ferry()))
    whole = zipped(tmp_path / "w.zip", [(f"bag/{path}", data) for path, data in files.items()]).read_bytes()
    for number, cut in enumerate((10, 100, len(whole) // 2, len(whole) - 30)):
        path = tmp_path / f"{number}.zip"
        path.write_bytes(whole[:cut])
        with pytest.raises(SourceError, match="neither a folder, a zip nor a tar"):
            open_container(str(path))
    for at in range(0, len(whole), len(whole) // 60):
        path = tmp_path / "bent.zip"
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        try:
            verdict = verify_package(str(path))
        except SourceError:
            continue
        if verdict.ok:  # a date of the archive itself, say: every file is still what it was
            container = open_container(str(path))
            assert {name: container.read(f"bag/{name}") for name in files} == files, f"byte {at} was changed"


def test_encrypted_member_is_said_to_be(tmp_path: Path) -> None:
    path = zipped(tmp_path / "p.zip", [("a", b"x")])
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x03\x04") + 6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert codes(path) == {"B013"}


@pytest.mark.parametrize("content", [b"", b"hello", b"\x1f\x8b" + bytes(40), bytes(2000)])
def test_what_is_no_package_is_an_error(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "p.zip"
    path.write_bytes(content)
    try:
        assert not verify_package(str(path)).ok
    except SourceError as error:
        assert "zip" in str(error)


def test_missing_package_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        open_container(str(tmp_path / "nothing"))


def test_folder_of_something_else_is_no_package(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    assert [fault.code for fault in verify_package(str(tmp_path)).faults] == ["B001"]


def test_hostile_package_is_not_read_at_all(tmp_path: Path) -> None:
    files = by_path(files_of(ferry()))
    entries = [*((f"bag/{path}", data) for path, data in files.items()), ("bag/../../evil", b"x")]
    verdict = verify_package(str(zipped(tmp_path / "p.zip", entries)))
    assert {fault.code for fault in verdict.faults} == {"B008"}
    assert verdict.articles == 0


def test_files_beside_the_bag_are_named(tmp_path: Path) -> None:
    entries = [(f"bag/{path}", data) for path, data in by_path(files_of(ferry())).items()]
    verdict = verify_package(str(zipped(tmp_path / "p.zip", [*entries, ("stray.txt", b"x"), ("other/a", b"x")])))
    assert [(fault.code, fault.path) for fault in verdict.faults] == [("B003", "other/a"), ("B003", "stray.txt")]


# ---- bags of others
def bag_of(tmp_path: Path, changes: dict[str, bytes | None]) -> set[tuple[str, str]]:
    """The faults of a bag without tag manifests, with some files changed: as others make them."""
    files = {path: data for path, data in by_path(files_of(ferry())).items() if not path.startswith("tagmanifest")}
    files["bag-info.txt"] = files["bag-info.txt"].replace(
        b"Bag-Software-Agent: tei_encode", b"Bag-Software-Agent: other"
    )
    files.update({path: data for path, data in changes.items() if data is not None})
    bag = tmp_path / "bag"
    for path, data in files.items():
        if changes.get(path, b"") is not None:
            (bag / path).parent.mkdir(parents=True, exist_ok=True)
            (bag / path).write_bytes(data)
    return {(fault.code, fault.path) for fault in verify_package(str(bag)).faults}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, set()),
        ({"bagit.txt": b"BagIt-Version: 0.97\r\nTag-File-Character-Encoding: utf-8\r\n"}, set()),
        ({"bagit.txt": b"BagIt-Version: 2.0\nTag-File-Character-Encoding: UTF-8\n"}, {("B006", "bagit.txt")}),
        ({"bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-16\n"}, {("B006", "bagit.txt")}),
        (
            {"bagit.txt": b"\xef\xbb\xbfBagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"},
            {("B006", "bagit.txt")},
        ),
        ({"bagit.txt": b"\xff\xfe"}, {("B006", "bagit.txt")}),
        ({"manifest-sha512.txt": None}, set()),
        ({"manifest-sha512.txt": None, "manifest-sha256.txt": None}, {("B006", "")}),
        ({"manifest-crc7.txt": b"1 data/ferry.txt\n"}, {("B006", "manifest-crc7.txt")}),
        ({"bag-info.txt": b"Payload-Oxum: 1.1\n"}, {("B007", "bag-info.txt")}),
        ({"bag-info.txt": b"Note: one\n two\n\tthree\n"}, set()),
        ({"bag-info.txt": b"no label\n"}, {("B006", "bag-info.txt")}),
        ({"fetch.txt": b"https://example.org/a 3 data/a.txt\n"}, {("B002", "fetch.txt")}),
        ({"fetch.txt": b"https://example.org/a 3 data/ferry.txt\n"}, set()),
    ],
)
def test_bag_is_held_against_the_standard(
    changes: dict[str, bytes | None], expected: set[tuple[str, str]], tmp_path: Path
) -> None:
    found = bag_of(tmp_path, changes)
    if expected == {("B006", "")}:
        assert expected <= found
    else:
        assert found == expected


def test_manifest_that_leads_out_is_refused(tmp_path: Path) -> None:
    found = bag_of(tmp_path, {"manifest-md5.txt": b"0 ../../etc/passwd\n"})
    assert ("B006", "manifest-md5.txt") in found


def test_package_of_folder_zip_and_tar_is_one(tmp_path: Path) -> None:
    from tei_encode.commands.packages import write_package

    files = files_of(ferry())
    for form in ("folder", "zip", "tar"):
        target = str(tmp_path / f"bag.{form}")
        assert write_package(target, files, form, "" if form == "folder" else "bag/") == len(files)
        assert verify_package(target).ok
    again = str(tmp_path / "again.tar")
    write_package(again, files, "tar", "bag/")
    assert Path(again).read_bytes() == (tmp_path / "bag.tar").read_bytes()
    assert write(tmp_path / "plain", files).is_dir()


def test_zip_whose_members_share_their_bytes_is_refused(tmp_path: Path) -> None:
    """Every member is modest; the directory points to one of them again and again."""
    path = tmp_path / "p.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data/0000", bytes(1 << 20))
    data = path.read_bytes()
    at = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entry = data[at:end]
    count = 2000
    listing = b"".join(entry.replace(b"data/0000", f"data/{number:04}".encode()) for number in range(count))
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(listing), at, 0)
    path.write_bytes(data[:at] + listing + tail)
    assert codes(path) == {"B012"}
