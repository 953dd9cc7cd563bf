"""Rows become documents: what is told of how, what cannot be known, what is counted."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from annotator.formats.format import ReadOptions
from annotator.formats.hugging_face.hugging_face import FORMAT
from annotator.formats.hugging_face.reading import read
from annotator.formats.registry import format_for
from annotator.model.bundle import Bundle
from annotator.model.errors import BadFile

NUMBERS = {"tokens": ["Ed", "met", "Xi"], "ner_tags": [1, 0, 1]}


def written(path: Path, *rows: dict[str, Any]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def read_rows(folder: Path, *rows: dict[str, Any], name: str = "x.jsonl") -> Bundle:
    return read(written(folder / name, *rows), ReadOptions())


def quotes_of(bundle: Bundle) -> list[tuple[str, str]]:
    return [(span.label, span.quote) for coded in bundle.documents for span in coded.spans]


def test_numbers_without_names_are_refused_and_with_a_table_beside_are_not(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=r"its tags \(“ner_tags”\) are numbers whose names it does not hold; put the"):
        read_rows(tmp_path, NUMBERS)
    features = {"ner_tags": {"feature": {"names": ["O", "PER"], "_type": "ClassLabel"}}}
    (tmp_path / "dataset_info.json").write_text(json.dumps({"features": features}), "utf-8")
    assert quotes_of(read_rows(tmp_path, NUMBERS)) == [("per", "Ed"), ("per", "Xi")], (
        "names alone, as few-nerd has them"
    )


def test_numbers_beside_other_tags_are_counted(tmp_path: Path) -> None:
    found = read_rows(tmp_path, {**NUMBERS, "tags": ["B-PER", "O", "O"]})
    assert quotes_of(found) == [("per", "Ed")]
    assert any(one.startswith("1 column of tags is left out, since they are numbers") for one in found.lost)


def test_a_column_of_parts_of_speech_is_no_passages_and_is_counted(tmp_path: Path) -> None:
    row = {"tokens": ["Ed", "met", "Xi"], "pos": ["NNP", "VBD", "NNP"], "ner": ["B-PER", "O", "O"]}
    found = read_rows(tmp_path, row, row | {"tokens": ["Bo", "met", "Xi"], "ner": ["B-PER", "O"]})
    assert quotes_of(found) == [("per", "Ed")]
    assert [one.split(":")[0] for one in found.lost if "tags" in one or "column" in one] == [
        "1 column that says something of each token, but no passages, is left out",
        "The tags of 1 row are left out, since they are more or fewer than its tokens",
    ]


@pytest.mark.parametrize(
    ("name", "about"),
    [
        ("train.jsonl", {"split": "train"}),
        ("data/dev-00000-of-00001.jsonl", {"split": "validation"}),
        ("en/test.jsonl", {"split": "test", "subset": "en"}),
        ("validation/rows.jsonl", {"split": "validation"}),
        ("latest.jsonl", {}),
        ("contest.jsonl", {}),
    ],
)
def test_the_split_and_the_subset_are_those_of_the_names(tmp_path: Path, name: str, about: dict[str, str]) -> None:
    row = {"tokens": ["Ed"], "ner_tags": ["B-PER"]}
    (tmp_path / "dataset_info.json").write_text("{}", "utf-8")
    written(tmp_path / name, row)
    (coded,) = read(tmp_path, ReadOptions()).documents
    assert coded.document.metadata == about


def test_what_is_said_twice_is_one_span_and_a_text_that_comes_twice_one_document(tmp_path: Path) -> None:
    row = {"tokens": ["Ed", "met"], "ner_tags": ["B-PER", "O"]}
    written(tmp_path / "train.jsonl", row, row)
    written(tmp_path / "test.jsonl", row | {"ner_tags": ["O", "B-ACT"]})
    found = read(tmp_path, ReadOptions())
    assert sorted(quotes_of(found)) == [("act", "met"), ("per", "Ed")]
    assert any(one.startswith("2 records have the texts of earlier ones") for one in found.lost)


def test_of_a_folder_a_file_that_is_refused_is_told_and_the_others_come_in(tmp_path: Path) -> None:
    written(tmp_path / "train.jsonl", {"tokens": ["Ed"], "ner_tags": ["B-PER"]})
    written(tmp_path / "test.jsonl", NUMBERS)
    found = read(tmp_path, ReadOptions())
    assert quotes_of(found) == [("per", "Ed")]
    assert any(one.startswith("Left out: test.jsonl: its tags") for one in found.lost)


def test_it_is_said_how_the_texts_came_about(tmp_path: Path) -> None:
    found = read_rows(tmp_path, {"tokens": ["Ed", "met", "."], "ner_tags": ["B-PER", "O", "O"]})
    assert "The text of 1 row of “x.jsonl” is put together of the tokens: a blank between two" in " ".join(
        found.notices
    )
    assert "The passages of “x.jsonl” are those of the column “ner_tags”, whose tags are IOB2." in found.notices


def test_a_zip_archive_is_read_as_its_folder_whatever_its_members_are_called(tmp_path: Path) -> None:
    row = json.dumps({"tokens": ["Ed"], "ner_tags": ["B-PER"]}) + "\n"
    with zipfile.ZipFile(tmp_path / "set.zip", "w") as archive:
        archive.writestr("set/dataset_info.json", "{}")
        archive.writestr("set/data/train.jsonl", row)
        archive.writestr("../outside.jsonl", row.replace("Ed", "Bo"))
        archive.writestr("set/other.txt", "no row")
    assert format_for(tmp_path / "set.zip") is FORMAT
    found = read(tmp_path / "set.zip", ReadOptions())
    assert quotes_of(found) == [("per", "Ed")]
    assert [coded.document.metadata for coded in found.documents] == [{"split": "train", "subset": "set"}]
    assert sorted(path.name for path in tmp_path.parent.glob("outside*")) == []


def test_a_zip_archive_without_rows_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "set.zip", "w") as archive:
        archive.writestr("dataset_info.json", "{}")
    with pytest.raises(BadFile, match="holds no table and no lines of a dataset"):
        read(tmp_path / "set.zip", ReadOptions())
