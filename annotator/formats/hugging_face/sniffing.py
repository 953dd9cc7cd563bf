"""Whether a file or folder is a dataset: tables by their columns, lines by their keys, whatever others do not claim."""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path, PurePosixPath

from annotator.formats.hugging_face.columns import TOKENS, is_row
from annotator.readers.foreign.kinds import recognised
from annotator.readers.foreign.look import FileLook
from annotator.readers.table import TEXT_COLUMNS

BESIDE = ("dataset_info.json", "dataset_infos.json", "dataset_dict.json")
STATE = "state.json"
TABLES = (".parquet", ".arrow")
DATA = (*TABLES, ".jsonl", ".json", ".ndjson")
SPLIT = re.compile(r"(?:^|[^a-z])(train|validation|valid|val|dev|test)(?:ing)?(?:[^a-z]|$)", re.I)
_LOOKED_AT, _GONE_THROUGH = 40, 5_000
"""So many files of a folder are looked at, out of so many that stand there."""
_LONGEST_FOOTER = 1 << 26
"""Bytes; the footer of a table with a hundred thousand groups of rows has a tenth of that."""
_OURS = (
    {"document_id", "span_id", "layer", "quote"},
    {"document_id", "text_sha256", "characters"},
    {"document_id", "link_id", "act", "role"},
    {"document_id", "act_id", "source_name", "target_name"},
    {"ccode1", "ccode2", "force_rank"},
)
"""Columns by which each of the tables of this program is known."""
_FRONT = re.compile(r"\A---\n.*?^(?:dataset_info|configs|task_categories|task_ids|annotations_creators):", re.S | re.M)


def is_data(look: FileLook) -> bool:
    """Tell whether a file holds rows of a dataset."""
    return is_table(look) or is_arrow(look) or is_rows(look)


def is_archive(look: FileLook) -> bool:
    """A zip archive with tables, or with what stands beside the rows of a dataset."""
    names = [PurePosixPath(name) for name in look.members if not name.startswith("__MACOSX/")]
    return any(name.suffix.lower() in TABLES or name.name in BESIDE for name in names)


def is_table(look: FileLook) -> bool:
    """A table of Parquet that has a column of tokens or texts, or is said to be a dataset; and is none of ours."""
    if not look.start.startswith(b"PAR1"):
        return False
    footer = _footer(look)
    if any(all(_names(footer, name) for name in ours) for ours in _OURS):
        return False
    return b"huggingface" in footer or any(_names(footer, name) for name in (*TOKENS, *TEXT_COLUMNS))


def is_arrow(look: FileLook) -> bool:
    """A stream or file of Arrow, as `datasets` saves it."""
    is_stream = look.start.startswith((b"\xff\xff\xff\xff", b"ARROW1\0\0"))
    return is_stream and (look.suffix in (".arrow", ".feather") or look.holds(b"huggingface"))


def is_rows(look: FileLook) -> bool:
    """Lines, or a list, of records with tokens and their tags, or with passages by their places; of no other tool."""
    if not any(is_row(record) for record in look.records):
        return False
    kind = recognised(look)
    return kind is None or kind.doubtful


def is_dataset_folder(path: Path) -> bool:
    """Whether a folder holds tables of a dataset, or lines with what stands beside a dataset; never raises."""
    try:
        return path.is_dir() and _is_dataset(path)
    except (OSError, RecursionError, ValueError):
        return False


def has_front_matter(text: str) -> bool:
    """Whether a card begins with what the hub reads of a dataset."""
    return _FRONT.match(text.replace("\r\n", "\n")) is not None


def _is_dataset(folder: Path) -> bool:
    is_said = any((folder / name).is_file() for name in BESIDE) or has_front_matter(
        FileLook.at(folder / "README.md").text
    )
    for look in map(FileLook.at, islice(_files(folder), _LOOKED_AT)):
        if is_table(look) or is_arrow(look):
            return True
        if (is_said or SPLIT.search(Path(look.name).stem)) and is_rows(look):
            return True
    return False


def _files(folder: Path) -> Iterator[Path]:
    for path in islice(folder.rglob("*"), _GONE_THROUGH):
        if may_have_rows(path, folder) and path.is_file():
            yield path


def tells_of_rows(path: Path) -> bool:
    """Whether a file in a dataset's folder is its card, or says what stands in the others."""
    if path.name in (*BESIDE, STATE):
        return True
    return path.name == "README.md" and has_front_matter(FileLook.at(path).text)


def may_have_rows(path: Path, folder: Path) -> bool:
    """Tell by its name whether a file below a folder may hold rows."""
    is_hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return path.suffix.lower() in DATA and path.name not in (*BESIDE, STATE) and not is_hidden


def _footer(look: FileLook) -> bytes:
    """Return what stands at the end of a table of Parquet: its columns, and what is said of it."""
    size = int.from_bytes(look.last(8)[:4], "little")
    end = look.last(8 + size) if size <= _LONGEST_FOOTER else b""
    return end[:-8] if end.endswith(b"PAR1") and len(end) == size + 8 else b""


def _names(footer: bytes, name: str) -> bool:
    """Whether the end of a table has a name: behind its length, as Thrift's compact protocol has texts."""
    written = name.encode()
    return bytes([len(written)]) + written in footer
