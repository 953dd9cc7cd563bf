"""What the numbers come to is said in a sentence that is true of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.acts.series import NOBODY, ActEvent
from annotator.ui.explore.headline import PARTIES, others, what_is_coded, who_speaks
from tests.acts.counting import matrix_of
from tests.ui.explore.places import FOUND, event


def acts(*pairs: tuple[str, str, int]) -> list[ActEvent]:
    return [event(f"{one} {other} {n}", one, other) for one, other, times in pairs for n in range(times)]


def test_who_speaks_most_is_said_and_who_is_spoken_to_most() -> None:
    found = acts(("France", "China", 12), ("China", "Russia", 10), ("France", NOBODY, 3), ("Iran", "China", 1))
    assert who_speaks(matrix_of(found)) == (
        "Speaking most: France and China. Addressed most: China. Most often: France → China."
    )
    assert who_speaks(matrix_of(acts(("France", "China", 2)))) == "The only speaker: France. Addressed most: China."
    ahead = who_speaks(matrix_of(acts(("France", "China", 9), ("Iran", "China", 2))))
    assert ahead.startswith("Speaking most: France. ")
    assert who_speaks(matrix_of(acts(("the parties", NOBODY, 1)))) == "The only speaker: the parties."
    assert who_speaks(matrix_of(acts((NOBODY, "implicit", 9)))) == "These acts name nobody."


@given(FOUND)
def test_whoever_is_named_is_first_by_count(events: list[ActEvent]) -> None:
    matrix = matrix_of(events)
    said = who_speaks(matrix)
    assert said.endswith(".") and "others" not in said and NOBODY not in said


@given(st.lists(st.sampled_from(["Appeal", "Actor"]), max_size=9))
def test_the_label_that_is_coded_most_is_named(labels: list[str]) -> None:
    matrix = matrix_of([event(str(number), "Readout", label) for number, label in enumerate(labels)])
    said = what_is_coded(matrix)
    assert (said == "") == (not labels)
    if labels:
        most = max(labels.count(label) for label in labels)
        assert labels.count(said.removeprefix("Coded most: ").split()[0].strip(".,")) == most


@pytest.mark.parametrize(
    ("by", "said"),
    [("document", "in “Ana”"), ("coder", "by Ana"), ("metadata: place", "where place is Ana"), ("", "in “Ana”")],
)
def test_where_a_label_is_given_most_is_said_by_what_has_a_row(by: str, said: str) -> None:
    found = [event(str(number), "Ana" if number else "Ben", "Appeal") for number in range(3)]
    assert what_is_coded(matrix_of(found), by) == f"Coded most: Appeal, above all {said}."


def test_no_office_stands_where_an_article_would() -> None:
    office = "President of France"
    said = who_speaks(matrix_of(acts((office, "China", 3), ("Iran", office, 2), ("Iran", "China", 2))))
    before = [part[-2:] for part in said.split(office)[:-1]]
    assert before and set(before) <= {": ", "d ", "→ "} and not any(word in said for word in (" by ", " of President"))


def test_what_is_counted_together_is_said() -> None:
    names = [f"actor {number}" for number in range(13)]
    matrix = matrix_of([event(name, name, "China") for name in names], 10)
    assert others(matrix, *PARTIES) == "4 other speakers"
    assert others(matrix_of([event("a", "a", "b")]), *PARTIES) == ""
    both = matrix_of([event(name, name, name) for name in names[:11]], 10)
    assert others(both, *PARTIES) == "2 other addressees and 2 other speakers"
