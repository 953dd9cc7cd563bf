"""What can be imported and exported, as lists for the dialogs, and a look at an export before it is made."""

import tempfile
from dataclasses import replace
from itertools import islice
from pathlib import Path

from annotator.formats.format import WriteOptions
from annotator.formats.registry import FORMATS, format_for, format_named
from annotator.operations.exchange import chosen_bundle
from annotator.readers.registry import READERS
from annotator.store.project import Project

_HEAD_BYTES = 6_000


def input_kinds() -> list[tuple[str, str, tuple[str, ...]]]:
    """Return (name, title, extensions) of the readers and of the formats that can be read."""
    readers = [(one.name, one.title, one.extensions) for one in READERS]
    return readers + [(one.name, one.title, one.extensions) for one in FORMATS if one.read is not None]


def output_kinds() -> list[tuple[str, str, str]]:
    """Return (name, title, suffix of its file or empty for a folder) of the formats that can be written."""
    return [(one.name, one.title, "" if one.folder else one.extensions[0]) for one in FORMATS if one.write is not None]


def is_one(folder: Path) -> bool:
    """Whether a folder is imported as one thing, as brat's are."""
    found = format_for(folder)
    return found is not None and found.folder


def export_head(project: Project, format: str, layer: str, expand_groups: bool = False) -> str:
    """Return how the export of the first documents begins; raises `NotFound` where there is nothing to write."""
    chosen = format_named(format)
    assert chosen.write is not None
    with project.snapshot(), tempfile.TemporaryDirectory() as folder:
        bundle = chosen_bundle(project, layer)
        few = replace(bundle, documents=list(islice(bundle.documents, 2)))
        out = Path(folder) / "preview"
        written = chosen.write(few, out, WriteOptions(names=layer == "all", expand_groups=expand_groups))
        base = out if chosen.folder else out.parent
        texts = [(name, (base / name).read_bytes()[:_HEAD_BYTES].decode(errors="ignore")) for name in written.files]
        many = chosen.folder and len(texts) > 1
        return "\n".join(f"— {name}\n{text}" if many else text for name, text in (texts if many else texts[:1]))
