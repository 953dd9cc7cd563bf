"""Where the files are that come with the program: `resources/`, `schemas/` and `seeds/` of the top level.

In a wheel they lie inside the package (`annotator/_resources` …), in a checkout beside it; nobody else needs to know.
"""

from functools import cache
from pathlib import Path

from annotator.bundled import is_bundled
from annotator.model.errors import NotFound

THIRD_PARTY = "THIRD-PARTY.txt"
"""What says in a bundle of whom it is made."""
_PACKAGE = Path(__file__).resolve().parent


def resource(name: str) -> Path:
    """Return the path of a file or folder under `resources/`, e.g. "icons/open.svg"; raises `NotFound`."""
    path = _folder("resources") / name
    if not path.exists():
        raise NotFound(f"The program's own file “{name}” is missing from {path.parent}; install the program again.")
    return path


def schemas() -> Path:
    """Return the folder of the JSON Schemas; raises `NotFound`."""
    return _folder("schemas")


def seeds() -> Path:
    """Return the folder of the sample texts, codebook and codings; raises `NotFound`."""
    return _folder("seeds")


def citation_file() -> Path:
    """Return the path of `CITATION.cff`, which says how the program is cited; raises `NotFound`."""
    # In a wheel it lies among the resources, since nothing of ours may stand beside the package.
    for place in (_PACKAGE / "_resources", _PACKAGE.parent):
        if (found := place / "CITATION.cff").is_file():
            return found
    raise NotFound(
        "The program's own file “CITATION.cff” is in neither place where it belongs; install the program again."
    )


def third_party() -> Path | None:
    """Return the path of THIRD-PARTY.txt, which a bundle has and no other installation: all that it is made of."""
    if not is_bundled():
        return None
    outside = _PACKAGE.parents[1]
    # An app of macOS has its files beside the folder of its libraries.
    places = (outside / THIRD_PARTY, outside / "Resources" / THIRD_PARTY)
    return next((place for place in places if place.is_file()), None)


@cache
def _folder(name: str) -> Path:
    places = (_PACKAGE / f"_{name}", _PACKAGE.parent / name)
    for place in places:
        if place.is_dir():
            return place
    raise NotFound(f"The program's folder “{name}” is in neither place where it belongs; install the program again.")
