"""The fields of a format's options: one for each, of the kind that it needs, and what they say is the model."""

from enum import StrEnum

import pytest
from pydantic import Field
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot

from annotator.formats.format import Options
from annotator.formats.registry import FORMATS
from annotator.ui.dialogs.option_fields import OptionFields


class Unit(StrEnum):
    WORDS = "words"
    CHARACTERS = "characters"


class Every(Options):
    """An option of each kind."""

    whole: bool = Field(default=True, title="Write it whole", description="With all that is in it.")
    unit: Unit = Field(default=Unit.CHARACTERS, title="Unit", description="What is counted.")
    width: int = Field(default=80, title="Width of a line", description="In characters.")
    licence: str = Field(default="", title="Licence", description="What may be done with it.")


@pytest.fixture
def fields(qtbot: QtBot) -> OptionFields:
    made = OptionFields(Every, "w")
    qtbot.addWidget(made)
    made.show()
    return made


def test_they_begin_as_the_model_does(fields: OptionFields) -> None:
    assert fields.values == Every()
    assert [type(field) for field in fields.fields.values()] == [QCheckBox, QComboBox, QSpinBox, QLineEdit]


def test_what_is_changed_is_told_and_is_in_the_model(fields: OptionFields, qtbot: QtBot) -> None:
    whole, unit, width, licence = fields.fields.values()
    assert isinstance(whole, QCheckBox) and isinstance(unit, QComboBox) and isinstance(width, QSpinBox)
    for change in (whole.click, lambda: unit.setCurrentIndex(0), lambda: width.setValue(72)):
        with qtbot.waitSignal(fields.changed):
            change()
    assert isinstance(licence, QLineEdit)
    QTest.keyClicks(licence, "CC")
    with qtbot.waitSignal(fields.changed):
        licence.editingFinished.emit()
    assert fields.values == Every(whole=False, unit=Unit.WORDS, width=72, licence="CC")


def test_each_has_its_caption_its_hint_and_a_letter_that_no_other_has(fields: OptionFields) -> None:
    whole = fields.fields["whole"]
    assert isinstance(whole, QCheckBox) and whole.text() == "Write &it whole"
    captions = [label.text() for label in fields.findChildren(QLabel)]
    assert captions == ["&Unit", "Width &of a line", "&Licence", "What may be done with it."]
    assert all(
        about.description in fields.fields[name].toolTip()
        for name, about in Every.model_fields.items()
        if about.description
    )


@pytest.mark.parametrize("format", [found for found in FORMATS if found.writer], ids=lambda format: format.name)
def test_the_options_of_every_format_have_their_fields(qtbot: QtBot, format: object) -> None:
    found = next(one for one in FORMATS if one is format)
    assert found.writer is not None
    made = OptionFields(found.writer.options)
    qtbot.addWidget(made)
    assert made.values == found.writer.options()
    assert made.fields.keys() == found.writer.options.model_fields.keys()
