"""Prodigy's datasets: what was accepted counts, an input is one document, and tokens end with their last."""

import json
from pathlib import Path
from typing import Any

from annotator.formats.format import ReadOptions
from annotator.formats.prodigy.reading import read
from annotator.formats.registry import format_for
from annotator.model.bundle import Bundle
from annotator.model.ids import new_id
from annotator.model.span import Span
from tests.shared_data import shared

TEXT = "France urged China."
TOKENS = [
    {"text": "France", "start": 0, "end": 6, "id": 0},
    {"text": "urged", "start": 7, "end": 12, "id": 1},
    {"text": "China", "start": 13, "end": 18, "id": 2},
    {"text": ".", "start": 18, "end": 19, "id": 3},
]


def read_records(folder: Path, *records: dict[str, Any]) -> Bundle:
    path = folder / "x.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    found = format_for(path)
    assert found is not None and found.name == "prodigy"
    return read(path, ReadOptions())


def asked(start: int, stop: int, answer: str, **more: Any) -> dict[str, Any]:
    spans = [{"start": start, "end": stop, "label": "Actor"}]
    return {"text": TEXT, "_input_hash": 5, "_task_hash": start, "spans": spans, "answer": answer, **more}


def spans_of(bundle: Bundle) -> list[Span]:
    return [span for coded in bundle.documents for span in coded.spans]


def test_binary_answers_are_merged_and_only_what_was_accepted_counts(tmp_path: Path) -> None:
    bundle = read_records(
        tmp_path, asked(0, 6, "accept"), asked(13, 18, "accept"), asked(7, 12, "reject"), asked(18, 19, "ignore")
    )
    assert [span.quote for span in spans_of(bundle)] == ["France", "China"]
    assert len(list(bundle.documents)) == 1
    assert [notice.split()[:2] for notice in bundle.notices] == [["1", "answer"], ["1", "answer"]]


def test_annotators_are_layers_and_one_who_answers_twice_counts_once(tmp_path: Path) -> None:
    ana, ben = {"_annotator_id": "d-ana"}, {"_session_id": "d-ben"}
    bundle = read_records(
        tmp_path, asked(0, 6, "accept", **ana), asked(0, 6, "accept", **ana), asked(0, 6, "accept", **ben)
    )
    assert [layer.name for layer in bundle.layers] == ["d-ana", "d-ben"]
    assert len(spans_of(bundle)) == 2


def test_a_span_by_its_tokens_ends_with_the_last_one(tmp_path: Path) -> None:
    span = {"token_start": 1, "token_end": 2, "label": "Act"}
    (found,) = spans_of(read_records(tmp_path, {"text": TEXT, "tokens": TOKENS, "spans": [span], "answer": "accept"}))
    assert found.quote == "urged China"


def test_a_relation_is_found_by_places_or_by_last_tokens(tmp_path: Path) -> None:
    spans = [
        {"start": 7, "end": 12, "token_start": 1, "token_end": 1, "label": "Act"},
        {"start": 0, "end": 6, "token_start": 0, "token_end": 0, "label": "Actor"},
    ]
    for relation in (
        {"head": 1, "child": 0, "label": "speaker"},
        {"head_span": spans[0], "child_span": spans[1], "label": "speaker"},
    ):
        record = {"text": TEXT, "tokens": TOKENS, "spans": spans, "relations": [relation], "answer": "accept"}
        (coded,) = read_records(tmp_path, record).documents
        (link,) = coded.links
        quotes = {one.id: one.quote for one in coded.spans}
        assert (quotes[link.act], link.role, quotes[link.span or link.act]) == ("urged", "speaker", "France")


def test_a_relation_between_two_of_our_codings_of_one_place_and_label_stays_between_these_two(tmp_path: Path) -> None:
    spans = [{"id": number, "start": 7, "end": 12, "label": "Act"} for number in (1, 2)]
    ids = [new_id(), new_id()]
    coder = {"layer": "l", "name": "Ana", "kind": "coder", "coder": {"id": "c", "name": "Ana"}}
    ours = {"document": "d", "title": "A", **coder, "spans": [{"at": [7, 12, "Act"], "id": id} for id in ids]}
    for head, child in ((0, 1), (1, 0)):
        relation = {"head": 1, "child": 1, "head_span": spans[head], "child_span": spans[child], "label": "speaker"}
        record = {"text": TEXT, "tokens": TOKENS, "spans": spans, "relations": [relation], "annotator": ours}
        (coded,) = read_records(tmp_path, record).documents
        (link,) = coded.links
        assert (link.act, link.span) == (ids[head], ids[child])


def test_choices_and_accepted_labels_are_of_the_whole(tmp_path: Path) -> None:
    options = [{"id": "A", "text": "Calm"}, {"id": "B", "text": "Sharp"}]
    bundle = read_records(
        tmp_path,
        {"text": TEXT, "options": options, "accept": ["B"], "answer": "accept", "_input_hash": 1},
        {"text": "Another.", "label": "INSULT", "answer": "accept", "_input_hash": 2, "spans": []},
        {"text": "A third.", "label": "INSULT", "answer": "reject", "_input_hash": 3, "spans": []},
    )
    names = {label.id: label.name for label in bundle.codebook.labels}
    assert [names[span.label] for span in spans_of(bundle)] == ["Sharp", "INSULT"]
    assert [one.done for coded in bundle.documents for one in coded.assignments] == [True, True, True]


def test_each_fixture_comes_in_with_what_was_accepted() -> None:
    oracles = json.loads(shared("fixtures/ORACLES.json").read_text(encoding="utf-8"))["prodigy"]
    wrong = []
    for name, counts in oracles.items():
        path = shared(f"fixtures/{name}")
        records = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
        found = format_for(path)
        if not any("spans" in record for record in records):
            assert found is None, name  # match patterns, and texts that wait to be coded
            continue
        bundle = read(path, ReadOptions())
        documents = list(bundle.documents)
        taken = [record for record in records if record.get("answer") not in ("reject", "ignore")]
        spans = {
            (one["text"], span["label"], span["start"], span["end"]) for one in taken for span in one.get("spans", ())
        }
        relations = sum(len(record.get("relations", ())) for record in taken)
        texts = len({record["text"] for record in records if record["text"].strip()})
        ours = (
            len(documents),
            sum(bool(span.extents) for span in spans_of(bundle)),
            sum(len(coded.links) for coded in documents),
        )
        if ours != (texts, len(spans), relations) or counts["records"] != len(records):
            wrong.append(f"{name}: {ours}, not {(texts, len(spans), relations)}")
    assert wrong == []
