"""The names behind numbers are found wherever a dataset says them."""

import json
from pathlib import Path

import pytest

from annotator.formats.hugging_face.features import names_beside, names_of_schema

TAGS = ("O", "B-PER", "I-PER")
NEW = {"ner_tags": {"feature": {"names": [*TAGS], "_type": "ClassLabel"}, "_type": "List"}}
OLD = {"ner_tags": {"feature": {"num_classes": 3, "names": [*TAGS], "_type": "ClassLabel"}, "_type": "Sequence"}}
CARD = """---
dataset_info:
- config_name: en
  features:
  - name: tokens
    sequence: string
  - name: ner_tags
    sequence:
      class_label:
        names:
          '0': O
          '1': B-PER
          '2': I-PER
  - name: entities
    list:
    - name: type
      dtype:
        class_label:
          names: {'0': LOC, '1': PER}
---
# A card
"""


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("dataset_info.json", json.dumps({"features": NEW, "splits": {}})),
        ("dataset_infos.json", json.dumps({"en": {"features": OLD}})),
        ("README.md", CARD.replace("\n", "\r\n")),
    ],
)
def test_each_file_beside_rows_is_asked_also_from_a_folder_below(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / name).write_bytes(said.encode())
    (tmp_path / "data").mkdir()
    for file in (tmp_path / "train.jsonl", tmp_path / "data" / "train.jsonl"):
        assert names_beside(file, tmp_path)["ner_tags"] == TAGS
    assert names_beside(tmp_path / "data" / "train.jsonl", tmp_path / "data") == {}


def test_the_card_names_what_stands_within_another(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(CARD, "utf-8")
    assert names_beside(tmp_path / "x.jsonl", tmp_path)["entities.type"] == ("LOC", "PER")


def test_a_schema_says_them_under_its_key_and_nonsense_says_nothing() -> None:
    assert names_of_schema(json.dumps({"info": {"features": NEW}})) == {"ner_tags": TAGS}
    for said in ("", "[", "[]", '{"info": 3}', '{"info": {"features": {"a": {"_type": "ClassLabel", "names": 3}}}}'):
        assert names_of_schema(said) == {}
    gaps = {"a": {"class_label": {"names": {"0": "O", "2": "B"}}}}
    assert names_of_schema(json.dumps({"features": gaps})) == {}, "a number would have another's name"
