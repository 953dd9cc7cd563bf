"""Whether `make bundle` has made what tests look at in dist/, and of the program as it stands here."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.bundling.places import BUNDLE, PACKAGING, ROOT

PROGRAM = BUNDLE / "annotator"
_MADE_OF = (ROOT / "annotator", ROOT / "resources", ROOT / "tools" / "bundling", PACKAGING)


def why_not(program: Path = PROGRAM, made_of: tuple[Path, ...] = _MADE_OF) -> str:
    """Return why there is nothing to look at, "" where there is: none was made, or its sources were changed since."""
    if not program.is_file():
        return "dist/ is empty: make bundle"
    made = program.stat().st_mtime
    if any(path.stat().st_mtime > made for folder in made_of for path in _sources(folder)):
        return "what is in dist/ is older than what it is made of: make bundle"
    return ""


def _sources(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


WHY_NOT = why_not()
needs_bundle = pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT)
