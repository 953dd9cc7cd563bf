"""A file's codebook beside ours: labels are known again, and what the file does not say stays."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.codebook_files.codebook_file import ReadCodebook
from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Attribute, Codebook, Label, Role
from annotator.model.ids import AttributeId, LabelId, RoleId
from annotator.operations.codebook.fitting import fitted, same_labels
from tests.model.codebooks import codebooks
from tests.projects import default_codebook

FORCE = Attribute(id=AttributeId("force"), name="Force", kind=AttributeKind.TEXT)
SPEAKER = Role(id=RoleId("speaker"), name="Speaker", labels=(LabelId("actor"),))
OURS = Codebook(
    name="Ours",
    labels=(
        Label(id=LabelId("appeal"), name="Appeal", key="1", attributes=(FORCE,), roles=(SPEAKER,), definition="Asks."),
        Label(id=LabelId("actor"), name="Actor", code="7", parent=LabelId("appeal")),
    ),
)
FIELDS = frozenset({"id", "name", "parent", "definition"})


def label(id: str, name: str, **said: object) -> Label:
    return Label.model_validate({"id": id, "name": name, **said})


def test_what_the_file_does_not_say_stays() -> None:
    theirs = Codebook(name="Theirs", labels=(label("x", "appeal", definition="Asks for it."), label("y", "Praise")))
    made = fitted(OURS, ReadCodebook(theirs, fields=FIELDS), {}, keeps_others=True)
    appeal, praise, actor = made.labels
    assert (appeal.id, appeal.definition, appeal.key, appeal.attributes) == ("appeal", "Asks for it.", "1", (FORCE,))
    assert praise.id == "y" and actor == OURS.labels[1] and made.name == "Ours"
    alone = fitted(OURS, ReadCodebook(theirs, fields=FIELDS), {}, keeps_others=False)
    assert [one.id for one in alone.labels] == ["appeal", "y"] and alone.labels[0].roles[0].labels == ()


def test_labels_are_the_same_by_identity_then_id_then_name_then_code() -> None:
    theirs = Codebook(labels=(label("a", "Renamed"), label("appeal", "Appeal"), label("c", "Somebody", code="7")))
    read = ReadCodebook(theirs, guids={LabelId("a"): "guid-of-appeal"})
    assert same_labels(OURS, read, {LabelId("appeal"): "guid-of-appeal"}) == {"a": "appeal", "c": "actor"}
    made = fitted(OURS, read, {LabelId("appeal"): "guid-of-appeal"}, keeps_others=True)
    assert len({one.id for one in made.labels}) == len(made.labels) == 3


@given(ours=codebooks(), theirs=codebooks(), keeps=st.booleans(), whole=st.booleans())
def test_what_comes_of_any_two_is_a_codebook(ours: Codebook, theirs: Codebook, keeps: bool, whole: bool) -> None:
    read = ReadCodebook(theirs, is_whole=whole)
    made = fitted(ours, read, {}, keeps)
    assert Codebook.model_validate(made.model_dump()) == made
    if keeps:
        assert {one.id for one in ours.labels} <= {one.id for one in made.labels}
    if whole and not keeps:
        assert made == theirs
    names = [one.name for one in made.labels]
    assert all(one.name in names for one in theirs.labels)


def test_a_counterpart_goes_with_the_values_on_which_it_hangs() -> None:
    ours = default_codebook()
    values = Attribute(id=AttributeId("force"), name="Force", kind=AttributeKind.CHOICE, values=("soft", "hard"))
    theirs = Codebook(labels=(label("appeal", "Appeal", attributes=(values.model_dump(),)),))
    made = fitted(ours, ReadCodebook(theirs, fields=frozenset({"name", "attributes"})), {}, keeps_others=True)
    (appeal,) = (one for one in made.labels if one.id == "appeal")
    assert appeal.attributes == (values,)
    assert any(one.when for one in ours.get("appeal").counterparts)  # type: ignore[union-attr]
    assert not any("force" in one.when for one in appeal.counterparts)
    assert {one.id for one in made.labels} == {one.id for one in ours.labels}
