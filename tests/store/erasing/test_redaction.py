"""Facts, rows and sentences lose what is erased and nothing else."""

import json

import pytest

from annotator.store.erasing.finding import FoundToErase
from annotator.store.erasing.redaction import ERASED, Redaction
from annotator.store.schema.tables import Table

FOUND = FoundToErase(
    titles={"Secret talk", "secret.docx"},
    names={"ana": {"Ana", "Bea"}},
    renamed={(Table.CODERS, "ana"): "coder-1", (Table.LAYERS, "l"): "coder-1 again"},
    examples={"urged them"},
    versions={"v"},
)
FOUND.rows[Table.DOCUMENTS] = {"d"}


@pytest.mark.parametrize(
    ("verb", "facts", "left"),
    [
        ("rename document", {"document": "d", "before": "x", "after": "y"}, {"before": ERASED, "after": ERASED}),
        ("rename document", {"document": "e", "before": "x", "after": "y"}, {}),
        ("rename coder", {"coder": "ana", "before": "Ana", "after": "Bea"}, {"before": "coder-1", "after": "coder-1"}),
        ("rename coder", {"coder": "ben", "before": "Ana", "after": "Ben"}, {}),
        ("import files", {"files": ["secret.docx", "o.txt", "ana_2.jsonl"]}, {"files": [ERASED, "o.txt", ERASED]}),
        ("import own", {"files": ["secret.docx", "o.txt"]}, {"files": [ERASED, "o.txt"]}),
        ("import files", {"files": ["anabel.txt"]}, {}),
        ("code", {"document": "d"}, {}),
    ],
)
def test_facts_lose_what_they_name(verb: str, facts: dict[str, object], left: dict[str, object]) -> None:
    found = Redaction(FOUND).facts(verb, facts)
    assert found == {**facts, **left}
    assert (found is facts) == (not left)


def test_rows_go_or_lose_a_name() -> None:
    redaction = Redaction(FOUND)
    assert redaction.goes(Table.DOCUMENTS, "d") and not redaction.goes(Table.DOCUMENTS, "e")
    assert redaction.touches(Table.CODERS, "ana") and not redaction.touches(Table.CODERS, "ben")
    assert redaction.fields(Table.LAYERS, "l", {"name": "Ana again", "kind": "coder"}) == {
        "name": "coder-1 again",
        "kind": "coder",
    }
    same = {"roles": "lead"}
    assert redaction.fields(Table.CODERS, "ana", same) is same
    assert redaction.record(Table.CODERS, "ana", None) is None
    text = '{"id":"ben","name":"Ana"}'
    assert redaction.record(Table.CODERS, "ben", text) is text
    assert json.loads(redaction.record(Table.CODERS, "ana", '{"name":"Ana"}') or "") == {"name": "coder-1"}


def test_codebooks_lose_examples() -> None:
    codebook = json.dumps({"labels": [{"id": "a", "examples": ["urged them", "other"]}, {"id": "b"}]})
    found = Redaction(FOUND).fields(Table.CODEBOOK_VERSIONS, "v", {"codebook": codebook, "number": 1})
    assert json.loads(found["codebook"]) == {"labels": [{"id": "a", "examples": ["other"]}, {"id": "b"}]}
    assert found["number"] == 1


def test_sentences_of_older_versions() -> None:
    said = Redaction(FOUND).sentence("Add the coder Ana to Secret talk; Anabel")
    assert said == f"Add the coder {ERASED} to {ERASED}; Anabel"
