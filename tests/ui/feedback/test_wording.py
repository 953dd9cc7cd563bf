"""What differs from gold, in words that name nobody."""

import pytest

from annotator.adjudication.ways import RULES
from annotator.model.decision import Rule
from annotator.model.practice import PracticeResult, Score
from annotator.model.span import Span
from annotator.operations.feedback.releases import GoldVisibility
from annotator.ui.feedback import wording
from tests.ui.feedback.places import GOLD, MINE, TEXT, Piece, place, span


@pytest.mark.parametrize(
    ("mine", "gold", "told"),
    [
        (None, span(GOLD, (0, 4)), "in gold, not in mine"),
        (span(MINE, (0, 4)), None, "in mine, not in gold"),
        (span(MINE, (0, 4)), span(GOLD, (0, 4), label="warning"), "label differs"),
        (span(MINE, (0, 4)), span(GOLD, (0, 5)), "boundary differs"),
        (span(MINE, (0, 4)), span(GOLD, (0, 4), force="urges"), "attributes differ"),
        (span(MINE, (0, 4)), span(GOLD, (0, 5), force="urges"), "boundary and attributes differ"),
        (span(MINE, (0, 4)), span(GOLD, (0, 5), label="warning"), "label and boundary differ"),
    ],
)
def test_a_place_is_called_after_all_that_differs(mine: Span | None, gold: Span | None, told: str) -> None:
    assert wording.kind_of(place(mine, gold)) == told


@pytest.mark.parametrize(
    ("mine", "gold", "told"),
    [
        ([(2, 8)], [(2, 8)], ""),
        ([(2, 8)], [(1, 8)], "Boundary: gold begins 1 character earlier."),
        ([(2, 8)], [(2, 6)], "Boundary: gold ends 2 characters earlier."),
        ([(2, 8)], [(4, 11)], "Boundary: gold begins 2 characters later and ends 3 characters later."),
        ([(2, 8)], [(2, 4), (6, 8)], "Boundary: gold has 2 pieces, mine 1, and they differ."),
        ([(2, 4), (6, 8)], [(2, 9)], "Boundary: gold ends 1 character later, and has 1 piece, mine 2."),
    ],
)
def test_boundaries_are_told_from_ones_own(mine: list[Piece], gold: list[Piece], told: str) -> None:
    assert wording.boundary(span(MINE, *mine), span(GOLD, *gold)) == told


def test_every_rule_has_its_words_and_a_reason_follows_them() -> None:
    assert all(wording.why(place(span(MINE, (0, 4)), None, rule)).startswith(RULES[rule].told) for rule in Rule)
    one = place(span(MINE, (0, 4)), None, Rule.NONE, "it only reports")
    assert wording.why(one) == (
        "It was decided that nothing belongs here. Decided on 2026-03-02. Reason: it only reports"
    )
    assert wording.why(place(span(MINE, (0, 4)), None)) == "Nothing was decided about this place."


def test_why_nothing_is_shown_is_told_for_each_standing() -> None:
    told = {standing: wording.nothing_to_show(standing, 0) for standing in GoldVisibility}
    assert len(set(told.values())) == len(GoldVisibility)
    assert wording.nothing_to_show(GoldVisibility.SHOWN, 3) == "All that you coded here is as in gold."
    assert "not been released" in told[GoldVisibility.NOT_RELEASED] and "practice text" in told[GoldVisibility.NOT_DONE]


def test_a_share_and_f1_show_what_they_are_computed_from() -> None:
    score = Score(places=40, just_so=31, same=35, own=37, gold=38)
    assert wording.share(score) == "31 of 40 places as in gold"
    assert wording.formula(score).replace("\u00a0", " ") == "F1 93.3 % = 2 · 35 / (37 + 38)"
    assert wording.formula(Score()) == "F1 undefined, because neither you nor gold has a span"


@pytest.mark.parametrize(("same", "told"), [(4, "Practice: passed."), (3, "Practice: not passed.")])
def test_a_practice_document_says_whether_it_was_passed(same: int, told: str) -> None:
    result = PracticeResult(MINE, TEXT, Score(places=6, just_so=0, same=same, own=5, gold=5))
    text = wording.verdict(result, 0.8).replace("\u00a0", " ")
    assert text.startswith(told) and text.endswith("the pass mark is 80 %.")
    assert wording.verdict(PracticeResult(MINE, TEXT, Score()), 0.8).startswith("Practice: nothing to pass.")


@pytest.mark.parametrize(("value", "told"), [(0.8, "80 %"), (0.7999, "79.9 %"), (1.0, "100 %"), (0.29, "29 %")])
def test_a_share_below_the_mark_never_looks_like_the_mark(value: float, told: str) -> None:
    assert wording.percent(value).replace("\u00a0", " ") == told
