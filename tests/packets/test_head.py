"""The head of a packet says the same on its way there and back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.packets.head import (
    BadPacket,
    PacketHead,
    fingerprint,
    looks_like_packet,
    new_key,
    read_head,
    signed,
)
from tests.examples import examples
from tests.packets.made import head

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(WORDS, WORDS, WORDS, st.integers(0, 10**9))
@settings(max_examples=examples(30))
def test_a_head_is_read_as_it_was_written(project: str, sender: str, name: str, acts: int) -> None:
    made = PacketHead("0" * 32, project, sender, "", "2026-11-25T10:00:00Z", acts, "k", name)
    assert read_head("x", made.line()) == made
    assert made.line().endswith(b"\n") and made.line().count(b"\n") == 1
    assert all(looks_like_packet(made.line()[:length]) for length in range(1, 60)) and not looks_like_packet(b"")


@pytest.mark.parametrize(
    "line",
    [b"[]", b"null", b'{"format":"annotator packet","version":1,"acts":"x"}', head(1).line().replace(b"1,", b"-1,")],
)
def test_a_head_that_lacks_something_is_refused(line: bytes) -> None:
    with pytest.raises(BadPacket, match="it is not as it was written"):
        read_head("x.packet", line)


def test_a_fingerprint_tells_keys_apart_and_is_none_itself() -> None:
    keys = {new_key() for _ in range(20)}
    assert len({fingerprint(key) for key in keys}) == len(keys) == 20
    assert not any(fingerprint(key) in key.hex() for key in keys)


def test_what_is_signed_hangs_on_key_and_what_stood_before_and_content() -> None:
    made = {signed(key, before, content) for key in (b"k", b"l") for before in (b"", b"1") for content in (b"x", b"y")}
    assert len(made) == 8


def test_the_key_is_the_senders_where_a_coder_hands_in_and_else_the_receivers() -> None:
    assert head(1).owner == "ana-id"
    assert head(1, sender="", receiver="ben-id").owner == "ben-id"
    assert head(1, sender="").owner == ""
