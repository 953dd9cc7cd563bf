"""The names behind numbers: what `ClassLabel` features of a dataset say, wherever it says it.

That is in the schema of a table (key `huggingface`), in `dataset_info.json` beside it, in `dataset_infos.json` of older
ones, or at the head of the card, `README.md`, as YAML.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from annotator.formats.hugging_face.sniffing import BESIDE
from annotator.readers.markdown import split_front_matter

Names = Mapping[str, tuple[str, ...]]
"""The names of a column's numbers, by the column; of a column within another behind its name and a dot."""
_INNER = ("feature", "sequence", "list", "struct", "dtype")
_DEEPEST, _ABOVE = 12, 3
_MOST_BYTES = 16 * 1024 * 1024


def names_of_schema(said: str) -> Names:
    """Return what the schema of a table says under `huggingface`."""
    return _of_info(_json(said))


def names_beside(file: Path, root: Path) -> Names:
    """Return what stands beside a file, in its folder or in one above it up to `root`; the nearest counts."""
    found: dict[str, tuple[str, ...]] = {}
    folder = file.parent
    for _ in range(_ABOVE):
        for name in (*BESIDE, "README.md"):
            for column, names in _of_file(folder / name).items():
                found.setdefault(column, names)
        if folder == root or folder == folder.parent:
            break
        folder = folder.parent
    return found


def _of_file(path: Path) -> Names:
    try:
        if not path.is_file() or path.stat().st_size > _MOST_BYTES:
            return {}
        text = path.read_bytes().decode("utf-8", "replace")
    except OSError:
        return {}
    if path.suffix == ".json":
        return _of_info(_json(text))
    front, _, _ = split_front_matter(text.replace("\r\n", "\n"))
    return _of_info(front.get("dataset_info") if front else None)


def _json(text: str) -> Any:
    with suppress(ValueError, RecursionError):
        return json.loads(text)
    return None


def _of_info(said: Any) -> dict[str, tuple[str, ...]]:
    """Return the names of an info, of one within another, or of the first of several that has some of a column."""
    found: dict[str, tuple[str, ...]] = {}
    for features in _features(said, 0):
        for column, names in _labels("", features, 0):
            found.setdefault(column, names)
    return found


def _features(said: Any, depth: int) -> Iterator[Any]:
    if depth > len(_INNER):
        return
    if isinstance(said, dict):
        if "features" in said:
            yield said["features"]
        else:
            for inner in said.values():
                yield from _features(inner, depth + 1)
    elif isinstance(said, list):
        for inner in said:
            yield from _features(inner, depth + 1)


def _labels(name: str, said: Any, depth: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the columns that have names, with them."""
    if depth > _DEEPEST or not isinstance(said, dict | list):
        return
    if isinstance(said, list):  # as the card lists them, each with its name
        for one in said:
            own = str(one.get("name", "")) if isinstance(one, dict) else ""
            yield from _labels(_within(name, own), one, depth + 1)
        return
    names = _class_names(said)
    if names:
        yield name, names
        return
    for key, inner in said.items():
        yield from _labels(name if key in _INNER else _within(name, str(key)), inner, depth + 1)


def _class_names(said: Mapping[str, Any]) -> tuple[str, ...]:
    if said.get("_type") == "ClassLabel" or "class_label" in said:
        held = said.get("class_label", said)
        names = held.get("names") if isinstance(held, dict) else None
        if isinstance(names, dict):  # by their numbers, as texts
            numbered = sorted((int(key), str(one)) for key, one in names.items() if str(key).isdecimal())
            return tuple(one for _, one in numbered) if [n for n, _ in numbered] == list(range(len(names))) else ()
        return tuple(map(str, names)) if isinstance(names, list) else ()
    return ()


def _within(name: str, inner: str) -> str:
    return ".".join(filter(None, (name, inner)))
