"""What codings use and another codebook has no place for is counted, and nothing else."""

from pathlib import Path

import pytest

from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Codebook, Label
from annotator.operations.codebook import usage
from annotator.operations.coding import acts, annotate
from annotator.operations.coding.acts import SlotFiller
from tests.projects import Desk, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Two appeals, of which one urges and says who speaks."""
    made = make_desk(tmp_path)
    first, _ = made.code("urged China"), made.code("undertook to help")
    annotate.set_attribute(made.project, first.id, "force", "urges")
    annotate.set_attribute(made.project, first.id, "conditional", True)
    acts.fill_slot(made.project, first.id, "speaker", SlotFiller(value="implicit"))
    return made


def changed(book: Codebook, **fields: object) -> Codebook:
    return book.with_labels(
        label.model_copy(update={**fields, "counterparts": ()}) if label.id == "appeal" else label
        for label in book.labels
    )


def appeal(desk: Desk) -> Label:
    found = desk.project.codebook.get("appeal")
    assert found is not None
    return found


def test_the_codebook_in_force_loses_nothing(desk: Desk) -> None:
    assert usage.lost(desk.project, desk.project.codebook) == ()


def test_an_attribute_a_value_and_a_role_in_use_are_counted(desk: Desk) -> None:
    label, book = appeal(desk), desk.project.codebook
    kept = tuple(one for one in label.attributes if one.id != "conditional")
    few = {"values": ("invites", "demands"), "meanings": {}, "cues": {}}
    weaker = tuple(one.model_copy(update=few) if one.id == "force" else one for one in label.attributes)
    roles = tuple(one for one in label.roles if one.id != "speaker")
    assert usage.lost(desk.project, changed(book, attributes=kept)) == (
        "Appeal: 1 coding has the attribute “Conditional”, which would be gone.",
    )
    assert usage.lost(desk.project, changed(book, attributes=weaker)) == (
        "Appeal: 1 coding has “urges” as “Force”, which would be no value of it.",
    )
    assert usage.lost(desk.project, changed(book, roles=roles)) == (
        "Appeal: 1 slot is filled as “Speaker”, a role that would be gone.",
    )


def test_what_nobody_uses_and_what_still_fits_is_not_counted(desk: Desk) -> None:
    label, book = appeal(desk), desk.project.codebook
    unused = tuple(one for one in label.attributes if one.id != "polarity")
    free = tuple(
        one.model_copy(update={"kind": AttributeKind.TEXT, "values": (), "meanings": {}, "cues": {}})
        if one.id == "force"
        else one
        for one in label.attributes
    )
    for attributes in (unused, free):
        assert usage.lost(desk.project, changed(book, attributes=attributes)) == ()
