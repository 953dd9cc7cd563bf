"""Two codebooks made one: nothing of ours is lost, and every label of theirs has a place."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Attribute, Codebook, Label, Role
from annotator.model.ids import AttributeId, LabelId, RoleId
from annotator.operations.codebook.merging import merge_codebooks
from tests.operations.desks import BOOK, attribute


def label(id: str, name: str = "", key: str = "", parent: str | None = None, *attributes: Attribute) -> Label:
    return Label(
        id=LabelId(id),
        name=name or id,
        key=key,
        parent=LabelId(parent) if parent else None,
        attributes=attributes,
    )


def book(*labels: Label) -> Codebook:
    return Codebook(labels=labels)


def test_the_same_codebook_changes_nothing() -> None:
    merged = merge_codebooks(BOOK, BOOK)
    assert (merged.codebook, merged.notices) == (BOOK, [])
    assert merged.ids == {label.id: label.id for label in BOOK.labels}


def test_a_label_is_known_by_its_id_and_else_by_its_name() -> None:
    merged, ids, *_ = merge_codebooks(book(label("appeal", "Appeal")), book(label("x", "APPEAL")))
    assert ids == {"x": "appeal"}
    assert merged == book(label("appeal", "Appeal"))


def test_two_labels_of_theirs_never_become_one_of_ours() -> None:
    ours = book(label("appeal", "Appeal"))
    for theirs in (
        book(label("x", "APPEAL"), label("appeal", "Call")),
        book(label("x", "Appeal"), label("y", "Appeal")),
    ):
        merged, ids, *_ = merge_codebooks(ours, theirs)
        assert len(set(ids.values())) == 2 and len(merged.labels) == 2


def test_the_labels_that_a_role_takes_are_found_under_the_ids_that_they_have_here() -> None:
    to = Role(id=RoleId("to"), name="To", labels=(LabelId("actor"), LabelId("group")))
    act, new = (label(id).model_copy(update={"roles": (to,)}) for id in ("act", "new"))
    ours, theirs = book(label("party", "Actor"), label("act")), book(label("actor"), label("group"), act, new)
    merged, *_ = merge_codebooks(ours, theirs)
    assert [one.roles[0].labels for one in merged.labels if one.roles] == [("party", "group")] * 2


def test_what_cannot_be_one_stands_beside_ours_and_is_said() -> None:
    roles = [Role(id=RoleId(id), name=id) for id in ("to", "speaker")]
    ours, theirs = (
        book(
            label("a", "A", "", None, attribute("force", AttributeKind.ORDINAL, value)).model_copy(
                update={"roles": (one,)}
            )
        )
        for value, one in zip(("weak", "urges"), roles, strict=True)
    )
    merged, _, following, notices = merge_codebooks(ours, theirs)
    assert [(one.id, one.values) for one in merged.labels[0].attributes] == [
        ("force", ("weak",)),
        ("force-2", ("urges",)),
    ]
    assert following["a"].attributes == {"force": "force-2"}
    assert [notice[:40] for notice in notices] == [
        "“A” has other values for “force” in the ",
        "The first slot of “A”, which says who ac",
    ]


def test_a_new_label_comes_in_without_a_key_that_is_taken() -> None:
    merged, *_ = merge_codebooks(book(label("a", key="1")), book(label("b", key="1"), label("c", key="2")))
    assert [(one.id, one.key) for one in merged.labels] == [("a", "1"), ("b", ""), ("c", "2")]


def test_a_new_labels_parent_is_found_under_the_id_that_it_has_here() -> None:
    ours = book(label("warning", "Warning", "1"))
    theirs = book(label("w", "warning"), label("threat", "Threat", "1", "w"), label("ultimatum", parent="threat"))
    merged, *_ = merge_codebooks(ours, theirs)
    assert [(one.id, one.parent) for one in merged.labels] == [
        *(("warning", None), ("threat", "warning"), ("ultimatum", "threat"))
    ]


def test_attributes_roles_and_listed_values_that_only_theirs_has_are_added() -> None:
    choice, ordinal = AttributeKind.CHOICE, AttributeKind.ORDINAL
    ours = book(label("a", "A", "", None, attribute("topic", choice, "war"), attribute("force", ordinal, "low")))
    added = attribute("topic", choice, "trade", "war"), attribute("force", ordinal, "high"), attribute("n", choice, "1")
    theirs = book(label("a", "A", "", None, *added).model_copy(update={"roles": (Role(id=RoleId("to"), name="To"),)}))
    merged, *_ = merge_codebooks(ours, theirs)
    (found,) = merged.labels
    assert [(one.id, one.values) for one in found.attributes] == [
        *(("topic", ("war", "trade")), ("force", ("low",)), ("force-2", ("high",)), ("n", ("1",)))
    ]
    assert [role.id for role in found.roles] == ["to"]


@st.composite
def books(draw: st.DrawFn) -> Codebook:
    ids = draw(st.lists(st.sampled_from("abcdef"), unique=True))
    keys = draw(st.lists(st.sampled_from("123456"), min_size=len(ids), max_size=len(ids), unique=True))
    parents = [draw(st.sampled_from([None, *ids[:place]])) for place in range(len(ids))]
    made = [
        label(id, draw(st.sampled_from(["Appeal", "appeal", "Warning", id])), key, parent)
        for id, key, parent in zip(ids, keys, parents, strict=True)
    ]
    values = st.lists(st.sampled_from("xyz"), min_size=1, unique=True).map(tuple)
    kinds = st.sampled_from([AttributeKind.CHOICE, AttributeKind.CHOICES, AttributeKind.ORDINAL])
    return book(
        *(
            one.model_copy(
                update={
                    "attributes": tuple(
                        Attribute(id=AttributeId(id), name=id, kind=draw(kinds), values=draw(values))
                        for id in draw(st.lists(st.sampled_from("pq"), unique=True))
                    )
                }
            )
            for one in draw(st.permutations(made))
        )
    )


@given(books(), books())
def test_any_two_codebooks_merge_into_one_that_is_sound_and_loses_nothing(ours: Codebook, theirs: Codebook) -> None:
    merged, ids, *_ = merge_codebooks(ours, theirs)
    assert Codebook.model_validate(merged.model_dump()) == merged
    assert [one.id for one in merged.labels][: len(ours.labels)] == [one.id for one in ours.labels]
    for one in ours.labels:
        found = merged.get(one.id)
        assert found is not None and (found.name, found.key, found.parent) == (one.name, one.key, one.parent)
    for one in theirs.labels:
        found = merged.get(ids[one.id])
        assert found is not None and {part.id for part in one.attributes} <= {part.id for part in found.attributes}
    assert len(set(ids.values())) == len(ids)
    assert merge_codebooks(merged, theirs).codebook == merged
