"""What .project.json says of the project as a whole: settings, versions, releases, practice."""

import json
from pathlib import Path
from typing import Any

import pytest

from annotator.formats.format import ReadOptions, WriteOptions
from annotator.formats.jsonl.reading import read
from annotator.model.errors import BadFile
from tests.formats.bundles import sample_bundle
from tests.formats.jsonl.test_jsonl import EVERYTHING, write


def test_a_project_file_of_before_the_settings_is_read(tmp_path: Path) -> None:
    write(sample_bundle(), tmp_path / "all.jsonl", EVERYTHING)
    path = tmp_path / "all.project.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    later = {
        *("settings", "codebook_versions", "releases", "practice_documents", "practice_results", "recode_samples"),
        *("remarks", "document_sets", "document_fields", "distinct_pairs", "kept_searches"),
    }
    path.write_text(json.dumps({key: value for key, value in record.items() if key not in later}), encoding="utf-8")
    back = read(tmp_path / "all.jsonl", ReadOptions())
    assert (back.name, back.settings, back.releases, back.codebook_versions) == ("Sample", None, (), ())


def test_whoever_released_or_saved_is_called_by_a_pseudonym_and_layers_as_in_the_lines(tmp_path: Path) -> None:
    write(sample_bundle(), tmp_path / "all.jsonl", WriteOptions())
    record = json.loads((tmp_path / "all.project.json").read_text(encoding="utf-8"))
    assert record["settings"] == {"reasons": ["Too wide", "其他"], "pass_mark": 0.75}
    assert [one["coder"] for one in record["releases"]] == ["C1", None]
    assert [one["coder"] for one in record["codebook_versions"]] == [None, "C1"]
    assert [one["codebook"] is None for one in record["codebook_versions"]] == [False, True]
    assert record["practice_results"][0]["layer"] == "C1"
    assert record["document_sets"][0]["filter"] == "kind:readout -C1:done"
    assert record["kept_searches"][0]["search"] == 'label:appeal coder:C1 "peace talks"'
    assert [one["coder"] for one in record["kept_searches"]] == [None, "C2"]
    assert [record["remarks"][0][name] for name in ("coder", "author", "recipient")] == ["C1", "C2", None]
    assert (record["recode_samples"][0]["layer"], record["recode_samples"][0]["drawn_from"]) == ("C2", "C1")


@pytest.mark.parametrize(
    ("part", "changes", "sentence"),
    [
        ("releases", {"document": "doc-9"}, "releases: there is no document with the id “doc-9” in the lines"),
        ("releases", {"coder": "C9"}, "releases: “C9” is none of the coders"),
        ("releases", {"coder": "C\n9"}, "releases: “C 9” is none of the coders"),
        ("actors", {"aliases": ["a", 1]}, "actor 1: alias 2: input should be a valid string"),
        ("releases", {"document": "doc-2"}, "releases: “doc-2” stands there twice"),
        ("practice_documents", {"when": ""}, "practice_document 1: when: extra inputs"),
        ("practice_results", {"layer": "C9"}, "practice_results: “C9” is none of the layers"),
        ("practice_results", {"own": -1}, "practice_result 1: own: input should be greater"),
        (
            "practice_results",
            {"places": 0},
            "practice_results: “C1” has more that is the same in “doc-2” than there is",
        ),
        ("practice_results", {"gold": 1}, "practice_results: “C1” has more that is the same in “doc-2” than there is"),
        ("layers", {"coder": ""}, "layer 1: coder: string should have at least 1 character"),
        ("recode_samples", {"drawn_from": "C9"}, "recode_samples: “C9” is none of the layers"),
        ("recode_samples", {"seed": 2**63}, "recode_sample 1: seed: input should be less"),
        ("remarks", {"author": "C9"}, "remarks: “C9” is none of the coders"),
        ("remarks", {"text": ""}, "remark 1: text: string should have at least 1 character"),
        ("document_sets", {"documents": ["doc-9"]}, "document_sets: there is no document with the id “doc-9”"),
        ("document_sets", {"id": "set-2"}, "document_sets: “set-2” stands there twice"),
        ("kept_searches", {"id": "search-2"}, "kept_searches: “search-2” stands there twice"),
        ("kept_searches", {"coder": "C9"}, "kept_searches: “C9” is none of the coders"),
        ("document_fields", {"kind": "colour"}, "document_field 1: kind: input should be"),
        ("distinct_pairs", {"other": "doc-9"}, "distinct_pairs: there is no document with the id “doc-9”"),
        ("distinct_pairs", {"other": "doc-1"}, "distinct_pairs: “doc-1” stands there with itself"),
        ("codebook_versions", {"number": 9}, "codebook_versions: codebook_version is not the highest number"),
        ("codebook_versions", {"codebook": None}, "codebook_versions: version 1 has no codebook"),
    ],
)
def test_what_does_not_fit_in_the_project_file_is_named(
    tmp_path: Path, part: str, changes: dict[str, Any], sentence: str
) -> None:
    write(sample_bundle(), tmp_path / "all.jsonl", WriteOptions())
    path = tmp_path / "all.project.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    record[part][0].update(changes)
    path.write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(BadFile) as error:
        read(tmp_path / "all.jsonl", ReadOptions())
    assert str(error.value).startswith(f"all.project.json: {sentence}")


@pytest.mark.parametrize("settings", [{"pass_mark": 1.5}, {"pass_mark": True}, {"reasons": ["a", "A"]}, {"gone": 1}])
def test_settings_that_a_project_cannot_have_are_refused(tmp_path: Path, settings: dict[str, Any]) -> None:
    write(sample_bundle(), tmp_path / "all.jsonl", WriteOptions())
    path = tmp_path / "all.project.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(record | {"settings": settings}), encoding="utf-8")
    with pytest.raises(BadFile, match=r"all.project.json: setting"):
        read(tmp_path / "all.jsonl", ReadOptions())
