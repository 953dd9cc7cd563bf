"""What a hub answers: what it promises is believed, whatever else is not, call by call and value by value."""

import hashlib
from datetime import UTC, datetime
from typing import Any

import pytest

from annotator.hub.answers import is_strange
from annotator.hub.calls import CALLS

NOW, HASH = datetime(2026, 1, 2, tzinfo=UTC), bytes(32)
BODY = b"A text."
SHA256 = hashlib.sha256(BODY).digest()
ASKED: dict[str, tuple[Any, ...]] = {
    "version": (),
    "needs": (),
    "hello": ("p",),
    "push": ("p", ["c", "c"]),
    "grown": ("p", None),
    "pull": ("p", ["c", "d"], ["s", "s"], [0, 4], 9),
    "erasures": ("p", ["c", "d"], ["s", "s"], [0, 4]),
    "lacking": ("p", ["c", "d"], [HASH, SHA256]),
    "contents": ("p", [SHA256]),
    "members": ("p",),
    "grants_of": ("p", "k_ana"),
    "keys": ("p",),
    "note_restored": ("p", 0),
}
ANSWERED: dict[str, tuple[Any, ...]] = {
    "version": (1,),
    "needs": ("0.4.0",),
    "hello": ("Treaties", "k_ana", "ana", "coder", "joined", 0, NOW, 9),
    "push": (2, 0, None),
    "grown": ("shared", "sitting", "", 1, 3, HASH, 0, NOW),
    "pull": (2, 4, 5, b"", False, HASH),
    "erasures": (2, 5, HASH),
    "lacking": (2,),
    "contents": (SHA256, "text", "", BODY),
    "members": ("k_ana", "ana", "Ana", "coder", "joined", NOW),
    "grants_of": ("shared",),
    "keys": ("ana", b"key"),
    "note_restored": (1,),
}
WRONG: dict[str, list[tuple[int, Any]]] = {
    "hello": [(3, "owner"), (4, "")],
    "members": [(3, "Lead"), (4, "gone")],
    "push": [(0, 0), (0, 3), (0, -1), (1, -1), (1, 1)],
    "grown": [(0, ""), (0, "c" * 201), (1, ""), (4, 0), (4, -5), (5, b"short"), (6, -1), (7, NOW.replace(tzinfo=None))],
    "pull": [(0, 0), (0, 3), (1, 0), (1, -4), (1, 6), (2, 4), (5, b"")],
    "erasures": [(0, 0), (0, 3), (1, 0), (2, b"short")],
    "lacking": [(0, 0), (0, 3)],
    "contents": [(0, HASH), (3, b"Another text.")],
    "note_restored": [(0, -1)],
}


def test_what_a_call_promises_is_believed_and_no_other_width_kind_or_nothing() -> None:
    assert ASKED.keys() == ANSWERED.keys() <= CALLS.keys()
    for call, row in ANSWERED.items():
        assert not is_strange(call, ASKED[call], [row]), call
        assert is_strange(call, ASKED[call], [row, row[:-1]]) and is_strange(call, ASKED[call], [(*row, 1)]), call
        for place in range(len(row) - (call == "push")):
            assert is_strange(call, ASKED[call], [(*row[:place], None, *row[place + 1 :])]), (call, place)
        assert is_strange(call, ASKED[call], []) == (call in ("version", "needs", "note_restored")), call


@pytest.mark.parametrize(("call", "place", "value"), [(call, *one) for call, wrong in WRONG.items() for one in wrong])
def test_a_value_that_no_hub_has_is_not_believed(call: str, place: int, value: object) -> None:
    row = ANSWERED[call]
    assert is_strange(call, ASKED[call], [(*row[:place], value, *row[place + 1 :])])


def test_the_end_of_a_strand_that_is_there_has_a_hash() -> None:
    assert not is_strange("push", ASKED["push"], [(1, 7, HASH)])
    assert is_strange("push", ASKED["push"], [(1, 7, b"")]) and is_strange("push", ASKED["push"], [(1, 7, None)])


def test_what_is_not_read_may_be_anything() -> None:
    assert not is_strange("join", ("p", "verifier"), [("",)])
