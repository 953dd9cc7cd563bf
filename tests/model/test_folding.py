"""Words are found whatever their case, accents and vowel points; vowels of scripts that need them stay."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.folding import folded


@given(st.text())
def test_folding_twice_is_folding_once_and_case_and_form_do_not_matter(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert folded(unicodedata.normalize("NFD", text)) == folded(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Évian", "evian"),
        ("Łódź", "lodz"),
        ("STRASSE", "straße"),
        ("İstanbul", "istanbul"),
        ("دُعَاءٌ", "دعاء"),
        ("أحمد", "احمد"),
        ("שָׁלוֹם", "שלום"),
        ("Ａｂ", "ab"),
        ("don’t", "don't"),
    ],
)
def test_these_are_alike(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("हिन्दी", "हन्द"), ("が", "か"), ("กี", "กา"), ("中", "国")])
def test_these_are_not(one: str, other: str) -> None:
    assert folded(one) != folded(other)
