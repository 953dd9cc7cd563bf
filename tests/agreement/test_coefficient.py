"""What the list says of a coefficient holds of what computes it."""

import pytest

from annotator.agreement.coefficient import Coefficient
from annotator.agreement.input.ratings import Table
from annotator.agreement.registry import COEFFICIENTS, ON_RATINGS
from annotator.agreement.tally import evaluate
from annotator.model.attribute_kinds import Scale
from tests.agreement.tables import VALUES, one_table

MORE: dict[Scale, object] = {
    Scale.NOMINAL: "unused",
    Scale.ORDINAL: 9,
    Scale.INTERVAL: 9,
    Scale.RATIO: 9,
    Scale.SETS: frozenset("unused"),
}


@pytest.mark.parametrize("coefficient", ON_RATINGS, ids=lambda found: found.name)
def test_a_category_that_nobody_used_matters_just_where_it_is_said_to(coefficient: Coefficient) -> None:
    a, b, c = VALUES[coefficient.scale]
    table: Table = {(a, a): 5, (a, b): 2, (b, b): 4, (b, c): 1, (c, c): 3}
    one = evaluate(coefficient.function(one_table(table, (a, b, c))))
    other = evaluate(coefficient.function(one_table(table, (a, b, c, MORE[coefficient.scale]))))
    assert one.value is not None
    assert (other.value != pytest.approx(one.value, abs=1e-12)) == coefficient.counts_categories


@pytest.mark.parametrize("entry", COEFFICIENTS, ids=lambda found: found.name)
def test_an_entry_says_whose_it_is_when_it_was_published_and_what_was_chosen(entry: Coefficient) -> None:
    assert "(19" in entry.citation or "(20" in entry.citation
    assert " = " in entry.definition or ": " in entry.definition or entry.definition.startswith("Mean over")
    assert entry.coders in (2, None)
    assert entry.conventions and all(said.endswith(".") and said[0].isupper() for said in entry.conventions)
