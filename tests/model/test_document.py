"""The canonical form of a text, and the hash by which it is known again under another name."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.document import canonical, pages_between, pages_said, sha256_of
from annotator.model.errors import NotAllowed

PIECES = st.sampled_from(
    ["a", "中", "فرنسا", "🕊", "e\u0301", "\r\n", "\r", "\n", "\u2028", "\x85", "\x00", "\ufeff", " "]
)
TEXTS = st.lists(PIECES, max_size=30).map("".join)


@given(st.lists(PIECES.filter(lambda piece: "\r" not in piece and "\n" not in piece), max_size=9), st.data())
def test_the_same_lines_are_one_text_whatever_their_ends(lines: list[str], data: st.DataObject) -> None:
    ends = data.draw(st.lists(st.sampled_from(["\n", "\r\n", "\r"]), min_size=len(lines), max_size=len(lines)))
    # A CR before an empty line that ends in LF would be a CRLF.
    written = "".join(line + end for line, end in zip((f"{line}." for line in lines), ends, strict=True))
    assert canonical(written) == "".join(f"{line}.\n" for line in lines).removeprefix("\ufeff")


@given(TEXTS)
def test_nothing_but_line_ends_and_a_mark_at_the_beginning_is_changed(text: str) -> None:
    made = canonical(text)
    assert "\r" not in made
    assert made.replace("\n", "") == text.removeprefix("\ufeff").replace("\r", "").replace("\n", "")
    assert canonical(f".{made}") == f".{made}"


def test_a_text_of_nothing_stays_nothing_and_a_mark_in_the_midst_stays() -> None:
    assert canonical("") == canonical("\ufeff") == ""
    assert canonical("\ufeffa\ufeff\r") == "a\ufeff\n" and canonical("\r\r\n\n") == "\n\n\n"


@given(TEXTS)
def test_a_text_is_known_by_the_hash_of_its_bytes(text: str) -> None:
    assert sha256_of(text) == hashlib.sha256(text.encode()).hexdigest()
    assert sha256_of(text) != sha256_of(f"{text} ")


@given(TEXTS)
def test_half_of_a_surrogate_pair_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(NotAllowed, match=f"half of a surrogate pair at character {len(text)}, which no file can hold"):
        sha256_of(f"{text}\ud800\udc00")


@given(st.lists(st.integers(0, 60), max_size=5), st.integers(0, 60), st.integers(1, 20))
def test_a_passage_is_on_the_pages_whose_letters_it_has(starts: list[int], start: int, length: int) -> None:
    starts = sorted(starts)
    found = pages_between(starts, start, start + length)
    on = {1 + sum(begin <= at for begin in starts) for at in range(start, start + length)}
    assert found == ((min(on), max(on)) if starts else None)
    said = pages_said(starts, [(start, start + length)])
    assert said == ("" if not starts else f"p. {min(on)}" if len(on) == 1 else f"pp. {min(on)}–{max(on)}")
    assert pages_said(starts, []) == ""
