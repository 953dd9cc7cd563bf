"""Requests to a process that reads files, and its answers."""

import builtins
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.readers import serving
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


_LIMITED = """
import resource, sys
from annotator.readers.serving import _limit_memory
given, size = map(int, sys.argv[1:])
most = given or resource.RLIM_INFINITY
resource.setrlimit(resource.RLIMIT_AS, (most, most))
_limit_memory(size)
print(*resource.getrlimit(resource.RLIMIT_AS))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits memory by process")
@settings(max_examples=examples(8), deadline=None)
@given(given_gb=st.sampled_from([0, 1, 2, 4, 64]), size=st.sampled_from([0, 2**30, 2**33]))
def test_what_the_system_allows_at_most_is_never_raised(given_gb: int, size: int) -> None:
    """Nobody but root may raise it, and a process that tries ends."""
    command = [sys.executable, "-c", _LIMITED, str(given_gb * 2**30), str(size)]
    root = Path(serving.__file__).parents[2]
    said = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout.split()
    now, most = map(int, said)
    assert most == (given_gb * 2**30 or -1)
    assert now > 0 and (most == -1 or now <= most)


def test_where_nothing_says_how_much_memory_there_is_files_are_read_without_a_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def none(*_: object, **__: object) -> None:
        raise FileNotFoundError

    answers = io.BytesIO()
    monkeypatch.setattr(builtins, "open", none)
    serve_files(lambda mode, data: data, io.BytesIO((3).to_bytes(8, "big") + b"pabc"), answers)
    assert answers.getvalue().endswith(b"abc")
