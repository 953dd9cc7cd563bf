"""A version is a number that rises with it, and what a newer one wrote names it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator import __version__
from annotator.model import program_version
from annotator.model.program_version import newer, newer_words, number_of, version_of
from tests.examples import examples

PARTS = st.tuples(st.integers(0, 2146), st.integers(0, 999), st.integers(0, 999)).filter(any)


def text_of(parts: tuple[int, int, int]) -> str:
    return ".".join(map(str, parts))


VERSIONS = PARTS.map(text_of)
"""Any version, most of them newer than this one."""


@settings(max_examples=examples(30))
@given(PARTS, PARTS)
def test_a_version_is_a_number_that_rises_with_it_and_fits_into_the_head_of_a_file(
    one: tuple[int, int, int], other: tuple[int, int, int]
) -> None:
    number = number_of(text_of(one))
    assert version_of(number) == text_of(one) and 0 < number < 2**31
    assert (one < other) == (number < number_of(text_of(other)))


@settings(max_examples=examples(30))
@given(st.one_of(st.text(), st.integers(-(2**31), 2**31 - 1), st.none(), st.lists(st.integers()), PARTS.map(text_of)))
def test_what_is_said_of_something_newer_names_its_version_and_repeats_nothing_else(said: object) -> None:
    what, remedy = newer_words(said, "to open it")
    version = newer(said)
    if isinstance(said, str) and number_of(said) > number_of(program_version.OURS):
        assert version == said and said in what and said in remedy
    else:
        assert not version and what == "a newer version of annotator wrote it"
    assert remedy.endswith("to open it") and "\n" not in what + remedy


@given(st.integers())
def test_any_number_in_the_head_of_a_file_is_a_version_or_none(number: int) -> None:
    assert not version_of(number) or number_of(version_of(number)) == number


def test_what_is_written_is_said_to_be_of_the_version_that_runs() -> None:
    assert __version__ == program_version.OURS and version_of(number_of(__version__)) == __version__
