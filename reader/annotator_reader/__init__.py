"""Read a dataset that annotator published into data frames: `load("FOLDER")`.

The folder is what `annotator export FILE FOLDER --format dataset` writes; an archive of it (.zip) is read as it is. Its
tables are JSON lines whose columns have one type and no nulls, so what stands in a frame is what stands in the file.
Without pandas and polars, `frames="rows"` gives lists of dictionaries.
"""

import hashlib
import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Mapping
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


def _columns(texts: str, **others: str) -> dict[str, str]:
    typed = {name: type for type, names in others.items() for name in names.split()}
    return dict.fromkeys(texts.split(), "text") | typed


COLUMNS: Mapping[str, Mapping[str, str]] = {
    "documents": _columns("document_id title text text_sha256 coders metadata split"),
    "spans": _columns(
        "document_id span_id layer layer_kind coder label label_name extents quote note actor actor_id decision_rule"
        " decision_reason split",
        whole="start stop page last_page",
        flag="doubt",
    ),
    "slots": _columns(
        "document_id span_id role role_name filler_span_id actor actor_id value quote split", whole="start stop"
    ),
    "dyads": _columns(
        "document_id document document_date source_name source_iso3 source_cow target_name target_iso3 target_cow act"
        " force quote act_id layer coder split",
        whole="force_rank start stop",
    ),
    "units": _columns("document_id quote split", whole="unit start stop"),
    "agreement": _columns(
        "aspect label part coders coefficient title undefined", number="value low high level n", whole="documents"
    ),
}
"""The columns that a table has even where it has no rows, each with its type: text, whole, number or flag."""
_IN_PANDAS = {"text": "str", "whole": "int64", "number": "float64", "flag": "bool"}
_IN_POLARS = {"text": "String", "whole": "Int64", "number": "Float64", "flag": "Boolean"}
_SUMS = "SHA256SUMS"
_READABLE = 1
"""The newest version of the complete lines beside the tables that this reader knows."""


class NotADataset(ValueError):
    """What was named is no dataset that annotator published, is damaged, or is newer than this reader."""


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


def load(folder: str | Path, frames: str | None = None, verify: bool = True) -> Dataset:
    """Read the dataset in a folder, or in an archive of one.

    `frames`: "pandas", "polars" or "rows"; without it pandas where it is installed, else polars. `verify`: whether what
    is read has to be as it was published. Raises `NotADataset` if there is none or it is damaged, `ImportError` if the
    library is missing, `ValueError` for other `frames`.
    """
    make = _maker(frames)
    files = _files_of(Path(folder))
    if verify:
        _verify(files)
    _refuse_newer(files)
    codebook = _json(files, "codebook.json")
    tables = {name: _table(files, name) for name in ("documents", "spans", "slots", "dyads", "units")}
    try:
        roles = _roles(codebook, tables["slots"])
        acts = _acts(codebook, roles, tables["documents"], tables["spans"], tables["slots"])
        agreement = _agreement(files)
    except (AttributeError, KeyError, TypeError) as error:
        raise NotADataset(f"{files.place} lacks what a dataset has ({error}). {_ANEW}") from error
    return Dataset(
        title=_title(files),
        codebook=codebook,
        acts=make(acts, {**COLUMNS["spans"], "title": "text", **dict.fromkeys(roles, "text")}),
        agreement=make(agreement, COLUMNS["agreement"]),
        **{name: make(rows, COLUMNS[name]) for name, rows in tables.items()},
    )


_ANEW = "Get the dataset anew."


def _maker(frames: str | None) -> Any:
    """Return what makes a frame of rows and of columns with their types, of which it has at least these."""
    name = frames or next((one for one in ("pandas", "polars") if find_spec(one)), "pandas")
    if name == "rows":
        return lambda rows, columns: rows
    if name not in ("pandas", "polars"):
        raise ValueError(f"frames is “{name}”; say pandas, polars or rows.")
    try:
        library = import_module(name)
    except ImportError as error:
        raise ImportError(f'{name} is not installed: pip install {name}, or say frames="rows".') from error
    return _pandas_maker(library) if name == "pandas" else _polars_maker(library)


def _pandas_maker(pandas: Any) -> Any:
    def make(rows: Rows, columns: Mapping[str, str]) -> Any:
        if not rows:
            return pandas.DataFrame({name: pandas.Series(dtype=_IN_PANDAS[type]) for name, type in columns.items()})
        frame = pandas.DataFrame(rows)
        return frame.astype({name: "float64" for name, type in columns.items() if type == "number" and name in frame})

    return make


def _polars_maker(polars: Any) -> Any:
    def make(rows: Rows, columns: Mapping[str, str]) -> Any:
        schema = {name: getattr(polars, _IN_POLARS[type]) for name, type in columns.items()}
        if not rows:
            return polars.DataFrame(schema=schema)
        there = {name: type for name, type in schema.items() if name in rows[0]}
        return polars.DataFrame(rows, schema_overrides=there, infer_schema_length=None)

    return make


@dataclass(frozen=True)
class _Files:
    """The files of a dataset by their names in it. `archive`: in which they are, with what stands before them."""

    place: Path
    names: frozenset[str]
    archive: zipfile.ZipFile | None = None
    before: str = ""

    def bytes_of(self, name: str) -> bytes:
        """Return what is in a file; raises `NotADataset` where it cannot be read."""
        try:
            return self.archive.read(self.before + name) if self.archive else (self.place / name).read_bytes()
        except (OSError, KeyError, RuntimeError, zipfile.BadZipFile) as error:
            raise NotADataset(f"{self.place}: {name} cannot be read ({error}). {_ANEW}") from error

    def text_of(self, name: str) -> str:
        """Return it as text; raises `NotADataset` also where it is none."""
        try:
            return self.bytes_of(name).decode("utf-8")
        except UnicodeDecodeError as error:
            raise NotADataset(f"{self.place}: {name} is not UTF-8 ({error.reason}). {_ANEW}") from error


def _files_of(place: Path) -> _Files:
    if not place.exists():
        raise NotADataset(f"There is no {place.absolute()}: name the folder of a published dataset.")
    if place.is_file():
        return _packed(place)
    # The tables alone are looked for: a dataset may lie in a folder with much else.
    here = {path.name for path in place.iterdir()}
    names = here | {f"{one.name}/{path.name}" for one in (place / "data", place / "complete") for path in _in(one)}
    if not {"codebook.json", "README.md"} <= names:
        raise NotADataset(f"{place} holds no codebook.json and README.md: name the folder of a published dataset.")
    return _Files(place, frozenset(names))


def _in(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []


def _packed(place: Path) -> _Files:
    try:
        archive = zipfile.ZipFile(place)
    except (OSError, zipfile.BadZipFile) as error:
        raise NotADataset(f"{place} is neither a folder nor a zip archive: name a published dataset.") from error
    members = set(archive.namelist())
    roots = [name[: -len("codebook.json")] for name in members if re.fullmatch(r"(.*/)?codebook\.json", name)]
    roots = sorted((one for one in roots if f"{one}README.md" in members), key=len)
    if not roots:
        raise NotADataset(f"{place} holds no codebook.json and README.md: name the archive of a published dataset.")
    before = roots[0]
    return _Files(place, frozenset(name[len(before) :] for name in members if name.startswith(before)), archive, before)


def _verify(files: _Files) -> None:
    """Refuse tables that are missing, or not as they were published: half a table would give wrong figures."""
    if _SUMS not in files.names:
        return
    for line in files.text_of(_SUMS).splitlines():
        total, _, name = line.partition("  ")
        if not name.startswith("data/") and name not in ("codebook.json", "agreement.json"):
            continue
        if name not in files.names:
            raise NotADataset(f"{files.place}: {name} is missing. {_ANEW}")
        if hashlib.sha256(files.bytes_of(name)).hexdigest() != total:
            raise NotADataset(
                f"{files.place}: {name} is not as it was published ({_SUMS} says so). {_ANEW} If you changed it "
                "yourself, say verify=False."
            )


def _refuse_newer(files: _Files) -> None:
    card = "complete/annotations.card.json"
    version = _json(files, card).get("schema_version", 0) if card in files.names else 0
    if isinstance(version, int) and version > _READABLE:
        raise NotADataset(f"{files.place} was written by a newer annotator: get a newer diplomatic-annotator-reader.")


def _json(files: _Files, name: str) -> dict[str, Any]:
    try:
        found = json.loads(files.text_of(name))
    except (ValueError, RecursionError) as error:
        raise NotADataset(f"{files.place}: {name} cannot be read ({error}). {_ANEW}") from error
    if not isinstance(found, dict):
        raise NotADataset(f"{files.place}: {name} holds no JSON object. {_ANEW}")
    return found


def _table(files: _Files, name: str) -> Rows:
    """Return the rows of all parts of a table, each with the part that it stands in; "" where it is not divided."""
    rows = []
    for file in sorted(files.names):
        part = re.fullmatch(rf"data/{name}(?:-(\w+))?\.jsonl", file)
        if part is not None:
            rows += [{**row, "split": row.get("split") or part[1] or ""} for row in _lines(files, file)]
    return rows


def _lines(files: _Files, name: str) -> Rows:
    rows = []
    text = files.text_of(name).removesuffix("\n")
    for number, line in enumerate(text.split("\n") if text else (), 1):
        try:
            rows.append(dict(json.loads(line)))
        except (TypeError, ValueError, RecursionError) as error:
            raise NotADataset(f"{files.place}: {name}, line {number} is no row ({error}). {_ANEW}") from error
    return rows


def _title(files: _Files) -> str:
    heads = (line for line in files.text_of("README.md").split("\n") if line.startswith("# "))
    return next(heads, "# ")[2:].removesuffix("\r")


def _roles(codebook: dict[str, Any], slots: Rows) -> list[str]:
    """Return the columns of the roles, in the order of the codebook, then of those that it lacks."""
    roles = [role["id"] for label in codebook.get("labels", ()) for role in label.get("roles", ())]
    return [f"role_{role}" for role in dict.fromkeys([*roles, *sorted({slot["role"] for slot in slots})])]


def _acts(codebook: dict[str, Any], roles: list[str], documents: Rows, spans: Rows, slots: Rows) -> Rows:
    """Return a row for each span whose label has roles, with who or what fills each."""
    labels = {label["id"] for label in codebook.get("labels", ()) if label.get("roles")}
    titles = {row["document_id"]: row["title"] for row in documents}
    fillers: dict[Any, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for slot in slots:
        filler = slot["actor"] or slot["quote"] or slot["value"]
        fillers[slot["span_id"]][f"role_{slot['role']}"].append(filler)
    return [
        {
            **span,
            "title": titles.get(span["document_id"], ""),
            **{role: SEVERAL.join(fillers[span["span_id"]][role]) for role in roles},
        }
        for span in spans
        if span["label"] in labels
    ]


def _agreement(files: _Files) -> Rows:
    """Return a row for each figure of agreement; nothing where it was not exported."""
    name = "agreement.json"
    return [_figure(one) for one in _json(files, name).get("figures", ())] if name in files.names else []


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
