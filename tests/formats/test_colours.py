"""Colours as other programs write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.colours import colour_of


@given(parts=st.tuples(*[st.integers(0, 255)] * 3))
def test_each_way_of_writing_a_colour_is_read(parts: tuple[int, int, int]) -> None:
    digits = "".join(f"{part:02X}" for part in parts)
    red, green, blue = parts
    for written in (
        f"#{digits}",
        digits.lower(),
        f"#{digits}80",
        f"rgb({red}, {green},{blue})",
        f"{red};{green};{blue}",
    ):
        assert colour_of(written) == f"#{digits}"


@pytest.mark.parametrize(("written", "colour"), [("#fa0", "#FFAA00"), (" Orange ", "#FFA500"), ("RED", "#FF0000")])
def test_short_digits_and_names(written: str, colour: str) -> None:
    assert colour_of(written) == colour


@pytest.mark.parametrize("written", ["", "reddish", "#12", "rgb(300,0,0)", "#GGGGGG"])
def test_what_is_no_colour(written: str) -> None:
    assert colour_of(written) is None
