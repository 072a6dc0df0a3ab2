"""Every page through axe-core in headless Chromium: wide and narrow, light and dark, with all that can be shown."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import tarfile
import tempfile
from functools import cache
from pathlib import Path

import pytest

from tests.reading.pages import article_page, sample_page

_AXE = "axe-core@4.14.1"
_FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--virtual-time-budget=20000",
]  # fmt: skip
_RUN = """
window.addEventListener('load', async () => {
  document.querySelectorAll('details').forEach(d => { d.open = true; });
  document.querySelectorAll('%s').forEach(box => { box.checked = true; });
  const button = document.querySelector('[popovertarget]');
  if (button) button.click();
  const result = await axe.run(document, {resultTypes: ['violations']});
  const found = result.violations.map(v => v.id + ': ' + v.help + ': ' + v.nodes.map(n => n.html).slice(0, 3).join(' '));
  const shown = document.createElement('pre');
  shown.id = 'axe-result';
  shown.textContent = JSON.stringify({violations: found, passes: result.passes.length, open: !!document.querySelector(':popover-open')});
  document.body.append(shown);
});
"""


@cache
def browser() -> str:
    return next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), ""
    )


@cache
def axe() -> str:
    """axe-core: where AXE_CORE names it, else out of the npm registry; empty where it is not to be had."""
    named = os.environ.get("AXE_CORE", "")
    if named and Path(named).is_file():
        return Path(named).read_text(encoding="utf-8")
    kept = Path(tempfile.gettempdir()) / f"{_AXE.replace('@', '-')}.min.js"
    if not kept.is_file() and shutil.which("npm"):
        with tempfile.TemporaryDirectory() as folder:
            command = ["npm", "pack", "--silent", "--pack-destination", folder, _AXE]
            done = subprocess.run(command, capture_output=True, timeout=120, check=False, cwd=folder)
            for archive in Path(folder).glob("*.tgz") if done.returncode == 0 else ():
                with tarfile.open(archive) as tar:
                    file = tar.extractfile("package/axe.min.js")
                    kept.write_bytes(file.read() if file else b"")
    return kept.read_text(encoding="utf-8") if kept.is_file() else ""


def checked(page: bytes, folder: Path, width: int, dark: bool, shown: bool) -> dict[str, object]:
    """What axe-core says of a page, whose own policy would not let it in."""
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page.decode())
    if dark:
        text = text.replace("@media (prefers-color-scheme: dark)", "@media all")
    script = _RUN % ("input[type=checkbox]" if shown else "none")
    text = text.replace("</body>", f"<script>{axe()}</script><script>{script}</script></body>")
    path = folder / "page.html"
    path.write_text(text, encoding="utf-8")
    profile = tempfile.mkdtemp(dir=folder)
    command = [
        browser(),
        *_FLAGS,
        f"--user-data-dir={profile}",
        f"--window-size={width},900",
        "--dump-dom",
        path.as_uri(),
    ]
    done = subprocess.run(command, capture_output=True, timeout=120, check=False)
    match = re.search(r'<pre id="axe-result">(.*?)</pre>', done.stdout.decode("utf-8", "replace"), re.DOTALL)
    assert match, done.stderr.decode("utf-8", "replace")[-500:]
    result: dict[str, object] = json.loads(html.unescape(match[1]))
    return result


@pytest.fixture(scope="module")
def checker() -> None:
    if not browser():
        pytest.skip("Chromium is not installed (apt-get install chromium)")
    if not axe():
        pytest.skip("axe-core is not to be had: install npm, or name axe.min.js in AXE_CORE")


@pytest.mark.parametrize(
    ("width", "dark", "shown"), [(1280, False, False), (1280, True, True), (500, False, True), (500, True, False)]
)
@pytest.mark.parametrize("name", ["review-article", "essai-francais", "seiten", "sample"])
def test_page_has_no_violations(
    name: str, width: int, dark: bool, shown: bool, checker: None, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    page = sample_page(request.getfixturevalue("sample")) if name == "sample" else article_page(name)
    result = checked(page, tmp_path, width, dark, shown)
    assert result["violations"] == []
    assert int(str(result["passes"])) > 15
    assert result["open"] is True, "a note opens by its button"


def test_checker_sees_a_violation(checker: None, tmp_path: Path) -> None:
    page = article_page("review-article").replace(b"--muted: #5d574f", b"--muted: #e0ddd6")
    result = checked(page, tmp_path, 1280, False, False)
    assert any(str(found).startswith("color-contrast") for found in list(result["violations"]))  # type: ignore[call-overload]
