"""Acts as a whole: a value for whoever took part, and what is the same in two of them."""

from collections.abc import Mapping, Sequence

from annotator.acts.acts import Filling
from annotator.agreement.input.coded_text import CodedText
from annotator.agreement.input.ratings import Row, ratings_of
from annotator.agreement.study.act_ratings import (
    PARTIES,
    SLOTS,
    ActRatings,
    act_at,
    acts_behind,
    only,
    sides_of,
)
from annotator.model.codebook import Label
from annotator.model.ids import SpanId
from tests.agreement.acts import ACTS, filled, filling
from tests.agreement.texts import CODERS, X, coded, grouped_spans, places_in, text_of

ALL = (0, 1, 2)
NONE: frozenset[str] = frozenset()


def acts(
    *found: CodedText, fillings: Mapping[SpanId, Sequence[Filling]] | None = None, labels: Sequence[Label] = ACTS
) -> ActRatings:
    grouped = grouped_spans(found)
    return ActRatings(grouped, [fillings or {} for _ in found], labels)


def test_source_and_target_are_the_same_slot_under_every_label_and_others_keep_their_names() -> None:
    assert [tuple(one) for one in sides_of(ACTS[0], PARTIES)] == [("speaker", "{} →"), ("addressee", "→ {}")]
    assert [tuple(one) for one in sides_of(ACTS[1], PARTIES)] == [("sender", "{} →"), ("addressee", "→ {}")]
    assert sides_of(ACTS[0], SLOTS)[2:] == [("content", "content: {}")]


def test_an_act_that_one_missed_is_nothing_to_them_and_who_was_away_is_missing() -> None:
    found = acts(text_of(coded("A", 0, 5, "x"), coded("B", 9, 12, "z"), coders="AB"))
    assert found.of(PARTIES)(ALL).table() == {(frozenset({"x"}), NONE, None): 1}
    assert found.of(PARTIES)((0, 1)).table() == {(frozenset({"x"}), NONE): 1}
    # What is no act is nothing, also where the other has one.
    found = acts(text_of(coded("A", 0, 5, "x"), coded("B", 0, 5, "z"), coders="AB"))
    assert found.of(SLOTS)((0, 1)).table() == {(frozenset({"x"}), NONE): 1}


def test_the_parties_of_a_place_are_compared_side_by_side() -> None:
    one, other = coded("A", 0, 5, "x"), coded("B", 0, 6, "y")
    slots = filled(
        filling(one, "speaker", "fra"), filling(one, "addressee", at=(10, 15), words="China"),
        filling(other, "sender", "fra"), filling(other, "addressee", at=(20, 25), words="CHINA"),
        filling(other, "addressee", "deu"),
    )  # fmt: skip
    (row,) = acts(text_of(one, other), fillings=slots).of(PARTIES)((0, 1)).table()
    assert row == (frozenset({"x", "fra →", "→ “china”"}), frozenset({"y", "fra →", "→ “china”", "→ deu"}))
    assert act_at((one, None), PARTIES, {label.id: label for label in ACTS}, slots)[1] == NONE


def test_other_slots_count_only_where_all_are_compared() -> None:
    one, other = coded("A", 0, 5, "x"), coded("B", 0, 5, "x")
    slots = filled(
        filling(one, "content", at=(10, 20), words="a visit"), filling(other, "content", at=(22, 30), words="a talk")
    )
    made = acts(text_of(one, other), fillings=slots)
    assert made.of(PARTIES)((0, 1)).table() == {(frozenset({"x"}), frozenset({"x"})): 1}
    (row,) = made.of(SLOTS)((0, 1)).table()
    assert row[0] != row[1]


def test_of_one_label_other_acts_are_nothing() -> None:
    table: dict[Row, float] = {(frozenset({"x"}), frozenset({"y", "→ fra"})): 2, (frozenset({"y"}), NONE): 3}
    assert only(ratings_of([table]), X).table() == {(frozenset({"x"}), NONE): 2}


def test_behind_a_figure_of_acts_are_the_places_on_which_they_differ() -> None:
    one, other, missed = coded("A", 0, 5, "x"), coded("B", 0, 5, "x"), coded("A", 9, 12, "y")
    places = places_in([text_of(one, other, missed, coded("B", 20, 22, "z"))], CODERS[:2])
    same = acts_behind(None, PARTIES, ACTS, [filled(filling(one, "speaker", "fra"), filling(other, "speaker", "fra"))])
    assert [same(place) for place in places] == [
        (frozenset({"x", "fra →"}),) * 2,
        (frozenset({"y"}), NONE),
        None,
    ]
    assert acts_behind(X, PARTIES, ACTS, [{}])(places[1]) is None
