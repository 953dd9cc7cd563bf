"""Requests to a process that reads files, and its answers."""

import io
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.readers.serving import serve_files
from tests.examples import examples


@settings(max_examples=examples(20))
@given(
    files=st.lists(st.tuples(st.sampled_from([b"p", b"l"]), st.binary(max_size=40)), max_size=5),
    cut=st.binary(max_size=7),
)
def test_each_request_is_answered_in_order_until_there_are_no_more(
    files: list[tuple[bytes, bytes]], cut: bytes
) -> None:
    asked = io.BytesIO(b"".join(len(data).to_bytes(8, "big") + mode + data for mode, data in files) + cut)
    answers = io.BytesIO()
    serve_files(lambda mode, data: {"mode": mode.decode(), "data": data.hex()}, asked, answers, limited=False)
    answers.seek(0)
    told = [json.loads(answers.read(int.from_bytes(answers.read(8), "big"))) for _ in files]
    assert told == [{"mode": mode.decode(), "data": data.hex()} for mode, data in files]
    assert answers.read() == b""
