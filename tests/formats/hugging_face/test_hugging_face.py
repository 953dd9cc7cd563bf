"""Datasets as `datasets` writes them come in as their features say; what they do not say is refused by name."""

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.formats.conll.tags import Scheme, Tagged, written_tags
from annotator.formats.format import ReadOptions
from annotator.formats.hugging_face.hugging_face import FORMAT
from annotator.formats.registry import format_for
from annotator.model.bundle import Bundle
from tests.examples import examples
from tests.formats.contract import OnlyReadContract
from tests.oracles.oracle import Oracle, python_oracle

ROWS = [
    {"id": "a", "tokens": ["Ed", "Sheeran", "met", "Xi", "."], "ner_tags": ["B-PER", "I-PER", "O", "B-PER", "O"]},
    {"id": "b", "tokens": ["He", "left", "Bonn"], "ner_tags": ["O", "O", "B-LOC"]},
]


class TestHuggingFace(OnlyReadContract):
    name = "hugging-face"

    def sample(self, folder: Path) -> Path:
        path = folder / "dataset"
        (path / "data").mkdir(parents=True)
        (path / "data" / "train.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS), "utf-8")
        (path / "README.md").write_text("---\ntask_categories:\n- token-classification\n---\n# News\n", "utf-8")
        return path


def read(path: Path) -> Bundle:
    assert FORMAT.reader is not None
    return FORMAT.reader.read(path, ReadOptions())


def spans_of(bundle: Bundle) -> dict[str, set[tuple[str, int, int]]]:
    names = {label.id: label.name for label in bundle.codebook.labels}
    return {
        coded.document.text: {(names[span.label], span.start, span.stop) for span in coded.spans}
        for coded in bundle.documents
    }


@pytest.fixture(scope="module")
def hub() -> Iterator[Oracle]:
    yield from python_oracle("datasets_read", "datasets")


@st.composite
def tagged_rows(draw: st.DrawFn) -> list[tuple[list[str], list[Tagged]]]:
    """Draw sentences with passages that do not touch."""
    found = []
    for number in range(draw(st.integers(1, 3))):
        length = draw(st.integers(1, 7))
        words = draw(st.lists(st.sampled_from(["France", "urged", "é", ",", "🕊"]), min_size=length, max_size=length))
        cuts = draw(st.lists(st.integers(0, length), unique=True, max_size=6).map(sorted))
        pairs = [(first, stop) for first, stop in zip(cuts[::2], cuts[1::2], strict=False) if first < stop]
        passages = [Tagged(draw(st.sampled_from(["ACT", "LOC"])), first, stop) for first, stop in pairs]
        found.append(([*words, str(number)], passages))
    return found


def wanted_of(rows: list[tuple[list[str], list[Tagged]]]) -> dict[str, set[tuple[str, int, int]]]:
    """Return the spans of each text, whose tokens have a blank between two."""
    found = {}
    for words, passages in rows:
        begins = [sum(len(word) + 1 for word in words[:at]) for at in range(len(words))]
        spans = {(one.label, begins[one.first], begins[one.stop - 1] + len(words[one.stop - 1])) for one in passages}
        found[" ".join(words)] = spans
    return found


HOW = ("parquet", "json", "disk")


@settings(max_examples=examples(12), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=tagged_rows(), how=st.sampled_from(HOW), scheme=st.sampled_from(list(Scheme)), are_numbers=st.booleans())
def test_what_datasets_writes_comes_in_as_it_was_tagged(
    hub: Oracle, rows: list[Any], how: str, scheme: Scheme, are_numbers: bool
) -> None:
    tags = [written_tags(passages, len(words), scheme) for words, passages in rows]
    names = ["O", *sorted({tag for each in tags for tag in each} - {"O"})]
    columns = {"tokens": [words for words, _ in rows], "ner_tags": tags}
    with TemporaryDirectory() as folder:
        path = Path(folder, "set")
        path.mkdir()
        hub.ask("save", folder=str(path), columns=columns, names=names if are_numbers else None, how=how)
        if how == "json" and are_numbers:
            features = {"ner_tags": {"feature": {"names": names, "_type": "ClassLabel"}, "_type": "List"}}
            (path / "dataset_info.json").write_text(json.dumps({"features": features}), "utf-8")
        assert format_for(path) is FORMAT
        found = read(path)
    assert spans_of(found) == wanted_of(rows)
    assert {coded.document.metadata["split"] for coded in found.documents} == {"train"}


def test_passages_of_characters_and_labels_of_the_whole_come_in_by_their_names(hub: Oracle, tmp_path: Path) -> None:
    columns = {
        "text": ["Ed met Xi.", "It ended."],
        "entities": [[{"start": 0, "end": 2, "label": 1}, {"start": 7, "end": 9, "label": 0}], []],
        "topic": [1, 0],
        "source": ["AFP", ""],
    }
    nested = {"entities": {"label": ["LOC", "PER"]}, "topic": ["war", "talks"]}
    hub.ask("save", folder=str(tmp_path), columns=columns, names=None, how="parquet", nested=nested)
    found = read(tmp_path)
    assert spans_of(found) == {
        "Ed met Xi.": {("PER", 0, 2), ("LOC", 7, 9), ("talks", 0, 0)},
        "It ended.": {("war", 0, 0)},
    }
    assert [coded.document.metadata for coded in found.documents] == [
        {"source": "AFP", "split": "train"},
        {"split": "train"},
    ]
