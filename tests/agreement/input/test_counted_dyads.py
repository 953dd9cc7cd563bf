"""Dyads counted by document and coder."""

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.input.coded_text import CodedText, CountedDyad
from annotator.agreement.input.counted_dyads import counted_dyads
from tests.agreement.texts import CODERS, LABELS, X, Y, Z, text_of

dyads = st.builds(
    CountedDyad, st.sampled_from(LABELS), st.sampled_from(["fra", "“he”", ""]), st.sampled_from(["chn", ""])
)


@st.composite
def dyad_texts(draw: st.DrawFn) -> CodedText:
    """Draw a text in which some coders took part, and those have dyads."""
    who = draw(st.lists(st.sampled_from("ABC"), unique=True))
    found = {CODERS["ABC".index(one)]: draw(st.lists(dyads, max_size=6)) for one in who}
    return replace(text_of(coders="".join(who)), dyads=found)


@given(st.lists(dyad_texts(), max_size=4), st.sampled_from([None, X, Y]))
def test_a_unit_is_a_dyad_in_a_document_of_two_and_its_value_how_often_a_coder_has_it(
    found: list[CodedText], label: str | None
) -> None:
    counted = counted_dyads(found, CODERS, LABELS)
    for coders in ((0, 1, 2), (0, 2)):
        shared = [text for text in found if sum(CODERS[who] in text.spans for who in coders) > 1]
        have = [[Counter(text.dyads.get(CODERS[who], ())) for who in coders] for text in shared]
        kinds = {one for mine in have for counts in mine for one in counts if label in (None, one.label)}
        expected: Counter[tuple[int | None, ...]] = Counter()
        for text, mine in zip(shared, have, strict=True):
            there = [CODERS[who] in text.spans for who in coders]
            for dyad in kinds:
                expected[tuple(counts[dyad] if here else None for counts, here in zip(mine, there, strict=True))] += 1
        assert counted.of(coders, label).table() == dict(expected)  # type: ignore[arg-type]


def test_labels_that_are_not_looked_at_have_no_dyads() -> None:
    text = replace(text_of(), dyads={CODERS[0]: [CountedDyad(X, "fra", ""), CountedDyad(Z, "fra", "")]})
    counted = counted_dyads([text], CODERS[:2], [X])
    assert counted.of((0, 1)).table() == {(1, 0): 1} and not counted.has(Z).any()
