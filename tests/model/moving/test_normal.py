"""The normal form: what differs between printed lines and prose is gone, and each character knows its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.moving.normal import normal, normal_of


@pytest.mark.parametrize(
    ("printed", "prose"),
    [
        ("General Assem-\nbly", "General Assembly"),
        ("General Assem\u00adbly", "General Assembly"),
        ("the\nCouncil\n", "the Council"),
        ("R E S O L U T I O N", "RESOLUTION"),
        ("o\ufb03cial", "official"),
        ("it\u2019s \u201cso\u201d", 'it\'s "so"'),
        ("re\u0301solution", "r\u00e9solution"),
        ("1990\u20131995", "1990-1995"),
        ("\uff21\uff22", "AB"),
    ],
)
def test_printed_lines_and_prose_are_the_same(printed: str, prose: str) -> None:
    assert normal_of(printed) == normal_of(prose) != ""


def test_letters_signs_and_capitals_are_kept() -> None:
    assert normal_of("Paris, 2004 (S/1)") == "Paris,2004(S/1)"
    assert normal_of("हिन्दी") == "हिन्दी" and normal_of("中国。") == "中国。"


@given(st.text(max_size=40))
def test_each_character_stands_at_its_place(text: str) -> None:
    found = normal(text)
    assert found.part(0, len(found)) == normal_of(text)
    assert all(normal_of(text[place]) for place in found.places)
    assert list(found.places) == sorted(found.places)
    for place in range(len(text) + 1):
        first = found.first_from(place)
        assert normal_of(text[:place]) == found.part(0, first)
