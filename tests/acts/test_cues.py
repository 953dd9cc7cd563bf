"""Which value the words of a passage point to."""

import pytest

from annotator.acts.cues import hinted
from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Attribute
from annotator.model.ids import AttributeId
from annotator.operations.codebook.codebook import default_codebook

FORCE = Attribute(
    id=AttributeId("force"),
    name="Force",
    kind=AttributeKind.ORDINAL,
    values=("calls on", "urges", "demands"),
    cues={
        "calls on": {"en": ("calls on", "calls"), "zh": ("呼吁",), "ar": ("دعا",)},
        "urges": {"en": ("urged", "strongly calls on"), "fr": ("s'emploie",)},
        "demands": {"en": ("must",)},
    },
)


@pytest.mark.parametrize(
    ("passage", "values"),
    [
        ("urged China", ("urges",)),
        ("Calls on all States", ("calls on",)),
        ("strongly calls on them", ("urges", "calls on")),
        ("mustard, recalls only", ()),
        ("S’emploie à", ("urges",)),
        ("中方呼吁各方", ("calls on",)),
        ("دَعَا الرئيس", ("calls on",)),
        ("", ()),
    ],
)
def test_the_longest_cue_comes_first_and_only_whole_words_count(passage: str, values: tuple[str, ...]) -> None:
    assert hinted(FORCE, passage) == values


@pytest.mark.parametrize(
    ("label", "passage", "value"),
    [
        ("appeal", "urged China to use its influence", "urges"),
        ("appeal", "Demande instamment à tous les États", "urges"),
        ("appeal", "призывает все стороны", "calls on"),
        ("appeal", "望各方保持克制", "calls on"),
        ("appeal", "希望各方保持克制", "encourages"),
        ("appeal", "рекомендует всем государствам", "invites"),
        ("warning", "threatens consequences", "threatens consequences"),
        ("commitment", "undertakes to continue", "undertakes"),
    ],
)
def test_the_default_codebook_points_to_the_force(label: str, passage: str, value: str) -> None:
    found = default_codebook().get(label)
    assert found is not None
    force = found.attribute("force")
    assert force is not None
    assert hinted(force, passage)[0] == value


@pytest.mark.parametrize(("attribute", "passage"), [("force", "展望未来，看望伤员"), ("conditional", "若干国家")])
def test_a_chinese_cue_of_one_character_is_none_within_a_longer_word(attribute: str, passage: str) -> None:
    appeal = default_codebook().get("appeal")
    assert appeal is not None
    found = appeal.attribute(attribute)
    assert found is not None
    assert hinted(found, passage) == ()
