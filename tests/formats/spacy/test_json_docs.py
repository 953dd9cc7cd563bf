"""spaCy's JSON, in each of the forms that it has had, says the same documents."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats.format import ReadOptions
from annotator.formats.registry import format_for, format_named
from annotator.formats.spacy.docbin_reading import SaidSpan
from annotator.formats.spacy.json_docs import json_docs
from annotator.formats.spacy.reading import read
from annotator.model.errors import BadFile
from tests.examples import examples
from tests.shared_data import shared

TEXT = "Xi met Ed 🕊."
TOKENS = [
    {"id": number, "orth": word, "ner": tag}
    for number, (word, tag) in enumerate([("Xi", "U-PER"), ("met", "O"), ("Ed", "B-PER"), ("🕊", "L-PER"), (".", "-")])
]
FORMS = [
    [[TEXT, {"entities": [[0, 2, "PER"], [7, 11, "PER"]], "cats": {"talks": 1.0}}]],
    [TEXT, {"entities": [[0, 2, "PER"], [7, 11, "PER", "Q1"]], "cats": {"talks": 1}}],
    {"text": TEXT, "ents": [{"start": 0, "end": 2, "label": "PER"}, {"start": 7, "end": 11, "label": "PER"}],
     "cats": {"talks": 1.0}, "tokens": [{"id": 0, "start": 0, "end": 2, "lemma": "Xi"}]},
    [{"id": 1, "paragraphs": [{"raw": TEXT, "sentences": [{"tokens": TOKENS}],
                               "cats": [{"label": "talks", "value": 1.0}]}]}],
]  # fmt: skip


def docs_of(value: Any) -> list[Any]:
    return json_docs("x.json", json.dumps(value).encode())[0]


@pytest.mark.parametrize("form", FORMS)
def test_each_form_has_text_entities_and_categories(form: Any) -> None:
    (doc,) = docs_of(form)
    assert doc.text == TEXT and doc.cats == {"talks": 1.0}
    assert [(one.label, one.start, one.stop) for one in doc.entities] == [("PER", 0, 2), ("PER", 7, 11)]


def test_without_its_text_the_form_of_spacy_2_has_a_blank_between_two_tokens() -> None:
    (doc,) = docs_of([{"paragraphs": [{"sentences": [{"tokens": TOKENS}]}]}])
    assert doc.text == "Xi met Ed 🕊 ." and doc.entities[1] == SaidSpan("PER", 7, 11)


def test_groups_and_lines_are_read_and_what_has_no_place_is_counted() -> None:
    pair = [TEXT, {"spans": {"sc": [[0, 2, "PER"], [0, 99, "PER"], [3, 3, "X"], [1, 2]]}}]
    docs, _ = json_docs("x.jsonl", "\n".join(map(json.dumps, [pair, ["No.", {}]])).encode())
    assert [(len(doc.groups.get("sc", [])), doc.broken) for doc in docs] == [(1, 3), (0, 0)]


@pytest.mark.parametrize(
    "value", [[["find a cafe", {"heads": [0, 2, 0], "deps": ["ROOT", "-", "PLACE"]}]], [["a", {}]]]
)
def test_what_says_nothing_but_syntax_is_refused_by_name(value: Any) -> None:
    with pytest.raises(BadFile, match="training data of spaCy without entities, spans or categories"):
        docs_of(value)


@settings(max_examples=examples(50))
@given(data=st.binary(max_size=40), cut=st.floats(0, 1))
def test_what_is_no_json_is_a_sentence(data: bytes, cut: float) -> None:
    whole = json.dumps(FORMS).encode()
    for one in (b"[" + data, whole[: int(cut * len(whole))]):
        try:
            json_docs("x.json", one)
        except BadFile as error:
            assert "\n" not in str(error)


def test_the_training_data_of_others_is_known_and_read(tmp_path: Path) -> None:
    folder = shared("fixtures/spacy/explosion-projects/pipelines")
    counted = {}
    for path in sorted(folder.glob("*/assets/dev.json")):
        assert format_for(path) is format_named("spacy")
        try:
            found = read(path, ReadOptions())
        except BadFile:
            counted[path.parts[-3]] = -1
        else:
            counted[path.parts[-3]] = sum(len(coded.spans) for coded in found.documents)
    pairs = {path.parts[-3]: json.loads(path.read_text("utf-8")) for path in folder.glob("*/assets/dev.json")}
    wanted = {name: sum(len(said.get("entities", [])) for _, said in each) or -1 for name, each in pairs.items()}
    assert counted == wanted
