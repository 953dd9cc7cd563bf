"""Frames stand for themselves, and each can be read again by where it stands."""

import io
import zlib

import pytest

from annotator.packets.frames import FULL, FrameReader, FrameWriter
from annotator.packets.head import BadPacket, signed

KEY, MAC = b"k" * 32, b"m" * 32


def written(*contents: bytes) -> io.BytesIO:
    stream = io.BytesIO()
    frames = FrameWriter(stream, KEY, MAC)
    for number, content in enumerate(contents):
        frames.add(["kind", number], content)
    frames.flush()
    frames.flush()  # of nothing
    return stream


def test_a_frame_is_full_after_so_many_bytes_and_is_found_again_by_its_place() -> None:
    contents = [b"a" * FULL, b"b", b"c" * FULL, b"d"]
    reader = FrameReader(written(*contents), KEY, MAC, 0, "x")
    found = list(reader.places())
    assert [[record for record, _ in body.records] for _, body in found] == [
        [["kind", 0]],
        [["kind", 1], ["kind", 2]],
        [["kind", 3]],
    ]
    assert reader.are_all
    for place, body in reversed(found):
        assert reader.body(place) == body
    assert [content for _, body in found for _, content in body.records] == contents


def test_a_file_that_changes_after_it_was_verified_is_noticed_when_it_is_read_again() -> None:
    stream = written(b"a" * 100)
    reader = FrameReader(stream, KEY, MAC, 0, "x.packet")
    ((place, _),) = reader.places()
    stream.seek(10)
    stream.write(b"!")
    reader._last = None
    with pytest.raises(BadPacket, match="something in it was changed"):
        reader.body(place)


@pytest.mark.parametrize(
    "text", [b"no json\n", b'[["lines",0,9]]\nshort', b'[["lines",0,-1]]\n', b'{"a":1}\n', b"[[]]\n", b"", b"[7]\n"]
)
def test_a_frame_without_sense_is_refused(text: bytes) -> None:
    body = b"z" + zlib.compress(text)
    framed = len(body).to_bytes(4, "big") + body
    reader = FrameReader(io.BytesIO(framed + signed(KEY, MAC, framed)), KEY, MAC, 0, "x.packet")
    with pytest.raises(BadPacket, match="it holds what annotator does not write"):
        list(reader.places())


def test_what_is_packed_already_stands_as_it_is() -> None:
    stream = io.BytesIO()
    frames = FrameWriter(stream, KEY, MAC)
    for number, is_packed in enumerate([False, True, True, False]):
        frames.add(["kind", number], b"%d" % number * 50, is_packed)
    frames.flush()
    found = [body.records for _, body in FrameReader(stream, KEY, MAC, 0, "x").places()]
    assert [[record[1] for record, _ in some] for some in found] == [[0], [1, 2], [3]]
    assert b"1" * 50 in stream.getvalue() and b"3" * 50 not in stream.getvalue()


def test_a_frame_that_unpacks_to_more_than_any_holds_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = written(b"0" * 100_000)
    monkeypatch.setattr("annotator.packets.frames.MOST", 50_000)
    with pytest.raises(BadPacket, match="it holds what annotator does not write"):
        list(FrameReader(stream, KEY, MAC, 0, "x.packet").places())
