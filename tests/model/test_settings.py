"""What holds for a whole project: defaults that are allowed themselves, and nothing that nobody could use."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from annotator.model.settings import DEFAULT_REASONS, LONGEST_REASON, MOST_REASONS, ProjectSettings

REASONS = st.lists(
    st.text(st.characters(categories=["L", "Nd", "P"]), min_size=1, max_size=LONGEST_REASON),
    max_size=MOST_REASONS,
    unique_by=str.casefold,
).map(tuple)


def test_the_defaults_are_allowed_and_nobody_chose_them() -> None:
    assert ProjectSettings.model_validate(ProjectSettings().model_dump()) == ProjectSettings()
    assert ProjectSettings().model_fields_set == set() and ProjectSettings().reasons == DEFAULT_REASONS


def test_each_setting_is_called_something_in_a_sentence() -> None:
    titles = [field.title for field in ProjectSettings.model_fields.values()]
    assert all(titles) and len(set(titles)) == len(titles)


@given(REASONS, st.floats(0, 1, exclude_min=True), st.booleans(), st.text())
def test_what_was_chosen_is_read_as_it_was_written(reasons: tuple[str, ...], mark: float, on: bool, name: str) -> None:
    chosen = ProjectSettings(reasons=reasons, pass_mark=mark, offer_mentions=on, name=name.replace("\ud800", ""))
    assert ProjectSettings.model_validate_json(chosen.model_dump_json(exclude_unset=True)) == chosen
    assert chosen.model_fields_set == {"reasons", "pass_mark", "offer_mentions", "name"}


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"reasons": ("",)}, "at least 1 character"),
        ({"reasons": (" Overlooked",)}, "blanks that nobody sees"),
        ({"reasons": ("Wrong  label",)}, "blanks that nobody sees"),
        ({"reasons": ("Wrong\u00a0label", "Wrong\nlabel")}, "blanks that nobody sees"),
        ({"reasons": ("Straße", "STRASSE")}, "in the list twice"),
        ({"reasons": ("x" * (LONGEST_REASON + 1),)}, f"at most {LONGEST_REASON} characters"),
        ({"reasons": tuple(map(str, range(MOST_REASONS + 1)))}, f"at most {MOST_REASONS} items"),
        ({"pass_mark": 0}, "greater than 0"),
        ({"pass_mark": 1.01}, "less than or equal to 1"),
        ({"pass_mark": float("nan")}, "less than or equal to 1"),
        ({"pass_mark": "0.8"}, "valid number"),
        ({"offer_mentions": 1}, "valid boolean"),
        ({"colour": "red"}, "Extra inputs"),
    ],
)
def test_what_nobody_could_use_is_refused(wrong: dict[str, Any], problem: str) -> None:
    with pytest.raises(ValidationError, match=problem):
        ProjectSettings(**wrong)
