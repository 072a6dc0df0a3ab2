"""The TEI beside each example is what the converter makes of it now.

With TEI_ENCODE_REFRESH=1 in the environment the files are written anew; read the difference before it is kept.
"""

from __future__ import annotations

import difflib
import os
from pathlib import Path

import pytest

from tei_encode.config import Config, load_config
from tei_encode.pipeline import Encoding, encode, encode_pages

EXAMPLES = Path(__file__).parents[2] / "examples"
FOLDERS = sorted(path.parent.name for path in EXAMPLES.glob("*/article.xml"))


def converted(folder: str) -> Encoding:
    """The example in `folder`, with its configuration where it has one."""
    place = EXAMPLES / folder
    config = load_config(str(place / "tei-encode.toml")) if (place / "tei-encode.toml").is_file() else Config()
    pages = sorted(place.glob("pages/*.txt"))
    if pages:
        return encode_pages([(page.name, page.read_bytes()) for page in pages], config=config)
    return encode((place / "article.txt").read_bytes(), name="article.txt", config=config)


@pytest.mark.parametrize("folder", FOLDERS)
def test_tei_beside_the_example_is_current(folder: str) -> None:
    target = EXAMPLES / folder / "article.xml"
    made = converted(folder).xml
    if os.environ.get("TEI_ENCODE_REFRESH") == "1":
        target.write_bytes(made)
    kept = target.read_bytes()
    difference = difflib.unified_diff(
        kept.decode().splitlines(), made.decode().splitlines(), "kept", "made", lineterm="", n=0
    )
    assert made == kept, "\n".join(line[:200] for line in list(difference)[:20]) + "\nrewrite with TEI_ENCODE_REFRESH=1"


@pytest.mark.parametrize("folder", FOLDERS)
def test_example_says_what_it_shows(folder: str) -> None:
    readme = (EXAMPLES / folder / "README.md").read_text(encoding="utf-8")
    assert "tei-encode convert" in readme
    assert "article.xml" in readme


def test_there_are_examples() -> None:
    assert len(FOLDERS) >= 3
