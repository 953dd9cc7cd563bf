"""An invitation says the same on its way there and back, opens the door for nobody else, and is never half believed."""

import json
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator import __version__
from annotator.hub import invitation as invitation_module
from annotator.hub.address import HubAddress
from annotator.hub.invitation import MAY_BE_EMPTY, SUFFIX, Invitation, looks_like_invitation, read, write
from annotator.model.errors import BadFile
from annotator.model.program_version import newer
from annotator.packets.head import PacketHead
from tests.examples import examples
from tests.hub.invitations import invitations, made
from tests.model.test_program_version import VERSIONS


def refused(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    with pytest.raises(BadFile) as raised:
        read(path)
    sentence = str(raised.value)
    assert sentence.startswith(path.name) and sentence.endswith(".") and "\n" not in sentence
    assert made().one_time_password not in sentence
    return sentence


@given(invitations())
@settings(max_examples=examples(60))
def test_an_invitation_is_read_as_it_was_written(tmp_path_factory: pytest.TempPathFactory, one: Invitation) -> None:
    folder = tmp_path_factory.mktemp("sent")
    paths = [write(folder, one) for _ in range(3)]
    assert len({*paths}) == 3 and all(read(path) == one and path.name.endswith(SUFFIX) for path in paths)
    assert one.one_time_password not in (one.address.url, paths[0].name)
    shown = repr(one).replace(repr(one.coder_name), "").replace(repr(one.project), "")
    assert "one_time_password" not in shown and "BEGIN" not in shown


def test_an_invitation_is_called_after_the_person_and_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / f"Ana Souza{SUFFIX}").write_text("what was there")
    assert [write(tmp_path, made()).name for _ in range(2)] == ["Ana Souza (2).invitation", "Ana Souza (3).invitation"]
    assert write(tmp_path, made(coder_name="../Ben/x")).parent == tmp_path
    assert (tmp_path / f"Ana Souza{SUFFIX}").read_text() == "what was there"


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights otherwise")
def test_nobody_else_on_this_computer_reads_it(tmp_path: Path) -> None:
    former = os.umask(0)
    try:
        path = write(tmp_path, made())
    finally:
        os.umask(former)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_folder_that_is_none_or_full_is_named_and_nothing_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(BadFile, match="there is no such folder"):
        write(tmp_path / "gone", made())

    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BadFile, match="cannot be written \\(No space left on device\\)"):
        write(tmp_path, made())
    assert list(tmp_path.iterdir()) == []


def test_what_is_cut_off_at_any_place_is_refused(tmp_path: Path) -> None:
    whole = made().content()
    for length in range(len(whole) - 1):  # without the line's end it says everything
        told = refused(tmp_path / "Ana.invitation", whole[:length])
        assert ("it is cut off; ask who invited you" in told) == (length > 0)
    assert looks_like_invitation(whole[:1]) and looks_like_invitation(whole) and not looks_like_invitation(b"")


@given(st.data())
@settings(max_examples=examples(400))
def test_what_was_changed_anywhere_is_refused_or_says_the_same(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path, whole = tmp_path_factory.mktemp("sent") / "Ana.invitation", bytearray(made().content())
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] = data.draw(st.integers(0, 255))
    path.write_bytes(whole)
    try:
        one = read(path)
    except BadFile:
        refused(path, bytes(whole))
    else:
        assert one == made()


def test_each_field_that_is_missing_added_empty_or_of_another_kind_is_refused(tmp_path: Path) -> None:
    path, said = tmp_path / "Ana.invitation", json.loads(made().content())
    for name in said:
        other: object
        for other in (None, 7, [], "", f"{said[name]} "):
            refused(path, json.dumps(said | {name: other}).encode())
        for other in (None, 7, [], *([] if name in MAY_BE_EMPTY else [""])):  # by whoever reckons the check, too
            if name != "check":
                refused(path, _checked(said | {name: other}))
        without = {key: value for key, value in said.items() if key != name}
        refused(path, json.dumps(without).encode() if name == "check" else _checked(without))
    refused(path, _checked(said | {"more": "x"}))


@given(version=VERSIONS, number=st.integers(2, 2**70), more=st.dictionaries(st.text(), st.integers(), max_size=3))
@settings(max_examples=examples(30))
def test_an_invitation_of_a_newer_version_names_the_version_to_get(
    tmp_path_factory: pytest.TempPathFactory, version: str, number: int, more: dict[str, int]
) -> None:
    head = {"format": "annotator invitation", "version": number, "program": version}
    said = refused(tmp_path_factory.mktemp("newer") / "Ana.invitation", json.dumps({**more, **head}).encode())
    assert (f"annotator {version} wrote it; get {version} or a newer one to join by it" in said) == bool(newer(version))


def test_another_programs_invitation_cannot_bring_a_password_in_its_address(tmp_path: Path) -> None:
    said = json.loads(made().content())
    told = refused(tmp_path / "x.invitation", _checked(said | {"url": "postgresql://ana:Zq7Wv9@h/d"}))
    assert "Zq7Wv9" not in told
    read_again = _checked(said | {"url": "postgresql://h/d"})
    assert "changed" in refused(tmp_path / "x.invitation", read_again), "nobody signs in there"


def test_a_newer_one_a_packet_and_what_is_no_invitation_are_told_apart(tmp_path: Path) -> None:
    path, said = tmp_path / "Ana.invitation", json.loads(made().content())
    assert said["program"] == __version__
    newer = "a newer version of annotator wrote it; update the program to join by it"
    others: tuple[object, ...] = (__version__, "0.0.1", "soon", 7, None, [])
    for program in others:
        assert newer in refused(path, json.dumps(said | {"version": 2, "program": program}).encode())
    packet = PacketHead("0" * 32, "Readouts", "ana-id", "", "2026-11-25T10:00:00Z", 1, "k").line()
    for other in (packet, b"", b"null", b"[" * 99_999, b"{}", b"\xff\xfe", b"SQLite format 3\0", b" " * (1 << 20)):
        assert "it is no invitation; choose the file that you were sent" in refused(path, other)
    with pytest.raises(BadFile, match="cannot be read; check the name"):
        read(tmp_path / "gone.invitation")
    with pytest.raises(BadFile, match="cannot be read; check the name"):
        read(tmp_path)


def _checked(said: dict[str, object]) -> bytes:
    """Return what a program wrote that reckons the check as ours does."""
    rest = {key: value for key, value in said.items() if key != "check"}
    return json.dumps(rest | {"check": invitation_module.check_of(rest)}).encode()


def test_the_address_of_an_invitation_is_that_of_whoever_is_invited(tmp_path: Path) -> None:
    path = write(tmp_path, made(address=HubAddress("::1", "a/b", 6000, "安娜")))
    assert read(path).address == HubAddress("::1", "a/b", 6000, "安娜")
