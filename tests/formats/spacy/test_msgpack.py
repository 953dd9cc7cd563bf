"""Values come back from MessagePack, and stand there as its specification writes them."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.spacy.msgpack import NotMessagePack, packed
from annotator.formats.spacy.msgpack import unpacked as ours
from tests.formats.spacy.unpacking import unpacked

PLAIN = st.none() | st.booleans() | st.integers(-(1 << 63), (1 << 64) - 1) | st.floats() | st.text() | st.binary()
VALUES = st.recursive(PLAIN, lambda inner: st.lists(inner, max_size=20) | st.dictionaries(st.text(), inner))


@given(value=VALUES)
def test_any_value_comes_back(value: Any) -> None:
    back = unpacked(packed(value))
    assert back == value or (isinstance(value, float) and math.isnan(value)) or repr(back) == repr(value)
    assert repr(ours(packed(value))) == repr(back)


@pytest.mark.parametrize(("kind", "sizes"), [("text", (31, 32, 256, 65536)), ("list", (15, 16, 65536))])
def test_long_ones_come_back_at_the_bounds_of_their_heads(kind: str, sizes: tuple[int, ...]) -> None:
    for size in sizes:
        for length in (size - 1, size):
            value = "é" * (length // 2) + "a" * (length % 2) if kind == "text" else [None] * length
            assert unpacked(packed(value)) == value


# https://github.com/msgpack/msgpack/blob/master/spec.md
@pytest.mark.parametrize(
    ("value", "bytes_of_it"),
    [(None, "c0"), (False, "c2"), (True, "c3"), (7, "07"), (-1, "ff"), (-32, "e0"), (1.0, "cb3ff0000000000000"),
     ("a", "a161"), (b"a", "c40161"), ([1], "9101"), ({"a": 1}, "81a16101"), (1 << 32, "cf0000000100000000"),
     (-33, "d3ffffffffffffffdf")],
)  # fmt: skip
def test_values_are_written_as_specified(value: Any, bytes_of_it: str) -> None:
    assert packed(value).hex() == bytes_of_it


def test_a_number_beyond_64_bits_is_a_text() -> None:
    assert unpacked(packed([1 << 64, -(1 << 63) - 1])) == [str(1 << 64), str(-(1 << 63) - 1)]


@given(data=st.binary(max_size=40), value=VALUES, cut=st.floats(0, 1))
def test_bytes_that_are_none_are_refused_and_nothing_else_happens(data: bytes, value: Any, cut: float) -> None:
    whole = packed(value)
    for one in (data, whole[: int(cut * len(whole))], whole + data):
        try:
            ours(one)
        except NotMessagePack as error:
            assert str(error)


@pytest.mark.parametrize(
    "data",
    [b"\xdd\xff\xff\xff\xff", b"\xdf\xff\xff\xff\xff", b"\xdb\xff\xff\xff\xffa", b"\x91" * 9_999, b"\x81\x80\1"],
)  # fmt: skip
def test_sizes_that_the_bytes_cannot_hold_take_no_room(data: bytes) -> None:
    with pytest.raises(NotMessagePack):
        ours(data)


def test_a_list_as_a_key_is_a_tuple_and_an_extension_its_bytes() -> None:
    assert ours(b"\x81\x92\xa1a\xc0\x01") == {("a", None): 1}
    assert ours(b"\xd5\x05ab") == b"ab" == ours(b"\xc7\x02\x05ab")
