"""What was merged is called by one name in the end, whatever rings the marks make, and names are told apart."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.sync.following import MergeMark, followed, merged_into, renamed, ring_ends, unique_names
from annotator.sync.settling_rules import Naming

IDS = st.sampled_from("abcdef")
MARKS = st.lists(st.tuples(st.integers(1, 9), IDS, IDS), unique_by=lambda mark: mark[1]).map(
    lambda found: [MergeMark((clock, "s", old), old, new) for clock, old, new in found]
)


@given(MARKS, st.randoms())
def test_each_thing_is_called_by_one_that_was_merged_into_nothing(marks: list[MergeMark], rng: object) -> None:
    to = followed(marks)
    assert all(new not in to for new in to.values())
    assert to == followed(reversed(marks))
    last = max(marks, default=None)
    if last is not None and last.old != last.new:
        assert last.old in to, "what was written last counts"


@given(st.dictionaries(IDS, IDS))
def test_nothing_stands_above_itself_once_the_ends_of_rings_are_free(above: dict[str, str]) -> None:
    ends = ring_ends(above)
    left = {one: other for one, other in above.items() if one not in ends}
    for one in left:
        seen = {one}
        while one in left:
            one = left[one]
            assert one not in seen
            seen.add(one)
    for end in ends:
        one = above[end]
        while one != end:
            one = above[one]


@given(st.dictionaries(IDS, st.sampled_from(["Ana", "Ana (2)", "Ben"])))
def test_no_two_names_are_one_and_the_first_keeps_its_own(names: dict[str, str]) -> None:
    shown = unique_names(names.items())
    assert len(set(shown.values())) == len(names)
    assert all(shown[id].startswith(name) for id, name in names.items())
    assert not names or shown[min(names)] == names[min(names)]


def test_a_mark_is_known_by_what_it_names() -> None:
    assert merged_into('{"merged_into":"b"}') == "b"
    assert merged_into("") is None and merged_into('{"replaced_by":"b"}') is None and merged_into("[]") is None


@pytest.mark.parametrize(
    ("naming", "value", "wanted"),
    [
        (Naming("actor", "actors"), "a", "b"),
        (Naming("actor", "actors"), None, None),
        (Naming("documents", "documents", is_list=True), '["a","b","c"]', '["b","c"]'),
        (Naming("documents", "documents", is_list=True), '["c"]', '["c"]'),
        (
            Naming("memberships", "actors", is_list=True, key="group"),
            '[{"group":"a"},{"group":"c"}]',
            '[{"group":"b"},{"group":"c"}]',
        ),
    ],
)
def test_what_names_it_names_what_it_was_merged_into(naming: Naming, value: str | None, wanted: str | None) -> None:
    assert renamed(naming, "x", value, {"a": "b"}) == wanted


def test_nobody_is_a_member_of_themselves() -> None:
    naming = Naming("memberships", "actors", is_list=True, key="group")
    assert json.loads(renamed(naming, "b", '[{"group":"a"}]', {"a": "b"})) == []
