"""Plain text keeps every character."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.model.document import canonical
from annotator.model.errors import BadFile
from annotator.readers.registry import read_bytes


# NUL stands for UTF-16 without a mark: the bytes of "x\0" are the same in either.
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
@example("\x080\x1f")
def test_every_character_is_kept(text: str) -> None:
    data = ("x" + text).encode()
    assert read_bytes("speech.txt", data)[0].text == canonical("x" + text)


def test_the_title_is_the_name_without_its_extension() -> None:
    assert read_bytes("2023-04-06 readout.v2.txt", b"x")[0].title == "2023-04-06 readout.v2"
    assert read_bytes(".txt", b"x", format="text")[0].title == ".txt"


def test_blanks_alone_are_a_text_which_is_said() -> None:
    (draft,) = read_bytes("a.txt", b" \n\t\n")
    assert draft.text == " \n\t\n"
    assert draft.notices == ("The text has nothing but blanks and line ends.",)


def test_a_mark_alone_is_no_text() -> None:
    with pytest.raises(BadFile, match="has no text"):
        read_bytes("a.txt", b"\xff\xfe")
