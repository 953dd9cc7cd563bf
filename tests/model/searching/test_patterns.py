"""Patterns that would take all time or memory are refused at once; others find what Python's own find."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.errors import BadSearch
from annotator.model.searching.patterns import compiled_pattern

PIECES = (
    "a",
    "b",
    ".",
    "[ab]",
    "(a|b)",
    "(?:ab)?",
    "a*",
    "b+?",
    r"\w",
    r"\s",
    r"\b",
    "^",
    "$",
    "(?<=a)b",
    "(?!a)",
    "|",
)
PARTS = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)


@given(PARTS, st.text(st.sampled_from("abAB é\n"), max_size=20))
def test_a_pattern_finds_what_python_finds(source: str, text: str) -> None:
    try:
        known = re.compile(source, re.MULTILINE | re.IGNORECASE)
    except re.error:
        return
    found = [one.span() for one in compiled_pattern(source, False).finditer(text)]
    assert found == [one.span() for one in known.finditer(text)]


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("a{99999999}", "repetitions"),
        ("((a{1000}){1000}){1000}", "repetitions"),
        ("a{" + "9" * 5000 + "}", "repetitions"),
        ("(?R)", "calls itself"),
        ("(a(?1)?b)", "calls itself"),
        ("(?P<x>(?&x))", "calls itself"),
        ("(?:peace talks){e<=30}", "only alike"),
        ("(" * 2000 + "a" + ")" * 2000, "parentheses"),
        (r"\L<words>", "undefined named list"),
        ("(?u)(?a)x", "flags or names"),
        ("(?<a", "no regular expression"),
    ],
)
def test_what_would_take_everything_is_refused_at_once(source: str, says: str) -> None:
    with pytest.raises(BadSearch, match=says) as raised:
        compiled_pattern(source, False)
    assert len(str(raised.value)) < 300


@pytest.mark.parametrize("source", [r"\p{Lu}\d{4}", r"\{e\}", "(?<=urged.*)China", r"\N{EM DASH}", "a{2}"])
def test_what_is_of_use_is_not_refused(source: str) -> None:
    assert compiled_pattern(source, True).pattern == source
