"""What a study is made on: who is compared with whom."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.coefficients import percent
from annotator.agreement.study.study import Design
from annotator.agreement.study.study_input import StudyInput, explained
from annotator.agreement.tally import evaluate
from annotator.model.ids import LayerId
from tests.agreement.studies import LABELS
from tests.agreement.tables import in_documents


@given(st.integers(0, 6), st.booleans())
def test_all_are_compared_and_then_each_two_where_there_are_more_and_pairs_are_wanted(coders: int, pairs: bool) -> None:
    study_input = StudyInput([], [LayerId(str(at)) for at in range(coders)], LABELS, Design(pairs=pairs))
    everyone = tuple(range(coders))
    assert study_input.everyone == everyone and study_input.ids == ("x", "y", "z")
    assert len(study_input.pairs) == coders * (coders - 1) // 2
    assert study_input.groups[0] == everyone
    assert study_input.groups[1:] == (list(combinations(everyone, 2)) if pairs and coders > 2 else [])
    assert len(set(study_input.groups)) == len(study_input.groups), "nobody is compared twice"


def test_a_sentence_stands_before_the_convention_and_changes_no_number() -> None:
    tally = percent.COEFFICIENTS[0].function(in_documents({("a", "a"): 3, ("a", "b"): 1}))
    said = explained(tally, "Of units.")
    assert said.convention == f"Of units. {tally.convention}".strip()
    assert evaluate(said).value == evaluate(tally).value == 0.75
