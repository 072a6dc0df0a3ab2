"""Whatever is given: valid TEI that keeps every character, or an error that says what, where and what to do."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from tei_encode.cli import main
from tei_encode.commands import files
from tei_encode.errors import OutputError
from tei_encode.proof import verify
from tei_encode.validation import validate

ROOT = Path(__file__).resolve().parents[2]
TEXT = b"The lamp was lit at dusk.\n\nNobody saw it go out.\n"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*words: str, given: bytes = b"", stdout: int = subprocess.PIPE) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "tei_encode", *words]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        command, input=given, stdout=stdout, stderr=subprocess.PIPE, env=environment, timeout=120, check=False
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "nothing to encode"),
        (b" \n\t\r\n\f\n", "nothing to encode"),
        ("\ufeff\n".encode(), "nothing to encode"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF file"),
        (b"PK\x03\x04 and more", "ZIP archive"),
        (b"\x89PNG\r\n\x1a\n", "PNG image"),
        (b"II*\x00\x08\x00", "TIFF image"),
        (bytes(range(32)) * 40, "binary file"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("in.txt").write_bytes(data)
    assert main(["convert", "in.txt", "-o", "out.xml"]) == 3
    assert words in (said := capsys.readouterr().err)
    assert "in.txt" in said
    assert os.listdir() == ["in.txt"]


@pytest.mark.parametrize(
    "data",
    [
        b"x",
        b"7",
        "¹ Kettering, 12.\n\n² Ibid., 13.\n\n³ Ibid.\n".encode(),
        b"12\n\n13\n\n14\n\f15\n",
        "السفينة في الميناء\n\nوالمصباح مضاء\n".encode(),
        "灯台守の手紙\n\n船は港に着いた。\n".encode(),
        b"A lamp\x08 and\x1b its \x0bkeeper\x7f\n",
        "A lone \ud800 surrogate, and \udfff\n".encode("utf-16", "surrogatepass"),
        "The lamp was lit".encode("utf-16")[:-1],
        "Ende der Straße".encode()[:-5] + b"\xc3",
        b"caf\xe9 na\xefve, fa\xe7ade, \x93quoted\x94\n" * 20,
        "e\u0301\u0301 \u200f\u202eabc\u2028def\u0085\n".encode(),
        b"]]> &amp; <p> <!-- --> <?x?> &#0; -- \n",
        b"lamp " * 200_000,
    ],
    ids=lambda data: repr(data[:12]),
)
def test_odd_text_is_kept(data: bytes) -> None:
    Path("in.txt").write_bytes(data)
    assert main(["convert", "in.txt", "-o", "out.xml"]) in (0, 1)
    xml = Path("out.xml").read_bytes()
    assert [problem for problem in validate(xml) if problem.is_error] == []
    assert verify(xml, [("in.txt", data)]).ok


def test_what_cannot_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    os.mkdir("folder")
    Path("locked.txt").write_bytes(TEXT)
    os.chmod("locked.txt", 0)
    for source, words in (("gone.txt", "No such file"), ("folder", "is a folder; give its files, or --pages folder")):
        assert main(["convert", source, "-o", "out.xml"]) == 3
        assert words in capsys.readouterr().err
    if os.access("locked.txt", os.R_OK):
        pytest.skip("this user may read everything")
    assert main(["convert", "locked.txt", "-o", "out.xml"]) == 3
    assert "Permission denied" in capsys.readouterr().err


def test_too_large_a_source_is_refused_unread(capsys: pytest.CaptureFixture[str]) -> None:
    with open("huge.txt", "wb") as file:
        file.truncate(1 << 40)  # a hole: no disk is used
    assert main(["convert", "huge.txt", "-o", "out.xml"]) == 3
    assert "256 MiB" in capsys.readouterr().err
    assert os.listdir() == ["huge.txt"]


def test_pages(capsys: pytest.CaptureFixture[str]) -> None:
    os.mkdir("none")
    assert main(["convert", "--pages", "none"]) == 3
    assert "holds no page files" in capsys.readouterr().err
    assert main(["convert", "--pages", "gone"]) == 3
    assert main(["convert", "--pages", "none", "other.txt"]) == 2
    os.mkdir("pages")
    for number in (1, 2, 10):
        Path(f"pages/page-{number}.txt").write_bytes(b"Page %d of the log of the lamp.\n" % number)
    assert main(["convert", "--pages", "pages", "-o", "out.xml"]) in (0, 1)
    xml = Path("out.xml").read_text(encoding="utf-8")
    assert xml.index("Page 1 of") < xml.index("Page 2 of") < xml.index("Page 10 of")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "no source given"),
        (["a.txt", "b.txt"], "several sources need a folder"),
        (["a.txt", "sub/a.txt", "-o", "out/"], "would both be written"),
        (["a.txt", "sub/A.TXT", "-o", "out/"], "would both be written"),
        (["a.txt", "-o", "a.txt"], "replace its own source"),
        (["a.txt", "--config", "gone.toml"], "gone.toml"),
        (["a.txt", "--date", "yesterday"], "yesterday"),
        (["a.txt", "--profile", "nobody"], "nobody"),
    ],
)
def test_usage(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkdir("sub")
    for name in ("a.txt", "b.txt", "sub/a.txt", "sub/A.TXT"):
        Path(name).write_bytes(TEXT)
    assert main(["convert", *words]) == 2
    assert said in capsys.readouterr().err
    assert not os.path.exists("out")
    assert Path("a.txt").read_bytes() == TEXT


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ('[encoding]\npublsher = "x"\n', "publisher"),
        ('[encodng]\npublisher = "x"\n', "encoding"),
        ("[output]\nstrict = 3\n", "strict"),
        ('[output]\nnotes = "beside"\n', "inline"),
        ("[encoding\n", "config.toml"),
        ('[encoding]\ndate = "1979-13"\n', "1979-13"),
    ],
)
def test_configuration(toml: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("in.txt").write_bytes(TEXT)
    Path("config.toml").write_text(toml, encoding="utf-8")
    assert main(["convert", "in.txt", "--config", "config.toml", "-o", "out.xml"]) == 2
    assert said in capsys.readouterr().err
    assert not os.path.exists("out.xml")


def test_the_rest_is_converted_when_one_fails(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").write_bytes(TEXT)
    Path("b.txt").write_bytes(b"")
    Path("c.txt").write_bytes(TEXT)
    assert main(["convert", "a.txt", "b.txt", "gone.txt", "c.txt", "-o", "out"]) == 3
    assert sorted(os.listdir("out")) == ["a.xml", "c.xml"]
    assert "2 of 4 sources failed: b.txt, gone.txt" in capsys.readouterr().err


def test_standard_input_and_output() -> None:
    done = run("convert", "-", given=TEXT)
    assert done.returncode in (0, 1)
    assert done.stdout.startswith(b"<?xml") and verify(done.stdout, [(None, TEXT)]).ok
    assert b"standard output" in done.stderr
    assert run("convert", "-", given=b"").returncode == 3


def test_an_output_that_cannot_be_written(capsys: pytest.CaptureFixture[str]) -> None:
    Path("in.txt").write_bytes(TEXT)
    assert main(["convert", "in.txt", "-o", "gone/out.xml"]) == 4
    assert "gone/out.xml" in capsys.readouterr().err
    Path("file").write_bytes(b"")
    assert main(["convert", "in.txt", "-o", "file/"]) == 4


def test_a_full_disk_leaves_what_stood_there(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("in.txt").write_bytes(TEXT)
    Path("out.xml").write_bytes(b"what stood there")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "replace", full)
    assert main(["convert", "in.txt", "-o", "out.xml"]) == 4
    assert "No space left" in capsys.readouterr().err
    assert Path("out.xml").read_bytes() == b"what stood there"
    assert sorted(os.listdir()) == ["in.txt", "out.xml"]


def test_an_interrupted_write_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(files.os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        files.write_output("out.xml", TEXT)
    assert os.listdir() == []


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
def test_devices() -> None:
    Path("in.txt").write_bytes(TEXT)
    with pytest.raises(OutputError, match="No space left"):
        files.write_output("/dev/full", TEXT)
    os.mkfifo("pipe")
    reader = os.open("pipe", os.O_RDONLY | os.O_NONBLOCK)
    files.write_output("pipe", TEXT)
    assert os.read(reader, 1000) == TEXT
    os.close(reader)
    with open("/dev/full", "wb") as out:
        done = run("convert", "in.txt", stdout=out.fileno())
    assert done.returncode == 4
    assert b"standard output: cannot be written" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names on this system")
def test_interrupted_from_the_keyboard() -> None:
    os.mkfifo("in.txt")
    command = [sys.executable, "-m", "tei_encode", "convert", "in.txt", "-o", "out.xml"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    # A shell has its background jobs ignore the signal, and what they start.
    heed = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    process = subprocess.Popen(command, stderr=subprocess.PIPE, env=environment, preexec_fn=heed)
    with open("in.txt", "wb") as source:  # opens when the program does
        source.write(TEXT)
        source.flush()
        # A signal that arrives just before the program begins to wait is heeded once it no longer waits: so again.
        for _ in range(60):
            process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                _, said = process.communicate(timeout=1)
                break
    assert process.returncode == 130
    assert b"interrupted" in said and b"Traceback" not in said
    assert os.listdir() == ["in.txt"]


def test_nothing_reads_what_comes_out() -> None:
    Path("in.txt").write_bytes(TEXT * 3000)
    command = [sys.executable, "-m", "tei_encode", "convert", "in.txt"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert process.stdout is not None and process.stderr is not None
    process.stdout.read(1)
    process.stdout.close()
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()
    process.wait(timeout=60)
