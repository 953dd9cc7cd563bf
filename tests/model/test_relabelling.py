"""Labels merged, divided and moved: the codebook that comes of it holds true, and no span loses what it says."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Codebook, Counterpart, Label, Role, Scope
from annotator.model.errors import NotAllowed, NotFound
from annotator.model.ids import AttributeId, LabelId, RoleId
from annotator.model.relabelling import Strays, divided, known, merged, moved
from tests.model.codebooks import attribute_of, codebooks, labels

SPANS = st.just(Scope.SPAN)
FEW = st.dictionaries(st.sampled_from([LabelId(id) for id in "xyz"]), st.sets(st.sampled_from(["a", "b", "c"])))


def ids(codebook: Codebook) -> list[str]:
    return [label.id for label in codebook.labels]


def label(id: str, parent: str | None = None, **more: object) -> Label:
    return Label.model_validate({"id": id, "name": id.title(), "parent": parent, **more})


def told(codebook: Codebook, id: str, strays: Strays) -> set[str]:
    """Return all attributes that the spans of a label may have."""
    return {one.id for one in known(codebook, LabelId(id)).attributes} | set(strays.get(LabelId(id), ()))


@given(codebooks(2, SPANS), FEW, st.data())
def test_a_merged_label_takes_the_spans_of_the_others_with_all_that_they_say(
    codebook: Codebook, strays: Strays, data: st.DataObject
) -> None:
    keep, *others = data.draw(st.permutations(codebook.labels))
    others = others[: data.draw(st.integers(1, len(others)))]
    assume(not keep.heading or all(one.heading for one in others))
    made, following = merged(codebook, keep.id, [one.id for one in others], strays)
    kept = known(made, keep.id)
    assert Codebook.from_json(made.to_json()) == made, "it holds true"
    assert set(ids(made)) == set(ids(codebook)) - {one.id for one in others}
    assert list(following) == [one.id for one in others]
    assert (kept.name, kept.definition, kept.key) == (keep.name, keep.definition, keep.key)
    for one in others:
        of = following[one.id]
        assert of.label == keep.id
        assert all(kept.attribute(of.attributes.get(part.id, part.id)) for part in one.attributes)
        assert all(kept.role(of.roles.get(part.id, part.id)) for part in one.roles)
        names = told(codebook, one.id, strays)
        assert len({of.attributes.get(name, name) for name in names}) == len(names), "no value gives way to another"
        if len(others) == 1:
            unknown = names - {part.id for part in one.attributes}
            assert not any(kept.attribute(of.attributes.get(name, name)) for name in unknown), (
                "what it is stays unknown"
            )
        assert set(one.examples) <= set(kept.examples)
        assert all(of.counterpart(counterpart) in kept.counterparts for counterpart in one.counterparts)


@given(codebooks(2, SPANS), FEW, st.data())
def test_the_parts_of_a_label_stand_behind_it_and_can_say_what_it_can(
    codebook: Codebook, strays: Strays, data: st.DataObject
) -> None:
    old = data.draw(st.sampled_from(codebook.labels))
    names = data.draw(st.sampled_from([["part"], ["part", "rest"]]))
    drawn = [data.draw(labels(id, ["x", "y", "z", id], SPANS)) for id in names]
    into = [one.model_copy(update={"key": "", "parent": None, "roles": ()}) for one in drawn]
    made, following = divided(codebook, old.id, into, strays)
    assert Codebook.from_json(made.to_json()) == made, "it holds true"
    place = ids(codebook).index(old.id) + 1
    assert ids(made) == [*ids(codebook)[:place], *(one.id for one in into), *ids(codebook)[place:]]
    assert list(following) == [one.id for one in into]
    for one in into:
        part, of = known(made, one.id), following[one.id]
        assert all(part.attribute(of.attributes.get(have.id, have.id)) for have in old.attributes)
        assert all(part.role(of.roles.get(have.id, have.id)) for have in old.roles)
        unknown = told(codebook, old.id, strays) - {have.id for have in old.attributes}
        assert not any(part.attribute(of.attributes.get(name, name)) for name in unknown)
    for before, after in zip(codebook.labels, (known(made, one.id) for one in codebook.labels), strict=True):
        for role, now in zip(before.roles, after.roles, strict=True):
            fills = old.id in role.labels
            assert all((one.id in now.labels) is fills for one in into)


@given(codebooks(1), st.data())
def test_a_moved_label_takes_those_below_it_along_and_nothing_else_changes(
    codebook: Codebook, data: st.DataObject
) -> None:
    one = data.draw(st.sampled_from(codebook.labels))
    parent, before = (data.draw(st.sampled_from([None, *codebook.labels])) for _ in range(2))
    below = {one.id}
    while more := {other.id for other in codebook.labels if other.parent in below} - below:
        below |= more
    place = parent.id if parent else None, before.id if before else None
    if below & set(place):
        with pytest.raises(NotAllowed, match="below or before itself or a label that is below it"):
            moved(codebook, one.id, *place)
        return
    made = moved(codebook, one.id, *place)
    assert known(made, one.id) == one.model_copy(update={"parent": place[0]})
    assert {other.id: other for other in made.labels if other.id != one.id} == {
        other.id: other for other in codebook.labels if other.id != one.id
    }
    order, was = ids(made), ids(codebook)
    assert [id for id in order if id in below] == [id for id in was if id in below]
    assert [id for id in order if id not in below] == [id for id in was if id not in below]
    block = [id in below for id in order]
    end = block.index(True) + len(below)
    assert all(block[end - len(below) : end]) and (order[end] if end < len(order) else None) == place[1]


def test_labels_below_those_that_are_gone_are_below_the_kept_one_which_rises_above_them() -> None:
    codebook = Codebook(labels=(label("top"), label("a", "top"), label("b", "a"), label("c", "b"), label("d", "a")))
    made, _ = merged(codebook, LabelId("b"), [LabelId("a")], {})
    assert {one.id: one.parent for one in made.labels} == {"top": None, "b": "top", "c": "b", "d": "b"}
    made, _ = merged(codebook, LabelId("c"), [LabelId("b"), LabelId("top")], {})
    assert {one.id: one.parent for one in made.labels} == {"a": "c", "c": None, "d": "a"}


def test_roles_and_conditions_that_named_a_label_or_its_attributes_follow() -> None:
    flag = attribute_of(AttributeKind.FLAG, "force").model_copy(update={"required": True})
    ladder = attribute_of(AttributeKind.ORDINAL, "force").model_copy(update={"required": True})
    when = Counterpart(scheme="PLOVER", code="13", when={AttributeId("force"): ("low",)})
    answers = Role(id=RoleId("answers"), name="Answers", labels=(LabelId("b"), LabelId("a")))
    codebook = Codebook(
        labels=(
            label("a").model_copy(update={"attributes": (flag,)}),
            label("b").model_copy(update={"attributes": (ladder,), "counterparts": (when,), "roles": (answers,)}),
        )
    )
    made, following = merged(codebook, LabelId("a"), [LabelId("b")], {})
    (kept,) = made.labels
    assert following[LabelId("b")].attributes == {"force": "force-2"}
    assert [(one.id, one.required) for one in kept.attributes] == [("force", True), ("force-2", False)]
    assert kept.counterparts == (when.model_copy(update={"when": {"force-2": ("low",)}}),)
    assert kept.roles[0].labels == ("a",), "each label once"


@pytest.mark.parametrize("others", [[], ["a"], ["b", "a"]])
def test_a_label_is_merged_with_others_alone(others: list[str]) -> None:
    codebook = Codebook(labels=(label("a"), label("b")))
    with pytest.raises(NotAllowed, match="Choose other labels to merge into “A”"):
        merged(codebook, LabelId("a"), [LabelId(one) for one in others], {})


def test_what_is_for_documents_is_never_one_with_what_is_for_passages() -> None:
    codebook = Codebook(labels=(label("a"), label("genre", scope="document")))
    with pytest.raises(NotAllowed, match="passages have one, documents the other"):
        merged(codebook, LabelId("a"), [LabelId("genre")], {})
    with pytest.raises(NotAllowed, match="one is for passages, one for documents"):
        divided(codebook, LabelId("genre"), [label("part")], {})
    with pytest.raises(NotAllowed, match="a label “a” already"):
        divided(codebook, LabelId("a"), [label("a")], {})


def test_a_label_that_is_not_there_is_named() -> None:
    codebook, gone = Codebook(labels=(label("a"),)), LabelId("gone")
    for verb in (
        lambda: merged(codebook, gone, [], {}),
        lambda: merged(codebook, LabelId("a"), [gone], {}),
        lambda: divided(codebook, gone, [], {}),
        lambda: moved(codebook, gone, None, None),
        lambda: moved(codebook, LabelId("a"), gone, None),
    ):
        with pytest.raises(NotFound, match="The codebook has no label “gone”"):
            verb()


def test_a_value_that_the_codebook_does_not_know_stays_unknown_under_the_kept_label() -> None:
    flag = attribute_of(AttributeKind.FLAG, "force")
    codebook = Codebook(labels=(label("a").model_copy(update={"attributes": (flag,)}), label("b")))
    _, following = merged(codebook, LabelId("a"), [LabelId("b")], {LabelId("b"): {"force"}})
    assert following[LabelId("b")].attributes == {"force": "force-2"}


def test_a_label_that_is_coded_with_does_not_become_a_heading() -> None:
    book = Codebook(labels=(label("acts", heading=True), label("kinds", heading=True), label("appeal", "acts")))
    with pytest.raises(NotAllowed, match="is a heading"):
        merged(book, LabelId("acts"), [LabelId("appeal")], {})
    made, _ = merged(book, LabelId("acts"), [LabelId("kinds")], {})
    assert ids(made) == ["acts", "appeal"]
