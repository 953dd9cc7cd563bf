"""Whatever is chosen or typed for an attribute of any kind is a value of it, or is refused in a sentence."""

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.model.attribute_kinds import VALUE_TYPES, AttributeKind
from annotator.model.codebook import Attribute, Label
from annotator.model.ids import AttributeId, LabelId
from annotator.model.span import AttributeValue
from annotator.ui.dialogs.reason import ReasonDialog
from annotator.ui.kit.picker import Picker
from annotator.ui.passages.value_choice import ValueChoice, attributes_of


def attribute(kind: AttributeKind, *values: str) -> Attribute:
    given = (values or ("low", "middle", "high")) if VALUE_TYPES[kind].listed else ()
    return Attribute(id=AttributeId("a"), name="Strength", kind=kind, values=given)


def label(id: str, *attributes: Attribute) -> Label:
    return Label(id=LabelId(id), name=id.title(), colour="#336699", key="", attributes=attributes)


class Asked:
    """A choice that is asked for over a window, and what came of it."""

    def __init__(self, qtbot: QtBot, one: Attribute) -> None:
        self.given: list[AttributeValue | None] = []
        self.refused: list[str] = []
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.show()
        ValueChoice([label("appeal", one)], 2, self.window, self._give, self.refused.append).ask()
        picker = self.picker
        assert [item.detail for item in picker.model.items] == ["Appeal"]
        picker._choose(picker.model.index(0))

    def _give(self, _: Attribute, value: AttributeValue | None) -> None:
        self.given.append(value)

    @property
    def picker(self) -> Picker:
        found = QApplication.activeModalWidget()
        assert isinstance(found, Picker)
        return found

    @property
    def titles(self) -> Iterator[str]:
        return (item.title for item in self.picker.model.items)

    def pick(self, title: str) -> None:
        picker = self.picker
        picker._choose(picker.model.index(list(self.titles).index(title)))

    def type(self, text: str) -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ReasonDialog)
        QTest.keyClicks(dialog.field, text)
        dialog.accept()


@pytest.mark.parametrize("kind", [kind for kind in AttributeKind if not VALUE_TYPES[kind].is_typed])
def test_each_value_that_is_offered_is_given_as_one_that_fits_and_no_value_takes_it_away(
    qtbot: QtBot, kind: AttributeKind
) -> None:
    one = attribute(kind)
    for word in one.choices:
        asked = Asked(qtbot, one)
        assert list(asked.titles) == [*one.choices, "No value"]
        asked.pick(word)
        if one.value_type.several:
            assert not asked.given and word not in asked.titles
            asked.pick(next(asked.titles))
        (value,) = asked.given
        assert value is not None and one.fits(value) and one.words(value) == (word,)
    asked = Asked(qtbot, one)
    asked.pick("No value")
    assert asked.given == [None] and not asked.refused


def test_several_values_are_given_together_in_the_order_of_the_codebook(qtbot: QtBot) -> None:
    asked = Asked(qtbot, attribute(AttributeKind.CHOICES))
    asked.pick("high")
    asked.pick("low")
    asked.pick(next(asked.titles))
    assert asked.given == [["low", "high"]]


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (AttributeKind.NUMBER, "12", 12),
        (AttributeKind.DATE, "2023-04-06", "2023-04-06"),
        (AttributeKind.TEXT, " two  words ", "two words"),
        *((kind, "", None) for kind in AttributeKind if VALUE_TYPES[kind].is_typed),
    ],
)
def test_a_value_is_typed(qtbot: QtBot, kind: AttributeKind, text: str, value: AttributeValue | None) -> None:
    asked = Asked(qtbot, attribute(kind))
    asked.type(text)
    assert asked.given == [value] and not asked.refused


@pytest.mark.parametrize("kind", [AttributeKind.NUMBER, AttributeKind.DATE])
def test_what_is_no_value_is_refused_in_a_sentence_and_nothing_is_given(qtbot: QtBot, kind: AttributeKind) -> None:
    asked = Asked(qtbot, attribute(kind))
    asked.type("soon")
    assert not asked.given and len(asked.refused) == 1 and asked.refused[0].startswith("“soon” is no ")


def test_attributes_that_take_the_same_stand_once_with_all_their_labels() -> None:
    rising, other = attribute(AttributeKind.ORDINAL), attribute(AttributeKind.ORDINAL, "weak", "strong")
    appeal, warning, pledge = label("appeal", rising), label("warning", rising), label("pledge", other)
    assert attributes_of([appeal, pledge, warning]) == [(rising, [appeal, warning]), (other, [pledge])]
    assert attributes_of([label("actor")]) == []
