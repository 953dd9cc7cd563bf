"""What is read of a packet is what was written, or the beginning of it, or one sentence."""

import hashlib
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator import __version__
from annotator.model.program_version import newer
from annotator.packets import frames
from annotator.packets.contents import HowFar
from annotator.packets.head import BadPacket, PacketHead, signed
from annotator.packets.reading import Packet, read_packet
from annotator.sync.delivery import SourceBytes
from annotator.sync.parts import encoded
from tests.examples import examples
from tests.model.test_program_version import VERSIONS
from tests.packets.made import KEY, ORIGIN, OTHER, head, lines_in, lines_of, opened, packed, strand

LINES = st.lists(st.binary(min_size=1, max_size=40).map(lambda line: line.replace(b"\n", b" ")), max_size=6)
TEXTS = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=30), max_size=3, unique=True)
THREE = [strand("1", [b"one", b"two"]), strand("2", [b"three"], first=7), strand("3", [b"x" * 200])]


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@given(st.dictionaries(st.sampled_from("abcdef"), LINES, max_size=5), TEXTS, st.integers(1, 60), st.integers(0, 7))
@settings(max_examples=examples(40))
def test_all_that_was_written_is_read_however_often_and_however_it_falls_into_frames(
    strands: dict[str, list[bytes]], texts: list[str], full: int, packed_from: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for module in ("frames", "writing"):
            patch.setattr(f"annotator.packets.{module}.FULL", full)
        made = [strand(name, lines, 3, packed_from, at4=b"h" * 32) for name, lines in strands.items() if lines]
        files = [(hash_of(text), SourceBytes(f"{at}.txt", text.encode())) for at, text in enumerate(texts)]
        far = HowFar({("s", "shared"): 4, ("t", "lead"): 2}, '{"days":{}}', {"ana-id": ["00ff"]})
        packet = opened(packed(made, [(hash_of(text), text) for text in texts], files, far))
    assert packet.is_whole and not packet.cut_off
    for _ in range(2):
        assert lines_in(packet) == {name: lines for name, lines in strands.items() if lines}
        assert [packet.text(hash_of(text)) for text in texts] == texts
        assert [(sha256, packet.file(sha256)) for sha256, _ in files] == files
    for one in packet.strands():
        assert (one.first, one.end, one.before, one.erased) == (3, b"e" * 32, b"b" * 32, {4: b"h" * 32})
    assert packet.how_far == far
    assert packet.text(hash_of("another")) is None and packet.file(hash_of("another")) is None


def test_a_line_longer_than_a_frame_comes_through_and_is_one_line() -> None:
    long = b"".join(hashlib.sha256(b"%d" % at).hexdigest().encode() for at in range(4_000))
    for packed_from in (9, 1, 2):
        packet = opened(packed([strand("1", [b"before", long, b"after"], packed_from=packed_from)]))
        assert lines_in(packet) == {"1": [b"before", long, b"after"]} and packet.acts == 3


def _prefix(found: dict[str, list[bytes]], whole: dict[str, list[bytes]]) -> bool:
    return all(lines == whole[name][: len(lines)] for name, lines in found.items())


def test_cut_off_at_any_byte_its_whole_frames_count_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("frames", "writing"):
        monkeypatch.setattr(f"annotator.packets.{module}.FULL", 60)
    lines = {str(number): [b"%d/%d" % (number, one) * 9 for one in range(4)] for number in range(3)}
    whole = packed([strand(name, some, packed_from=int(name) + 1) for name, some in lines.items()])
    counts: list[int] = []
    for length in range(1, len(whole)):
        try:
            packet = opened(whole[:length])
        except BadPacket as error:
            assert "cut off before its first act; ask for it again" in str(error) and not counts
            continue
        assert _prefix(lines_in(packet), lines) and not packet.is_whole
        assert all(one.end is None or len(lines_of(one)) == 4 for one in packet.strands())
        assert packet.acts == sum(map(len, lines_in(packet).values()))
        assert packet.cut_off == f"Ana.packet is cut off after {packet.acts} of 12 acts; ask for it again."
        counts.append(packet.acts)
    assert counts == sorted(counts) and {0, 12} <= set(counts) and len(set(counts)) > 6


def test_of_a_packet_with_any_byte_altered_nothing_is_read_that_was_not_written() -> None:
    whole = packed(THREE)
    expected = lines_in(opened(whole))
    for at in range(len(whole)):
        altered = bytearray(whole)
        altered[at] ^= 1 + at % 255
        try:
            packet = opened(bytes(altered))
        except BadPacket as error:
            assert str(error).endswith((".",)) and "Ana.packet: it" in str(error)
        else:  # a length that promises more than there is looks as what was cut off
            assert not packet.is_whole and _prefix(lines_in(packet), expected)


@pytest.mark.parametrize("more", [b"x", b"more", b"0123456789" * 9])
def test_what_stands_behind_the_end_is_noticed(more: bytes) -> None:
    with pytest.raises(BadPacket, match="something in it was changed"):
        opened(packed(THREE) + more)


def test_frames_in_another_order_or_twice_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.packets.frames.FULL", 30)
    whole = packed([strand("1", [b"a" * 40]), strand("2", [b"b" * 40]), strand("3", [b"c" * 40])])
    start = whole.index(b"\n", whole.index(b"\n") + 1) + 1
    pieces, at = [], start
    while at < len(whole):
        size = 4 + int.from_bytes(whole[at : at + 4], "big") + frames.MAC_BYTES
        pieces.append(whole[at : at + size])
        at += size
    assert len(pieces) > 2
    for order in ([1, 0], [0, 0], [0, 2], [*range(len(pieces)), 0]):
        with pytest.raises(BadPacket, match="something in it was changed"):
            opened(whole[:start] + b"".join(pieces[number] for number in order))


def refusal(packet: bytes, keys: dict[str, list[bytes]] | None = None, origin: str = ORIGIN) -> str:
    with pytest.raises(BadPacket) as caught:
        read_packet(io.BytesIO(packet), "Ana.packet", origin, keys if keys is not None else {"ana-id": [KEY]})
    return str(caught.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it is empty (0 bytes); ask for it again."),
        (b"PK\x03\x04 something else", "it is no packet of annotator; check which file it is."),
        (b"\xff\xfe\n" * 40, "it is no packet of annotator; check which file it is."),
        (b'{"format":"annotator', "it is cut off before its first act; ask for it again."),
        (
            b'{"format":"annotator packet","version":9,"new":1}\n' + b"0" * 64 + b"\n",
            "a newer version of annotator wrote it; update the program to take it in.",
        ),
        (
            b'{"format":"annotator packet","version":1}\n' + b"0" * 64 + b"\n",
            "it is not as it was written: something in it was changed; ask for it again.",
        ),
        (
            b'{"format":"annotator packet","version":[1]}\n' + b"0" * 64 + b"\n",
            "it is not as it was written: something in it was changed; ask for it again.",
        ),
    ],
)
def test_what_is_no_packet_is_told_in_one_sentence(content: bytes, said: str) -> None:
    assert refusal(content) == f"Ana.packet: {said}"


@given(version=VERSIONS, number=st.integers(2, 2**70), more=st.dictionaries(st.text(), st.integers(), max_size=3))
@settings(max_examples=examples(30))
def test_a_packet_of_a_newer_version_names_the_version_to_get(version: str, number: int, more: dict[str, int]) -> None:
    said = encoded({"format": "annotator packet", "version": number, **more, "program": version}).encode()
    told = refusal(said + b"\n" + b"0" * 64 + b"\nwhatever frames are then")
    what = f"annotator {version} wrote it; get {version} or a newer one to take it in."
    assert told == f"Ana.packet: {what}" or (not newer(version) and "a newer version of annotator wrote it" in told)


def test_a_packet_says_which_version_wrote_it() -> None:
    assert opened(packed(THREE)).head.program == __version__


def test_a_packet_of_another_project_names_it() -> None:
    said = "it belongs to another project (“Readouts”); open that one to take it in."
    assert refusal(packed(THREE), origin="1" * 32) == f"Ana.packet: {said}"


@pytest.mark.parametrize(
    ("of", "key", "said"),
    [
        (head(4), OTHER, "it was not written with the key of Ana’s copy; ask whoever sent it."),
        (
            head(4, OTHER),
            OTHER,
            "it says that it comes from Ana’s copy, and was written with the key of another; ask for it again.",
        ),
        (head(4, OTHER, sender="", receiver="cem-id"), OTHER, "it is for Ben; take in the one that is for you."),
        (
            head(4, OTHER, sender=""),
            OTHER,
            "it says that it comes from a copy of whoever leads, and was written with the key of another; "
            "ask for it again.",
        ),
    ],
)
def test_nobody_writes_in_anothers_name(of: PacketHead, key: bytes, said: str) -> None:
    keys = {"ana-id": [KEY]} if "not written" in said or "is for" in said else {"ana-id": [KEY], "ben-id": [OTHER]}
    made = packed(THREE, key=key, of=of)
    if "not written" in said:
        made = packed(THREE, key=key, of=head(4, OTHER))
    assert refusal(made, keys) == f"Ana.packet: {said}"


def test_a_key_that_somebody_had_before_still_reads_their_packets() -> None:
    packet = read_packet(io.BytesIO(packed(THREE)), "Ana.packet", ORIGIN, {"ana-id": [OTHER, KEY]})
    assert packet.is_whole


def test_it_is_read_from_a_file_that_is_let_go_of_in_the_end(tmp_path: Path) -> None:
    path = tmp_path / "Ana.packet"
    path.write_bytes(packed(THREE))
    with read_packet(path.open("rb"), path.name, ORIGIN, {"ana-id": [KEY]}) as packet:
        assert isinstance(packet, Packet) and packet.acts == 4
    path.unlink()
    stream = io.BytesIO(packed(THREE)[:-5])
    with pytest.raises(BadPacket):
        read_packet(stream, "Ana.packet", "1" * 32, {})
    assert stream.closed


def test_what_is_signed_and_has_no_sense_is_refused_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    for record in (
        ["strand", 0],
        ["run", 5],
        ["erased", 1, "x"],
        ["end", 7],
        ["end"],
        ["far"],
        ["far", 0, 0],
        ["far", 3, 3],
    ):
        stream = io.BytesIO()
        of = head(0)
        frames_made = frames.FrameWriter(stream, KEY, signed(KEY, b"", of.line()))
        frames_made.add(record)
        frames_made.flush()
        mac = signed(KEY, b"", of.line())
        said = refusal(of.line() + mac.hex().encode() + b"\n" + stream.getvalue())
        assert said == "Ana.packet: it holds what annotator does not write; ask for it again."
