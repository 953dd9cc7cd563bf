"""Blanks in a cell: any come back, and none of them is a blank of the file."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.conll.spaces import read_blanks, said_blanks


@given(blanks=st.text(st.sampled_from(" \t\n\r\u00a0\u2028\u3000|\\"), max_size=6))
def test_blanks_come_back(blanks: str) -> None:
    said = said_blanks(blanks)
    assert not any(char.isspace() for char in said)
    assert read_blanks(said) == blanks


def test_what_says_nothing_of_blanks_says_nothing() -> None:
    assert read_blanks("Entity=(person") is None
    assert read_blanks("LId=a|SpaceAfter=No") == ""
