"""Names: two that look alike are one, and one that cannot be seen is none."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.model.errors import NotAllowed
from annotator.model.names import tidied, usable_name

HIDDEN = "\u00ad\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\x00\x1b\x7f"
JOINERS = "\u200c\u200d\ufe0f"
VISIBLE = st.text(st.sampled_from("abé文ش\u0301🕊"), min_size=1, max_size=6)


@given(st.lists(st.tuples(VISIBLE, st.text(st.sampled_from(HIDDEN), max_size=3))))
def test_what_nobody_sees_is_no_part_of_a_name(parts: list[tuple[str, str]]) -> None:
    seen = "".join(letters for letters, _ in parts)
    assert tidied("".join(letters + hidden for letters, hidden in parts)) == seen


@given(st.text(st.sampled_from(HIDDEN + JOINERS + " \u00a0\u3000\u3164\u115f\u2800\U000e0020"), max_size=6))
@example("\u200b")
@example("\u202e\u202e")
def test_a_name_that_cannot_be_seen_is_refused_in_a_sentence(name: str) -> None:
    assert tidied(name) == ""
    with pytest.raises(NotAllowed, match="An actor needs a name") as refused:
        usable_name(name, "actor")
    assert str(refused.value).endswith(".")


@given(st.text(max_size=12))
def test_a_tidy_name_stays_as_it_is_and_has_no_character_that_turns_its_line(name: str) -> None:
    kept = tidied(name)
    assert tidied(kept) == kept == kept.strip()
    assert not any(unicodedata.category(char) == "Cc" or char in HIDDEN for char in kept)


@pytest.mark.parametrize("name", ["Zoë Ötker", "می‌خواهم", "क्‍ष", "👩‍🔬", "مریم", "O’Neill", "王"])
def test_names_of_any_script_are_kept_with_what_joins_their_letters(name: str) -> None:
    assert usable_name(f" {name}\u200f", "coder") == name


def test_half_of_a_surrogate_pair_is_in_no_name() -> None:
    with pytest.raises(NotAllowed, match="half of a surrogate pair"):
        usable_name("a\ud800", "label")
