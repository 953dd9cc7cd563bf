"""A folder in which names that differ by case or by normal form alone are one file, as on Windows and on a Mac."""

import builtins
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotator.model.file_names import one_place

_ONE = ("chmod", "lstat", "listdir", "mkdir", "open", "rmdir", "scandir", "stat", "unlink", "remove", "utime", "access")
_TWO = ("rename", "replace", "link")


def fold_names(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let every name below a folder mean the one that is there already, if any: to all that Python does with files."""
    root, stat, listed = os.path.realpath(folder), os.stat, os.listdir

    def names(place: str) -> list[str]:
        try:
            stat(place)
            return listed(place)
        except (OSError, ValueError):
            return []

    def found(path: Any) -> Any:
        if not isinstance(path, str | os.PathLike) or not os.fspath(path):
            return path
        at, whole = root, os.path.abspath(os.fspath(path))  # noqa: PTH100
        if not whole.startswith(f"{root}{os.sep}"):
            return path
        for part in Path(whole).relative_to(root).parts:
            same = (one for one in names(at) if one_place(one) == one_place(part))
            at = f"{at}{os.sep}{next(same, part)}"
        return at

    def first(do: Callable[..., Any]) -> Callable[..., Any]:
        return lambda path=".", *more, **how: do(found(path), *more, **how)

    def both(do: Callable[..., Any]) -> Callable[..., Any]:
        def moved(src: Any, dst: Any, **how: Any) -> Any:
            # What is moved takes the name that is said, where only its case is another.
            is_same = found(src) == found(dst)
            return do(found(src), dst if is_same else found(dst), **how)

        return moved

    for name in _ONE:
        patch.setattr(os, name, first(getattr(os, name)))
    for name in _TWO:
        patch.setattr(os, name, both(getattr(os, name)))
    opened = first(io.open)
    patch.setattr(io, "open", opened)
    patch.setattr(builtins, "open", opened)
