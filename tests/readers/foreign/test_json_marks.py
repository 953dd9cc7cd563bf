"""JSON of other programs is known by its keys, and JSON of texts is not taken for it."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.readers.foreign import json_marks
from annotator.readers.foreign.kinds import recognised
from annotator.readers.foreign.look import FileLook
from tests.examples import examples

_SPAN = {"start": 0, "end": 4, "label": "ACT"}
CASES: list[tuple[Any, str]] = [
    ({"text": "They met.", "label": [[0, 4, "ACT"]]}, "doccano"),
    ({"text": "They met.", "labels": []}, ""),
    ({"text": "They met.", "entities": [{"id": 1, "start_offset": 0, "end_offset": 4, "label": "ACT"}]}, "doccano"),
    ({"text": "They met.", "annotations": [{"label": 3, "user": 1}], "annotation_approver": None}, "doccano"),
    ({"text": "They met.", "spans": [_SPAN | {"token_start": 0, "token_end": 0}], "answer": "accept"}, "Prodigy"),
    ({"text": "They met.", "_input_hash": 5}, "Prodigy"),
    ({"label": "ACT", "pattern": [{"lower": "met"}]}, "patterns"),
    (
        {"text": "They met.", "denotations": [{"id": "T1", "span": {"begin": 0, "end": 4}, "obj": "ACT"}]},
        "PubAnnotation",
    ),
    ({"@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation", "target": "x"}, "W3C"),
    ({"@context": {"a": "b"}}, "linked data"),
    ({"data": {"text": "They met."}, "annotations": [{"result": [{"value": _SPAN}]}]}, "Label Studio"),
    ({"id": 1, "text": "They met.", "annotator": 1, "lead_time": 3.5, "label": [_SPAN]}, "Label Studio"),
    ({"%TYPES": {}, "%FEATURE_STRUCTURES": []}, "UIMA CAS"),
    ({"text": "They met.", "annotation_sets": {}, "offset_type": "p"}, "GATE"),
    ({"source": "x", "documents": [{"id": "1", "passages": []}]}, "BioC"),
    ({"id": 1, "paragraphs": [{"raw": "They met.", "sentences": [{"tokens": []}]}]}, "spaCy"),
    (["They met.", {"entities": [[0, 4, "ACT"]]}], "spaCy"),
    ({"text": "They met.", "spans": [_SPAN]}, "Prodigy"),
    ({"text": "They met.", "label": "meeting"}, "JSON with codings"),
    ({"tokens": ["They", "met"], "ner_tags": [0, 1]}, "JSON with codings"),
    ({"annotator": "Ann", **_SPAN}, "JSON with codings"),
    ({"text": "They met.", "tags": ["peace", "war"], "date": "1971"}, ""),
    ({"text": "They met.", "meta": {"place": "Vienna", "source": {"page": 3}}}, ""),
    ({"title": "A", "body": "They met.", "from": "Ann", "to": "Ben"}, ""),
]


@pytest.mark.parametrize(("record", "name"), CASES, ids=lambda case: str(case)[:40])
@pytest.mark.parametrize("form", ["list", "lines"])
def test_records_are_known_by_their_keys(record: Any, name: str, form: str) -> None:
    rows = [{"text": "first"}, record]
    if form == "lines" and not isinstance(record, dict):
        rows = [record]
    text = json.dumps(rows) if form == "list" or rows == [record] else "\n".join(map(json.dumps, rows))
    found = recognised(FileLook("a.json", text.encode()))
    assert (found is None) == (name == "")
    assert found is None or name in found.what


def test_a_web_annotation_is_known_also_where_it_is_broken() -> None:
    text = b'{"@context": "http://www.w3.org/ns/anno.jsonld", "target": [1,],}'
    assert json_marks.is_web_annotation(FileLook("a.json", text))
    assert not json_marks.is_web_annotation(FileLook("a.txt", b"See http://www.w3.org/ns/anno.jsonld"))


def test_one_object_with_objects_in_it_is_asked_about_unless_they_are_the_documents() -> None:
    objects = [{"n": 1}, {"n": 2}]
    nested = [{"note": "x", "cases": objects}, {"a": objects, "b": objects}, {"note": "x", "by": {"a": {"n": 1}}}]
    plain = [{"count": 2, "speeches": objects}, {"text": "x", "meta": {"a": 1}}, {"text": "x", "tags": ["a"]}, {}]
    assert [json_marks.is_nested(FileLook("a.json", json.dumps(each).encode())) for each in nested] == [True] * 3
    assert [json_marks.is_nested(FileLook("a.json", json.dumps(each).encode())) for each in plain] == [False] * 4


@settings(max_examples=examples(40))
@given(rows=st.lists(st.fixed_dictionaries({"title": st.text(), "text": st.text(), "date": st.text()}), min_size=1))
def test_texts_with_metadata_are_of_no_foreign_kind(rows: list[dict[str, str]]) -> None:
    lines = "\n".join(map(json.dumps, rows))
    for text in (json.dumps(rows), lines):
        assert recognised(FileLook("a.json", text.encode())) is None
