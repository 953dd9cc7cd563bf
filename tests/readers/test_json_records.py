"""JSON and JSON lines: strict, whole or not at all, and the line of whatever is wrong."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.document import DocumentDraft, canonical
from annotator.model.errors import BadFile
from annotator.readers.registry import read_bytes

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**9), 10**9)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
RECORDS = st.lists(
    st.fixed_dictionaries(
        {"text": st.text(min_size=1).filter(lambda text: bool(canonical(text).strip())), "x": VALUES}
    ),
    min_size=1,
    max_size=4,
)


def read(text: str, name: str = "a.jsonl") -> list[DocumentDraft]:
    return read_bytes(name, text.encode())


@pytest.mark.parametrize("ascii_only", [True, False])
@given(records=RECORDS)
def test_whatever_is_written_as_json_is_read_back(ascii_only: bool, records: list[dict[str, object]]) -> None:
    lines = "".join(json.dumps(record, ensure_ascii=ascii_only) + "\n" for record in records)
    whole = json.dumps(records, ensure_ascii=ascii_only, indent=1)
    for drafts in (read(lines), read(whole, "a.json"), read(whole), read(lines, "a.json")):
        assert [draft.text for draft in drafts] == [canonical(str(record["text"])) for record in records]
        kept = [
            {key: value for key, value in record.items() if key != "text" and value not in ("", None)}
            for record in records
        ]
        assert [dict(draft.metadata) for draft in drafts] == kept


def test_line_separators_within_a_text_end_no_line() -> None:
    assert read('{"text":"a\u2028b\x85c"}\r\n\r\n{"text":"d"}')[0].text == "a\u2028b\x85c"


def test_an_object_around_a_list_is_opened() -> None:
    assert [draft.text for draft in read('{"count": 2, "speeches": [{"text": "a"}, {"text": "b"}]}', "a.json")] == [
        "a",
        "b",
    ]


def test_records_without_text_are_left_out_and_named() -> None:
    drafts = read('{"text": "a"}\n{"text": null}\n{"n": 1}\n')
    assert drafts[0].notices == ("Left out because “text” is empty there: record 2, 3.",)


def test_a_number_as_title_and_a_nested_value_as_metadata() -> None:
    (draft,) = read('{"id": 7, "text": "x", "meta": {"place": ["Paris"]}}')
    assert (draft.title, draft.metadata) == ("7", {"id": 7, "meta": {"place": ["Paris"]}})


def test_what_is_no_json_but_often_meant_as_such_is_said() -> None:
    (draft,) = read('{"text": "x", "text": "y", "n": NaN}')
    assert draft.text == "y"
    assert draft.metadata == {}
    assert draft.notices == (
        "Line 1: NaN is not JSON and was read as empty.",
        "Line 1: “text” stands twice in one object; the last one counts.",
    )


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.jsonl", '{"text":"a"}\n{"text":}\n', "line 2, column 9 is not JSON: expecting value; nothing was imported"),
        ("a.jsonl", '{"text":"a"}\n[1]\n', "line 2 is a list; expected one JSON object a line"),
        ("a.json", '[{"text":"x",},\n]', "line 1, column 1[34] is not JSON: "),
        ("a.json", '[{"text":"x"}, 3]', "item 2 of the list is a number"),
        ("a.json", "42", "the file holds a number"),
        ("a.json", '"x"', "the file holds a text"),
        ("a.json", "null", "the file holds null"),
        ("a.json", "[]", "no column is plainly"),
        ("a.json", " \n ", "the file is empty"),
        ("a.json", "<!doctype html>", "it is not JSON but HTML"),
        ("a.json", '{"text":"a\\ud83d"}', "half of a surrogate pair"),
        ("a.jsonl", '{"text":"a", "\\udc00": 1}', "line 1: a text has half of a surrogate pair"),
        ("a.json", '{"text":"a","n":1e999}', "the number 1e999 is too large"),
        (
            "a.jsonl",
            '{"text":"a","n":' + "9" * 5000 + "}",
            r"line 1: the number 999999999999… \(5000 digits\) is too large",
        ),
        ("a.json", "[" * 100_000, "nested too deeply"),
        ("a.json", '{"text":"a","n":' + "[" * 60 + "]" * 60 + "}", "nested too deeply"),
        ("a.json", '{"text": 5}', "record 1: “text” is not a text|no column is plainly"),
        ("a.jsonl", '{"text":"a"}\n{"text":["b"]}', "record 2: “text” is not a text"),
    ],
    ids=range(18),
)
def test_a_broken_file_is_refused_whole_with_its_place(name: str, text: str, words: str) -> None:
    with pytest.raises(BadFile, match=words):
        read(text, name)
