"""What most coders say alike: on the same extents, or on the extent that most of them share."""

from collections import Counter
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.adjudication.cases import Case, CaseKind
from annotator.adjudication.content import content_of
from annotator.adjudication.decisions import Verdict
from annotator.adjudication.majority import extent_of_most, majority, shared_majority, unanimous
from annotator.model.decision import Rule
from annotator.model.geometry import Extents, contains, intersection, union
from annotator.model.ids import ActorId
from annotator.model.span import Extent, Link, Span, tidy
from annotator.model.text import TextIndex, words
from tests.adjudication.builders import Coded, coded_layers, link, only_case, span

FRANCE = ActorId("fra")


@given(coded_layers())
def test_unanimous_settles_the_agreed_cases_and_no_other(coded: Coded) -> None:
    for case in coded.cases():
        verdict = unanimous(case)
        assert (verdict is not None) == (case.kind is CaseKind.AGREED)
        if verdict:
            (gold,) = verdict.golds
            for one in case.candidates:
                assert (gold.label, gold.extents, gold.attributes, gold.actor) == (
                    *(one.label, one.extents, one.attributes, one.actor),
                )
                said = {(slot.role, slot.actor or slot.value or slot.extents) for slot in gold.slots}
                assert said == {(made.link.role, made.actor or made.value or made.extents)
                                for made in case.slots_of(one)}  # fmt: skip


@given(coded_layers())
def test_majority_settles_with_more_than_half_of_the_layers_behind_it(coded: Coded) -> None:
    for case in coded.cases():
        verdict = majority(case)
        if verdict is None:
            continue
        if not verdict.golds:
            assert len(case.absent) == 2
            continue
        (gold,) = verdict.golds
        behind = [one for one in case.candidates if (one.label, one.extents) == (gold.label, gold.extents)]
        assert len(behind) >= 2
        assert sum(one.actor == gold.actor for one in behind) >= 2
        for role in ("speaker", "addressee"):
            settled = {slot[1] or slot[2] or slot[3] for slot in gold.slots if slot.role == role}
            filled = [
                {made.actor or made.value or made.extents for made in case.slots_of(one) if made.link.role == role}
                for one in behind
            ]
            assert filled.count(settled) >= 2


@given(coded_layers(layers="AB"))
def test_of_two_coders_the_majority_is_both(coded: Coded) -> None:
    for case in coded.cases():
        assert majority(case) == unanimous(case)


@given(coded_layers())
def test_what_a_majority_settles_is_what_somebody_said_where_two_say_it(coded: Coded) -> None:
    for case in coded.cases():
        contents = [content_of(one, case.slots_of(one)) for one in case.candidates]
        shared = next((content for content in contents if contents.count(content) >= 2), None)
        if shared is None:
            continue
        verdict, one = majority(case), case.candidates[contents.index(shared)]
        assert verdict is not None
        (gold,) = verdict.golds
        assert (gold.label, gold.extents, gold.actor) == (one.label, one.extents, one.actor)
        assert gold.attributes == one.attributes
        said = Counter((slot.role, slot.actor or slot.value or slot.extents) for slot in gold.slots)
        parties = {(made.link.role, made.actor or made.value or made.extents) for made in case.slots_of(one)}
        assert said == Counter(parties), "each party once"


def test_two_of_three_settle_label_and_extents() -> None:
    case = only_case(span("A1", 0, 10), span("B1", 0, 10), span("C1", 0, 12), layers="ABC")
    verdict = majority(case)
    assert verdict is not None
    assert verdict.rule is Rule.MAJORITY
    assert verdict.golds[0][:2] == ("appeal", ((0, 10),))
    assert unanimous(case) is None


def test_what_all_say_is_unanimous_under_either_policy() -> None:
    case = only_case(span("A1", 0, 10, force=1), span("B1", 0, 10, force=1), span("C1", 0, 10, force=1), layers="ABC")
    verdict = majority(case)
    assert verdict == unanimous(case)
    assert verdict is not None
    assert verdict.rule is Rule.UNANIMOUS


def test_a_majority_for_the_label_alone_settles_nothing() -> None:
    case = only_case(span("A1", 0, 10), span("B1", 0, 11), span("C1", 0, 12, "warning"), layers="ABC")
    assert majority(case) is None


def test_half_is_no_majority() -> None:
    case = only_case(
        span("A1", 0, 9), span("B1", 0, 9), span("C1", 0, 9, "warning"), span("D1", 0, 9, "warning"), layers="ABCD"
    )
    assert majority(case) is None
    assert majority(only_case(span("A1", 0, 9), layers="AB")) is None


def test_where_most_have_nothing_the_majority_is_none() -> None:
    assert majority(only_case(span("A1", 0, 9), layers="ABC")) == Verdict(Rule.MAJORITY, ())


def test_where_one_has_nothing_the_others_settle_it() -> None:
    verdict = majority(only_case(span("A1", 0, 9), span("B1", 0, 9), layers="ABC"))
    assert verdict is not None
    assert len(verdict.golds) == 1


def test_attributes_in_dispute_are_left_to_a_person() -> None:
    case = only_case(span("A1", 0, 9, force=1), span("B1", 0, 9, force=2), layers="ABC")
    assert majority(case) is None


def test_each_attribute_has_its_own_majority() -> None:
    case = only_case(
        span("A1", 0, 9, force=1, public=True),
        span("B1", 0, 9, force=1, public=False),
        span("C1", 0, 9, force=2, public=True),
        layers="ABC",
    )
    verdict = majority(case)
    assert verdict is not None
    assert verdict.golds[0].attributes == {"force": 1, "public": True}


def test_an_attribute_that_most_leave_out_is_left_out() -> None:
    case = only_case(span("A1", 0, 9), span("B1", 0, 9), span("C1", 0, 9, force=2), layers="ABC")
    verdict = majority(case)
    assert verdict is not None
    assert verdict.golds[0].attributes == {}


def test_each_role_has_its_own_majority_or_the_case_is_left_to_a_person() -> None:
    acts = span("A1", 0, 9), span("B1", 0, 9), span("C1", 0, 9)
    links = [
        *(link("l1", "A1", actor="fra"), link("l2", "B1", actor="fra"), link("l3", "C1", actor="chn")),
        *(link("l4", "A1", "addressee", actor="chn"), link("l5", "C1", "addressee", actor="chn")),
    ]
    verdict = majority(only_case(*acts, layers="ABC", links=links))
    assert verdict is not None
    assert {(slot.role, slot.actor) for slot in verdict.golds[0].slots} == {("speaker", "fra"), ("addressee", "chn")}
    more = link("l6", "C1", "addressee", actor="rus")
    assert majority(only_case(*acts, layers="ABC", links=[*links, more])) is None, "three different sets of addressees"


def test_a_slot_that_most_leave_empty_is_left_empty() -> None:
    acts = span("A1", 0, 9), span("B1", 0, 9), span("C1", 0, 9)
    verdict = majority(only_case(*acts, layers="ABC", links=[link("l1", "A1", actor="fra")]))
    assert verdict is not None and verdict.golds[0].slots == ()


def test_the_actor_of_a_mention_needs_a_majority_too() -> None:
    spans = [
        replace(span(f"{layer}1", 0, 9), actor=actor)
        for layer, actor in zip("ABC", (FRANCE, FRANCE, None), strict=True)
    ]
    verdict = majority(only_case(*spans, layers="ABC"))
    assert verdict is not None and verdict.golds[0].actor == FRANCE
    spans[1] = replace(spans[1], actor=ActorId("chn"))
    assert majority(only_case(*spans, layers="ABC")) is None


TEXT = "The minister urged both sides, once more, to return to the table."
INDEX = TextIndex(TEXT)
SIX = "ABCDEF"


def marked(*quotes: str, label: str = "appeal", layers: str = SIX) -> Case:
    """Return the case of coders who each marked a passage of the text; one more layer than quotes found nothing."""
    spans = [
        span(f"{layer}1", TEXT.index(quote), TEXT.index(quote) + len(quote), label)
        for layer, quote in zip(layers, quotes, strict=False)
    ]
    return only_case(*spans, layers=layers)


def settled(case: Case, text: TextIndex | None = INDEX) -> str | None:
    """Return the passage that the policy makes gold, None for a case that it leaves."""
    verdict = shared_majority(case, text)
    if verdict is None:
        return None
    (gold,) = verdict.golds
    return "|".join(TEXT[start:stop] for start, stop in gold.extents)


@st.composite
def marks(draw: st.DrawFn, most: int = 6) -> list[Extents]:
    """Draw what some coders marked in the text, all around one place of it."""
    about = draw(st.integers(0, len(TEXT) - 1))
    ranges = st.tuples(st.integers(max(0, about - 12), about), st.integers(about + 1, min(len(TEXT), about + 12)))
    gaps = st.lists(ranges, min_size=1, max_size=2).map(tidy)
    return draw(st.lists(ranges.map(lambda found: tidy([found])) | gaps, min_size=1, max_size=most))


@given(marks())
def test_the_extent_that_most_share_is_within_the_union_and_has_the_intersection_in_it(spans: list[Extents]) -> None:
    shared = spans[0]
    for one in spans:
        shared = intersection(shared, one)
    for text in (None, INDEX):
        found = extent_of_most(spans, text)
        if found is not None:
            assert contains(union(*spans), found) and contains(found, shared)


@given(marks())
def test_each_character_of_it_was_marked_by_more_than_half_and_no_other_one(spans: list[Extents]) -> None:
    votes = Counter(place for extents in spans for start, stop in extents for place in range(start, stop))
    found = extent_of_most(spans, None)
    if found is None:
        return
    assert {place for start, stop in found for place in range(start, stop)} == {
        place for place, count in votes.items() if 2 * count > len(spans)
    }
    assert all(2 * count != len(spans) for count in votes.values()), "a tie is left to a person"


@given(marks())
def test_what_is_left_to_a_person_is_a_tie_or_has_more_pieces_than_anybody_marked(spans: list[Extents]) -> None:
    if extent_of_most(spans, None) is not None:
        return
    votes = Counter(place for extents in spans for start, stop in extents for place in range(start, stop))
    most = tidy((place, place + 1) for place, count in votes.items() if 2 * count > len(spans))
    assert len(spans) in {2 * count for count in votes.values()} or len(most) > max(map(len, spans))


@given(marks())
def test_no_word_is_cut_where_somebody_marked_the_whole_of_it(spans: list[Extents]) -> None:
    found = extent_of_most(spans, INDEX)
    if found is None:
        return
    everything = union(*spans)
    for start, stop in words(TEXT):
        if contains(everything, (Extent(start, stop),)):
            assert intersection(found, (Extent(start, stop),)) in ((), (Extent(start, stop),))


@given(marks(most=4))
def test_it_does_not_matter_who_comes_first(spans: list[Extents]) -> None:
    assert len({extent_of_most(order, INDEX) for order in permutations(spans)}) == 1


@given(coded_layers())
def test_it_does_not_matter_in_which_order_the_coders_of_a_case_stand(coded: Coded) -> None:
    for case in coded.cases():
        turned = replace(case, candidates=case.candidates[::-1], absent=case.absent[::-1])
        one, other = shared_majority(case, None), shared_majority(turned, None)
        assert (one is None) == (other is None)
        if one is not None and other is not None:
            assert one.rule is other.rule
            for gold, again in zip(one.golds, other.golds, strict=True):
                assert gold[:4] == again[:4]
                assert {slot[:3] for slot in gold.slots} == {slot[:3] for slot in again.slots}


@given(coded_layers(layers="ABCDE", most=3))
def test_what_a_majority_settles_on_the_same_extents_is_settled_so(coded: Coded) -> None:
    for case in coded.cases():
        if (strict := majority(case)) is not None:
            assert shared_majority(case, None) == strict


@given(coded_layers(layers="ABCDE", most=3))
def test_more_than_half_of_the_layers_are_behind_the_label_and_each_value(coded: Coded) -> None:
    for case in coded.cases():
        verdict = shared_majority(case, None)
        if verdict is None or verdict.rule is not Rule.SHARED_EXTENT:
            continue
        (gold,) = verdict.golds
        behind = [one for one in case.candidates if one.label == gold.label]
        assert len(behind) >= 3
        assert sum(one.actor == gold.actor for one in behind) >= 3
        for name in {name for one in behind for name in one.attributes}:
            assert sum(one.attributes.get(name) == gold.attributes.get(name) for one in behind) >= 3


@pytest.mark.parametrize("with_comma", range(7))
def test_six_of_six_over_a_comma_are_decided_unless_they_are_three_and_three(with_comma: int) -> None:
    quotes = ["urged both sides,"] * with_comma + ["urged both sides"] * (6 - with_comma)
    case = marked(*quotes)
    assert settled(case) == (None if with_comma == 3 else quotes[0] if with_comma > 3 else quotes[-1])
    verdict = shared_majority(case, INDEX)
    if with_comma in (0, 6):
        assert verdict == unanimous(case)
    elif verdict is not None:
        assert verdict.rule is Rule.MAJORITY, "four or five of six say it on the same extents"


def test_six_of_six_who_all_end_elsewhere_are_decided() -> None:
    case = marked(
        *("urged both sides", "urged both sides, once", "urged both sides, once more", "both sides, once more,"),
        *("urged both sides, once mo", "urged both sides, once more, to return"),
    )
    assert majority(case) is None
    assert settled(case) == "urged both sides, once more", (
        "four of six, if one of them has the word whose half was marked"
    )
    assert settled(case, None) is None, "of the last two letters three are for and three against"
    verdict = shared_majority(case, INDEX)
    assert verdict is not None and verdict.rule is Rule.SHARED_EXTENT


def test_a_word_that_nobody_marked_as_a_whole_is_not_widened_beyond_what_was_marked() -> None:
    case = marked("urged both si", "ged both sid", "urged both sid", layers="ABC")
    assert settled(case) == "urged both sid"


def test_who_found_nothing_has_a_vote_on_whether_there_is_something_and_none_on_where_it_ends() -> None:
    case = marked("urged both sides", "urged both", "urged both sides,", layers="ABCDE")
    assert settled(case) == "urged both sides"
    assert shared_majority(marked("urged both sides", "urged both", layers="ABCDE"), INDEX) == Verdict(Rule.MAJORITY)
    assert settled(marked("urged both sides", "urged both", "both sides", layers="ABCDEF")) is None, (
        "half is no majority"
    )


def test_of_two_who_differ_neither_is_most() -> None:
    assert settled(marked("urged both sides", "urged both sides,", layers="AB")) is None
    assert settled(marked("urged both sides", "urged both sides,", layers="ABC")) is None


def test_another_label_has_no_say_on_where_it_ends_and_counts_against_it() -> None:
    def four(label: str) -> Case:
        mine = marked("urged both sides", "urged both sides,", "urged both", layers="ABC").candidates
        start = TEXT.index("urged")
        return only_case(*mine, span("D1", start, start + 40, label), layers="ABCD")

    assert settled(four("warning")) == "urged both sides"
    two = marked("urged both sides", "urged both", layers="AB").candidates
    others = [span(f"{layer}1", 13, 20, "warning") for layer in "CD"]
    assert settled(only_case(*two, *others, layers="ABCD")) is None


def test_a_passage_in_more_pieces_than_anybody_marked_is_left_to_a_person() -> None:
    apart = [(Extent(0, 4),), (Extent(3, 10),), (Extent(9, 14),)]
    assert extent_of_most(apart, None) is None
    assert extent_of_most([(Extent(0, 4), Extent(9, 14)), *apart[1:], apart[0]], None) is None


def test_labels_on_the_whole_document_need_no_extent() -> None:
    case = only_case(span("A1", 0, 0, force=1), span("B1", 0, 0, force=1), span("C1", 0, 0, force=2), layers="ABC")
    verdict = shared_majority(case, INDEX)
    assert verdict is not None and verdict.golds[0].extents == () and verdict.golds[0].attributes == {"force": 1}


def acts() -> list[Span]:
    return [span(f"{layer}1", 0, 9 + place) for place, layer in enumerate("ABC")]


def content(name: str, act: str, quote: str) -> Link:
    start = TEXT.index(quote)
    return link(name, act, "content", extents=(Extent(start, start + len(quote)),), quote=quote)


def test_a_passage_that_fills_a_slot_is_brought_together_likewise() -> None:
    quotes = ("to return to the table", "return to the table.", "return to the table")
    links = [content(f"l{layer}", f"{layer}1", quote) for layer, quote in zip("ABC", quotes, strict=True)]
    verdict = shared_majority(only_case(*acts(), layers="ABC", links=links), INDEX)
    assert verdict is not None
    (slot,) = verdict.golds[0].slots
    assert slot.role == "content" and [TEXT[start:stop] for start, stop in slot.extents] == ["return to the table"]


def test_a_slot_in_which_actors_differ_is_left_to_a_person_and_so_is_one_that_half_leave_empty() -> None:
    differ = [
        link(f"l{layer}", f"{layer}1", actor=actor) for layer, actor in zip("ABC", ("fra", "chn", "rus"), strict=True)
    ]
    assert shared_majority(only_case(*acts(), layers="ABC", links=differ), INDEX) is None
    one = content("l1", "A1", "to return"), content("l2", "B1", "return to")
    assert shared_majority(only_case(*acts(), layers="ABC", links=one), INDEX) is None, "a tie over “to”"
    mixed = [
        content("l1", "A1", "to return"),
        content("l2", "B1", "return to"),
        link("l3", "C1", "content", value="unclear"),
    ]
    assert shared_majority(only_case(*acts(), layers="ABC", links=mixed), INDEX) is None
