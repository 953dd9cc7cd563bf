"""Read a dataset that annotator published into data frames: `load("FOLDER")`.

The folder is what `annotator export FILE FOLDER --format dataset` writes. Its tables are JSON lines whose columns have
one type and no nulls, so what stands in a frame is what stands in the file. Without pandas and polars, `frames="rows"`
gives lists of dictionaries.
"""

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

__version__ = "0.5.0"
__all__ = ["Dataset", "NotADataset", "load"]

Rows = list[dict[str, Any]]
SEVERAL = " | "
"""What stands between several values in one cell."""
COLUMNS = {
    "documents": "document_id title text text_sha256 coders metadata split",
    "spans": "document_id span_id layer layer_kind coder label label_name start stop extents quote note doubt page"
    " last_page actor actor_id decision_rule decision_reason split",
    "slots": "document_id span_id role role_name filler_span_id actor actor_id value quote start stop split",
    "dyads": "document_id document document_date source_name source_iso3 source_cow target_name target_iso3 target_cow"
    " act force force_rank quote start stop act_id layer coder split",
    "units": "document_id unit start stop quote split",
    "agreement": "aspect label part coders coefficient title value low high level n documents undefined",
}
"""The columns that a table has even where it has no rows."""
_READABLE = 1
"""The newest version of the complete lines beside the tables that this reader knows."""


class NotADataset(ValueError):
    """What was named is no dataset that annotator published, or a newer one than this reader knows."""


@dataclass(frozen=True)
class Dataset:
    """The tables of a dataset, each a frame of the library that was asked for."""

    title: str
    codebook: dict[str, Any]
    documents: Any
    spans: Any
    acts: Any
    slots: Any
    dyads: Any
    units: Any
    agreement: Any


def load(folder: str | Path, frames: str | None = None) -> Dataset:
    """Read the dataset in a folder.

    `frames`: "pandas", "polars" or "rows"; without it pandas where it is installed, else polars. Raises `NotADataset`
    if the folder is none or is damaged, `ImportError` if the library is missing, `ValueError` for other `frames`.
    """
    make = _maker(frames)
    root = Path(folder)
    if not (root / "codebook.json").is_file() or not (root / "README.md").is_file():
        raise NotADataset(f"{root} holds no codebook.json and README.md: name the folder of a published dataset.")
    _refuse_newer(root)
    codebook = _json(root / "codebook.json")
    tables = {name: _table(root, name) for name in ("documents", "spans", "slots", "dyads", "units")}
    acts = _acts(codebook, tables["documents"], tables["spans"], tables["slots"])
    return Dataset(
        title=_title(root),
        codebook=codebook,
        acts=make(acts, [*COLUMNS["spans"].split(), "title", *_roles(codebook, tables["slots"])]),
        agreement=make(_agreement(root), COLUMNS["agreement"].split()),
        **{name: make(rows, COLUMNS[name].split()) for name, rows in tables.items()},
    )


def _maker(frames: str | None) -> Any:
    """Return what makes a frame of rows and the names of columns, of which it has at least these."""
    name = frames or next((one for one in ("pandas", "polars") if find_spec(one)), "pandas")
    if name == "rows":
        return lambda rows, columns: rows
    if name not in ("pandas", "polars"):
        raise ValueError(f"frames is “{name}”; say pandas, polars or rows.")
    try:
        library = import_module(name)
    except ImportError as error:
        raise ImportError(f'{name} is not installed: pip install {name}, or say frames="rows".') from error
    if name == "pandas":
        return lambda rows, columns: library.DataFrame(rows, columns=None if rows else columns)
    return lambda rows, columns: (
        library.DataFrame(rows, infer_schema_length=None)
        if rows
        else library.DataFrame(schema=dict.fromkeys(columns, library.String))
    )


def _refuse_newer(root: Path) -> None:
    card = root / "complete" / "annotations.card.json"
    version = _json(card).get("schema_version", 0) if card.is_file() else 0
    if isinstance(version, int) and version > _READABLE:
        raise NotADataset(f"{root} was written by a newer annotator: get a newer diplomatic-annotator-reader.")


def _json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise NotADataset(f"{path} cannot be read: {error}. Get the dataset anew.") from error
    if not isinstance(found, dict):
        raise NotADataset(f"{path} holds no JSON object. Get the dataset anew.")
    return found


def _table(root: Path, name: str) -> Rows:
    """Return the rows of all parts of a table, each with the part that it stands in; "" where it is not divided."""
    rows = []
    for path in sorted((root / "data").glob(f"{name}*.jsonl")):
        part = re.fullmatch(rf"{name}(?:-(\w+))?\.jsonl", path.name)
        if part is not None:
            rows += [{**row, "split": row.get("split") or part[1] or ""} for row in _lines(path)]
    return rows


def _lines(path: Path) -> Rows:
    rows = []
    with path.open(encoding="utf-8", newline="\n") as lines:
        for number, line in enumerate(lines, 1):
            try:
                rows.append(dict(json.loads(line)))
            except (TypeError, ValueError) as error:
                raise NotADataset(f"{path}, line {number} is no row: {error}. Get the dataset anew.") from error
    return rows


def _title(root: Path) -> str:
    heads = (line for line in (root / "README.md").read_text(encoding="utf-8").split("\n") if line.startswith("# "))
    return next(heads, "# ")[2:]


def _roles(codebook: dict[str, Any], slots: Rows) -> list[str]:
    """Return the columns of the roles, in the order of the codebook, then of those that it lacks."""
    roles = [role["id"] for label in codebook.get("labels", ()) for role in label.get("roles", ())]
    return [f"role_{role}" for role in dict.fromkeys([*roles, *sorted({slot["role"] for slot in slots})])]


def _acts(codebook: dict[str, Any], documents: Rows, spans: Rows, slots: Rows) -> Rows:
    """Return a row for each span whose label has roles, with who or what fills each."""
    labels = {label["id"] for label in codebook.get("labels", ()) if label.get("roles")}
    titles = {row["document_id"]: row["title"] for row in documents}
    fillers: dict[Any, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for slot in slots:
        filler = slot["actor"] or slot["quote"] or slot["value"]
        fillers[slot["span_id"]][f"role_{slot['role']}"].append(filler)
    roles = _roles(codebook, slots)
    return [
        {
            **span,
            "title": titles.get(span["document_id"], ""),
            **{role: SEVERAL.join(fillers[span["span_id"]][role]) for role in roles},
        }
        for span in spans
        if span["label"] in labels
    ]


def _agreement(root: Path) -> Rows:
    """Return a row for each figure of agreement; nothing where it was not exported."""
    path = root / "agreement.json"
    return [_figure(one) for one in _json(path).get("figures", ())] if path.is_file() else []


def _figure(figure: dict[str, Any]) -> dict[str, Any]:
    interval = figure.get("interval") or {}
    return {
        "aspect": figure["aspect"],
        "label": figure.get("label") or "",
        "part": figure.get("part") or "",
        "coders": SEVERAL.join(figure.get("coders", ())),
        "coefficient": figure["coefficient"],
        "title": figure["title"],
        "value": figure.get("value"),
        "low": interval.get("low"),
        "high": interval.get("high"),
        "level": interval.get("level"),
        "n": figure.get("n"),
        "documents": figure.get("documents"),
        "undefined": figure.get("undefined") or "",
    }
