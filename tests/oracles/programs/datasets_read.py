"""What `datasets`, `mlcroissant`, `cffconvert`, `rocrate` and `datacite` make of a folder that we publish.

And what `datasets` writes itself.
"""

import json
import os
import tempfile
from pathlib import Path
from typing import Any

os.environ |= {"HF_DATASETS_OFFLINE": "1", "HF_HUB_OFFLINE": "1", "HF_DATASETS_DISABLE_PROGRESS_BARS": "1"}

import mlcroissant
from cffconvert import Citation
from datacite import schema45
from datasets import ClassLabel, Dataset, DatasetDict, Features, List, load_dataset
from rocrate.rocrate import ROCrate

from tests.oracles.programs.answering import answer


def load(folder: str, table: str) -> dict[str, Any]:
    """Return rows and types of columns of a table, as `load_dataset` reads them; `table`: "" for the first."""
    with tempfile.TemporaryDirectory() as cache:
        found = load_dataset(folder, *([table] if table else []), cache_dir=cache)
        rows = {split: list(one) for split, one in found.items()}
        types = {name: kind.dtype for name, kind in next(iter(found.values())).features.items()}
    return {"rows": rows, "types": types}


def save(
    folder: str, columns: dict[str, list[Any]], names: list[str] | None, how: str, nested: Any = None
) -> list[str]:
    """Write a training split and return the files; `names`: those of the tags, as numbers then; `nested`: of others."""
    if names is not None:
        columns["ner_tags"] = [[names.index(tag) for tag in row] for row in columns["ner_tags"]]
    made = Dataset.from_dict(columns)
    features = dict(made.features)
    if names is not None:
        features["ner_tags"] = List(ClassLabel(names=names))
    for column, said in (nested or {}).items():
        if isinstance(said, list):
            features[column] = ClassLabel(names=said)
        else:
            inner = dict(features[column].feature)
            features[column] = List(inner | {name: ClassLabel(names=each) for name, each in said.items()})
    made = made.cast(Features(features))
    if how == "disk":
        DatasetDict({"train": made}).save_to_disk(folder)
    elif how == "parquet":
        made.to_parquet(Path(folder) / "train-00000-of-00001.parquet")
    else:
        made.to_json(Path(folder) / "train.jsonl")
    return sorted(one.name for one in Path(folder).rglob("*"))


def croissant(path: str, table: str) -> dict[str, Any]:
    """Return what is wrong with a Croissant file, and how many records of a table are read by it."""
    found = mlcroissant.Dataset(path)
    issues = found.metadata.ctx.issues
    return {
        "errors": sorted(issues.errors),
        "warnings": sorted(issues.warnings),
        "records": [{name: _plain(value) for name, value in one.items()} for one in found.records(table)],
    }


def described(folder: str) -> dict[str, Any]:
    """Return how the other files are read; raises where one of them is not valid."""
    cff = Citation((Path(folder) / "CITATION.cff").read_text("utf-8"))
    cff.validate()
    datacite = Path(folder) / "datacite.json"
    if datacite.exists():
        schema45.validator.validate(json.loads(datacite.read_text("utf-8")))
    crate = ROCrate(folder)
    files = sorted(one.id for one in crate.data_entities)
    return {"apa": cff.as_apalike(), "crate": crate.name, "files": files}


def _plain(value: Any) -> Any:
    return value.decode("utf-8") if isinstance(value, bytes) else value.item() if hasattr(value, "item") else value


if __name__ == "__main__":
    answer({each.__name__: each for each in (load, save, croissant, described)})
