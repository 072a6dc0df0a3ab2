"""The hook, the action and the snippets: valid by their own schemas, and their scripts run as their runners would run them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests import tei_all
from tests.validation.faults import FAULTS, VALID

ROOT = Path(__file__).resolve().parents[2]
yaml = pytest.importorskip("yaml")
BROKEN = next(fault for fault in FAULTS if fault.what == "a division in a paragraph").broken()


def read(path: str) -> Any:
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))


SCHEMAS = [
    ("action.yml", "vendor.github-actions"),
    ("examples/ci/github.yml", "vendor.github-workflows"),
    ("examples/ci/gitlab.yml", "vendor.gitlab-ci"),
]


@pytest.mark.parametrize(("path", "schema"), SCHEMAS)
def test_they_are_valid(path: str, schema: str) -> None:
    pytest.importorskip("check_jsonschema")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(ROOT / path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_hook_is_valid() -> None:
    pytest.importorskip("pre_commit")
    for command in (["validate-manifest", ".pre-commit-hooks.yaml"], ["validate-config", "examples/ci/pre-commit.yml"]):
        done = subprocess.run(
            [sys.executable, "-m", "pre_commit", *command], capture_output=True, text=True, cwd=ROOT, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository of texts, with a schema in its catalogue and a baseline; `tei-encode` is installed for the runner."""
    rng = tei_all.schema()
    if rng is None:
        pytest.skip("tei_all is not to be had here: set TEI_ALL_RNG")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/good.xml").write_text(VALID, encoding="utf-8")
    (tmp_path / "texts/bad.xml").write_bytes(BROKEN)
    (tmp_path / "runner").mkdir()
    (tmp_path / "runner/tei-encode").symlink_to(ROOT)  # what the step before has installed there
    address = "https://www.tei-c.org/Vault/P5/4.3.0/xml/tei/custom/schema/relaxng/tei_all.rng"
    assert tei_encode(tmp_path, "schemas", "add", str(rng), "--as", address, "--catalogue", "schemas").returncode == 0
    return tmp_path


def tei_encode(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tei_encode", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, env=environment, check=False)


def run_action(folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """The step of the action that validates, with some inputs."""
    action = read("action.yml")
    step = next(step for step in action["runs"]["steps"] if step["name"] == "Validate")
    values = {name: str(row["default"]) for name, row in action["inputs"].items()} | {
        name.replace("_", "-"): value for name, value in inputs.items()
    }
    environment = {**os.environ, "RUNNER_TEMP": str(folder / "runner"), "GITHUB_ACTION_PATH": str(ROOT)}
    for name, expression in step["env"].items():
        wanted = expression.removeprefix("${{ inputs.").removesuffix(" }}")
        environment[name] = values[wanted]  # an input that is not declared fails here
    (folder / "python3").symlink_to(sys.executable) if not (folder / "python3").exists() else None
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, env=environment, check=False)


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
def test_the_action_annotates_and_fails(project: Path) -> None:
    done = run_action(
        project, paths="texts\n", schema="tei_all\nrules\n", catalogue="schemas", sarif="tei.sarif", junit="tei.xml"
    )
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::error file=texts/bad.xml,line=48,col=")
    assert "tei_all.rng (tei-encode), rules (tei-encode)" in done.stderr
    assert len(json.loads((project / "tei.sarif").read_text())["runs"][0]["results"]) == 1
    assert "<testcase" in (project / "tei.xml").read_text()


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
def test_the_action_passes_and_takes_a_baseline(project: Path) -> None:
    assert run_action(project, paths="texts/good.xml").returncode == 0
    assert run_action(project, paths="texts/good.xml\ntexts/*.xml").returncode == 1
    accepted = tei_encode(project, "validate", "texts", "--baseline", "b.json", "--write-baseline")
    assert accepted.returncode == 0, accepted.stderr
    assert run_action(project, paths="texts", baseline="b.json").returncode == 0
    assert run_action(project, paths="texts", schema="no_such").returncode == 2


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
def test_what_an_input_holds_is_no_script(project: Path) -> None:
    done = run_action(project, paths="texts/good.xml", sarif='x"; touch hacked; echo "', schema="$(touch hacked)")
    assert done.returncode == 2
    assert not (project / "hacked").exists()
    done = run_action(project, paths="--schema=x")
    assert done.returncode == 3  # a file of that name, which is not there


def test_the_workflow_uses_inputs_that_the_action_has() -> None:
    steps = read("examples/ci/github.yml")["jobs"]["validate"]["steps"]
    ours = next(step for step in steps if "tei-encode" in step["uses"])
    assert set(ours["with"]) <= set(read("action.yml")["inputs"])


def test_the_gitlab_snippet_runs(project: Path) -> None:
    script = read("examples/ci/gitlab.yml")["tei"]["script"]
    (line,) = [line for line in script if "tei-encode validate" in line]
    tei_encode(
        project,
        "validate",
        "texts",
        "--schema",
        "tei_all",
        "--catalogue",
        "schemas",
        "--baseline",
        "tei-baseline.json",
        "--write-baseline",
    )
    arguments = line.split()
    assert arguments[0] == ".venv/bin/tei-encode"
    done = tei_encode(project, *arguments[1:])
    assert done.returncode == 0, done.stderr
    assert (project / "tei.junit.xml").read_text().count("<testcase") == 2
    (project / "texts/good.xml").write_bytes(BROKEN)
    assert tei_encode(project, *arguments[1:]).returncode == 1


def test_the_hook_runs_on_the_files_it_is_given(project: Path) -> None:
    (hook,) = read(".pre-commit-hooks.yaml")
    program, *arguments = hook["entry"].split()
    assert program == "tei-encode"
    options = read("examples/ci/pre-commit.yml")["repos"][0]["hooks"][0]["args"]
    assert tei_encode(project, *arguments, *options, "texts/good.xml").returncode == 0
    assert tei_encode(project, *arguments, *options, "texts/good.xml", "texts/bad.xml").returncode == 1


@pytest.mark.slow
def test_pre_commit_installs_and_runs_the_hook(tmp_path: Path) -> None:
    pytest.importorskip("pre_commit")
    if not shutil.which("git"):
        pytest.skip("git is not installed")
    source, texts = tmp_path / "source", tmp_path / "texts"
    kept = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if kept.returncode != 0:
        pytest.skip("this is no checkout")
    for name in filter(None, kept.stdout.split("\0")):
        if name.startswith(("tei_encode/", "schemas/")) or "/" not in name:
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, source / name)
    texts.mkdir()
    (texts / "good.xml").write_text(VALID, encoding="utf-8")
    (texts / "bad.xml").write_bytes(BROKEN)
    identity = ["-c", "user.name=A. Nett", "-c", "user.email=nett@example.org", "-c", "commit.gpgsign=false"]
    for folder in (source, texts):
        for command in (["init", "-q"], ["add", "-A"], [*identity, "commit", "-q", "-m", "first"]):
            subprocess.run(["git", *command], cwd=folder, check=True, capture_output=True)
    environment = {**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "kept")}
    command = [
        sys.executable,
        "-m",
        "pre_commit",
        "try-repo",
        str(source),
        "tei-encode-validate",
        "--all-files",
        "--verbose",
    ]
    done = subprocess.run(command, cwd=texts, capture_output=True, text=True, env=environment, check=False, timeout=600)
    if "InstallEnvironment" in done.stdout or "CalledProcessError" in done.stdout + done.stderr:
        pytest.skip("its environment cannot be installed here")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "bad.xml:48:" in done.stdout
    assert "good.xml:" not in done.stdout
