"""What is missing is said once for all that it is true of."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.operations.agreement.report.reasons import reasons, undefined_said


def test_those_with_the_same_reason_stand_in_one_sentence() -> None:
    missing = [("One category only, “no”.", "A", "α"), ("One category only, “no”.", "A", "κ"), ("Too few.", "B", "")]
    assert reasons(missing) == "α and κ of A: one category only, “no”. B: too few."


def test_reasons_that_differ_in_a_number_or_a_word_are_one_without_it() -> None:
    missing = [("In 3 of 1,000, “a b”.", "A", ""), ("In 4.5 of 1,000, “c”.", "B", ""), ("", "C", "")]
    assert reasons(missing) == "A; B: in … of …, …."
    missing = [("One only, “no”, so nothing.", "A", ""), ("One only, “yes”, so nothing.", "B", "")]
    assert reasons(missing) == "A; B: one only, so nothing."


def test_what_is_undefined_is_said_with_the_reason_as_a_clause() -> None:
    missing = [("Nobody filled it.", what, "α") for what in "AB"]
    assert undefined_said(missing) == "Undefined: α of A, B, because nobody filled it."
    assert undefined_said(missing, sign="–").startswith("Undefined (–): ") and undefined_said([("", "A", "")]) == ""


def test_of_very_many_the_first_are_named_and_the_others_counted() -> None:
    missing = [("Why.", name, "") for name in "ABCDE"]
    assert reasons(missing, 3) == "A; B; C and 2 more: why." and reasons(missing, 5) == reasons(missing)


def test_what_lacks_the_same_numbers_stands_together_and_what_is_true_of_all_names_none() -> None:
    missing = [("Why.", what, number) for what in "AB" for number in "ακ"]
    assert reasons([*missing, ("Why.", "C", "κ")]) == "α and κ of A, B; κ of C: why."
    assert reasons(missing, of=4) == "all of these: why." and reasons(missing, of=5) == "α and κ of A, B: why."


def test_of_reasons_that_differ_after_their_colon_what_stands_before_is_said() -> None:
    missing = [("Too little: 1 time.", "A", ""), ("Too little: 2 times.", "B", ""), ("No interval: none.", "C", "")]
    assert reasons(missing) == "A; B: too little. C: no interval: none."


@given(st.lists(st.tuples(st.sampled_from(["", "Why.", "Why 1.", "Why 2."]), st.text("abc", min_size=1), st.just(""))))
def test_everything_that_has_a_reason_is_named_and_nothing_else(missing: list[tuple[str, str, str]]) -> None:
    said = reasons(missing)
    assert bool(said) == any(reason for reason, _, _ in missing)
    assert all(what in said for reason, what, _ in missing if reason)
    assert said.count(": why") == len({reason[:4] + " " * (reason != "Why.") for reason, _, _ in missing if reason})
