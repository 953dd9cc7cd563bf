"""Where fields went when they were imported before, for each kind of source: of this user, on this computer.

Kept in the folder of settings and in no project: what a column is called says more of its maker than of a study.
"""

import json
from functools import lru_cache
from pathlib import Path

from annotator.model.errors import BadFile
from annotator.operations.atomic_files import write_whole
from annotator.readers.field_map import FieldMap
from annotator.readers.known_maps import KnownMap, SourceKind, remembering
from annotator.store.folders import config_folder

FILE_NAME = "import-maps.json"
MOST = 200
"""So many kinds of sources are known; of more the oldest are forgotten."""


def known_maps() -> tuple[KnownMap, ...]:
    """Return the maps of this user, the latest at the end; none where their file is missing or is none of ours."""
    try:
        written = _file().stat()
    except OSError:
        return ()
    return _read(_file(), written.st_mtime_ns, written.st_size)


def remember(kind: SourceKind, goes: FieldMap) -> None:
    """Keep where the fields of a kind of source go; where nothing can be written, it is asked again next time."""
    kinds = remembering(known_maps(), kind, goes, MOST)
    kept = [
        {"reader": one.kind.reader, "fields": sorted(one.kind.fields), "goes": [list(pair) for pair in one.goes.pairs]}
        for one in kinds
    ]
    try:
        _file().parent.mkdir(parents=True, exist_ok=True)
        write_whole(_file(), json.dumps({"kinds": kept}, ensure_ascii=False, indent=1) + "\n")
    except (OSError, BadFile):
        return


@lru_cache(1)  # a folder of ten thousand files asks as often
def _read(path: Path, written: int, size: int) -> tuple[KnownMap, ...]:
    try:
        found = json.loads(path.read_text("utf-8"))
        return tuple(_map_of(one) for one in found["kinds"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ()


def _file() -> Path:
    return config_folder() / FILE_NAME


def _map_of(kept: dict[str, object]) -> KnownMap:
    fields, pairs = kept["fields"], kept["goes"]
    if not isinstance(fields, list) or not isinstance(pairs, list):
        raise ValueError
    goes = FieldMap(tuple((str(field), str(to)) for field, to in pairs))
    return KnownMap(SourceKind(str(kept["reader"]), frozenset(map(str, fields))), goes)
