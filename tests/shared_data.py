"""The one way in which tests reach data made by others: corpora, exchange files, published values.

It stands outside the project, in the folder that `ANNOTATOR_TEST_DATA` names, by default `../shared/data` beside
the checkout. A test that needs it is skipped, with the reason, where it is absent.
"""

import os
from pathlib import Path

import pytest

ROOT = Path(os.environ.get("ANNOTATOR_TEST_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data")


def shared(relative: str) -> Path:
    """Return the path of a file or folder of the shared data; skips the test where it is absent."""
    path = ROOT / relative
    if not path.exists():
        pytest.skip(f"needs the shared test data: {relative} is not in {ROOT} (set ANNOTATOR_TEST_DATA)")
    return path
