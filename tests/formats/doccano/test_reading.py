"""doccano's exports of all years: spans, relations, categories and users, and what is no annotation."""

import json
from pathlib import Path
from typing import Any

import pytest

from annotator.formats.doccano.reading import read
from annotator.formats.format import ReadOptions
from annotator.formats.registry import format_for
from annotator.model.bundle import Bundle
from annotator.model.codebook import Scope
from annotator.model.span import Span
from tests.shared_data import shared

TEXT = "France urged 🕊 China."


def read_records(folder: Path, *records: dict[str, Any]) -> Bundle:
    path = folder / "x.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    found = format_for(path)
    assert found is not None and found.name == "doccano"
    return read(path, ReadOptions())


def spans_of(bundle: Bundle) -> list[Span]:
    return [span for coded in bundle.documents for span in coded.spans]


@pytest.mark.parametrize(
    "said",
    [
        {"label": [[15, 20, "Actor"]]},
        {"labels": [[15, 20, "Actor"]]},
        {"entities": [[15, 20, "Actor"]]},
        {"entities": [{"id": 7, "label": "Actor", "start_offset": 15, "end_offset": 20}], "relations": []},
        {"annotations": [{"label": "Actor", "start_offset": 15, "end_offset": 20, "user": 1}]},
        {"label": [[15.0, 20.0, "Actor"]]},
    ],
)
def test_each_dialect_says_the_same(tmp_path: Path, said: dict[str, Any]) -> None:
    (span,) = spans_of(read_records(tmp_path, {"id": 1, "text": TEXT, "meta": {"date": "2023"}, **said}))
    assert (span.label, span.quote) == ("actor", "China")


def test_the_other_name_of_the_text_is_known(tmp_path: Path) -> None:
    (span,) = spans_of(read_records(tmp_path, {"id": 1, "data": TEXT, "label": [[0, 6, "Actor"]], "Comments": []}))
    assert span.quote == "France"


def test_users_are_layers_and_categories_are_of_the_whole(tmp_path: Path) -> None:
    annotations = [{"label": 12, "start_offset": 0, "end_offset": 6, "user": user} for user in (1, 2)]
    bundle = read_records(
        tmp_path,
        {"id": 1, "text": TEXT, "annotations": annotations, "annotation_approver": None},
        {"id": 2, "text": "Another.", "cats": ["calm"], "entities": []},
    )
    assert [layer.name for layer in bundle.layers] == ["User 1", "User 2", "x"]
    assert {label.name: label.scope for label in bundle.codebook.labels} == {"12": Scope.SPAN, "calm": Scope.DOCUMENT}


def test_what_is_no_annotation_is_counted(tmp_path: Path) -> None:
    odd = [[True, 3, "A"], [0, 3, None], [0, 3, ""], [0, 3], [0.5, 3, "A"], [-1, 3, "A"], [5, 2, "A"], [0, 99, "A"]]
    bundle = read_records(
        tmp_path, {"id": "odd", "text": TEXT, "label": [*odd, [0, 3, "A"], [0, 3, "A"]]}, {"label": []}
    )
    assert [span.quote for span in spans_of(bundle)] == ["Fra", "Fra"]
    told = "\n".join(bundle.notices)
    assert "7 annotations" in told and "record odd" in told
    assert "1 annotation is left out, since its place is not in the text" in told and "1 record without a text" in told


def test_each_fixture_comes_in_with_all_that_it_says() -> None:
    oracles = json.loads(shared("fixtures/ORACLES.json").read_text(encoding="utf-8"))["doccano"]
    wrong = []
    for name in oracles:
        path = shared(f"fixtures/{name}")
        records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        bundle = read(path, ReadOptions())
        documents, links = list(bundle.documents), [link for coded in bundle.documents for link in coded.links]
        lists = ("label", "labels", "entities", "annotations", "cats")
        said = sum(len(record.get(key) or ()) for record in records if "text" in record for key in lists)
        relations = sum(len(record.get("relations", ())) for record in records)
        texts = len({record["text"] for record in records if "text" in record})
        found = (len(documents), len(spans_of(bundle)), len(links))
        if found != (texts, said, relations) or oracles[name]["records"] != len(records):
            wrong.append(f"{name}: {found}, not {(texts, said, relations)}")
    assert wrong == []
