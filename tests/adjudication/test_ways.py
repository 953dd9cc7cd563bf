"""The ways to decide and the rules that decisions note, over the whole table."""

import pytest
from hypothesis import given

from annotator.adjudication.cases import Case
from annotator.adjudication.policies import POLICIES
from annotator.adjudication.ways import PROPOSED, RULES, WAY, WAYS, Asks, Way, verdict
from annotator.model.decision import Rule
from annotator.model.errors import NotAllowed
from annotator.model.ids import LabelId
from tests.adjudication.builders import A, Coded, coded_layers, only_case, span

OF_A_CASE = [way for way in WAYS if way.propose is not None]
EACH = pytest.mark.parametrize("way", WAYS, ids=lambda way: way.id)


def two_labels() -> Case:
    return only_case(span("A1", 0, 10, "appeal"), span("B1", 0, 10, "warning"))


def test_each_rule_is_that_of_one_policy_or_of_one_way() -> None:
    rules = [*(policy.rule for policy in POLICIES), *(way.rule for way in WAYS)]
    assert sorted(rules) == sorted(Rule) and set(RULES) == set(Rule)
    assert {policy.rule for policy in POLICIES} == {rule for rule in Rule if rule.by_policy}
    assert [rule for rule in Rule if not rule.settles] == [WAY["defer"].rule]


def test_ids_keys_and_words_are_told_apart() -> None:
    for said in ("decided", "told"):
        words = [getattr(each, said) for each in RULES.values()]
        assert "" not in words and len(set(words)) == len(words)
    for said in ("id", "title", "short", "spoken", "key"):
        words = [getattr(way, said) for way in WAYS if way.key]
        assert "" not in words and len(set(words)) == len(words)


@EACH
def test_each_way_has_a_button_and_all_but_to_take_have_one_key(way: Way) -> None:
    assert way.short and way.spoken and bool(way.key) == bool(way.title) == (way.id != "take")


@given(coded_layers())
def test_a_way_that_applies_is_not_refused_and_one_that_does_not_changes_nothing_that_it_could(coded: Coded) -> None:
    for case in coded.cases():
        several, apart = len(case.candidates) > 1, len({span.extents for span in case.candidates}) > 1
        for id in ("union", "intersection", "majority"):
            assert not WAY[id].applies(case) or (several and apart)
            if WAY[id].applies(case):
                assert verdict(case, id, label=LabelId("appeal")).golds
        assert WAY["union"].applies(case) == apart
        if WAY["split"].applies(case):
            assert len(verdict(case, "split").golds) > 1
        assert WAY["fill"].applies(case) == several
        assert all(WAY[id].applies(case) for id in ("take", "none", "defer", "relabel"))


@given(coded_layers())
def test_what_comes_of_a_case_notes_the_rule_of_the_way(coded: Coded) -> None:
    for case in coded.cases():
        for way in OF_A_CASE:
            try:
                made = verdict(case, way.id, case.candidates[0].layer, LabelId("appeal"))
            except NotAllowed:
                continue
            assert made.rule is way.rule


@EACH
def test_a_label_is_asked_for_where_a_way_cannot_do_without(way: Way) -> None:
    alike = only_case(span("A1", 0, 10), span("B1", 0, 10))
    assert way.asks_label(two_labels()) == (way.asks is not Asks.NEVER)
    assert way.asks_label(alike) == (way.asks is Asks.ALWAYS)
    if way.propose is not None and way.asks_label(two_labels()):
        with pytest.raises(NotAllowed):
            verdict(two_labels(), way.id, A)


@pytest.mark.parametrize("how", ["fill", "join", "add", "take", "relabel", "by lot"])
def test_what_needs_more_than_the_case_is_refused_with_a_sentence(how: str) -> None:
    with pytest.raises(NotAllowed, match=f"“{how}” alone"):
        verdict(two_labels(), how)


def test_a_new_way_is_found_by_its_id_alone() -> None:
    assert set(PROPOSED) == {way.id for way in OF_A_CASE} - {"take"}
    assert list(WAY.values()) == list(WAYS)
