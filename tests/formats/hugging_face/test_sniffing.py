"""A dataset is known by what stands in it; what another tool or this program writes is none."""

import json
from pathlib import Path

import pytest

from annotator.formats.format import WriteOptions
from annotator.formats.hugging_face.sniffing import BESIDE, has_front_matter, is_data, is_dataset_folder
from annotator.formats.registry import format_named
from annotator.formats.writing import write
from annotator.readers.foreign.look import FileLook
from tests.formats.bundles import sample_bundle
from tests.formats.hugging_face.test_rows import ROWS, table

LINES = "".join(json.dumps(row) + "\n" for row in ROWS)


def test_tables_and_lines_are_known_whatever_they_are_called(tmp_path: Path) -> None:
    for path in (table(tmp_path, "x.parquet"), table(tmp_path, "x.arrow")):
        assert is_data(FileLook.at(path))
    assert is_data(FileLook("notes", LINES.encode())) and not is_data(FileLook("x.parquet", b"PAR1PAR1"))


@pytest.mark.parametrize("name", ["parquet", "dyads", "dyad-years"])
def test_tables_of_this_program_are_none(tmp_path: Path, name: str) -> None:
    write(format_named(name), sample_bundle(), tmp_path / "x.parquet", WriteOptions())
    files = [path for path in tmp_path.glob("*.parquet") if is_data(FileLook.at(path))]
    assert files == [] and not is_dataset_folder(tmp_path)


@pytest.mark.parametrize(
    "record",
    [
        {"text": "a b", "spans": [{"start": 0, "end": 1, "label": "X"}], "answer": "accept"},
        {"text": "a b", "entities": [{"start_offset": 0, "end_offset": 1, "label": "X"}]},
        {"text": "a b", "ents": [{"start": 0, "end": 1, "label": "X"}], "tokens": [{"start": 0, "end": 1, "tag": "N"}]},
        {"text": "a b", "text_sha256": "0", "title": "t", "spans": [{"start": 0, "stop": 1, "label": "x"}]},
    ],
)
def test_what_another_tool_writes_is_none(tmp_path: Path, record: dict[str, object]) -> None:
    (tmp_path / "train.jsonl").write_text(json.dumps(record) + "\n" + json.dumps(record) + "\n", "utf-8")
    assert not is_data(FileLook.at(tmp_path / "train.jsonl")) and not is_dataset_folder(tmp_path)


@pytest.mark.parametrize(
    ("name", "beside", "is_one"),
    [
        ("train.jsonl", "", True),
        ("a/dev.jsonl", "", True),
        ("x.jsonl", "", False),
        ("x.jsonl", BESIDE[0], True),
    ],
)
def test_a_folder_of_lines_is_one_by_its_splits_or_by_what_stands_beside(
    tmp_path: Path, name: str, beside: str, is_one: bool
) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(LINES, "utf-8")
    (tmp_path / "a.txt").write_text("a text", "utf-8")
    if beside:
        (tmp_path / beside).write_text("{}", "utf-8")
    assert is_dataset_folder(tmp_path) is is_one


def test_a_card_is_known_by_its_head() -> None:
    assert has_front_matter("---\nlicense: mit\ntask_categories:\n- x\n---\n")
    assert not has_front_matter("---\ntitle: A letter\n---\n") and not has_front_matter("dataset_info:")
