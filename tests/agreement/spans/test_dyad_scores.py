"""F1 of dyads: what a list of them says, and what a match dyad by dyad would."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.input.coded_text import CodedText, CountedDyad
from annotator.agreement.input.counted_dyads import counted_dyads
from annotator.agreement.spans.dyad_scores import dyad_scores
from annotator.agreement.tally import evaluate
from tests.agreement.input.test_counted_dyads import dyad_texts
from tests.agreement.texts import CODERS, LABELS, A, B, X, Y, text_of


@given(st.lists(dyad_texts(), max_size=4), st.sampled_from([None, X]))
def test_f1_is_that_of_taking_equal_dyads_out_of_both_lists_one_by_one(
    found: list[CodedText], label: str | None
) -> None:
    a = b = alike = 0
    for text in found:
        if not {A, B} <= set(text.spans):
            continue
        first, second = ([dyad for dyad in text.dyads.get(who, ()) if label in (None, dyad.label)] for who in (A, B))
        a, b = a + len(first), b + len(second)
        for dyad in first:
            if dyad in second:
                second.remove(dyad)
                alike += 1
    result = evaluate(dyad_scores(counted_dyads(found, CODERS, LABELS), (0, 1), X if label else None))
    assert result.n == a + b
    if not a + b:
        assert "nothing to compare" in result.undefined
        return
    assert result.value == pytest.approx(2 * alike / (a + b))
    details = result.details
    assert (details["correct"], details["missed"], details["spurious"]) == (alike, a - alike, b - alike)
    assert details["precision"] == (pytest.approx(alike / b) if b else None)
    assert details["recall"] == (pytest.approx(alike / a) if a else None)


def test_where_an_act_stands_and_that_a_passage_was_split_does_not_matter_but_how_often_does() -> None:
    twice, once = CountedDyad(X, "fra", "chn"), CountedDyad(Y, "fra", "")
    text = replace(text_of(), dyads={A: [twice, twice, once], B: [twice, once]})
    result = evaluate(dyad_scores(counted_dyads([text], CODERS[:2], LABELS), (0, 1)))
    assert result.value == pytest.approx(2 * 2 / 5) and result.details["recall"] == pytest.approx(2 / 3)
