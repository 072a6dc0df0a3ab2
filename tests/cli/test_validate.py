"""`tei-encode validate` as a person and a pipeline run it: files, folders, globs, processes, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tei_encode.cli import main
from tei_encode.commands.batch import in_order, processes
from tei_encode.commands.files import tei_files
from tei_encode.errors import ConfigError, SourceError
from tests.validation.faults import FAULTS, VALID

ROOT = Path(__file__).resolve().parents[2]
BROKEN = next(fault for fault in FAULTS if fault.what == "a division in a paragraph").broken()
WARNS = VALID.replace('<pb n="13"/>', '<pb n="15"/>').encode()


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "texts/more").mkdir(parents=True)
    (tmp_path / "texts/.hidden").mkdir()
    for name, data in (
        ("good.xml", VALID.encode()),
        ("texts/a.xml", VALID.encode()),
        ("texts/b.xml", BROKEN),
        ("texts/more/c.XML", WARNS),
        ("texts/.hidden/d.xml", BROKEN),
        ("texts/notes.txt", b"no XML"),
    ):
        (tmp_path / name).write_bytes(data)
    return tmp_path


def test_files_folders_and_globs(files: Path) -> None:
    assert tei_files(["texts"]) == ["texts/a.xml", "texts/b.xml", "texts/more/c.XML"]
    assert tei_files(["texts/*.xml"]) == ["texts/a.xml", "texts/b.xml"]
    assert tei_files(["**/*.xml"]) == ["good.xml", "texts/a.xml", "texts/b.xml"]
    assert tei_files(["good.xml", "texts", "texts/b.xml", "-", "gone.xml"]) == [
        *("good.xml", "texts/a.xml", "texts/b.xml", "texts/more/c.XML", "-", "gone.xml"),
    ]
    (files / "a[1].xml").write_bytes(b"")
    assert tei_files(["a[1].xml"]) == ["a[1].xml"]  # a file of that name is no glob
    for nothing in ("*.tei", "texts/.hidden/*.txt"):
        with pytest.raises(ConfigError, match="matches no file"):
            tei_files([nothing])
    (files / "empty").mkdir()
    with pytest.raises(ConfigError, match="holds no XML file"):
        tei_files(["empty"])


CODES = [
    (["good.xml"], 0),
    (["texts/b.xml"], 1),
    (["good.xml", "texts"], 1),
    (["texts/more/c.XML"], 0),
    (["texts/more/c.XML", "--fail-on", "warning"], 1),
    (["gone.xml", "texts/b.xml"], 3),
    (["good.xml", "--schema", "gone.rng"], 2),
    (["good.xml", "--baseline", "gone.json"], 2),
    (["good.xml", "--write-baseline"], 2),
    (["good.xml", "--report", "json=no/such/folder/x.json"], 4),
    (["good.xml", "--report", "json=good.xml"], 2),
    (["good.xml", "--report", "json=./out", "--report", "text=out"], 2),
    (["good.xml", "--baseline", "good.xml", "--write-baseline"], 2),
    (["*.tei"], 2),
]


@pytest.mark.parametrize(("arguments", "code"), CODES)
def test_exit_codes(files: Path, arguments: list[str], code: int) -> None:
    assert main(["validate", *arguments]) == code


@pytest.mark.parametrize(
    "arguments",
    [["good.xml", "--format", "xml"], ["good.xml", "--report", "xml=a"], ["good.xml", "--report", "json"], []],
)
def test_usage(files: Path, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["validate", *arguments])
    assert stop.value.code == 2


def test_what_is_printed(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "texts"]) == 1
    printed = capsys.readouterr()
    first, second = printed.out.splitlines()
    assert first.startswith("texts/b.xml:48:")
    assert (
        "X002 error: element div is not allowed in p; it may stand in back, body, div or front; expected: text; "
        in first
    )
    assert "see TEI ref-p [/TEI/text/body/div[1]/p[2]/div]" in first
    assert second.startswith("texts/more/c.XML:")
    assert "V006 warning: page 15 is outside the cited range 10 to 14" in second
    assert printed.err.startswith("3 files, 2 problems; 1 error, 1 warning; tei_encode.xsd (libxml2 ")
    assert printed.err.endswith("), rules (tei-encode)\n")


def test_standard_input() -> None:
    command = [sys.executable, "-m", "tei_encode", "validate", "-"]
    done = subprocess.run(command, input=BROKEN, capture_output=True, check=False, cwd=ROOT)
    assert done.returncode == 1
    assert done.stdout.startswith(b"-:48:")


def test_several_reports_of_one_run(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["validate", "texts", "--format", "github", "--report", "json=out.json", "--report", "sarif=out.sarif"]
    assert main([*arguments, "--report", "junit=out.junit.xml", "--report", "text=out.txt"]) == 1
    printed = capsys.readouterr().out
    assert printed.startswith("::error file=texts/b.xml,line=48,col=")
    assert len(json.loads(Path("out.json").read_text())["files"]) == 3
    assert len(json.loads(Path("out.sarif").read_text())["runs"][0]["results"]) == 2
    assert Path("out.junit.xml").read_text().count("<testcase ") == 3
    assert Path("out.txt").read_text().count("\n") == 2
    assert not list(files.glob("*.part"))


def test_a_baseline(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "texts", "--baseline", "b.json", "--write-baseline"]) == 0
    assert "3 files, 2 problems; accepted in b.json" in capsys.readouterr().err
    assert main(["validate", "texts", "--baseline", "b.json", "--fail-on", "warning"]) == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "3 files, 0 problems; 2 in the baseline" in printed.err
    Path("texts/b.xml").write_bytes(BROKEN.replace(b"<p>None has", b'<p colour="red">None has'))
    assert main(["validate", "texts", "--baseline", "b.json"]) == 1
    assert capsys.readouterr().out.startswith("texts/b.xml:")
    Path("texts/b.xml").write_bytes(VALID.encode())
    assert main(["validate", "texts", "--baseline", "b.json"]) == 0
    assert "1 of the baseline are gone" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["text", "json", "sarif", "junit", "github"])
def test_any_number_of_processes_says_the_same(files: Path, capsys: pytest.CaptureFixture[str], kind: str) -> None:
    names = []
    for number in range(30):
        fault = FAULTS[number % len(FAULTS)]
        names.append(f"n{number:02}.xml")
        Path(names[-1]).write_bytes(fault.broken() if number % 3 else VALID.encode())
    said = []
    for jobs in ("1", "2", "5"):
        assert main(["validate", "--format", kind, "--jobs", jobs, *names, "gone.xml"]) == 3
        printed = capsys.readouterr()
        said.append((printed.out, printed.err))
    assert said[0] == said[1] == said[2]


def test_which_schemas_ran_does_not_depend_on_processes(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rng = "http://relaxng.org/ns/structure/1.0"
    names = []
    for number in range(24):
        Path(f"{number % 3}.rng").write_text(f'<element name="r" xmlns="{rng}"><text/></element>', encoding="utf-8")
        names.append(f"d{number}.xml")
        Path(names[-1]).write_text(f'<?xml-model href="{number % 3}.rng" schematypens="{rng}"?><r/>', encoding="utf-8")
    said = []
    for jobs in ("1", "3"):
        assert main(["validate", "--schema", "declared", "--jobs", jobs, *names]) == 0
        said.append(capsys.readouterr().err)
    assert said[0] == said[1]
    assert said[0].count(".rng (tei-encode)") == 3


def test_what_is_not_needed_is_not_loaded(files: Path) -> None:
    program = (
        "import sys; from tei_encode.cli import main; sys.argv = ['tei-encode', 'validate', 'good.xml']; code = main(); "
        "heavy = ('rnc2rng.parser', 'xmlschema', 'saxonche', 'multiprocessing', 'hashlib', 'random', 'json', "
        "'tei_encode.validation.engines', 'tei_encode.validation.catalogue', 'tei_encode.validation.grammar'); "
        "print(code, [name for name in heavy if name in sys.modules])"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout == "0 []\n"


def test_the_compact_syntax_from_the_command_line(files: Path) -> None:
    pytest.importorskip("rnc2rng")
    Path("s.rnc").write_text('default namespace = "http://www.tei-c.org/ns/1.0"\nstart = element TEI { any* }\n'
        "any = element * { (text | any | attribute * { text })* } | attribute * { text } | text\n", encoding="utf-8")  # fmt: skip
    command = [sys.executable, "-m", "tei_encode", "validate", "--schema", "s.rnc", "good.xml"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "s.rnc (tei-encode)" in done.stderr


def _double(path: str) -> str:
    return path * 2


def _die(path: str) -> str:
    os._exit(9)


def test_results_come_in_the_order_of_the_files() -> None:
    paths = [str(number) for number in range(500)]
    assert list(in_order(_double, paths, 3)) == [path * 2 for path in paths]
    assert list(in_order(_double, [], 2)) == []


def test_a_process_that_dies_is_told() -> None:
    with pytest.raises(SourceError, match="fewer --jobs"):
        list(in_order(_die, ["a", "b"], 2))


def test_processes_are_used_where_the_files_are_worth_them(files: Path) -> None:
    assert processes(None, ["good.xml"] * 100) == 1
    assert processes(8, ["a", "b"]) == 2
    assert processes(0, ["a", "b"]) == 1
    big = files / "big"
    with big.open("wb") as file:
        file.truncate(64 << 20)
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    assert processes(None, [str(big)] * 3) == min(available, 3)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_progress_in_a_terminal_does_not_stand_between_findings(files: Path) -> None:
    import pty

    for number in range(5):
        Path(f"texts/n{number}.xml").write_bytes(BROKEN)
    seen = bytearray()

    def read(descriptor: int) -> bytes:
        data = os.read(descriptor, 4096)
        seen.extend(data)
        return data

    here = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = str(ROOT)
    try:
        status = pty.spawn([sys.executable, "-m", "tei_encode", "validate", "texts"], read)
    finally:
        os.environ.pop("PYTHONPATH")
        if here is not None:
            os.environ["PYTHONPATH"] = here
    assert os.waitstatus_to_exitcode(status) == 1
    assert b"4/8 texts/n1.xml" in seen
    shown = seen.decode().replace("\r\n", "\n").rstrip("\n").split("\n")
    lines = [line.rpartition("\x1b[K")[2] for line in shown]
    assert len(lines) == 8
    assert all(line.startswith("texts/") and line.lower().count(".xml:") == 1 for line in lines[:7])
    assert lines[7].startswith("8 files, 7 problems")


MEMORY = """
import resource, sys
from tei_encode.cli import main
def used(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
import contextlib, io
peaks = []
for count in (200, int(sys.argv[1])):
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        main(["validate", "--jobs", "1", "--format", "sarif", *sys.argv[3:], *(f"{sys.argv[2]}/{n % 200}.xml" for n in range(200))])
        names = [f"{sys.argv[2]}/{'./' * (n // 200)}{n % 200}.xml" for n in range(count)]
        main(["validate", "--jobs", "1", "--format", "sarif", *sys.argv[3:], *names])
    peaks.append(used())
print(*peaks)
"""


@pytest.mark.slow
@pytest.mark.parametrize("schema", ["tei_encode", "tei_all"])
def test_memory_is_flat(tmp_path: Path, schema: str) -> None:
    from tests import tei_all

    rng = tei_all.schema()
    if schema == "tei_all" and rng is None:
        pytest.skip("tei_all is not to be had here: set TEI_ALL_RNG")
    for number in range(200):
        text = VALID.replace("Ada Nett", f"Ada Nett {number}").replace('xml:id="work1"', f'xml:id="work{number}"')
        (tmp_path / f"{number}.xml").write_text(text.replace('"#work1"', f'"#work{number}"'), encoding="utf-8")
    command = [sys.executable, "-c", MEMORY, "4000", str(tmp_path), "--schema", schema]
    environment = {**os.environ, "TEI_ALL_RNG": str(rng)}
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, env=environment)
    first, last = map(int, done.stdout.split())
    assert last < first + 8_000  # kB, for 3,800 files more
