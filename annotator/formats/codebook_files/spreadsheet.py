"""Codebooks in spreadsheets: a label a row (CSV, TSV, Excel, Calc), its columns known by their names."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from annotator.formats.codebook_files.codebook_file import CodebookFile, ReadCodebook
from annotator.formats.losses import Loss, Losses, Part
from annotator.formats.tables.csv_text import MARK, guarded
from annotator.model.codebook import Codebook, Label
from annotator.readers.foreign.look import FileLook

HEADER = (
    *("id", "name", "parent", "heading", "code", "key", "colour", "scope"),
    *("definition", "include", "exclude", "examples", "near_misses"),
)
BEYOND = Loss(
    "The attributes or roles of 1 label are left out",
    "The attributes or roles of {n} labels are left out",
    Part.CODEBOOK,
)
REST = Loss(
    "What else 1 label says (its line, counterparts, that it is retired or names actors) is left out",
    "What else {n} labels say (their lines, counterparts, that they are retired or name actors) is left out",
    Part.CODEBOOK,
)
_WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_TABLES = (".csv", ".tsv", ".tab", ".txt")


def sniff(path: Path, look: FileLook) -> bool:
    """By its name."""
    return look.suffix in (*_WORKBOOKS, *_TABLES) and not look.text.lstrip().startswith(("{", "<"))


def read(path: Path) -> ReadCodebook:
    """Read a table; raises `BadFile`."""
    from annotator.formats.codebook_files import spreadsheet_reading  # noqa: PLC0415  (workbooks are dear at the start)

    return spreadsheet_reading.read(path)


def write(codebook: Codebook, losses: Losses) -> bytes:
    """Return the codebook as CSV, a label a row, of which no cell is run as a formula."""
    plain = frozenset({*HEADER, "attributes", "roles"})
    out = io.StringIO(newline="")
    lines = csv.writer(out, lineterminator="\r\n")
    lines.writerow(HEADER)
    for label in codebook.labels:
        lines.writerow([guarded(_cell(label, name)) for name in HEADER])
        if label.attributes or label.roles:
            losses.add(BEYOND, f"“{label.name}”")
        if label.model_fields_set - plain and label != label.model_copy(update=_bare(plain)):
            losses.add(REST, f"“{label.name}”")
    return (MARK + out.getvalue()).encode("utf-8")


def _bare(kept: frozenset[str]) -> dict[str, object]:
    """Return the fields of a label that a table has no column for, as in a new one."""
    fields = Label.model_fields
    return {name: fields[name].get_default(call_default_factory=True) for name in fields.keys() - kept}


def _cell(label: Label, name: str) -> str:
    value: object = getattr(label, name)
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "\n".join(" ".join(str(one).split("\n")) for one in value)
    return "" if value is None else str(value)


FILE = CodebookFile(
    name="table",
    title="Spreadsheet, a label a row (CSV, Excel, Calc)",
    extensions=(".csv", ".tsv", *_WORKBOOKS),
    about="name, parent, definition, includes, excludes, examples, key, colour, external code: columns by their names",
    sniff=sniff,
    read=read,
    write=write,
    only_read=(".tsv", *_WORKBOOKS),
)
