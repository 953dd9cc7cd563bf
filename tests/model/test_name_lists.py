"""Lists of names in one line: whatever a name is, there is a way to write it, and it comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.errors import NotAllowed
from annotator.model.name_lists import names_listed, quoted, split_at, unquoted

NAMES = st.text(st.sampled_from('ab ,;="é'), min_size=1, max_size=8)


@given(st.lists(NAMES))
def test_any_names_that_are_quoted_where_they_have_to_be_come_back_from_a_list(names: list[str]) -> None:
    assert names_listed(",".join(map(quoted, names))) == names
    assert names_listed(" , ".join(map(quoted, names))) == names


@given(st.lists(NAMES, min_size=1))
def test_marks_in_quotes_count_for_nothing(names: list[str]) -> None:
    said = ";".join(f"coders={quoted(name)}" for name in names)
    assert [unquoted(part.partition("=")[2]) for part in split_at(said, ";")] == names


@given(st.text(st.characters(exclude_characters='"'), max_size=20))
def test_without_quotes_a_list_is_split_at_each_comma(text: str) -> None:
    assert names_listed(text) == [name for part in text.split(",") if (name := part.strip())]


@given(st.text(max_size=20))
def test_whatever_is_written_is_a_list_or_refused_in_a_sentence(text: str) -> None:
    try:
        names_listed(text)
    except NotAllowed as error:
        assert str(error).endswith(".")


def test_quotes_stand_around_the_whole_name_and_end() -> None:
    assert names_listed('Ana,"Smith, J.", "the ""boss""",Ann "Bo" Lee') == [
        "Ana",
        "Smith, J.",
        'the "boss"',
        'Ann "Bo" Lee',
    ]
    with pytest.raises(NotAllowed, match="do not end"):
        names_listed('Ana,"Smith, J.')
    with pytest.raises(NotAllowed, match="something follows"):
        names_listed('"Smith" J.,Ana')
