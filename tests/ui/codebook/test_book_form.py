"""The form of the codebook as a whole tells of what is typed, of both fields at once, and of nothing else."""

from hypothesis import HealthCheck, given, settings
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.model.codebook import Codebook
from annotator.ui.codebook.book_form import BookForm
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
