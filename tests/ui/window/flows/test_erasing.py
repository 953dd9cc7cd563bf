"""A document, a name and the bin are erased from the window, once that is agreed to; the work goes on afterwards."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.operations.documents import documents
from annotator.store.project import Project
from annotator.ui.dialogs.erase import EraseDialog
from annotator.ui.dialogs.reason import ReasonDialog
from annotator.ui.dialogs.report import ReportDialog
from tests.store.erasing.erased import held_in
from tests.ui.windows import Stage, make_project

SECRET = "Žofia agreed to nothing."


@pytest.fixture
def ana(stage: Stage, tmp_path: Path) -> Iterator[Stage]:
    """Ana at the desk, with two texts of which the first is to go."""
    yield stage.open(make_project(tmp_path / "two.annot", [SECRET, "France urged restraint."]), "Ana")


def erase(ana: Stage, command: str) -> list[str]:
    """Agree to what a command asks, and return what is said afterwards."""
    ana.window.actions_.actions[command].trigger()
    return agree(ana)


def agree(ana: Stage) -> list[str]:
    dialog = ana.dialog(EraseDialog)
    assert not dialog.erase_button.isEnabled()
    dialog.sure.setChecked(True)
    dialog.erase_button.click()
    report = ana.dialog(ReportDialog)
    said = [report.list.item(row).text() for row in range(report.list.count())]
    report.accept()
    ana.without_dialog()
    return said


def test_a_document_is_erased_and_the_desk_is_as_it_was(ana: Stage) -> None:
    ana.press("Space", "1")
    path = ana.window.session.project.path
    assert held_in(path.with_name(f"{path.name}-wal"), ["Žofia"]) or held_in(path, ["Žofia"])
    said = erase(ana, "document.erase")
    assert any("Erased 1 document and 1 coding." in one for one in said)
    assert ana.text == "France urged restraint."
    assert ana.window.session.coder is not None and ana.window.session.coder.name == "Ana"
    assert ana.window.session.project.check() == []
    ana.press("Space", "1")
    assert ana.window.session.project.spans.count() == 1
    ana.window.session.close()
    assert held_in(path, ["Žofia"]) == set()


def test_the_bin_is_emptied(ana: Stage) -> None:
    project = ana.window.session.project
    documents.remove(project, [project.documents.all()[0].id])
    assert any("Erased 1 document." in one for one in erase(ana, "project.empty_bin"))
    assert ana.window.session.project.removals.count() == 0


def test_a_name_is_erased_that_one_types(ana: Stage) -> None:
    ana.window.actions_.actions["project.erase_name"].trigger()
    dialog = ana.dialog(ReasonDialog)
    dialog.field.setText("ana")
    dialog.accept()
    agree(ana)
    assert [one.name for one in ana.window.session.coders()] == ["coder-1"]
    path = ana.window.session.project.path
    ana.window.session.close()
    with Project.open(path) as project:
        assert project.check() == [] and len(project.erasures.said()) == 1


def test_who_says_no_has_all_of_it(ana: Stage) -> None:
    ana.window.actions_.actions["document.erase"].trigger()
    ana.dialog(EraseDialog).reject()
    ana.without_dialog()
    assert len(ana.window.documents.model.documents) == 2
