"""Soft labels in the JSONL: there where they were asked for, left out with a sentence when they are read."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.format import ReadOptions, WriteOptions
from annotator.formats.jsonl.jsonl import FORMAT, JsonlOptions
from annotator.formats.jsonl.records import DocumentRecord
from annotator.formats.soft_labels import soft_record
from annotator.formats.writing import write
from annotator.model.bundle import Bundle
from annotator.model.errors import BadFile
from annotator.model.ids import AttributeId, LabelId, LayerId, RoleId
from annotator.model.soft_label import SoftLabel
from tests.formats.bundles import ANAS, BENS, sample_bundle

SOFT = SoftLabel(
    {ANAS: LabelId("appeal"), BENS: None},
    {LabelId("appeal"): 0.95004, LabelId("warning"): 0.0},
    {AttributeId("force"): {"urges": 0.9, "invites": 0.1, "calls on": 0.0001}},
    {RoleId("speaker"): {"state-fra": 1.0}},
)


def softened() -> Bundle:
    """Return the sample with soft labels for all spans and candidates."""
    sample = sample_bundle()
    documents = [
        replace(
            coded,
            soft={
                span.id: SOFT for span in (*coded.spans, *(one for made in coded.decisions for one in made.candidates))
            },
        )
        for coded in sample.documents
    ]
    return replace(sample, documents=documents)


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_a_span_has_votes_by_layer_and_chances_to_four_digits() -> None:
    assert soft_record(SOFT, {ANAS: "coder-1", BENS: "coder-2"}.__getitem__) == {
        "votes": {"coder-1": "appeal", "coder-2": None},
        "posterior": {
            "labels": {"appeal": 0.95, "warning": 0.0},
            "attributes": {"force": {"urges": 0.9, "invites": 0.1}},
            "slots": {"speaker": {"state-fra": 1.0}},
        },
    }


def test_without_a_model_there_are_votes_alone() -> None:
    assert soft_record(SoftLabel({ANAS: None}), str) == {"votes": {ANAS: None}}


def test_gold_and_candidates_have_them_and_fit_the_schema(tmp_path: Path) -> None:
    write(FORMAT, softened(), tmp_path / "soft.jsonl", WriteOptions())
    found = lines(tmp_path / "soft.jsonl")
    for record in found:
        DocumentRecord.model_validate_json(json.dumps(record))
        spans = [*record["spans"], *(one for made in record["decisions"] for one in made["candidates"])]
        assert all({"votes", "posterior"} <= span.keys() for span in spans)
    assert any(made["candidates"] for record in found for made in record["decisions"])


def test_what_is_read_is_the_same_but_for_these_and_it_is_said(tmp_path: Path) -> None:
    write(FORMAT, sample_bundle(), tmp_path / "plain.jsonl", WriteOptions())
    write(FORMAT, softened(), tmp_path / "soft.jsonl", WriteOptions())
    assert FORMAT.reader is not None
    plain, soft = (FORMAT.reader.read(tmp_path / f"{name}.jsonl", ReadOptions()) for name in ("plain", "soft"))
    assert [one.spans for one in soft.documents] == [one.spans for one in plain.documents]
    assert [one.decisions for one in soft.documents] == [one.decisions for one in plain.documents]
    assert set(soft.notices) - set(plain.notices) == {
        "Votes and posteriors were left out: they follow from the codings, and are found anew on export."
    }


def test_a_chance_beyond_one_is_refused_where_it_stands(tmp_path: Path) -> None:
    write(FORMAT, softened(), tmp_path / "soft.jsonl", WriteOptions())
    text = (tmp_path / "soft.jsonl").read_text("utf-8").replace('"appeal":0.95', '"appeal":1.5', 1)
    (tmp_path / "soft.jsonl").write_text(text, "utf-8")
    assert FORMAT.reader is not None
    with pytest.raises(BadFile, match=r"line 1, .*posterior.*appeal"):
        FORMAT.reader.read(tmp_path / "soft.jsonl", ReadOptions())


def test_they_are_asked_for_by_an_option_and_are_not_there_otherwise() -> None:
    assert JsonlOptions(soft_labels=True).wants_soft_labels
    assert not JsonlOptions().wants_soft_labels


@given(st.dictionaries(st.text(min_size=1, max_size=4), st.floats(0, 1), max_size=5))
def test_chances_stay_chances_and_the_likeliest_comes_first(chances: dict[str, float]) -> None:
    record = soft_record(SoftLabel({LayerId("a"): None}, {LabelId(key): one for key, one in chances.items()}), str)
    found = list(record.get("posterior", {}).get("labels", {}).values())
    assert len(found) == len(chances) and found == sorted(found, reverse=True)
    assert all(0 <= one <= 1 for one in found)
