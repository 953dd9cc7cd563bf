"""Versions of the codebook: what they are called where two have one number, and which of them none was made from."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.codebook import Codebook
from annotator.model.codebook_version import (
    CodebookVersion,
    heads_of,
    known_by_number,
    number_in,
    parents_of,
    version_names,
)
from annotator.model.ids import CodebookVersionId


def version(id: str, number: int, *parents: str) -> CodebookVersion:
    return CodebookVersion(
        CodebookVersionId(id), number, Codebook(), "", None, "", tuple(map(CodebookVersionId, parents))
    )


@given(st.dictionaries(st.text("abc", min_size=1, max_size=4), st.integers(1, 4)))
def test_no_two_versions_are_called_alike_and_the_number_is_in_the_name(numbers: dict[str, int]) -> None:
    pairs = [(CodebookVersionId(id), number) for id, number in numbers.items()]
    names = version_names(pairs)
    assert len(set(names.values())) == len(pairs)
    assert all(name.startswith(str(numbers[id])) for id, name in names.items())
    assert names == version_names(reversed(pairs))


def test_the_lower_id_has_the_plain_number_and_the_others_letters() -> None:
    ids = [(CodebookVersionId(f"v{place:02}"), 3) for place in range(28)]
    names = [version_names(ids)[id] for id, _ in ids]
    assert (names[:3], names[25:]) == (["3", "3b", "3c"], ["3z", "3 (27)", "3 (28)"])


def test_versions_of_an_older_file_follow_each_other_by_their_numbers() -> None:
    versions = [version("a", 1), version("b", 2), version("c", 5)]
    assert parents_of(versions) == {"a": (), "b": ("a",), "c": ("b",)}
    assert [one.id for one in heads_of(versions)] == ["c"]


def test_two_that_were_saved_apart_are_two_heads_until_one_is_made_of_both() -> None:
    versions = [version("a", 1), version("b", 2, "a"), version("c", 2, "a")]
    assert [one.id for one in heads_of(versions)] == ["b", "c"]
    together = version("d", 3, "c", "b")
    assert heads_of([*versions, together]) == [together]
    assert heads_of([*versions, replace(together, parents=(CodebookVersionId("c"),))])[0].id == "b"


def test_a_version_known_by_its_number_alone_says_it() -> None:
    assert (number_in(known_by_number(7)), number_in("7"), known_by_number(0)) == (7, 0, "")
