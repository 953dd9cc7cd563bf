"""The form of the codebook as a whole tells of what is typed, of both fields at once, and of nothing else."""

from hypothesis import HealthCheck, given, settings
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.model.codebook import Codebook, CodesPerUnit, CodingUnit
from annotator.ui.codebook.book_form import BookForm
from annotator.ui.codebook.draft import Draft
from tests.model.codebooks import codebooks


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(old=codebooks(), new=codebooks())
def test_any_codebook_is_shown_without_telling_of_it(qtbot: QtBot, old: Codebook, new: Codebook) -> None:
    form = BookForm()
    qtbot.addWidget(form)
    told: list[object] = []
    form.edited.connect(lambda *both: told.append(both))
    form.show_book(old)
    form.show_book(new)
    assert (form.name.text(), form.description.toPlainText()) == (new.name, new.description)
    assert told == []


def test_what_is_typed_in_one_field_is_told_with_the_other_as_it_was(qtbot: QtBot) -> None:
    form = BookForm()
    qtbot.addWidget(form)
    told: list[tuple[str, str]] = []
    form.edited.connect(lambda name, description: told.append((name, description)))
    form.show_book(Codebook(name="Speech acts", description="كتاب"))
    QTest.keyClicks(form.name, "!")
    form.description.appendPlainText("For notes.")
    assert told == [("Speech acts!", "كتاب"), ("Speech acts!", "كتاب\nFor notes.")]


def test_its_buttons_stand_side_by_side_where_there_is_room(qtbot: QtBot) -> None:
    form = BookForm()
    qtbot.addWidget(form)
    form.resize(640, 500)
    form.show()
    buttons = form.preset_button, form.load_button, form.save_button
    assert len({each.y() for each in buttons}) == 1
    assert all(each.width() == each.sizeHint().width() for each in buttons)


def test_what_is_coded_is_chosen_and_how_many_codes_a_unit_gets_where_units_are_given(qtbot: QtBot) -> None:
    form, draft = BookForm(), Draft()
    qtbot.addWidget(form)
    form.unit_chosen.connect(draft.ask)
    form.show_book(draft.as_shown())
    assert not form.codes.isEnabled()
    for box, value in ((form.unit, CodingUnit.QUASI_SENTENCE), (form.codes, CodesPerUnit.SEVERAL)):
        box.setCurrentIndex(box.findData(value))
        box.activated.emit(box.currentIndex())
        form.show_book(draft.as_shown())
    assert form.codes.isEnabled() and draft.is_unsaved
    assert draft.codebook is not None
    assert (draft.codebook.unit, draft.codebook.codes_per_unit) == (CodingUnit.QUASI_SENTENCE, CodesPerUnit.SEVERAL)
    assert draft.changes == (
        "The codebook: the unit that is coded was free, now quasi-sentence.",
        "The codebook: the number of labels that a unit gets was one, now several.",
    )
