"""The wheel has all that the program needs, and an editable install runs from the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = "The lamp was lit at dusk.\n\nNobody saw it go out.\n"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without network by the backend that is installed."""
    pytest.importorskip("build")
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("*.whl"))


def test_the_wheel_is_the_package_and_its_data(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    kept = {
        f"tei_encode/{path.relative_to(ROOT / 'tei_encode').as_posix()}"
        for path in (ROOT / "tei_encode").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    schemas = {f"tei_encode/schemas/{path.name}" for path in (ROOT / "schemas").iterdir() if path.is_file()}
    assert {name for name in names if ".dist-info/" not in name} == kept | schemas
    assert "tei_encode/py.typed" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)


def convert(command: list[str], folder: Path) -> bytes:
    """Convert and validate away from the checkout; the TEI."""
    (folder / "in.txt").write_text(TEXT, encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    for words in (["convert", "in.txt", "-o", "out.xml"], ["validate", "out.xml"], ["verify", "out.xml", "in.txt"]):
        done = subprocess.run(
            [*command, *words], cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    return (folder / "out.xml").read_bytes()


def test_wheel_and_checkout_write_the_same(wheel: Path, tmp_path: Path) -> None:
    """What is in the wheel, in an environment of its own, with the dependencies of this one."""
    home = tmp_path / "venv"
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    site = next(home.rglob("site-packages"))
    zipfile.ZipFile(wheel).extractall(site)
    for name in ("lxml", "pycrfsuite", "charset_normalizer", "tomli"):
        place = next((Path(at, name) for at in sys.path if Path(at, name).is_dir()), None)
        if place is not None:
            shutil.copytree(place, site / name, ignore=shutil.ignore_patterns("__pycache__"))
    mine, theirs = tmp_path / "mine", tmp_path / "theirs"
    mine.mkdir(), theirs.mkdir()
    script = "import sys; sys.argv[0] = 'tei-encode'; from tei_encode.cli import main; sys.exit(main())"
    made = convert([str(python), "-c", script], mine)
    said = subprocess.run(
        [str(python), "-c", "import tei_encode; print(tei_encode.__file__)"], cwd=mine, capture_output=True, text=True
    )
    assert str(site) in said.stdout
    os.environ.pop("PYTHONPATH", None)
    checkout = f"import sys; sys.path.insert(0, {str(ROOT)!r}); {script}"
    assert convert([sys.executable, "-c", checkout], theirs) == made


def test_the_console_script_is_this_program() -> None:
    program = shutil.which("tei-encode", path=os.path.dirname(sys.executable))
    if program is None:
        pytest.skip("the package is not installed in this environment")
    done = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    from tei_encode import __version__

    assert done.stdout == f"tei-encode {__version__}\n"
