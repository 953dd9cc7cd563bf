"""JSON is taken apart without being held: each form of its records once, wherever its pieces end."""

import json
from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.readers.foreign.json_look import json_look
from tests.examples import examples


def in_pieces(text: str, size: int) -> Iterator[str]:
    return (text[at : at + size] for at in range(0, len(text), size))


@settings(max_examples=examples(30))
@given(
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
        max_leaves=12,
    ),
    indent=st.sampled_from([None, 1]),
    size=st.integers(1, 40),
)
def test_json_is_taken_apart_wherever_its_pieces_end(value: Any, indent: int | None, size: int) -> None:
    for whole, values in (([value], [value]), ({"a": value}, [{"a": value}])):
        text = json.dumps(whole, indent=indent)
        found = json_look(in_pieces(text, size))
        assert form_of(found.values[: len(values)]) == form_of(values)
    lines = f"{json.dumps({'a': value})}\n{json.dumps({'b': value})}"
    found = json_look(in_pieces(lines, size))
    assert [list(one) for one in found.values] == [["a"], ["b"]] and not found.is_one_object


def form_of(value: Any) -> Any:
    """Return the keys of objects, and of lists the forms of their items, each once."""
    if isinstance(value, dict):
        return {key: form_of(item) for key, item in value.items()}
    return {repr(form_of(item)) for item in value} if isinstance(value, list) else type(value) is str


@settings(max_examples=examples(20))
@given(
    forms=st.lists(st.integers(0, 5), min_size=1, max_size=60),
    how_often=st.integers(1, 400),
    indent=st.sampled_from([None, 1]),
)
def test_of_many_records_in_runs_each_form_is_found_once(forms: list[int], how_often: int, indent: int | None) -> None:
    made: list[Any] = [
        *({"text": "a", "spans": []}, {"text": "a", "spans": [{"start": 0}]}, {"text": ""}, {"n": {"a": []}}),
        *(["a", {"entities": [[0, 1, "A"]]}], {"text": "} { ] [", "n": 1234}),
    ]
    records = [made[form] for form in forms for _ in range(how_often)]
    wanted = [made[form] for form in dict.fromkeys(forms)]
    texts = [json.dumps(records, indent=indent), json.dumps({"a": records}, indent=indent)]
    for text in (*texts, "\n".join(map(json.dumps, [*records, {"last": 1}]))):
        text = text.replace("1234", "1" * 5000)
        found = json_look(in_pieces(text, 10_000))
        values = found.values[0]["a"] if found.is_one_object else found.values
        values = [one for one in values if one != {"last": 1}]
        assert list(map(keys_of, values)) == list(map(keys_of, wanted))


def keys_of(value: Any) -> Any:
    return list(value) if isinstance(value, dict) else value


def test_where_keys_are_names_of_things_what_is_new_in_a_record_counts() -> None:
    many: list[dict[str, Any]] = [{"text": "a", f"id {n}": n} for n in range(3000)]
    found = json_look(iter([json.dumps([*many, {"text": "a", "id 1": 1, "spans": [{"start": 0}]}])]))
    assert len(found.values) <= 2000
    one = json_look(iter([json.dumps([*many[:700], {"text": "a", "id 1": 1, "spans": [{"start": 0}]}])]))
    assert "spans" in one.values[-1]


def test_what_is_no_json_or_breaks_off_has_what_stands_before_it() -> None:
    for text in ("", " ", "word", "{word}", '{"a": 1} is JSON', "[1] is a note", "{", "]"):
        assert json_look(iter([text])).values == []
    record = {"text": "a", "spans": [{"start": 0}]}
    assert json_look(iter([json.dumps([record, {"b": 1}])[:-4]])).values == [record]
    assert json_look(iter([json.dumps(record) + '\n{"text'])).values == [record]
    assert json_look(iter([json.dumps(record)[:-3]])).values[0]["text"] == "a"
    assert json_look(iter(["[" * 200_000])).values == []
    assert json_look(iter(["{}"])) == ([{}], True, False)
