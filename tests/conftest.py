"""What several tests share: where the development data lie, if they are there at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("TEI_ENCODE_SHARED", ROOT.parent / "shared"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of development data; a test that needs it skips where it is absent."""
    if not (SHARED / "README.md").is_file():
        pytest.skip("the development data are not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def sample(shared: Path) -> Path:
    """The sample article of the development data."""
    return next((shared / "article").glob("*.txt"))
