"""What is put together is read back as it was added, and where there is no room a sentence says so."""

import errno
from collections.abc import Callable
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats import spool
from annotator.formats.spool import Spool
from annotator.model.errors import BadFile


@given(parts=st.lists(st.binary(max_size=9)), size=st.integers(1, 12), in_memory=st.integers(1, 30))
def test_chunks_of_any_size_are_what_was_added(parts: list[bytes], size: int, in_memory: int) -> None:
    with patch.object(spool, "IN_MEMORY", in_memory):
        made = Spool()
    for part in parts:
        made.add(part)
    chunks = list(made.chunks(size))
    assert b"".join(chunks) == b"".join(parts) and made.size == sum(map(len, parts))
    assert all(len(chunk) == size for chunk in chunks[:-1])
    lines = list(made.lines())
    assert b"".join(lines) == b"".join(parts) and all(line.find(b"\n") == len(line) - 1 for line in lines[:-1])
    made.close()


def test_where_there_is_no_room_a_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    made = Spool()

    def full(*_: object) -> Callable[[], None]:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(made._file, "write", full)
    with pytest.raises(BadFile, match=r"no room for what is put together there.*make room"):
        made.add(b"x")
    made.close()
