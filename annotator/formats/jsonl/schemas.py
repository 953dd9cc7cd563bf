"""The JSON Schemas of what is exported, generated from the models: `python -m annotator.formats.jsonl.schemas`."""

import json
import sys
from pathlib import Path

from pydantic import BaseModel

from annotator.formats.jsonl.count_records import PassageCountsRecord
from annotator.formats.jsonl.passage_records import PassagesRecord
from annotator.formats.jsonl.plan_records import PlansRecord
from annotator.formats.jsonl.records import CardRecord, DocumentRecord, EarlierRecord, MemoRecord, ProjectRecord
from annotator.formats.jsonl.search_records import ListedSearchesRecord
from annotator.formats.jsonl.study_records import StudyRecord
from annotator.model.codebook import Codebook

FOLDER = Path(__file__).resolve().parents[3] / "schemas"

MODELS: dict[str, type[BaseModel]] = {
    "document": DocumentRecord,
    "codebook": Codebook,
    "card": CardRecord,
    "project": ProjectRecord,
    "memo": MemoRecord,
    "earlier": EarlierRecord,
    "agreement": StudyRecord,
    "plan": PlansRecord,
    "searches": ListedSearchesRecord,
    "passages": PassagesRecord,
    "count": PassageCountsRecord,
}


def schema_text(name: str) -> str:
    """Return the schema of one kind of file as it stands in schemas/."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **MODELS[name].model_json_schema()}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def main(folder: Path = FOLDER) -> None:
    """Write all schemas into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in MODELS:
        path = folder / f"{name}.schema.json"
        path.write_text(schema_text(name), encoding="utf-8", newline="\n")
        sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
