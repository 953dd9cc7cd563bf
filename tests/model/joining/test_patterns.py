"""Patterns of names: what is put together by one is taken apart by it, and what is none is refused."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from annotator.model.errors import NotAllowed
from annotator.model.joining.patterns import read_pattern
from tests.examples import examples
from tests.model.joining.drawn import info

PARTS = st.lists(st.text("ab1é中", min_size=1, max_size=4), min_size=1, max_size=5)


@settings(max_examples=examples(60))
@given(PARTS, st.lists(st.sampled_from(["_", "-", " ", "__", " – "]), min_size=4, max_size=4))
def test_a_name_that_is_put_together_is_taken_apart_again(parts: list[str], between: list[str]) -> None:
    joined = list(zip(parts, [*between[: len(parts) - 1], ""], strict=True))
    pattern = "".join(f"{{p{number}}}{then}" for number, (_, then) in enumerate(joined))
    name = "".join(part + then for part, then in joined)
    assert read_pattern(pattern).split(name) == {f"p{number}": part for number, part in enumerate(parts)}


@settings(max_examples=examples(60))
@given(st.text("ab_", max_size=12), st.text("ab_", max_size=3), st.text("ab_", min_size=1, max_size=3))
def test_what_is_found_is_the_name_again_and_is_found_wherever_there_is_a_way(name: str, start: str, mid: str) -> None:
    found = read_pattern(f"{start}{{x}}{mid}{{y}}").split(name)
    ways = [at for at in range(len(start) + 1, len(name)) if name.startswith(mid, at) and at + len(mid) < len(name)]
    assert (found is not None) == (name.startswith(start) and bool(ways))
    if found is not None:
        assert f"{start}{found['x']}{mid}{found['y']}" == name and len(found["x"]) == ways[0] - len(start)


@given(st.text(max_size=20), st.integers(1, 8), st.integers(1, 8))
def test_widths_cut_where_they_say(name: str, first: int, second: int) -> None:
    assume(name == name.strip() and not any(char.isspace() for char in name))
    found = read_pattern(f"{{a:{first}}}{{b : {second}}}").split(name)
    fits = len(name) == first + second
    assert found == ({"a": name[:first], "b": name[first:]} if fits else None)


@pytest.mark.parametrize(
    ("pattern", "name", "parts"),
    [
        ("{ISO3}_{session}_{year}", "AND_78_2023", {"ISO3": "AND", "session": "78", "year": "2023"}),
        ("{ISO3}_{}_{year}.txt", "AND_78_2023", {"ISO3": "AND", "year": "2023"}),
        ("{title}_{year:4}", "My_own_speech_2023", {"title": "My_own_speech", "year": "2023"}),
        ("un {n}", "UN 12", {"n": "12"}),
        ("{who} ({when})", "البيان (2023)", {"who": "البيان", "when": "2023"}),
        ("{a}_{b}", "no such thing", None),
        ("{a}_{b}", "_x", None),
    ],
)
def test_names_are_cut_as_people_would(pattern: str, name: str, parts: dict[str, str] | None) -> None:
    assert read_pattern(pattern).split(name) == parts


def test_a_name_with_many_ways_to_cut_it_takes_no_time() -> None:
    pattern = read_pattern("_".join(f"{{p{number}}}" for number in range(12)) + "!")
    assert pattern.split("_" * 400) is None


def test_the_file_goes_before_the_title_and_folders_count_where_the_pattern_has_them() -> None:
    pattern = read_pattern("{who}_{year}")
    assert pattern.parts_of(info("a_1", "b_2.txt")) == {"who": "b", "year": "2"}
    assert pattern.parts_of(info("a_1", "b.txt")) == {"who": "a", "year": "1"}
    assert pattern.parts_of(info("a", "b.txt")) is None
    within = read_pattern("{year}/{who}")
    assert within.parts_of(info("t", "x.zip/2023/fra.txt")) == {"year": "2023", "who": "fra"}
    assert within.parts == ("year", "who")


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("", "no pattern"),
        ("AND_78", "no pattern"),
        ("{a}_{b", "no pattern"),
        ("{}_{}", "has a name"),
        ("{a}_{a}", "twice"),
        ("{a}{b}", "how many characters"),
    ],
)
def test_what_is_no_pattern_is_refused_in_a_sentence(pattern: str, words: str) -> None:
    with pytest.raises(NotAllowed, match=words):
        read_pattern(pattern)
