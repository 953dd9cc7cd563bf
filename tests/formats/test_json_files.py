"""Records of JSON files: the quick way and the strict one read the same, and odd files take the strict one."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats.json_files import records_in, whole
from annotator.model.errors import BadFile
from annotator.readers.json_records import records
from annotator.readers.source import SourceFile
from tests.examples import examples

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.floats(-9, 9) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)
RECORDS = st.lists(st.dictionaries(st.text(max_size=3), VALUES, max_size=4), min_size=1, max_size=4)


def source(text: str, name: str) -> SourceFile:
    return SourceFile(name, text.encode("utf-8", "surrogatepass"))


@settings(max_examples=examples(60), deadline=None)
@given(found=RECORDS, is_ascii=st.booleans())
def test_both_ways_read_the_same(found: list[dict[str, object]], is_ascii: bool) -> None:
    lines = "".join(json.dumps(one, ensure_ascii=is_ascii) + "\n" for one in found)
    for text, name in ((lines, "x.jsonl"), (json.dumps(found, ensure_ascii=is_ascii), "x.json")):
        try:
            strict = records(name, source(text, name).decoded().text, name.endswith("l"), unwraps=False)[0]
        except BadFile:  # control characters throughout, which are no text
            continue
        assert records_in(source(text, name))[0] == strict


@pytest.mark.parametrize("text", ['{"a": 1, "a": 2}', '{"a": NaN}'])
def test_what_is_odd_is_said(text: str) -> None:
    assert records_in(source(text, "x.json"))[1]


@pytest.mark.parametrize(
    "text", ['{"a": "\\ud800"}', '{"a": 1e400}', '{"a": ' + "[" * 60 + "]" * 60 + "}", "3", "", '{"a"']
)
def test_what_is_no_record_is_refused(text: str) -> None:
    with pytest.raises(BadFile):
        records_in(source(text, "x.json"))


def test_whole_numbers_are_known_in_each_form() -> None:
    assert [whole(one) for one in (3, 3.0, "3", "-3", True, 3.5, "3.5", None, "٣")] == [3, 3, 3, -3] + [None] * 5
