"""Each who took part stands in one group, and groups are apart in what gives the case its kind."""

from hypothesis import given

from annotator.adjudication.cases import CaseKind
from annotator.adjudication.contrast import contrast_of
from tests.adjudication.builders import A, B, C, Coded, coded_layers, link, only_case, span


@given(coded_layers())
def test_all_who_are_in_a_case_stand_in_one_group_of_several(coded: Coded) -> None:
    for case in coded.cases():
        found = contrast_of(case)
        assert found.kind is case.kind
        if case.kind is CaseKind.AGREED:
            assert found.groups == ()
            continue
        spoken = [layer for group in found.groups for layer in group.layers]
        there = [one.layer for one in case.candidates]
        assert sorted(spoken) == sorted(there + list(case.absent))
        assert len(found.groups) > 1


def test_labels_come_first_then_passages_then_values_then_slots() -> None:
    labels = contrast_of(only_case(span("A1", 0, 9), span("C1", 0, 9, "warning"), layers="ABC"))
    told = [(group.told, group.layers) for group in labels.groups]
    assert told == [("appeal", (A,)), ("warning", (C,)), (None, (B,))]
    passages = contrast_of(only_case(span("A1", 0, 9), span("B1", 0, 5)))
    assert [(group.told, group.layers) for group in passages.groups] == [(0, (A,)), (4, (B,))]
    values = contrast_of(only_case(span("A1", 0, 9, force="urges"), span("B1", 0, 9)))
    assert values.part == "force" and [group.told for group in values.groups] == ["urges", None]
    links = [link("l1", "A1", "addressee", actor="chn"), link("l2", "B1", "addressee", actor="rus")]
    slots = contrast_of(only_case(span("A1", 0, 9), span("B1", 0, 9), links=links))
    assert slots.part == "addressee" and [group.layers for group in slots.groups] == [(A,), (B,)]
